//! The pre-chat form: who the visitor is and whom they look for, as far as the workspace asks.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use model::{
    department::DepartmentRef,
    parse,
    refusal::{Field, Problem, Refusal},
    settings::{Asked, PreChat},
    visitor::PreChatForm,
};

use super::{head::Head, kept, look, visit::Visit, wording};
use crate::{
    api::Fault,
    parts::{
        Banner, BannerKind, Button, ButtonKind, Checkbox, Choice, Select, TextField, TextKind, intl,
    },
    words::{refusals, widget as w},
};

#[component]
pub(super) fn Asking() -> impl IntoView {
    let visit = Visit::here();
    let name = move || {
        let config = visit.config.get();
        config.map_or_else(String::new, |config| config.workspace_name)
    };
    let is_staffed = move || visit.config.with(|c| c.as_ref().is_none_or(|c| c.is_staffed));
    // Made anew only when something else is asked, not when somebody logs in on the other side.
    let asked = Memo::new(move |_| {
        visit.config.with(|c| c.as_ref().map(|c| (c.pre_chat.clone(), c.departments.clone())))
    });
    let form = move || {
        let (asked, departments) = asked.get()?;
        Some(view! { <Questions asked departments/> })
    };
    view! {
        <div class="widget" data-state="form" role="region" aria-label=w::MESSAGES.text()>
            <Head name/>
            <div class="widget__form">
                <h2 class="widget__title">{w::WELCOME.text()}</h2>
                <p class="widget__text">
                    {move || if is_staffed() { w::WELCOME_HINT } else { w::NOBODY_HERE }.text()}
                </p>
                {form}
            </div>
        </div>
    }
}

/// What stands in the fields, and what is wrong with it.
#[derive(Clone, Copy)]
struct Answers {
    name: RwSignal<String>,
    email: RwSignal<String>,
    department: RwSignal<String>,
    has_consented: RwSignal<bool>,
    problems: RwSignal<Vec<(Field, Problem)>>,
}

impl Answers {
    /// As they were left, and written down with every key.
    fn kept() -> Self {
        Self {
            name: kept_field("name"),
            email: kept_field("email"),
            department: kept_field("department"),
            has_consented: RwSignal::new(false),
            problems: RwSignal::new(Vec::new()),
        }
    }

    fn problem(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                let (_, problem) = problems.iter().find(|(of, _)| *of == field)?;
                Some(match (field, problem) {
                    (Field::Consent, _) => w::CONSENT_MISSING.text().to_owned(),
                    _ => refusals::problem(problem),
                })
            })
        })
    }

    /// What is put into a field settles what was wrong with it.
    fn settle(self, field: Field) {
        if self.problems.with_untracked(|all| all.iter().any(|(of, _)| *of == field)) {
            self.problems.update(|problems| problems.retain(|(of, _)| *of != field));
        }
    }

    /// The form to be sent, or everything that is wrong with it.
    fn read(self, asked: &PreChat, page_url: String) -> Result<PreChatForm, Vec<(Field, Problem)>> {
        let mut problems = Vec::new();
        let mut answer = |answer: Result<String, Refusal>| match answer {
            Ok(text) => text,
            Err(refusal) => {
                problems.extend(problem_of(&refusal));
                String::new()
            }
        };
        let name = answer(text(asked.name, self.name, |text| parse::name(Field::Name, text)));
        let email = answer(text(asked.email, self.email, parse::email));
        let department = answer(text(asked.department, self.department, |text| {
            parse::required(Field::Department, text.to_owned())
        }));
        let has_consented = self.has_consented.get_untracked();
        if !asked.consent.is_empty() && !has_consented {
            problems.push((Field::Consent, Problem::Missing));
        }
        if problems.is_empty() {
            let department = department.parse().ok();
            let reader = intl::reader();
            Ok(PreChatForm { name, email, department, has_consented, page_url, reader })
        } else {
            Err(problems)
        }
    }
}

/// A field's text as far as it is asked for: nothing is fine where it is optional.
fn text(
    asked: Asked,
    value: RwSignal<String>,
    parse: impl Fn(&str) -> Result<String, Refusal>,
) -> Result<String, Refusal> {
    let text = value.get_untracked();
    match asked {
        Asked::Off => Ok(String::new()),
        Asked::Optional if text.trim().is_empty() => Ok(String::new()),
        Asked::Optional | Asked::Required => parse(&text),
    }
}

const fn problem_of(refusal: &Refusal) -> Option<(Field, Problem)> {
    match refusal {
        Refusal::Invalid { field, problem } => Some((*field, *problem)),
        _ => None,
    }
}

fn kept_field(name: &'static str) -> RwSignal<String> {
    let value = RwSignal::new(kept::field(name));
    Effect::new(move |_| value.with(|value| kept::set_field(name, value)));
    value
}

#[component]
fn Questions(asked: PreChat, departments: Vec<DepartmentRef>) -> impl IntoView {
    let visit = Visit::here();
    let answers = Answers::kept();
    // Nothing to choose from is nothing to ask for.
    let asked = PreChat {
        department: if departments.is_empty() { Asked::Off } else { asked.department },
        ..asked
    };
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Fault>);
    // Called while the form was still on its way: its first field is what was called for.
    if visit.host.called.get_untracked() > 0 {
        let first = || look::focus(".widget__form .field__control");
        set_timeout(first, std::time::Duration::ZERO);
    }
    let given = asked.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        failure.set(None);
        match answers.read(&given, visit.host.page()) {
            Ok(form) => {
                is_busy.set(true);
                spawn_local(async move {
                    let result = visit.start(form).await;
                    is_busy.try_set(false);
                    if let Err(fault) = result {
                        refuse(answers, failure, fault);
                    }
                });
            }
            Err(problems) => point_out(answers, problems),
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Fields asked=asked.clone() departments answers/>
            <Consent text=asked.consent answers/>
            {move || failure.get().map(|fault| {
                view! { <Banner kind=BannerKind::Error text=wording::fault(&fault)/> }
            })}
            <Button kind=ButtonKind::Primary label=w::START_CHAT.text() submit=true busy=is_busy/>
        </form>
    }
}

/// What the server refuses stands beside its field where there is one.
fn refuse(answers: Answers, failure: RwSignal<Option<Fault>>, fault: Fault) {
    let problem = match &fault {
        Fault::Refused(refusal) => problem_of(refusal),
        _ => None,
    };
    match problem {
        Some((field, problem)) if is_asked_here(field) => {
            point_out(answers, vec![(field, problem)])
        }
        _ => drop(failure.try_set(Some(fault))),
    }
}

const fn is_asked_here(field: Field) -> bool {
    matches!(field, Field::Name | Field::Email | Field::Department | Field::Consent)
}

fn point_out(answers: Answers, problems: Vec<(Field, Problem)>) {
    if answers.problems.try_set(problems).is_none() {
        // The marks are on the page after the effects have run.
        set_timeout(|| look::focus(".form [aria-invalid=true]"), std::time::Duration::ZERO);
    }
}

#[component]
fn Fields(asked: PreChat, departments: Vec<DepartmentRef>, answers: Answers) -> impl IntoView {
    let Answers { name, email, department, .. } = answers;
    let settle = move |field: Field, value: RwSignal<String>| {
        Effect::watch(move || value.track(), move |(), _, _| answers.settle(field), false);
    };
    settle(Field::Name, name);
    settle(Field::Email, email);
    settle(Field::Department, department);
    let hint = |asked| if asked == Asked::Optional { w::OPTIONAL.text() } else { "" };
    view! {
        {(asked.name != Asked::Off)
            .then(|| {
                view! {
                    <TextField
                        label=w::NAME.text()
                        value=name
                        name="name"
                        autocomplete="name"
                        hint=hint(asked.name)
                        required=asked.name == Asked::Required
                        error=answers.problem(Field::Name)
                    />
                }
            })}
        {(asked.email != Asked::Off)
            .then(|| {
                view! {
                    <TextField
                        label=w::EMAIL.text()
                        value=email
                        kind=TextKind::Email
                        name="email"
                        autocomplete="email"
                        hint=hint(asked.email)
                        required=asked.email == Asked::Required
                        error=answers.problem(Field::Email)
                    />
                }
            })}
        {(asked.department != Asked::Off)
            .then(|| {
                view! {
                    <Select
                        label=w::DEPARTMENT.text()
                        value=department
                        options=choices(asked.department, departments, department)
                        required=asked.department == Asked::Required
                        error=answers.problem(Field::Department)
                    />
                }
            })}
    }
}

/// The departments; a choice from last time that is gone is dropped, an only one is made.
fn choices(asked: Asked, departments: Vec<DepartmentRef>, chosen: RwSignal<String>) -> Vec<Choice> {
    let is_known =
        chosen.with_untracked(|chosen| departments.iter().any(|one| one.id.to_string() == *chosen));
    let only = match departments.as_slice() {
        [only] if asked == Asked::Required => only.id.to_string(),
        _ => String::new(),
    };
    if !is_known {
        chosen.set(only);
    }
    let none = if asked == Asked::Required { w::CHOOSE } else { w::ANY_DEPARTMENT };
    let none = Choice::new("", none.text());
    let named = departments.into_iter().map(|one| Choice::new(one.id.to_string(), one.name));
    std::iter::once(none).chain(named).collect()
}

#[component]
fn Consent(text: String, answers: Answers) -> impl IntoView {
    let settle = move |_| answers.settle(Field::Consent);
    (!text.is_empty()).then(|| {
        view! {
            <Checkbox
                label=text
                value=answers.has_consented
                required=true
                error=answers.problem(Field::Consent)
                on_change=settle
            />
        }
    })
}
