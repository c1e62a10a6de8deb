//! The workspace's own questions in the pre-chat form.

use model::{
    custom_field::{Fields, Holder, Kind, Question, clean},
    refusal::{Problem, Refusal},
};

use super::kept_field;
use crate::{
    widget::{
        dom::El,
        parts::{Field, area_field, checkbox, many_field, select, text_field},
        react::{Signal, effect, memo},
    },
    words::{refusals, widget as w},
};

/// One question, and what stands there.
struct Asked {
    of: Question,
    /// As it is kept: several options on a line each, a ticked box as `true`.
    value: Signal<String>,
    problem: Signal<Option<Problem>>,
}

pub(super) struct Questions(Vec<Asked>);

impl Questions {
    /// With the answers as they were left.
    pub(super) fn kept(questions: Vec<Question>) -> Self {
        let asked = questions.into_iter().map(|of| {
            let value = kept_field(format!("{}.{}", of.holder.as_str(), of.key));
            let problem = Signal::new(None);
            let (heard, told) = (value.clone(), problem.clone());
            effect(move || {
                heard.with(|_| ());
                told.turn_to(None);
            });
            Asked { of, value, problem }
        });
        Self(asked.collect())
    }

    pub(super) fn inputs(&self) -> Vec<El> {
        self.0.iter().map(input).collect()
    }

    /// What was answered about the contact and about the conversation; `None`: something is wrong and marked.
    pub(super) fn read(&self) -> Option<(Fields, Fields)> {
        let (mut contact, mut conversation) = (Fields::new(), Fields::new());
        let mut is_clean = true;
        for Asked { of, value, problem } in &self.0 {
            let answer = match clean(of.kind, &of.options, &value.peek()) {
                Ok(text) if of.is_required && !is_answered(of.kind, &text) => Err(Problem::Missing),
                answer => answer,
            };
            match answer {
                Ok(text) if text.is_empty() => {}
                Ok(text) => {
                    let into = match of.holder {
                        Holder::Contact => &mut contact,
                        Holder::Conversation => &mut conversation,
                    };
                    into.insert(of.key.clone(), text);
                }
                Err(found) => {
                    is_clean = false;
                    problem.turn_to(Some(found));
                }
            }
        }
        is_clean.then_some((contact, conversation))
    }

    /// Marks the answer that the server refused; false when it is about something else.
    pub(super) fn take(&self, refusal: &Refusal) -> bool {
        let Refusal::InvalidField { key, problem, .. } = refusal else { return false };
        let asked = self.0.iter().find(|asked| asked.of.key == *key);
        asked.map(|asked| asked.problem.turn_to(Some(*problem))).is_some()
    }
}

fn is_answered(kind: Kind, text: &str) -> bool {
    if kind == Kind::Checkbox { text == "true" } else { !text.is_empty() }
}

fn input(asked: &Asked) -> El {
    let Asked { of, value, problem } = asked;
    let problem = problem.clone();
    let error = memo(move || problem.with(|problem| problem.as_ref().map(refusals::problem)));
    let field = Field {
        label: of.label.clone(),
        hint: if of.is_required || of.kind == Kind::Select { "" } else { w::OPTIONAL.text() },
        is_required: of.is_required,
        value: value.clone(),
        error,
    };
    match of.kind {
        Kind::Checkbox => box_of(field),
        Kind::MultiSelect => many_field(field, of.options.clone()),
        Kind::LongText => area_field(field),
        Kind::Select => {
            let none = (String::new(), w::CHOOSE.text().to_owned());
            let options = of.options.iter().map(|option| (option.clone(), option.clone()));
            select(field, std::iter::once(none).chain(options).collect())
        }
        Kind::Date => text_field(field, "date", ""),
        Kind::Url => text_field(field, "url", ""),
        Kind::Email => text_field(field, "email", ""),
        Kind::Phone => text_field(field, "tel", ""),
        Kind::Text | Kind::Number => text_field(field, "text", ""),
    }
}

fn box_of(field: Field) -> El {
    let ticked = Signal::new(field.value.look(|text| text == "true"));
    let (heard, value) = (ticked.clone(), field.value);
    effect(move || {
        let word = if heard.get() { "true" } else { "" };
        if value.look(|text| text != word) {
            value.turn_to(word.to_owned());
        }
    });
    checkbox(&field.label, field.is_required, ticked, field.error)
}
