//! The first rows of a file, and what would happen to each.

use leptos::{prelude::*, task::spawn_local};
use model::{
    id::ImportId,
    import::{Fate, ImportPreview, Mapping, PreviewRow, Target},
};

use crate::{
    api::{self, Fault},
    parts::{ColumnHead, Failed, Glyph, Icon, Skeleton, SkeletonKind, intl},
    shell::session::use_session,
    words::{Language, imports as words, parts as part_words, refusals},
};

#[component]
pub(super) fn FirstRows(
    id: ImportId,
    header: Vec<String>,
    mapping: Memo<Mapping>,
) -> impl IntoView {
    let session = use_session();
    let found = RwSignal::new(None::<Result<ImportPreview, Fault>>);
    let asked = StoredValue::new(0_u32);
    let load = move |mapping: Mapping| {
        asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let mine = asked.get_value();
        spawn_local(async move {
            let answer = session.ask(api::imports::preview(id, mapping)).await;
            // What is chosen by now may be something else.
            if asked.try_get_value() == Some(mine) {
                found.try_set(Some(answer));
            }
        });
    };
    Effect::new(move || load(mapping.get()));
    let header = StoredValue::new(header);
    let shown = move || match found.get() {
        None => view! {
            <Skeleton label=words::PREVIEWING.text() rows=6 kind=SkeletonKind::Table/>
        }
        .into_any(),
        Some(Err(fault)) => view! {
            <Failed
                title=words::PREVIEW_FAILED.text()
                text=refusals::fault(&fault)
                retry=part_words::RETRY.text()
                on_retry=move |()| load(mapping.get_untracked())
            />
        }
        .into_any(),
        Some(Ok(preview)) => {
            let (header, columns) = (header.get_value(), mapping.get_untracked().columns);
            view! { <Table preview header columns/> }.into_any()
        }
    };
    view! {
        <section class="box" aria-labelledby="import-rows">
            <div class="box__head">
                <h2 class="box__title" id="import-rows">{words::PREVIEW.text()}</h2>
            </div>
            <div aria-live="polite">{shown}</div>
        </section>
    }
}

#[component]
fn Table(preview: ImportPreview, header: Vec<String>, columns: Vec<Target>) -> impl IntoView {
    // What is left out of the import is left out here too.
    let used: Vec<usize> = (0..columns.len())
        .filter(|at| columns.get(*at).is_some_and(|target| *target != Target::Ignore))
        .collect();
    let heads = used.iter().map(|at| {
        let at = u32::try_from(*at).unwrap_or(u32::MAX);
        view! { <ColumnHead label=words::column(&header, at, Language::current())/> }
    });
    let heads = heads.collect_view();
    let sheet = (header.as_slice(), columns.as_slice());
    let rows = preview.rows.into_iter().map(|row| view_row(row, &used, sheet)).collect_view();
    view! {
        <div class="table-box" tabindex="0" role="group" aria-label=words::PREVIEW.text()>
            <table class="table" aria-label=words::PREVIEW.text()>
                <thead>
                    <tr>
                        <ColumnHead label=words::LINE.text() numeric=true/>
                        <ColumnHead label=words::WHAT_HAPPENS.text()/>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn view_row(
    row: PreviewRow,
    used: &[usize],
    sheet: (&[String], &[Target]),
) -> impl IntoView + use<> {
    let (glyph, kind, text) = match &row.fate {
        Fate::Create => (Glyph::UserRoundPlus, "create", words::WILL_CREATE.text().to_owned()),
        Fate::Update { name, .. } => {
            (Glyph::Pencil, "update", words::WILL_UPDATE.with(&[("name", name)]))
        }
        Fate::Reject(problem) => {
            let problem = words::problem(problem, sheet, Language::current());
            (Glyph::CircleAlert, "reject", words::WILL_REJECT.with(&[("problem", &problem)]))
        }
    };
    let cells = used.iter().map(|at| {
        let cell: String =
            row.cells.get(*at).map(|cell| cell.chars().take(80).collect()).unwrap_or_default();
        view! { <td>{cell}</td> }
    });
    view! {
        <tr>
            <td data-numeric="">{intl::number(f64::from(row.line))}</td>
            <td>
                <span class="import-fate" data-kind=kind><Icon glyph/><span>{text}</span></span>
            </td>
            {cells.collect_view()}
        </tr>
    }
}
