//! The addresses of the screens: parsed once, written once.

use std::fmt::{Display, Formatter, Result as Written};

use model::id::{
    BroadcastId, CallId, CannedId, ContactId, ConversationId, CustomFieldId, DepartmentId,
    ImportId, PersonId,
};

/// What stands open beside a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opened<Id> {
    Nothing,
    /// The form for a new one.
    New,
    One(Id),
}

impl<Id: Copy> Opened<Id> {
    /// The one that is open, if it exists already.
    #[must_use]
    pub const fn one(self) -> Option<Id> {
        match self {
            Self::One(id) => Some(id),
            Self::Nothing | Self::New => None,
        }
    }
}

/// A part of My account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountPart {
    Profile,
    Preferences,
    Notifications,
    /// What always happens at the end of one's conversations.
    Omnichannel,
    Sessions,
}

impl AccountPart {
    pub const ALL: [Self; 5] =
        [Self::Profile, Self::Preferences, Self::Notifications, Self::Omnichannel, Self::Sessions];

    /// The word in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Preferences => "preferences",
            Self::Notifications => "notifications",
            Self::Omnichannel => "omnichannel",
            Self::Sessions => "sessions",
        }
    }

    fn from_word(word: Option<&str>) -> Option<Self> {
        match word {
            None => Some(Self::Profile),
            Some(word) => Self::ALL.into_iter().find(|part| part.as_str() == word),
        }
    }
}

/// A screen and what is open on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// `/`: wherever this person works.
    Home,
    Login,
    Desk(Option<ConversationId>),
    Contacts(Opened<ContactId>),
    Chats(Option<ConversationId>),
    Calls(Option<CallId>),
    /// One message to many contacts.
    Broadcasts(Opened<BroadcastId>),
    /// Files of contacts, or one of them.
    Import(Option<ImportId>),
    /// Direct messages, with the colleague whose log is open.
    Messages(Option<PersonId>),
    /// `/manage`: the first section this person may use.
    Manage,
    Departments(Opened<DepartmentId>),
    Agents(Opened<PersonId>),
    CannedResponses(Opened<CannedId>),
    CustomFields(Opened<CustomFieldId>),
    Tags,
    Settings,
    Email,
    Audit,
    Account(AccountPart),
    /// Every building block in every state; demo workspaces only.
    Styleguide,
    Unknown,
}

/// The item of the navigation a place belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    Desk,
    ContactCenter,
    Messages,
    Manage,
    Account,
    Outside,
}

impl Place {
    /// The place of a path; what is not ours or cannot be read is `Unknown`.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let mut parts = path.trim_matches('/').split('/');
        let place = match (parts.next(), parts.next(), parts.next()) {
            (Some("") | None, None, _) => Some(Self::Home),
            (Some("login"), None, _) => Some(Self::Login),
            (Some("desk"), id, None) => read(id).map(Self::Desk),
            (Some("contact-center"), None, _) => Some(Self::Contacts(Opened::Nothing)),
            (Some("contact-center"), Some("contacts"), id) => opened(id).map(Self::Contacts),
            (Some("contact-center"), Some("chats"), id) => read(id).map(Self::Chats),
            (Some("contact-center"), Some("calls"), id) => read(id).map(Self::Calls),
            (Some("contact-center"), Some("broadcasts"), id) => opened(id).map(Self::Broadcasts),
            (Some("contact-center"), Some("import"), id) => read(id).map(Self::Import),
            (Some("messages"), id, None) => read(id).map(Self::Messages),
            (Some("manage"), None, _) => Some(Self::Manage),
            (Some("manage"), Some("departments"), id) => opened(id).map(Self::Departments),
            (Some("manage"), Some("agents"), id) => opened(id).map(Self::Agents),
            (Some("manage"), Some("canned-responses"), id) => opened(id).map(Self::CannedResponses),
            (Some("manage"), Some("custom-fields"), id) => opened(id).map(Self::CustomFields),
            (Some("manage"), Some("tags"), None) => Some(Self::Tags),
            (Some("manage"), Some("settings"), None) => Some(Self::Settings),
            (Some("manage"), Some("email"), None) => Some(Self::Email),
            (Some("manage"), Some("audit"), None) => Some(Self::Audit),
            (Some("account"), part, None) => AccountPart::from_word(part).map(Self::Account),
            (Some("styleguide"), None, _) => Some(Self::Styleguide),
            _ => None,
        };
        if parts.next().is_some() { Self::Unknown } else { place.unwrap_or(Self::Unknown) }
    }

    /// The item of the navigation this place belongs to.
    #[must_use]
    pub const fn area(self) -> Area {
        match self {
            Self::Home | Self::Desk(_) => Area::Desk,
            Self::Contacts(_)
            | Self::Chats(_)
            | Self::Calls(_)
            | Self::Import(_)
            | Self::Broadcasts(_) => Area::ContactCenter,
            Self::Messages(_) => Area::Messages,
            Self::Manage
            | Self::Departments(_)
            | Self::Agents(_)
            | Self::CannedResponses(_)
            | Self::CustomFields(_)
            | Self::Tags
            | Self::Settings
            | Self::Email
            | Self::Audit => Area::Manage,
            Self::Account(_) => Area::Account,
            Self::Login | Self::Styleguide | Self::Unknown => Area::Outside,
        }
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> Written {
        match self {
            Self::Home | Self::Unknown => f.write_str("/"),
            Self::Login => f.write_str("/login"),
            Self::Desk(id) => write_path(f, "/desk", id.as_ref()),
            Self::Contacts(opened) => write_opened(f, "/contact-center/contacts", opened),
            Self::Chats(id) => write_path(f, "/contact-center/chats", id.as_ref()),
            Self::Calls(id) => write_path(f, "/contact-center/calls", id.as_ref()),
            Self::Broadcasts(opened) => write_opened(f, "/contact-center/broadcasts", opened),
            Self::Import(id) => write_path(f, "/contact-center/import", id.as_ref()),
            Self::Messages(with) => write_path(f, "/messages", with.as_ref()),
            Self::Manage => f.write_str("/manage"),
            Self::Departments(opened) => write_opened(f, "/manage/departments", opened),
            Self::Agents(opened) => write_opened(f, "/manage/agents", opened),
            Self::CannedResponses(opened) => write_opened(f, "/manage/canned-responses", opened),
            Self::CustomFields(opened) => write_opened(f, "/manage/custom-fields", opened),
            Self::Tags => f.write_str("/manage/tags"),
            Self::Settings => f.write_str("/manage/settings"),
            Self::Email => f.write_str("/manage/email"),
            Self::Audit => f.write_str("/manage/audit"),
            Self::Account(AccountPart::Profile) => f.write_str("/account"),
            Self::Account(part) => write!(f, "/account/{}", part.as_str()),
            Self::Styleguide => f.write_str("/styleguide"),
        }
    }
}

/// `None` when there is an id that cannot be read.
fn read<Id: std::str::FromStr>(id: Option<&str>) -> Option<Option<Id>> {
    match id {
        None => Some(None),
        Some(text) => text.parse().ok().map(Some),
    }
}

fn opened<Id: std::str::FromStr>(id: Option<&str>) -> Option<Opened<Id>> {
    match id {
        None => Some(Opened::Nothing),
        Some("new") => Some(Opened::New),
        Some(text) => text.parse().ok().map(Opened::One),
    }
}

fn write_path<Id: Display>(f: &mut Formatter<'_>, base: &str, id: Option<&Id>) -> Written {
    f.write_str(base)?;
    id.map_or(Ok(()), |id| write!(f, "/{id}"))
}

fn write_opened<Id: Display>(f: &mut Formatter<'_>, base: &str, opened: &Opened<Id>) -> Written {
    match opened {
        Opened::Nothing => f.write_str(base),
        Opened::New => write!(f, "{base}/new"),
        Opened::One(id) => write!(f, "{base}/{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "6f2c1f5e-31f5-4a6c-9d0e-0a8a4d2a4b11";

    fn every_place() -> Vec<Place> {
        let conversation = ID.parse().expect("an id");
        vec![
            Place::Home,
            Place::Login,
            Place::Desk(None),
            Place::Desk(Some(conversation)),
            Place::Contacts(Opened::Nothing),
            Place::Contacts(Opened::New),
            Place::Contacts(Opened::One(ID.parse().expect("an id"))),
            Place::Chats(None),
            Place::Chats(Some(conversation)),
            Place::Calls(None),
            Place::Calls(Some(ID.parse().expect("an id"))),
            Place::Broadcasts(Opened::Nothing),
            Place::Broadcasts(Opened::New),
            Place::Broadcasts(Opened::One(ID.parse().expect("an id"))),
            Place::Import(None),
            Place::Import(Some(ID.parse().expect("an id"))),
            Place::Messages(None),
            Place::Messages(Some(ID.parse().expect("an id"))),
            Place::Manage,
            Place::Departments(Opened::New),
            Place::Departments(Opened::One(ID.parse().expect("an id"))),
            Place::Agents(Opened::Nothing),
            Place::Agents(Opened::One(ID.parse().expect("an id"))),
            Place::CannedResponses(Opened::New),
            Place::CannedResponses(Opened::One(ID.parse().expect("an id"))),
            Place::Tags,
            Place::CustomFields(Opened::Nothing),
            Place::CustomFields(Opened::One(ID.parse().expect("an id"))),
            Place::Settings,
            Place::Email,
            Place::Audit,
            Place::Account(AccountPart::Profile),
            Place::Account(AccountPart::Sessions),
            Place::Styleguide,
        ]
    }

    #[test]
    fn a_place_is_read_as_it_was_written() {
        for place in every_place() {
            assert_eq!(Place::parse(&place.to_string()), place);
        }
    }

    #[test]
    fn a_slash_at_the_end_changes_nothing() {
        assert_eq!(Place::parse("/desk/"), Place::Desk(None));
    }

    #[test]
    fn what_cannot_be_read_is_unknown() {
        let deep = format!("/desk/{ID}/more");
        let deeper = format!("/contact-center/chats/{ID}/more");
        let paths = ["/desk/ada", "/nowhere", "/manage/agents/x", "/livechat", &deep, &deeper];
        for path in paths {
            assert_eq!(Place::parse(path), Place::Unknown, "{path}");
        }
    }
}
