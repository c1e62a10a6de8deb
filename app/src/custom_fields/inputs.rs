//! The inputs of a form for custom fields, one for each that is shown, with what is wrong beside it.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use model::{
    custom_field::{CustomField, Fields, Filling, Holder, Kind},
    permission::Permission,
    refusal::{Problem, Refusal},
};

use super::{Definitions, on_leaving, use_definitions};
use crate::{
    api::{self, Fault},
    parts::{Checkbox, Choice, Glyph, Icon, Select, TextArea, TextField, TextKind},
    shell::{
        conflict::Loose,
        home::Home,
        session::{Session, use_session},
    },
    words::{custom_fields as words, refusals},
};

/// One input.
#[derive(Debug, Clone, Copy)]
struct Input {
    field: StoredValue<CustomField>,
    /// The value as it is being written.
    text: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
}

/// The inputs of one form. Copy.
#[derive(Debug, Clone, Copy)]
pub struct Inputs {
    holder: Holder,
    definitions: Definitions,
    session: Session,
    /// What stood there before anything was written.
    start: RwSignal<Fields>,
    rows: RwSignal<Vec<Input>>,
    home: Home,
}

impl Inputs {
    /// Inputs without values; those for definitions that come later appear when they come.
    #[must_use]
    pub fn new(holder: Holder) -> Self {
        let definitions = use_definitions();
        definitions.ask();
        let inputs = Self {
            holder,
            definitions,
            session: use_session(),
            start: RwSignal::default(),
            rows: RwSignal::default(),
            home: Home::default(),
        };
        Effect::new(move || {
            let fields = definitions.shown(holder);
            inputs.draw(fields);
        });
        inputs
    }

    /// Begins with these values.
    pub fn fill(self, values: &Fields) {
        self.start.set(values.clone());
        self.rows.set(Vec::new());
        let fields = untrack(|| self.definitions.shown(self.holder));
        self.draw(fields);
    }

    /// What stands in the inputs, and whatever else was there from the start. What was emptied is there as empty text.
    #[must_use]
    pub fn values(self) -> Fields {
        let mut values = self.start.get();
        self.rows.with(|rows| {
            for row in rows {
                let key = row.field.with_value(|field| field.key.clone());
                let text = row.text.get();
                if !text.is_empty() || values.contains_key(&key) {
                    values.insert(key, text);
                }
            }
        });
        values
    }

    /// Looks at every input; true when nothing is wrong as far as the browser can tell.
    #[must_use]
    pub fn check(self) -> bool {
        let rows = self.rows.get_untracked();
        let mut is_clean = true;
        for row in rows {
            is_clean &= self.look(row);
        }
        is_clean
    }

    /// Puts a refused value's problem beside its input; false when the fault is about something else.
    #[must_use]
    pub fn take(self, fault: &Fault) -> bool {
        let Fault::Refused(Refusal::InvalidField { key, problem, .. }) = fault else {
            return false;
        };
        let rows = self.rows.get_untracked();
        let row = rows.iter().find(|row| row.field.with_value(|field| field.key == *key));
        row.is_some_and(|row| {
            row.problem.set(Some(*problem));
            true
        })
    }

    /// The inputs as the parts of a conflict, each a field of its own; `of` finds the values in a draft.
    #[must_use]
    pub fn parts<D: Clone + 'static>(self, of: fn(&mut D) -> &mut Fields) -> Vec<Loose<D>> {
        let part = |row: &Input| {
            let field = row.field.get_value();
            let (text_key, key) = (field.key.clone(), field.key);
            let value = move |draft: &D| of(&mut draft.clone()).get(&text_key).cloned();
            Loose {
                label: field.label,
                text: Arc::new(move |draft: &D| value(draft).unwrap_or_default()),
                take: Arc::new(move |into: &mut D, from: &D| {
                    let value = of(&mut from.clone()).get(&key).cloned().unwrap_or_default();
                    of(into).insert(key.clone(), value);
                }),
            }
        };
        self.rows.with_untracked(|rows| rows.iter().map(part).collect())
    }

    fn draw(self, fields: Vec<CustomField>) {
        let held = self.rows.get_untracked();
        let start = self.start.get_untracked();
        let rows = fields.into_iter().map(|field| {
            let before = held.iter().find(|row| row.field.with_value(|held| held.key == field.key));
            if let Some(row) = before {
                row.field.set_value(field);
                return *row;
            }
            let text = start.get(&field.key).cloned().unwrap_or_default();
            self.home.make(|| Input {
                field: StoredValue::new(field),
                text: RwSignal::new(text),
                problem: RwSignal::new(None),
            })
        });
        let rows = rows.collect::<Vec<_>>();
        self.rows.set(rows);
    }

    fn may_change(self, field: &CustomField) -> bool {
        field.editors.admit(self.session.staff().has(Permission::ManageCustomFields))
    }

    /// True when nothing is wrong. What a regular expression says, only the server knows.
    fn look(self, row: Input) -> bool {
        let problem = self.verdict(row).err();
        row.problem.set(problem);
        problem.is_none()
    }

    fn verdict(self, row: Input) -> Result<(), Problem> {
        let held = self.start.get_untracked();
        let text = row.text.get_untracked();
        row.field.with_value(|field| {
            let filling = Filling {
                fields: std::slice::from_ref(field),
                held: &held,
                is_manager: untrack(|| self.may_change(field)),
                is_whole: true,
                fits: &|_, _| true,
            };
            let draft = Fields::from([(field.key.clone(), text)]);
            match filling.fill(&draft) {
                Err(Refusal::InvalidField { problem, .. }) => Err(problem),
                _ => Ok(()),
            }
        })
    }

    /// An input was left.
    fn leave(self, row: Input) {
        // The form may have been closed meanwhile.
        let Some(text) = row.text.try_get_untracked() else { return };
        let field = row.field.get_value();
        let start = self.start.with_untracked(|start| start.get(&field.key).cloned());
        let is_asked = !field.pattern.is_empty() && field.kind.has_pattern();
        let is_changed = !text.trim().is_empty() && start.as_deref() != Some(text.as_str());
        if !self.look(row) || !is_asked || !is_changed {
            return;
        }
        spawn_local(async move {
            let answer = api::custom_fields::check(self.holder, field.key, text.clone()).await;
            let is_same = row.text.try_get_untracked().is_some_and(|now| now == text);
            if let (Err(Fault::Refused(Refusal::InvalidField { problem, .. })), true) =
                (answer, is_same)
            {
                row.problem.set(Some(problem));
            }
        });
    }
}

#[component]
pub fn CustomInputs(inputs: Inputs) -> impl IntoView {
    let key = |row: &Input| row.field.with_value(|field| (field.id, field.version));
    view! {
        <For each=move || inputs.rows.get() key=key let:row>
            <div on:focusout=on_leaving(move || inputs.leave(row))>
                {control(inputs, row)}
            </div>
        </For>
    }
}

fn control(inputs: Inputs, row: Input) -> AnyView {
    let field = row.field.get_value();
    let label = field.label.clone();
    let may = inputs.may_change(&field);
    let required = field.is_required && may;
    let hint = if may { "" } else { words::ONLY_MANAGERS.text() };
    let error =
        Signal::derive(move || row.problem.get().map(|problem| refusals::problem(&problem)));
    let value = row.text;
    let readonly = !may;
    match field.kind {
        Kind::LongText => view! {
            <TextArea label value hint error required readonly/>
        }
        .into_any(),
        Kind::Select => {
            let none = Choice::new("", words::NOTHING_CHOSEN.text());
            let options = field.options.iter().map(|option| Choice::new(option, option));
            let options = std::iter::once(none).chain(options).collect::<Vec<_>>();
            let options = Signal::stored(options);
            view! { <Select label value options hint error required readonly/> }.into_any()
        }
        Kind::Checkbox => {
            let ticked = RwSignal::new(value.with_untracked(|text| text == "true"));
            let changed = move |is_on: bool| value.set(is_on.to_string());
            let blocked = readonly.then(|| hint.to_owned());
            view! { <Checkbox label value=ticked required error blocked on_change=changed/> }
                .into_any()
        }
        Kind::MultiSelect => {
            let many = ManyOf { options: field.options, value, hint, readonly, required };
            view! { <Many label many error/> }.into_any()
        }
        Kind::Text | Kind::Number | Kind::Date | Kind::Url | Kind::Email | Kind::Phone => {
            let kind = match field.kind {
                Kind::Date => TextKind::Date,
                Kind::Url => TextKind::Url,
                Kind::Email => TextKind::Email,
                Kind::Phone => TextKind::Tel,
                _ => TextKind::Text,
            };
            let autocomplete = "off";
            view! { <TextField label value kind autocomplete hint error required readonly/> }
                .into_any()
        }
    }
}

/// Several of some options.
struct ManyOf {
    options: Vec<String>,
    /// One line for each that is chosen.
    value: RwSignal<String>,
    hint: &'static str,
    readonly: bool,
    required: bool,
}

#[component]
fn Many(label: String, many: ManyOf, error: Signal<Option<String>>) -> impl IntoView {
    let ManyOf { options, value, hint, readonly, required } = many;
    let one = |option: String| {
        let ticked =
            RwSignal::new(value.with_untracked(|text| text.lines().any(|it| it == option)));
        let own = option.clone();
        let changed = move |is_on: bool| {
            value.update(|text| {
                let mut lines: Vec<&str> = text.lines().filter(|line| *line != own).collect();
                if is_on {
                    lines.push(&own);
                }
                *text = lines.join("\n");
            });
        };
        let blocked = readonly.then(|| hint.to_owned());
        view! { <Checkbox label=option value=ticked blocked on_change=changed/> }
    };
    view! {
        <fieldset class="field" data-wrong=move || error.with(Option::is_some).then_some("")>
            <legend class="field__label">
                {label}
                {required.then(|| view! {
                    <span class="field__star" aria-hidden="true">"*"</span>
                })}
            </legend>
            <div class="field__choices">
                {options.into_iter().map(one).collect_view()}
            </div>
            <Show when=move || error.with(Option::is_some)>
                <p class="field__error">
                    <Icon glyph=Glyph::CircleAlert/>
                    <span>{error}</span>
                </p>
            </Show>
        </fieldset>
    }
}
