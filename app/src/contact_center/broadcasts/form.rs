//! A new broadcast: to whom, what, how it will read, and off it goes. What is filled in survives a reload.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use model::{
    broadcast::{Broadcast, BroadcastDraft, Choice, Medium, Wording},
    contact::{Contact, ContactQuery, ContactRef},
    id::BroadcastId,
    refusal::Field,
    selection::{ContactSelection, Selection},
};
use serde::{Deserialize, Serialize};

use super::{
    CHOSEN, FOUND, Handed, TO, To, choosing::ToWhom, preview::Preview, whole, writing::Writing,
};
use crate::{
    api::{self, Fault},
    contact_center::{
        entry::{Asked, Entry},
        filters::{Active, Filters},
    },
    live::new_id,
    parts::{Button, ButtonKind, Confirm, Glyph, IconLink, Order, use_toaster},
    shell::{
        address::{Address, use_address},
        kept::Kept,
        place::{Opened, Place},
        problems::{Problems, focus_first_problem, verdict},
        session::{Session, use_session},
    },
    words::{broadcasts as words, parts as part_words},
};

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Found {
    search: String,
    filters: Active,
}

impl Found {
    fn query(&self) -> ContactQuery {
        // The order means nothing to a broadcast.
        Contact::query(&Asked {
            search: self.search.clone(),
            filters: self.filters.clone(),
            is_sorted: false,
            sort: String::new(),
            order: Order::Descending,
        })
    }
}

/// What is filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    /// Made once, so that sending it twice sends it once.
    id: Option<BroadcastId>,
    is_chosen: bool,
    found: Found,
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
    /// They stand in the address, as the search does.
    pub(super) filters: Filters,
    found: Memo<Found>,
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
        let filters = Filters::of::<Contact>();
        let form = Self {
            id: RwSignal::new(None),
            to: RwSignal::new(FOUND.to_owned()),
            filters,
            found: found(filters),
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
        form.begin(address, form.kept.load().unwrap_or_default());
        form.kept.follow(move || form.draft(), Draft::default);
        form.follow(address);
        form
    }

    /// Begins with what was left half-filled, for whom somebody chose since.
    fn begin(self, address: Address, draft: Draft) {
        let here = self.found.get_untracked();
        let is_here = here != Found::default();
        let is_chosen = draft.is_chosen;
        let (held, is_same) = (draft.found.clone(), here == draft.found && !is_chosen);
        self.fill(draft);
        match expect_context::<Handed>().take() {
            Some(To::These(all)) => {
                self.to.set(CHOSEN.to_owned());
                self.chosen.set(all);
            }
            Some(To::Found { except }) => {
                self.to.set(FOUND.to_owned());
                self.except.set(except);
            }
            None if address.query_now(TO).is_some_and(|to| to == CHOSEN) => {
                self.to.set(CHOSEN.to_owned());
            }
            // Whoever comes from a search means those it finds.
            None if is_here && !is_same => {
                self.to.set(FOUND.to_owned());
                self.except.set(Vec::new());
            }
            None if !is_here && !is_chosen => self.show(address, held),
            None => {}
        }
    }

    /// Puts a search and filters into the address.
    fn show(self, address: Address, found: Found) {
        let mut changes = vec![("search", Some(found.search))];
        let filters = found.filters.iter();
        changes.extend(filters.map(|(name, value)| (name.as_str(), Some(value.clone()))));
        address.set_query(&changes);
    }

    fn fill(self, draft: Draft) {
        self.id.set(draft.id);
        self.to.set(if draft.is_chosen { CHOSEN } else { FOUND }.to_owned());
        self.except.set(draft.except);
        self.chosen.set(draft.chosen);
        self.medium.set(draft.wording.medium.as_str().to_owned());
        self.subject.set(draft.wording.subject);
        self.text.set(draft.wording.text);
    }

    fn draft(self) -> Draft {
        Draft {
            id: self.id.get(),
            is_chosen: self.is_chosen(),
            found: self.found.get(),
            except: self.except.get(),
            chosen: self.chosen.get(),
            wording: self.wording(),
        }
    }

    /// Gives up what was filled in.
    fn discard(self) {
        self.fill(Draft::default());
        self.filters.clear();
        // Before the form is left, after which the address means something else.
        drop(self.found.get_untracked());
        self.kept.forget();
    }

    /// Whether they are chosen one by one.
    pub(super) fn is_chosen(self) -> bool {
        self.to.with(|to| to == CHOSEN)
    }

    pub(super) fn medium(self) -> Medium {
        self.medium.with(|word| Medium::from_word(word)).unwrap_or_default()
    }

    pub(super) fn wording(self) -> Wording {
        Wording { medium: self.medium(), subject: self.subject.get(), text: self.text.get() }
    }

    pub(super) fn recipients(self) -> ContactSelection {
        let ids = |all: &Vec<ContactRef>| all.iter().map(|one| one.id).collect();
        if self.is_chosen() {
            return Selection::Chosen(self.chosen.with(ids));
        }
        Selection::Filter { query: self.found.with(Found::query), minus: self.except.with(ids) }
    }

    /// Asks what the choice comes to whenever it changes; the address says how it is made.
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
            let is_chosen = self.is_chosen();
            if before.is_some() {
                address.set_query(&[(TO, is_chosen.then(|| CHOSEN.to_owned()))]);
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

    fn count(self, recipients: ContactSelection, medium: Medium, places: Vec<u64>) {
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

/// What the address asks for while the form is open; leaving it does not change what is kept.
fn found(filters: Filters) -> Memo<Found> {
    let (address, active) = (filters.address, filters.active);
    let search = address.query("search");
    Memo::new(move |before: Option<&Found>| match address.place.get() {
        Place::Broadcasts(Opened::New) => {
            Found { search: search.get().unwrap_or_default(), filters: active.get() }
        }
        _ => before.cloned().unwrap_or_default(),
    })
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
        form.discard();
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
                    <ToWhom form/>
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
