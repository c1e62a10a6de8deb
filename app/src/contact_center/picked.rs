//! What is done with the contacts that are selected: taken out as a table, or written to.

use js_sys::Array;
use leptos::{prelude::*, task::spawn_local};
use model::{
    contact::{ContactQuery, ContactRef},
    id::ContactId,
    permission::Action,
    refusal::Field,
    selection::{ContactExport, Selection},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::{
    broadcasts::{Handed, To},
    chosen::Chosen,
};
use crate::{
    api::{self, Fault},
    parts::{Button, Glyph},
    shell::{address::use_address, session::use_session},
    words::{Language, broadcasts as broadcast_words, contact_center as words},
};

/// What the file is called.
const FILE: &str = "contacts.csv";
/// Spreadsheets know UTF-8 by it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The buttons in the bar of the selection.
pub(super) fn acts() -> AnyView {
    view! { <Acts/> }.into_any()
}

#[component]
fn Acts() -> impl IntoView {
    let (session, address) = (use_session(), use_address());
    let (chosen, handed) = (expect_context::<Chosen>(), expect_context::<Handed>());
    let query = expect_context::<Memo<ContactQuery>>();
    let is_busy = RwSignal::new(false);
    let selection = move || {
        let selection = chosen.selection(query.get_untracked(), ContactId);
        selection.within_limit(Field::Contact).map_err(Fault::Refused)?;
        Ok::<_, Fault>(selection)
    };
    let export = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        let (order, is_descending) =
            query.with_untracked(|query| (query.order, query.is_descending));
        let wanted = selection().map(|selection| ContactExport { selection, order, is_descending });
        is_busy.set(true);
        spawn_local(async move {
            if let Err(fault) = session.ask(written(wanted)).await {
                session.tell(&fault);
            }
            is_busy.try_set(false);
        });
    };
    let write = move |()| {
        let to = match selection() {
            Err(fault) => return session.tell(&fault),
            Ok(Selection::Chosen(_)) => To::These(named(chosen)),
            Ok(Selection::Filter { .. }) => To::Found { except: named(chosen) },
        };
        handed.begin(address, to);
    };
    view! {
        <Show when=move || session.may_at_all(Action::Broadcast)>
            <Button
                label=broadcast_words::TO_SELECTED.text()
                glyph=Glyph::Megaphone
                on_click=write
            />
        </Show>
        <Show when=move || session.may_at_all(Action::ExportContacts)>
            <Button
                label=words::EXPORT_CONTACTS.text()
                glyph=Glyph::Download
                busy=is_busy
                on_click=export
            />
        </Show>
    }
}

/// Those that the selection names: a broadcast shows whom it is for.
fn named(chosen: Chosen) -> Vec<ContactRef> {
    let named = chosen.named().into_iter();
    named.map(|(id, name)| ContactRef { id: ContactId(id), name }).collect()
}

/// Fetches the table and lets the browser keep it as a file.
async fn written(wanted: Result<ContactExport, Fault>) -> Result<(), Fault> {
    let table = api::contacts::export(&wanted?, Language::current().tag()).await?;
    save(&table).map_err(|_| Fault::Broken)
}

fn save(table: &str) -> Result<(), JsValue> {
    let parts = Array::of2(&BYTE_ORDER_MARK.into(), &table.into());
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence(&parts)?)?;
    let link = document().create_element("a")?.dyn_into::<HtmlAnchorElement>()?;
    link.set_href(&address);
    link.set_download(FILE);
    link.click();
    // The browser reads it when the click has been dealt with.
    set_timeout(move || _ = Url::revoke_object_url(&address), KEPT);
    Ok(())
}

/// How long the browser may take to begin with reading a file.
const KEPT: std::time::Duration = std::time::Duration::from_secs(60);
