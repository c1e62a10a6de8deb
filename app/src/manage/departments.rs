//! The section Departments: the list, and one of them.

use leptos::prelude::*;
use model::{department::Department, id::DepartmentId};

use super::{
    department_draft::algorithm_in_words,
    department_form::DepartmentForm,
    fetched::{Await, Fetched},
    page::{Gone, Head},
};
use crate::{
    api,
    parts::{ButtonKind, ButtonLink, ColumnHead, Empty, Glyph, Tag, Tone, use_toaster},
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::use_session,
    },
    words::manage as words,
};

#[component]
pub(super) fn Departments(opened: Memo<Opened<DepartmentId>>) -> impl IntoView {
    let departments = Fetched::new(api::departments::list);
    move || match opened.get() {
        Opened::Nothing => view! { <List departments/> }.into_any(),
        Opened::New => view! { <One departments/> }.into_any(),
        Opened::One(id) => view! { <One departments id/> }.into_any(),
    }
}

#[component]
fn List(departments: Fetched<Vec<Department>>) -> impl IntoView {
    let new = Place::Departments(Opened::New).to_string();
    view! {
        <Head title=words::DEPARTMENTS.text() text=words::DEPARTMENTS_TEXT.text() back=Place::Manage>
            <ButtonLink
                label=words::NEW_DEPARTMENT.text()
                href=new
                kind=ButtonKind::Primary
                glyph=Glyph::Plus
            />
        </Head>
        <div class="manage__body">
            <Await
                fetched=departments
                loading=words::DEPARTMENTS_LOADING
                failed=words::DEPARTMENTS_FAILED
                show=move || table(departments)
            />
        </div>
    }
}

fn table(departments: Fetched<Vec<Department>>) -> AnyView {
    if departments.value.with(|held| held.as_ref().is_none_or(Vec::is_empty)) {
        return view! {
            <Empty
                glyph=Glyph::UsersRound
                title=words::NO_DEPARTMENTS.text()
                text=words::NO_DEPARTMENTS_TEXT.text()
            />
        }
        .into_any();
    }
    let rows = move || departments.value.get().unwrap_or_default();
    view! {
        <div class="table-box">
            <table class="table" aria-label=words::DEPARTMENTS.text()>
                <thead>
                    <tr>
                        <ColumnHead label=words::NAME.text()/>
                        <ColumnHead label=words::MEMBERS.text() numeric=true/>
                        <ColumnHead label=words::ROUTING.text() attr:data-narrow=""/>
                        <ColumnHead label=words::STATE.text()/>
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=|one| (one.id, one.version) let:one>
                        <Row department=one/>
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(department: Department) -> impl IntoView {
    let href = Place::Departments(Opened::One(department.id)).to_string();
    view! {
        <tr>
            <td>
                <a href=href>{department.name}</a>
                {(!department.description.is_empty()).then(|| view! {
                    <p class="table__note">{department.description}</p>
                })}
            </td>
            <td data-align="end">{department.members.len()}</td>
            <td data-narrow="">{algorithm_in_words(department.algorithm)}</td>
            <td>
                <span class="row-tags">
                    {if department.is_enabled {
                        view! { <Tag label=words::ENABLED.text() tone=Tone::Accent/> }.into_any()
                    } else {
                        view! { <Tag label=words::DISABLED.text()/> }.into_any()
                    }}
                    <Tag
                        label=if department.is_public {
                            words::IN_WIDGET.text()
                        } else {
                            words::HIDDEN.text()
                        }
                    />
                </span>
            </td>
        </tr>
    }
}

#[component]
fn One(
    departments: Fetched<Vec<Department>>,
    #[prop(optional)] id: Option<DepartmentId>,
) -> impl IntoView {
    let session = use_session();
    let address = use_address();
    let toaster = use_toaster();
    let list = Place::Departments(Opened::Nothing);
    let cancel = Callback::new(move |()| address.go(&list.to_string()));
    let saved = Callback::new(move |saved: Department| {
        let word = if id.is_some() { words::SAVED } else { words::ADDED };
        toaster.say(word.with(&[("name", &saved.name)]));
        // Everybody's names of departments come with who they are.
        session.refresh();
        departments.load();
        address.go(&list.to_string());
    });
    let title = Signal::derive(move || match id {
        None => words::NEW_DEPARTMENT.text().to_owned(),
        Some(id) => session.department_name(Some(id)),
    });
    let form = move || match (id, untrack(|| find(departments, id?))) {
        (None, _) => view! { <DepartmentForm on_saved=saved on_cancel=cancel/> }.into_any(),
        (Some(_), Some(department)) => view! {
            <DepartmentForm department on_saved=saved on_cancel=cancel/>
        }
        .into_any(),
        (Some(_), None) => view! { <Gone list/> }.into_any(),
    };
    view! {
        <Head title back=list/>
        <div class="manage__body">
            <Await
                fetched=departments
                loading=words::DEPARTMENTS_LOADING
                failed=words::DEPARTMENTS_FAILED
                show=form
            />
        </div>
    }
}

fn find(departments: Fetched<Vec<Department>>, id: DepartmentId) -> Option<Department> {
    departments.value.with(|held| held.as_ref()?.iter().find(|one| one.id == id).cloned())
}
