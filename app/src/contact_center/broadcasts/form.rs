//! A new broadcast: to whom, what, how it will read, and off it goes. What is filled in survives a reload.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use model::{
    broadcast::{Broadcast, BroadcastDraft, Choice, Medium, Recipients, Wording},
    contact::{ContactQuery, ContactRef},
    id::BroadcastId,
    refusal::Field,
};
use serde::{Deserialize, Serialize};

use super::{choosing::To, preview::Preview, whole, writing::Writing};
use crate::{
    api::{self, Fault},
    live::new_id,
    parts::{Button, ButtonKind, Confirm, Glyph, IconLink, use_toaster},
    shell::{
        address::{Address, use_address},
        kept::Kept,
        place::{Opened, Place},
        problems::{Problems, focus_first_problem, verdict},
        session::{Session, use_session},
    },
    words::{broadcasts as words, parts as part_words},
};

/// What is filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Made once, so that sending it twice sends it once.
    id: Option<BroadcastId>,
    is_chosen: bool,
    search: String,
    except: Vec<ContactRef>,
    chosen: Vec<ContactRef>,
    wording: Wording,
}

/// The form. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    id: RwSignal<Option<BroadcastId>>,
    /// `found` or `chosen`.
    pub(super) to: RwSignal<String>,
    pub(super) search: RwSignal<String>,
    pub(super) except: RwSignal<Vec<ContactRef>>,
    pub(super) chosen: RwSignal<Vec<ContactRef>>,
    pub(super) medium: RwSignal<String>,
    pub(super) subject: RwSignal<String>,
    pub(super) text: RwSignal<String>,
    pub(super) problems: Problems,
    pub(super) choice: RwSignal<Option<Choice>>,
    pub(super) choice_fault: RwSignal<Option<Fault>>,
    /// The places of the contacts it is shown for.
    pub(super) places: RwSignal<Vec<u64>>,
    asked: StoredValue<u64>,
    is_busy: RwSignal<bool>,
    is_asking: RwSignal<bool>,
    kept: Kept,
    node: NodeRef<html::Form>,
    pub(super) session: Session,
}

const FIRST: [u64; 3] = [0, 1, 2];

impl Form {
    fn new(address: Address) -> Self {
        let session = use_session();
        let form = Self {
            id: RwSignal::new(None),
            to: RwSignal::new("found".to_owned()),
            search: RwSignal::default(),
            except: RwSignal::default(),
            chosen: RwSignal::default(),
            medium: RwSignal::new(Medium::Email.as_str().to_owned()),
            subject: RwSignal::default(),
            text: RwSignal::default(),
            problems: Problems::new(),
            choice: RwSignal::new(None),
            choice_fault: RwSignal::new(None),
            places: RwSignal::new(FIRST.to_vec()),
            asked: StoredValue::new(0),
            is_busy: RwSignal::new(false),
            is_asking: RwSignal::new(false),
            kept: Kept::new(session.my_id(), "broadcast.new"),
            node: NodeRef::new(),
            session,
        };
        form.fill(form.kept.load().unwrap_or_default());
        // Whoever comes from a search means those it finds.
        if let Some(search) = address.query_now("search") {
            let is_same = form.search.get_untracked() == search;
            if !is_same || form.to.with_untracked(|to| to == "chosen") {
                form.to.set("found".to_owned());
                form.search.set(search);
                form.except.set(Vec::new());
            }
        }
        form.kept.follow(move || form.draft(), Draft::default);
        form.follow(address);
        form
    }

    fn fill(self, draft: Draft) {
        self.id.set(draft.id);
        self.to.set(if draft.is_chosen { "chosen" } else { "found" }.to_owned());
        self.search.set(draft.search);
        self.except.set(draft.except);
        self.chosen.set(draft.chosen);
        self.medium.set(draft.wording.medium.as_str().to_owned());
        self.subject.set(draft.wording.subject);
        self.text.set(draft.wording.text);
    }

    fn draft(self) -> Draft {
        Draft {
            id: self.id.get(),
            is_chosen: self.to.with(|to| to == "chosen"),
            search: self.search.get(),
            except: self.except.get(),
            chosen: self.chosen.get(),
            wording: self.wording(),
        }
    }

    pub(super) fn medium(self) -> Medium {
        self.medium.with(|word| Medium::from_word(word)).unwrap_or_default()
    }

    pub(super) fn wording(self) -> Wording {
        Wording { medium: self.medium(), subject: self.subject.get(), text: self.text.get() }
    }

    pub(super) fn recipients(self) -> Recipients {
        let ids = |all: &Vec<ContactRef>| all.iter().map(|one| one.id).collect();
        if self.to.with(|to| to == "chosen") {
            return Recipients::Chosen(self.chosen.with(ids));
        }
        let query = ContactQuery { search: self.search.get(), ..ContactQuery::default() };
        Recipients::Found { query, except: self.except.with(ids) }
    }

    /// Asks what the choice comes to whenever it changes; the address follows the search.
    fn follow(self, address: Address) {
        let chosen = Memo::new(move |_| (self.recipients(), self.medium()));
        let wording = Memo::new(move |_| self.wording());
        Effect::new(move |before: Option<()>| {
            chosen.track();
            wording.track();
            if before.is_some() {
                // What is sent now is another one than what was sent before.
                self.id.set(None);
            }
        });
        Effect::new(move |before: Option<()>| {
            let is_chosen = self.to.with(|to| to == "chosen");
            let search = (!is_chosen).then(|| self.search.get());
            if before.is_some() {
                address.set_query(&[("search", search)]);
            }
        });
        Effect::new(move |before: Option<()>| {
            chosen.track();
            if before.is_some() {
                self.places.set(FIRST.to_vec());
            }
        });
        Effect::new(move || {
            let ((recipients, medium), places) = (chosen.get(), self.places.get());
            self.count(recipients, medium, places);
        });
    }

    /// Counts anew, after a failure.
    pub(super) fn count_again(self) {
        let (recipients, medium) = untrack(|| (self.recipients(), self.medium()));
        self.count(recipients, medium, self.places.get_untracked());
    }

    fn count(self, recipients: Recipients, medium: Medium, places: Vec<u64>) {
        let number = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(number);
        self.choice_fault.set(None);
        spawn_local(async move {
            let asked = api::broadcasts::choose(recipients, medium, places);
            let answer = self.session.ask(asked).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(choice) => drop(self.choice.try_set(Some(choice))),
                Err(fault) => {
                    self.choice.try_set(None);
                    self.choice_fault.try_set(Some(fault));
                }
            }
        });
    }

    pub(super) fn total(self) -> u64 {
        self.choice.with(|choice| choice.as_ref().map(|it| it.total).unwrap_or_default())
    }

    /// Puts everything wrong beside its field; true when nothing is.
    pub(super) fn check(self) -> bool {
        let wording = untrack(|| self.wording());
        let nobody = if untrack(|| self.total()) == 0 {
            let missing = model::refusal::Problem::Missing;
            Err(model::refusal::Refusal::invalid(Field::Recipients, missing))
        } else {
            Ok(())
        };
        let is_clean = self.problems.check([nobody, verdict(wording.checked())]);
        if !is_clean {
            focus_first_problem(self.node);
        }
        is_clean
    }

    fn send(self, done: Callback<Broadcast>) {
        if self.is_busy.get_untracked() {
            return;
        }
        let id = self.id.get_untracked().unwrap_or_else(|| BroadcastId(new_id()));
        self.id.set(Some(id));
        let draft = untrack(|| BroadcastDraft {
            id,
            recipients: self.recipients(),
            wording: self.wording(),
            origin: window().location().origin().unwrap_or_default(),
        });
        self.is_busy.set(true);
        spawn_local(async move {
            match self.session.ask(api::broadcasts::create(draft)).await {
                Ok(it) => {
                    self.kept.forget();
                    done.try_run(it);
                }
                Err(fault) => self.blame(&fault),
            }
            self.is_busy.try_set(false);
            self.is_asking.try_set(false);
        });
    }

    fn blame(self, fault: &Fault) {
        let fields = [Field::Recipients, Field::Search, Field::Subject, Field::Text];
        if self.problems.take(fault, &fields) {
            focus_first_problem(self.node);
        } else {
            self.session.tell(fault);
        }
    }
}

#[component]
pub(super) fn NewBroadcast() -> impl IntoView {
    let address = use_address();
    let toaster = use_toaster();
    let form = Form::new(address);
    let list = Place::Broadcasts(Opened::Nothing).to_string();
    let sent = Callback::new(move |it: Broadcast| {
        toaster.say(words::STARTED_NOW.text());
        address.replace(&Place::Broadcasts(Opened::One(it.id)).to_string());
    });
    let discard = Callback::new(move |()| {
        form.fill(Draft::default());
        form.kept.forget();
        address.go(&Place::Broadcasts(Opened::Nothing).to_string());
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if form.check() {
            form.is_asking.set(true);
        }
    };
    view! {
        <div class="broadcast">
            <div class="broadcast__head">
                <IconLink glyph=Glyph::ArrowLeft label=words::BACK.text() href=list/>
                <h2 class="broadcast__title">{words::NEW.text()}</h2>
            </div>
            <div class="broadcast__new">
                <form class="form" node_ref=form.node novalidate on:submit=on_submit>
                    <To form/>
                    <Writing form/>
                    <div class="form__foot">
                        <Button label=words::DISCARD.text() on_click=discard/>
                        <Button
                            label=words::SEND.text()
                            kind=ButtonKind::Primary
                            glyph=Glyph::Send
                            submit=true
                        />
                    </div>
                </form>
                <Preview form/>
            </div>
        </div>
        <Show when=move || form.is_asking.get()>
            <Asking form sent/>
        </Show>
    }
}

/// The last question before it leaves.
#[component]
fn Asking(form: Form, sent: Callback<Broadcast>) -> impl IntoView {
    let title = move || match form.total() {
        1 => words::SEND_TITLE_ONE.text().to_owned(),
        count => words::SEND_TITLE.with(&[("count", &whole(count))]),
    };
    view! {
        <Confirm
            title=Signal::derive(title)
            text=words::SEND_TEXT.text()
            action=words::SEND_NOW.text()
            cancel=part_words::CANCEL.text()
            busy=form.is_busy
            on_confirm=move |()| form.send(sent)
            on_close=move |()| form.is_asking.set(false)
        />
    }
}
