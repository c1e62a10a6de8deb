//! The pre-chat form: who the visitor is and whom they look for, as far as the workspace asks.

mod custom;

use std::rc::Rc;

use self::custom::Questions;

use model::{
    custom_field::Question,
    department::DepartmentRef,
    parse,
    refusal::{Field as Of, Problem, Refusal},
    settings::{Asked, PreChat},
    visitor::PreChatForm,
};
use wasm_bindgen_futures::spawn_local;

use super::{
    dom::{El, el, focus, soon},
    head::{Who, head},
    kept,
    parts::{Field, banner, button, checkbox, select, text_field},
    react::{Signal, effect, memo},
    visit::Visit,
    wording,
};
use crate::{
    api::Fault,
    parts::{Glyph, intl},
    words::{refusals, widget as w},
};

pub(super) fn asking(visit: &Visit) -> El {
    let (named, staffed, asked) =
        (visit.config.clone(), visit.config.clone(), visit.config.clone());
    let who = Who {
        name: Box::new(move || {
            named.with(|config| {
                config.as_ref().map_or_else(String::new, |c| c.workspace_name.clone())
            })
        }),
        about: Box::new(String::new),
        agent: None,
    };
    let hint = move || {
        let is_staffed = staffed.with(|config| config.as_ref().is_none_or(|c| c.is_staffed));
        if is_staffed { w::WELCOME_HINT } else { w::NOBODY_HERE }.text().to_owned()
    };
    let own = visit.clone();
    let form = el("div", "widget__form")
        .kid(el("h2", "widget__title").text(w::WELCOME.text()))
        .kid(el("p", "widget__text").words(hint))
        // Made anew only when something else is asked, not when somebody logs in on the other side.
        .place(
            move || {
                asked.with(|config| {
                    config
                        .as_ref()
                        .map(|c| (c.pre_chat.clone(), c.departments.clone(), c.questions.clone()))
                })
            },
            move |asked| asked.map(|asked| questions(&own, asked)),
        );
    el("div", "widget")
        .attr("data-state", "form")
        .attr("role", "region")
        .attr("aria-label", w::MESSAGES.text())
        .kid(head(visit, who, |actions| actions))
        .kid(form)
}

/// What stands in the fields, and what is wrong with it.
#[derive(Clone)]
struct Answers {
    name: Signal<String>,
    email: Signal<String>,
    department: Signal<String>,
    has_consented: Signal<bool>,
    problems: Signal<Vec<(Of, Problem)>>,
}

impl Answers {
    /// As they were left, and written down with every key.
    fn kept() -> Self {
        Self {
            name: kept_field("name".to_owned()),
            email: kept_field("email".to_owned()),
            department: kept_field("department".to_owned()),
            has_consented: Signal::new(false),
            problems: Signal::new(Vec::new()),
        }
    }

    fn problem(&self, field: Of) -> Signal<Option<String>> {
        let problems = self.problems.clone();
        memo(move || {
            problems.with(|problems| {
                let (_, problem) = problems.iter().find(|(of, _)| *of == field)?;
                Some(match (field, problem) {
                    (Of::Consent, _) => w::CONSENT_MISSING.text().to_owned(),
                    _ => refusals::problem(problem),
                })
            })
        })
    }

    /// What is put into a field settles what was wrong with it.
    fn settle_with<T: PartialEq + Clone + 'static>(&self, field: Of, value: &Signal<T>) {
        let (problems, value) = (self.problems.clone(), value.clone());
        let before = std::cell::RefCell::new(value.peek());
        effect(move || {
            let now = value.get();
            if before.replace(now.clone()) != now
                && problems.look(|all| all.iter().any(|(of, _)| *of == field))
            {
                problems.change(|all| all.retain(|(of, _)| *of != field));
            }
        });
    }

    /// The form to be sent, or everything that is wrong with it.
    fn read(&self, asked: &PreChat, page_url: String) -> Result<PreChatForm, Vec<(Of, Problem)>> {
        let mut problems = Vec::new();
        let mut answer = |answer: Result<String, Refusal>| match answer {
            Ok(text) => text,
            Err(refusal) => {
                problems.extend(problem_of(&refusal));
                String::new()
            }
        };
        let name = answer(text(asked.name, &self.name, |text| parse::name(Of::Name, text)));
        let email = answer(text(asked.email, &self.email, parse::email));
        let department = answer(text(asked.department, &self.department, |text| {
            parse::required(Of::Department, text.to_owned())
        }));
        let has_consented = self.has_consented.peek();
        if !asked.consent.is_empty() && !has_consented {
            problems.push((Of::Consent, Problem::Missing));
        }
        if problems.is_empty() {
            let department = department.parse().ok();
            let reader = intl::reader();
            let (contact_fields, fields) = Default::default();
            Ok(PreChatForm {
                name,
                email,
                department,
                has_consented,
                page_url,
                reader,
                contact_fields,
                fields,
            })
        } else {
            Err(problems)
        }
    }
}

/// A field's text as far as it is asked for: nothing is fine where it is optional.
fn text(
    asked: Asked,
    value: &Signal<String>,
    parse: impl Fn(&str) -> Result<String, Refusal>,
) -> Result<String, Refusal> {
    let text = value.peek();
    match asked {
        Asked::Off => Ok(String::new()),
        Asked::Optional if text.trim().is_empty() => Ok(String::new()),
        Asked::Optional | Asked::Required => parse(&text),
    }
}

const fn problem_of(refusal: &Refusal) -> Option<(Of, Problem)> {
    match refusal {
        Refusal::Invalid { field, problem } => Some((*field, *problem)),
        _ => None,
    }
}

fn kept_field(name: String) -> Signal<String> {
    let value = Signal::new(kept::field(&name));
    let own = value.clone();
    effect(move || own.with(|value| kept::set_field(&name, value)));
    value
}

/// The form, and what becomes of it.
struct Form {
    visit: Visit,
    asked: PreChat,
    answers: Answers,
    custom: Questions,
    is_busy: Signal<bool>,
    failure: Signal<Option<Fault>>,
}

fn questions(
    visit: &Visit,
    (asked, departments, custom): (PreChat, Vec<DepartmentRef>, Vec<Question>),
) -> El {
    // Nothing to choose from is nothing to ask for.
    let department = if departments.is_empty() { Asked::Off } else { asked.department };
    let asked = PreChat { department, ..asked };
    let form = Rc::new(Form {
        visit: visit.clone(),
        asked: asked.clone(),
        answers: Answers::kept(),
        custom: Questions::kept(custom),
        is_busy: Signal::new(false),
        failure: Signal::new(None),
    });
    // Called while the form was still on its way: its first field is what was called for.
    if visit.host.is_called() {
        soon(|| focus(".widget__form .field__control"));
    }
    let failure = form.failure.clone();
    let send = button("primary", w::START_CHAT.text(), Some(form.is_busy.clone()), || ())
        .attr("type", "submit");
    let fields = fields(&form.answers, &asked, departments);
    el("form", "form")
        .attr("novalidate", "")
        .kids(fields)
        .kids(form.custom.inputs())
        .kids(consent(&form.answers, &asked.consent))
        .place(
            move || failure.get(),
            |fault| {
                let text = wording::fault(&fault?);
                Some(banner("error", "alert", Glyph::TriangleAlert, &text))
            },
        )
        .kid(send)
        .on("submit", move |event| {
            event.prevent_default();
            submit(&form);
        })
}

fn submit(form: &Rc<Form>) {
    if form.is_busy.peek() {
        return;
    }
    form.failure.turn_to(None);
    let custom = form.custom.read();
    match (form.answers.read(&form.asked, form.visit.host.page()), custom) {
        (Ok(filled), Some((contact_fields, fields))) => {
            let filled = PreChatForm { contact_fields, fields, ..filled };
            form.is_busy.set(true);
            let form = Rc::clone(form);
            spawn_local(async move {
                let result = form.visit.start(filled).await;
                form.is_busy.set(false);
                if let Err(fault) = result {
                    refuse(&form, fault);
                }
            });
        }
        (Ok(_), None) => point_out(&form.answers, Vec::new()),
        (Err(problems), _) => point_out(&form.answers, problems),
    }
}

/// What the server refuses stands beside its field where there is one.
fn refuse(form: &Form, fault: Fault) {
    let problem = match &fault {
        Fault::Refused(refusal) if form.custom.take(refusal) => {
            return point_out(&form.answers, Vec::new());
        }
        Fault::Refused(refusal) => problem_of(refusal),
        _ => None,
    };
    match problem {
        Some((field, problem)) if is_asked_here(field) => {
            point_out(&form.answers, vec![(field, problem)]);
        }
        _ => form.failure.set(Some(fault)),
    }
}

const fn is_asked_here(field: Of) -> bool {
    matches!(field, Of::Name | Of::Email | Of::Department | Of::Consent)
}

fn point_out(answers: &Answers, problems: Vec<(Of, Problem)>) {
    answers.problems.set(problems);
    // The marks are on the page after the effects have run.
    crate::live::timer::after(0, || focus(".form [aria-invalid=true]"));
}

fn fields(answers: &Answers, asked: &PreChat, departments: Vec<DepartmentRef>) -> Vec<El> {
    let field = |of: Of, label: &str, value: &Signal<String>, asked: Asked| {
        answers.settle_with(of, value);
        Field {
            label: label.to_owned(),
            hint: if asked == Asked::Optional { w::OPTIONAL.text() } else { "" },
            is_required: asked == Asked::Required,
            value: value.clone(),
            error: answers.problem(of),
        }
    };
    let mut fields = Vec::new();
    if asked.name != Asked::Off {
        let field = field(Of::Name, w::NAME.text(), &answers.name, asked.name);
        fields.push(text_field(field, "text", "name"));
    }
    if asked.email != Asked::Off {
        let field = field(Of::Email, w::EMAIL.text(), &answers.email, asked.email);
        fields.push(text_field(field, "email", "email"));
    }
    if asked.department != Asked::Off {
        let choices = choices(asked.department, departments, &answers.department);
        let field = Field {
            hint: "",
            ..field(Of::Department, w::DEPARTMENT.text(), &answers.department, asked.department)
        };
        fields.push(select(field, choices));
    }
    fields
}

/// The departments; a choice from last time that is gone is dropped, an only one is made.
fn choices(
    asked: Asked,
    departments: Vec<DepartmentRef>,
    chosen: &Signal<String>,
) -> Vec<(String, String)> {
    let is_known =
        chosen.look(|chosen| departments.iter().any(|one| one.id.to_string() == *chosen));
    let only = match departments.as_slice() {
        [only] if asked == Asked::Required => only.id.to_string(),
        _ => String::new(),
    };
    if !is_known {
        chosen.turn_to(only);
    }
    let none = if asked == Asked::Required { w::CHOOSE } else { w::ANY_DEPARTMENT };
    let none = (String::new(), none.text().to_owned());
    let named = departments.into_iter().map(|one| (one.id.to_string(), one.name));
    std::iter::once(none).chain(named).collect()
}

fn consent(answers: &Answers, text: &str) -> Option<El> {
    if text.is_empty() {
        return None;
    }
    answers.settle_with(Of::Consent, &answers.has_consented);
    Some(checkbox(text, true, answers.has_consented.clone(), answers.problem(Of::Consent)))
}
