//! The section Audit: who did what, and who read what; filtered by the address.

use leptos::{prelude::*, task::spawn_local};
use model::{
    audit::{AuditLine, AuditPage, AuditQuery, Deed},
    id::PersonId,
    page::PageAt,
};

use super::{audit_row::view_line, page::Head};
use crate::{
    api::{self, Fault},
    contact_center::midnight,
    json,
    parts::{
        Button, ButtonLink, Chip, Choice, ColumnHead, Empty, Failed, Glyph, Select, Skeleton,
        SkeletonKind, TextField, TextKind,
    },
    shell::{
        address::{Address, use_address},
        place::Place,
        session::{Session, use_session},
    },
    words::{Language, Word, audit as words, parts as part_words, refusals},
};

/// How a group is called in the address and in words, and what belongs to it.
type Group = (&'static str, Word, fn(Deed) -> bool);

/// Deeds that are looked for together.
const GROUPS: [Group; 4] = [
    ("reading", words::READING, is_reading),
    ("contacts", words::CONTACTS, is_contacts),
    ("administration", words::ADMINISTRATION, is_administration),
    ("sign-ins", words::SIGN_INS, is_sign_in),
];

fn is_reading(deed: Deed) -> bool {
    let is_read = matches!(
        deed,
        Deed::ContactViewed
            | Deed::ContactExported
            | Deed::ContactsExported
            | Deed::ConversationsExported
            | Deed::ConversationsDownloaded
    );
    is_read || deed.as_str().starts_with("transcript.")
}

fn is_contacts(deed: Deed) -> bool {
    deed.as_str().starts_with("contact") && !is_reading(deed)
}

fn is_sign_in(deed: Deed) -> bool {
    matches!(deed, Deed::SessionStarted | Deed::PasswordChanged)
}

fn is_administration(deed: Deed) -> bool {
    !is_reading(deed) && !is_contacts(deed) && !is_sign_in(deed)
}

/// What the address asks for.
fn query_of(address: Address) -> AuditQuery {
    let value = |name: &str| address.query_now(name);
    let what = value("what").unwrap_or_default();
    let group = GROUPS.into_iter().find(|(key, ..)| *key == what);
    let deeds = match group {
        Some((_, _, belongs)) => Deed::ALL.iter().copied().filter(|deed| belongs(*deed)).collect(),
        None => Deed::of(&what).into_iter().collect(),
    };
    AuditQuery {
        person: value("person").and_then(|id| id.parse().ok()),
        deeds,
        from: value("from").and_then(|day| midnight(&day, 0)),
        until: value("until").and_then(|day| midnight(&day, 1)),
        contact: value("contact").and_then(|id| id.parse().ok()),
        conversation: value("conversation").and_then(|id| id.parse().ok()),
        page: PageAt::default(),
    }
}

/// The lines that are held. Copy.
#[derive(Debug, Clone, Copy)]
struct Held {
    lines: RwSignal<Option<Vec<AuditLine>>>,
    next: RwSignal<Option<String>>,
    fault: RwSignal<Option<Fault>>,
    busy: RwSignal<bool>,
    session: Session,
    /// Answers to an older question are of no use.
    asked: StoredValue<u32>,
}

impl Held {
    fn load(self, query: AuditQuery) {
        let is_more = query.page.after.is_some();
        self.asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let mine = self.asked.get_value();
        self.fault.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let answer = self.session.ask(api::audit::list(query)).await;
            if self.asked.try_get_value() != Some(mine) {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(AuditPage { lines, next }) => {
                    self.next.set(next);
                    self.lines.update(|held| match held {
                        Some(held) if is_more => held.extend(lines),
                        held => *held = Some(lines),
                    });
                }
                Err(fault) => self.fault.set(Some(fault)),
            }
        });
    }
}

#[component]
pub(super) fn Audit() -> impl IntoView {
    let address = use_address();
    let session = use_session();
    let held = Held {
        lines: RwSignal::new(None),
        next: RwSignal::new(None),
        fault: RwSignal::new(None),
        busy: RwSignal::new(false),
        session,
        asked: StoredValue::new(0),
    };
    let wanted = ["person", "what", "from", "until", "contact", "conversation"]
        .map(|name| address.query(name));
    Effect::new(move || {
        // Tracking alone would not do: a memo that nobody reads follows nothing.
        wanted.iter().for_each(|one| one.with(|_| ()));
        held.lines.set(None);
        held.load(query_of(address));
    });
    let is_there = Memo::new(move |_| held.lines.with(Option::is_some));
    let has_failed = Memo::new(move |_| held.fault.with(Option::is_some));
    view! {
        <Head title=words::TITLE.text() text=words::TEXT.text() back=Place::Manage>
            <ButtonLink
                label=words::EXPORT.text()
                href=Signal::derive(move || {
                    wanted.iter().for_each(|one| one.with(|_| ()));
                    exported(&query_of(address))
                })
                glyph=Glyph::Download
                attr:download=""
            />
        </Head>
        <div class="manage__body">
            <Filters/>
            {move || match (is_there.get(), has_failed.get()) {
                (true, _) => view! { <Lines held/> }.into_any(),
                (false, true) => view! {
                    <Failed
                        title=words::FAILED.text()
                        text=Signal::derive(move || failure(held))
                        retry=part_words::RETRY.text()
                        on_retry=move |()| held.load(query_of(address))
                    />
                }
                .into_any(),
                (false, false) => view! {
                    <Skeleton label=words::LOADING.text() rows=8 kind=SkeletonKind::Table/>
                }
                .into_any(),
            }}
        </div>
    }
}

/// Where the lines that are found are given out.
fn exported(query: &AuditQuery) -> String {
    let query = json::to_string(query).unwrap_or_default();
    let query = String::from(js_sys::encode_uri_component(&query));
    format!("/audit.csv?language={}&query={query}", Language::current().tag())
}

fn failure(held: Held) -> String {
    held.fault.with(|fault| fault.as_ref().map(refusals::fault).unwrap_or_default())
}

#[component]
fn Lines(held: Held) -> impl IntoView {
    let address = use_address();
    let is_empty =
        Memo::new(move |_| held.lines.with(|lines| lines.as_ref().is_none_or(Vec::is_empty)));
    let clear = move |()| {
        let names = ["person", "what", "from", "until", "contact", "conversation"];
        address.set_query(&names.map(|name| (name, None)));
    };
    let nothing = move || {
        view! {
            <Empty glyph=Glyph::Search title=words::NOTHING.text() text=words::NOTHING_TEXT.text()>
                <Button label=words::CLEAR.text() on_click=clear/>
            </Empty>
        }
    };
    let more = move |()| {
        let page = PageAt { after: held.next.get_untracked(), ..PageAt::default() };
        held.load(AuditQuery { page, ..query_of(address) });
    };
    view! {
        <Show when=move || !is_empty.get() fallback=nothing>
            <div class="table-box">
                <table class="table" aria-label=words::TITLE.text()>
                    <thead>
                        <tr>
                            <ColumnHead label=words::WHEN.text()/>
                            <ColumnHead label=words::WHO.text()/>
                            <ColumnHead label=words::WHAT.text()/>
                            <ColumnHead label=words::ABOUT.text()/>
                        </tr>
                    </thead>
                    <tbody>
                        {move || held.lines.get().map(|lines| {
                            lines.into_iter().map(view_line).collect_view()
                        })}
                    </tbody>
                </table>
            </div>
            <Show when=move || held.next.with(Option::is_some)>
                <Button label=words::MORE.text() busy=held.busy on_click=more/>
            </Show>
        </Show>
    }
}

#[component]
fn Filters() -> impl IntoView {
    let address = use_address();
    let session = use_session();
    let bound = move |name: &'static str| {
        let asked = address.query(name);
        let value = RwSignal::new(String::new());
        Effect::new(move || value.set(asked.get().unwrap_or_default()));
        let change = move |text: String| {
            address.set_query(&[(name, Some(text).filter(|text| !text.is_empty()))]);
        };
        (value, change)
    };
    let people = Signal::derive(move || {
        let mut choices = vec![Choice::new("", words::ANYBODY.text())];
        session.people.with(|people| {
            choices.extend(people.iter().map(|it| Choice::new(it.id.to_string(), it.name.clone())));
        });
        choices
    });
    let (person, set_person) = bound("person");
    let (what, set_what) = bound("what");
    let (from, set_from) = bound("from");
    let (until, set_until) = bound("until");
    view! {
        <div class="tools">
            <Select label=words::WHO.text() value=person options=people on_change=set_person/>
            <Select label=words::WHAT.text() value=what options=deeds() on_change=set_what/>
            <TextField
                label=words::FROM.text()
                kind=TextKind::Date
                value=from
                on_change=set_from
            />
            <TextField
                label=words::UNTIL.text()
                kind=TextKind::Date
                value=until
                on_change=set_until
            />
            <div class="tools__chips">
                <Narrowed name="contact" word=words::ONE_CONTACT/>
                <Narrowed name="conversation" word=words::ONE_CONVERSATION/>
            </div>
        </div>
    }
}

/// Only lines about one of them, until that is removed.
#[component]
fn Narrowed(name: &'static str, word: Word) -> impl IntoView {
    let address = use_address();
    let asked = address.query(name);
    view! {
        <Show when=move || asked.with(Option::is_some)>
            <Chip
                label=word.text()
                remove=words::REMOVE.text()
                on_remove=move |()| address.set_query(&[(name, None)])
            />
        </Show>
    }
}

fn deeds() -> Vec<Choice> {
    let groups = GROUPS.into_iter().map(|(key, word, _)| Choice::new(key, word.text()));
    let each = Deed::ALL.iter().map(|deed| Choice::new(deed.as_str(), words::deed(*deed).text()));
    [Choice::new("", words::ANYTHING.text())].into_iter().chain(groups).chain(each).collect()
}

/// Who did it, in words.
pub(super) fn name_of(session: Session, who: Option<PersonId>) -> String {
    who.map_or_else(|| words::SERVER.text().to_owned(), |who| session.person_name(who))
}
