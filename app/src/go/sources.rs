//! What is known here without asking the server: open conversations, screens, commands, colleagues.

use leptos::prelude::*;
use model::{
    availability::Availability,
    permission::{Action, Permission},
    view::desk::{Entry, List},
};

use super::{
    Go, recent,
    target::{Act, Kind, Target, fit},
};
use crate::{
    account, contact_center,
    live::Live,
    manage,
    shell::{
        place::{AccountPart, Opened, Place},
        rail::availability_word,
        session::Session,
    },
    words::{
        Word, contact_center as center_words, go as words, manage as manage_words,
        shell as shell_words,
    },
};

/// Of each kind at most, once something is typed.
const MOST: usize = 6;

/// Where the sources are. Copy.
#[derive(Clone, Copy)]
pub(super) struct Sources {
    pub(super) go: Go,
    pub(super) live: Live,
    pub(super) session: Session,
}

impl Sources {
    /// What fits, the best of each kind first. Nothing typed: what one is most likely to want.
    pub(super) fn find(self, typed: &str) -> Vec<Target> {
        let is_typed = !typed.trim().is_empty();
        let mut all = recent::load(self.session.my_id());
        all.extend(self.conversations());
        all.extend(self.screens());
        all.extend(self.commands());
        if is_typed {
            all.extend(self.colleagues());
        }
        ranked(all, typed, if is_typed { MOST } else { usize::MAX })
    }

    fn conversations(self) -> Vec<Target> {
        let lists = [List::InProgress, List::Queued, List::OnHold];
        self.session.me.with(|me| {
            self.live.desk.with(|desk| {
                let entries = lists.into_iter().flat_map(|list| desk.list(&me.staff, list));
                entries.map(|entry| self.conversation(entry)).collect()
            })
        })
    }

    fn conversation(self, entry: &Entry) -> Target {
        let it = &entry.conversation;
        let department = self.session.department_name(it.department);
        let line = it.last_line.as_ref().map(|line| line.text.clone()).unwrap_or_default();
        let detail = [department, line].join(" · ");
        let address = Place::Desk(Some(it.id)).to_string();
        Target::open(Kind::Conversation, it.contact.name.clone(), detail, address)
    }

    fn screens(self) -> Vec<Target> {
        let session = self.session;
        let mut all = Vec::new();
        let mut add = |may: bool, area: Word, place: Place, word: Word| {
            if may {
                let detail = if area == word { String::new() } else { area.text().to_owned() };
                let name = word.text().to_owned();
                all.push(Target::open(Kind::Screen, name, detail, place.to_string()));
            }
        };
        let desk = session.staff().has(Permission::ViewRoom);
        add(desk, shell_words::DESK, Place::Desk(None), shell_words::DESK);
        for (place, word) in contact_center::screens(session) {
            add(true, shell_words::CONTACT_CENTER, place, word);
        }
        let messages = session.may_at_all(Action::WriteToColleagues);
        add(messages, shell_words::MESSAGES, Place::Messages(None), shell_words::MESSAGES);
        for (place, word) in manage::screens(session) {
            add(true, shell_words::MANAGE, place, word);
        }
        for part in AccountPart::ALL {
            add(true, shell_words::MY_ACCOUNT, Place::Account(part), account::word(part));
        }
        all.extend(self.settings());
        all
    }

    /// The groups of the page Settings, each by its own name.
    fn settings(self) -> impl Iterator<Item = Target> {
        let is_open = self.session.may_at_all(Action::ManageSettings);
        let groups = manage::setting_groups().filter(move |_| is_open);
        groups.map(|(address, word)| {
            let detail = manage_words::SETTINGS.text().to_owned();
            Target::open(Kind::Screen, word.text().to_owned(), detail, address)
        })
    }

    fn commands(self) -> Vec<Target> {
        let session = self.session;
        let mut all = self.go.doings.with(|doings| {
            let doings = doings.iter().map(|(_, doing)| Target {
                kind: Kind::Command,
                name: doing.name.text().to_owned(),
                detail: [if doing.is_typed { "/" } else { "" }, doing.keys].concat(),
                blocked: doing.obstacle.get(),
                act: Act::Do(doing.run),
            });
            doings.collect::<Vec<_>>()
        });
        if session.may_at_all(Action::CreateContact) {
            let name = center_words::NEW_CONTACT.text().to_owned();
            let address = Place::Contacts(Opened::New).to_string();
            all.push(Target::open(Kind::Command, name, String::new(), address));
        }
        if session.may_at_all(Action::SetOwnAvailability) {
            all.extend(Availability::ALL.map(|one| availability(session, one)));
        }
        all
    }

    fn colleagues(self) -> Vec<Target> {
        if !self.session.may_at_all(Action::WriteToColleagues) {
            return Vec::new();
        }
        let me = self.session.my_id();
        self.session.people.with(|people| {
            let others = people.iter().filter(|person| person.is_enabled && person.id != me);
            let target = others.map(|person| {
                let address = Place::Messages(Some(person.id)).to_string();
                let detail = format!("@{}", person.username);
                Target::open(Kind::Colleague, person.name.clone(), detail, address)
            });
            target.collect()
        })
    }
}

fn availability(session: Session, one: Availability) -> Target {
    let is_chosen = session.me.with(|me| me.person.availability == one);
    Target {
        kind: Kind::Command,
        name: words::BECOME.with(&[("availability", availability_word(one).text())]),
        detail: shell_words::AVAILABILITY.text().to_owned(),
        blocked: is_chosen.then(|| words::IS_SO.text().to_owned()),
        act: Act::Become(one),
    }
}

/// Each address once, where it comes first.
fn ranked(all: Vec<Target>, typed: &str, most: usize) -> Vec<Target> {
    let mut fitting: Vec<(Kind, u8, Target)> = all
        .into_iter()
        .filter_map(|one| Some((one.kind, fit(typed, &one.name, &one.detail)?, one)))
        .collect();
    fitting.sort_by_key(|(kind, rank, _)| (*kind, *rank));
    let mut found: Vec<Target> = Vec::new();
    for (_, _, one) in fitting {
        let of_kind = found.iter().filter(|held| held.kind == one.kind).count();
        if of_kind < most && found.iter().all(|held| held.key() != one.key()) {
            found.push(one);
        }
    }
    found
}
