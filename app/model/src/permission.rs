//! Who may do what: one function answers, the server asks it on every path, the screens ask the same one.

mod granted;
mod scoped;

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::{
    canned::Scope,
    conversation::{Conversation, Stage},
    id::{ContactId, DepartmentId, PersonId},
    person::{PersonRef, Role, Roles},
    refusal::{Refusal, Thing},
};
pub use granted::Permission;
use scoped::{on_canned, on_view};

/// A member of the staff who asks for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    pub person: PersonRef,
    pub roles: Roles,
    /// The departments they belong to.
    pub departments: Vec<DepartmentId>,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Staff(Staff),
    /// A contact on a browser: sees their own conversations only.
    Visitor {
        contact: ContactId,
    },
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    ViewConversation,
    /// Take one from the queue by hand.
    Take,
    /// Accept or refuse an offer.
    AnswerOffer,
    Say,
    Note,
    Hold,
    Resume,
    ReturnToQueue,
    /// Send it to a department or to somebody.
    Forward,
    /// Take back what was handed over a moment ago.
    TakeBack,
    /// Ask a colleague in.
    Invite,
    /// Go again, having been invited.
    Leave,
    Close,
    EditConversation,
    ViewReasons,
    /// By email, of an open conversation or a closed one.
    SendTranscript,
    ExportPdf,
    ViewContactCenter,
    ViewContact,
    CreateContact,
    EditContact,
    /// Make one of two, both of which one sees; or take that back.
    MergeContact,
    BlockContact,
    UnblockContact,
    EraseContact,
    /// Everything about one, as files.
    ExportContact,
    ImportContacts,
    /// The list of contacts, as a file.
    ExportContacts,
    SetOwnAvailability,
    SetOwnPreferences,
    ViewPeople,
    ManagePeople,
    /// Make somebody a manager or administrator, or change one.
    ManageManagers,
    ManageDepartments,
    ManageSettings,
    ViewAudit,
    Upload,
    /// Write a direct message to a colleague, or read what was written.
    WriteToColleagues,
    /// One's own name, password, choices and browsers.
    ManageOwnAccount,
    /// Start a call, and everything that is done with one.
    Call,
    ViewCanned,
    /// Create one with this scope, or change one that has it.
    SaveCanned,
    RemoveCanned,
    ManageCanned,
    /// Know which custom fields there are.
    ViewCustomFields,
    ManageCustomFields,
    /// Be offered tags.
    ViewTags,
    ManageTags,
    /// Write to many contacts at once; of a contact: to them among others.
    Broadcast,
    /// Use a saved view of the Contact Center with this scope.
    UseView,
    /// Save, change or delete one.
    SaveView,
    /// Many closed conversations at once, as a file.
    ExportConversations,
}

impl Action {
    pub const ALL: [Self; 52] = [
        Self::ViewConversation,
        Self::Take,
        Self::AnswerOffer,
        Self::Say,
        Self::Note,
        Self::Hold,
        Self::Resume,
        Self::ReturnToQueue,
        Self::Forward,
        Self::TakeBack,
        Self::Invite,
        Self::Leave,
        Self::Close,
        Self::EditConversation,
        Self::ViewReasons,
        Self::SendTranscript,
        Self::ExportPdf,
        Self::ViewContactCenter,
        Self::ViewContact,
        Self::CreateContact,
        Self::EditContact,
        Self::MergeContact,
        Self::BlockContact,
        Self::UnblockContact,
        Self::EraseContact,
        Self::ExportContact,
        Self::ImportContacts,
        Self::ExportContacts,
        Self::SetOwnAvailability,
        Self::SetOwnPreferences,
        Self::ViewPeople,
        Self::ManagePeople,
        Self::ManageManagers,
        Self::ManageDepartments,
        Self::ManageSettings,
        Self::ViewAudit,
        Self::Upload,
        Self::WriteToColleagues,
        Self::ManageOwnAccount,
        Self::Call,
        Self::ViewCanned,
        Self::SaveCanned,
        Self::RemoveCanned,
        Self::ManageCanned,
        Self::ViewCustomFields,
        Self::ManageCustomFields,
        Self::ViewTags,
        Self::ManageTags,
        Self::Broadcast,
        Self::UseView,
        Self::SaveView,
        Self::ExportConversations,
    ];
}

/// What of a contact decides who sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactReach {
    pub id: Option<ContactId>,
    /// Everybody who served, made or manages the contact.
    pub people: Vec<PersonId>,
    /// Departments the contact's conversations were in.
    pub departments: Vec<DepartmentId>,
}

/// What it is asked about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    Workspace,
    Conversation(&'a Conversation),
    Contact(&'a ContactReach),
    Canned(&'a Scope),
    View(&'a Scope),
}

/// How far a member of the staff sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Everything.
    All,
    /// These departments, and what they served themselves.
    Departments(Vec<DepartmentId>),
    /// What they served themselves.
    Own,
}

/// Which conversations somebody sees, as a query can ask for them: the same that [`Staff::sees`] says of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// What they serve, served or were invited to.
    pub me: PersonId,
    pub is_everything: bool,
    /// Whatever is or was in these departments.
    pub departments: Vec<DepartmentId>,
    /// What waits in these departments or in none; `None` when queues are not theirs to see.
    pub queues: Option<Vec<DepartmentId>>,
}

impl Staff {
    #[must_use]
    pub fn has(&self, permission: Permission) -> bool {
        Role::ALL.into_iter().any(|role| self.roles.has(role) && permission.is_granted(role))
    }

    /// Refuses with the permission's name.
    ///
    /// # Errors
    /// `NotPermitted`.
    pub fn needs(&self, permission: Permission) -> Result<(), Refusal> {
        if self.has(permission) { Ok(()) } else { Err(Refusal::NotPermitted { permission }) }
    }

    /// How far they see: administrators all, managers their departments (all, if in none),
    /// monitors their departments, agents what they served.
    #[must_use]
    pub fn reach(&self) -> Reach {
        if self.roles.has(Role::Administrator) {
            return Reach::All;
        }
        if self.roles.has(Role::Manager) && self.departments.is_empty() {
            return Reach::All;
        }
        if self.roles.has(Role::Manager) || self.roles.has(Role::Monitor) {
            return Reach::Departments(self.departments.clone());
        }
        Reach::Own
    }

    /// Whether conversations of this department may reach them; those of none reach everybody.
    #[must_use]
    pub fn is_in(&self, department: Option<DepartmentId>) -> bool {
        department.is_none_or(|id| self.departments.contains(&id))
    }

    /// Which conversations they see.
    #[must_use]
    pub fn sight(&self) -> Sight {
        let reach = if self.has(Permission::ViewRooms) { self.reach() } else { Reach::Own };
        let queues = self.has(Permission::ViewQueue).then(|| self.departments.clone());
        let (is_everything, departments) = match reach {
            Reach::All => (true, Vec::new()),
            Reach::Departments(ids) => (false, ids),
            Reach::Own => (false, Vec::new()),
        };
        Sight { me: self.person.id, is_everything, departments, queues }
    }

    /// Whether they see this conversation at all.
    #[must_use]
    pub fn sees(&self, conversation: &Conversation) -> bool {
        let me = self.person.id;
        if conversation.served.contains(&me) || is_at(conversation, me) {
            return true;
        }
        let waits_for_me = matches!(conversation.stage, Stage::Queued | Stage::Offered { .. })
            && self.is_in(conversation.department)
            && self.has(Permission::ViewQueue);
        if waits_for_me {
            return true;
        }
        self.has(Permission::ViewRooms)
            && match self.reach() {
                Reach::All => true,
                Reach::Departments(ids) => {
                    conversation.department.is_some_and(|id| ids.contains(&id))
                }
                Reach::Own => false,
            }
    }

    /// Whether canned responses of this scope are for them.
    #[must_use]
    pub fn sees_canned(&self, scope: &Scope) -> bool {
        self.has(Permission::ViewCanned)
            && match scope {
                Scope::Public => true,
                Scope::Private(owner) => *owner == self.person.id,
                Scope::Departments(ids) => {
                    self.has(Permission::ViewAllCanned)
                        || ids.iter().any(|id| self.departments.contains(id))
                }
            }
    }

    fn sees_contact(&self, contact: &ContactReach) -> bool {
        if contact.people.contains(&self.person.id) {
            return true;
        }
        match self.reach() {
            Reach::All => true,
            Reach::Departments(ids) => contact.departments.iter().any(|id| ids.contains(id)),
            Reach::Own => false,
        }
    }
}

fn is_at(conversation: &Conversation, person: PersonId) -> bool {
    conversation.stage.agent().is_some_and(|agent| agent.id == person)
}

/// Whether `actor` may do `action` to `subject`. What they may not see is `NotFound`, as if it were not there.
///
/// # Errors
/// `NotPermitted` or `NotFound`.
pub fn may(actor: &Actor, action: Action, subject: Subject<'_>) -> Result<(), Refusal> {
    match (actor, subject) {
        (Actor::Staff(staff), Subject::Conversation(it)) => on_conversation(staff, action, it),
        (Actor::Staff(staff), Subject::Contact(it)) => {
            if !staff.sees_contact(it) {
                return Err(Refusal::not_found(Thing::Contact));
            }
            staff.needs(needed(action))
        }
        (Actor::Staff(staff), Subject::Canned(scope)) => on_canned(staff, action, scope),
        (Actor::Staff(staff), Subject::View(scope)) => on_view(staff, action, scope),
        (Actor::Staff(staff), Subject::Workspace) => staff.needs(needed(action)),
        (Actor::Visitor { contact }, Subject::Conversation(it)) => {
            let is_theirs = it.contact.id == *contact;
            let is_for_guests = matches!(
                action,
                Action::ViewConversation
                    | Action::Say
                    | Action::Close
                    | Action::Upload
                    | Action::Call
            );
            if is_theirs && is_for_guests {
                Ok(())
            } else {
                Err(Refusal::not_found(Thing::Conversation))
            }
        }
        (Actor::Visitor { .. }, _) => Err(Refusal::NotPermitted { permission: needed(action) }),
    }
}

fn on_conversation(staff: &Staff, action: Action, it: &Conversation) -> Result<(), Refusal> {
    if !staff.sees(it) {
        return Err(Refusal::not_found(Thing::Conversation));
    }
    let was_mine = it.served.contains(&staff.person.id);
    // What is over was theirs to the end: they are told that it is over, not that it is none of theirs.
    let is_mine = is_at(it, staff.person.id) || (was_mine && it.stage.is_closed());
    let permission = match action {
        Action::Close if !is_mine => Permission::CloseOthersRoom,
        Action::Hold | Action::Resume if !is_mine => Permission::HoldOthersRoom,
        Action::ReturnToQueue | Action::Forward if !is_mine => Permission::ViewRooms,
        Action::Invite if !is_mine && !it.is_helped_by(staff.person.id) => Permission::ViewRooms,
        Action::EditConversation if !is_mine && !was_mine => Permission::SaveOthersRoomInfo,
        Action::ExportPdf if !is_mine && !was_mine && !staff.has(Permission::RequestPdf) => {
            Permission::RequestPdf
        }
        Action::Say | Action::Upload | Action::SendTranscript | Action::ExportPdf
            if !is_mine && !was_mine =>
        {
            Permission::ViewRooms
        }
        Action::AnswerOffer if !is_mine => return Err(Refusal::OfferOver),
        Action::Take if !staff.roles.has(Role::Agent) || !staff.is_in(it.department) => {
            return Err(Refusal::NotPermitted { permission: Permission::ViewRoom });
        }
        other => needed(other),
    };
    let is_over = was_mine && !is_mine && !it.is_helped_by(staff.person.id);
    staff.needs(permission).map_err(|refusal| match action {
        Action::Close | Action::Hold | Action::Resume | Action::ReturnToQueue | Action::Forward
            if is_over =>
        {
            lost(it)
        }
        _ => refusal,
    })
}

/// It was theirs a moment ago: they are told what happened to it, not which permission they lack.
fn lost(it: &Conversation) -> Refusal {
    match it.stage.agent() {
        Some(by) => Refusal::AlreadyTaken { by: by.clone() },
        None => Refusal::WrongStage { stage: it.stage.name() },
    }
}

const fn needed(action: Action) -> Permission {
    match action {
        Action::ViewConversation
        | Action::Take
        | Action::AnswerOffer
        | Action::Say
        | Action::Note
        | Action::Invite
        | Action::Leave
        | Action::SetOwnAvailability
        | Action::SetOwnPreferences
        | Action::ViewPeople
        | Action::ViewCustomFields
        | Action::ViewTags
        | Action::Call
        | Action::Upload => Permission::ViewRoom,
        Action::Hold | Action::Resume => Permission::HoldRoom,
        Action::ReturnToQueue | Action::Forward | Action::TakeBack => Permission::TransferGuest,
        Action::Close | Action::EditConversation => Permission::CloseRoom,
        Action::ViewReasons => Permission::ViewReasons,
        Action::SendTranscript => Permission::SendTranscript,
        Action::ExportPdf => Permission::RequestPdf,
        Action::ViewContactCenter | Action::ViewContact | Action::UseView | Action::SaveView => {
            Permission::ViewContactCenter
        }
        Action::ExportConversations => Permission::ExportRooms,
        Action::CreateContact => Permission::CreateContact,
        Action::EditContact => Permission::UpdateContact,
        Action::MergeContact => Permission::MergeContact,
        Action::BlockContact => Permission::BlockContact,
        Action::UnblockContact => Permission::UnblockContact,
        Action::EraseContact => Permission::DeleteContact,
        Action::ExportContact => Permission::ExportContact,
        Action::ImportContacts => Permission::ImportContacts,
        Action::ExportContacts => Permission::ExportContacts,
        Action::ManagePeople => Permission::ManageAgents,
        Action::ManageManagers => Permission::ManageManagers,
        Action::ManageDepartments => Permission::ManageDepartments,
        Action::ManageSettings => Permission::ManageSettings,
        Action::ViewAudit => Permission::ViewAudit,
        Action::WriteToColleagues => Permission::CreateDirect,
        Action::ManageOwnAccount => Permission::EditOwnAccount,
        Action::ViewCanned => Permission::ViewCanned,
        Action::SaveCanned => Permission::SaveCanned,
        Action::RemoveCanned => Permission::RemoveCanned,
        Action::ManageCanned => Permission::ManageCanned,
        Action::ManageCustomFields => Permission::ManageCustomFields,
        Action::ManageTags => Permission::ManageTags,
        Action::Broadcast => Permission::SendBroadcast,
    }
}
