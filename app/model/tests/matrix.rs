//! Every action × every kind of actor: allowed or refused as this table says. An action missing here fails.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use model::{
    Uuid,
    canned::Scope,
    contact::ContactRef,
    conversation::{Channel, Conversation, Priority},
    event::{Author, Event, EventBody, Requeue},
    id::{ContactId, ConversationId, DepartmentId, EventId, PersonId},
    moment::Moment,
    permission::{Action, Actor, ContactReach, Staff, Subject, may},
    person::{PersonRef, Role, Roles},
    refusal::Refusal,
};

const ME: u128 = 1;
const OTHER: u128 = 2;
const HERE: u128 = 10;
const THERE: u128 = 11;
const GUEST: u128 = 20;

/// Columns: agent (own, queue of own department, colleague's, foreign department), monitor and manager (own
/// department, foreign), administrator, visitor (own, foreign). `+` allowed, `-` refused.
const CONVERSATIONS: &str = "
                   agent           monitor  manager  admin  visitor
                   own q col for   own for  own for  any    own for
ViewConversation    +  +  -   -     +   -    +   -    +      +   -
Take                +  +  -   -     -   -    -   -    -      -   -
AnswerOffer         +  -  -   -     -   -    -   -    -      -   -
Say                 +  -  -   -     +   -    +   -    +      +   -
Note                +  +  -   -     +   -    +   -    +      -   -
Hold                +  -  -   -     +   -    +   -    +      -   -
Resume              +  -  -   -     +   -    +   -    +      -   -
ReturnToQueue       +  -  -   -     +   -    +   -    +      -   -
Forward             +  -  -   -     +   -    +   -    +      -   -
TakeBack            +  +  -   -     +   -    +   -    +      -   -
Invite              +  -  -   -     +   -    +   -    +      -   -
Leave               +  +  -   -     +   -    +   -    +      -   -
Close               +  -  -   -     +   -    +   -    +      +   -
EditConversation    +  -  -   -     +   -    +   -    +      -   -
ViewReasons         +  +  -   -     +   -    +   -    +      -   -
SendTranscript      +  -  -   -     +   -    +   -    +      -   -
ExportPdf           +  -  -   -     +   -    +   -    +      -   -
Upload              +  -  -   -     +   -    +   -    +      +   -
Call                +  +  -   -     +   -    +   -    +      +   -
";

/// Columns: contacts one served, of one's department, foreign; for agent, monitor, manager, administrator, visitor.
const CONTACTS: &str = "
               agent        monitor     manager     admin  visitor
               own dep for  own dep for own dep for any    any
ViewContact     +   -   -    +   +   -   +   +   -   +      -
EditContact     +   -   -    +   +   -   +   +   -   +      -
MergeContact    +   -   -    +   +   -   +   +   -   +      -
Broadcast       -   -   -    -   -   -   +   +   -   +      -
BlockContact    +   -   -    +   +   -   +   +   -   +      -
UnblockContact  +   -   -    +   +   -   +   +   -   +      -
EraseContact    -   -   -    -   -   -   -   -   -   +      -
ExportContact   -   -   -    -   -   -   +   +   -   +      -
";

const WORKSPACE: &str = "
                    agent monitor manager admin visitor
ViewContactCenter     +      +       +      +      -
CreateContact         +      +       +      +      -
ImportContacts        -      -       +      +      -
ExportContacts        -      -       +      +      -
SetOwnAvailability    +      +       +      +      -
SetOwnPreferences     +      +       +      +      -
ViewPeople            +      +       +      +      -
ManagePeople          -      -       +      +      -
ManageManagers        -      -       -      +      -
ManageDepartments     -      -       +      +      -
ManageSettings        -      -       -      +      -
ViewAudit             -      -       -      +      -
WriteToColleagues     +      +       +      +      -
ManageOwnAccount      +      +       +      +      -
ManageCanned          -      +       +      +      -
ViewCustomFields      +      +       +      +      -
ManageCustomFields    -      -       +      +      -
ViewTags              +      +       +      +      -
ManageTags            -      -       +      +      -
ExportConversations   -      -       +      +      -
";

/// Columns: canned responses of one's own, a colleague's private ones, one's department's, a foreign department's,
/// public ones.
const CANNED: &str = "
             agent            monitor          manager          admin            visitor
             own col dep for pub ×4                                              pub
ViewCanned    +  -  +  -  +    +  -  +  -  +    +  -  +  +  +    +  -  +  +  +    -
SaveCanned    +  -  -  -  -    +  -  +  -  -    +  -  +  +  +    +  -  +  +  +    -
RemoveCanned  +  -  -  -  -    +  -  +  -  -    +  -  +  +  +    +  -  +  +  +    -
";

/// Columns as for canned responses: saved views of one's own, a colleague's, one's department's, a foreign one's,
/// everybody's.
const VIEWS: &str = "
             agent            monitor          manager          admin            visitor
             own col dep for pub ×4                                              pub
UseView       +  -  +  -  +    +  -  +  -  +    +  -  +  +  +    +  -  +  +  +    -
SaveView      +  -  -  -  -    +  -  +  -  -    +  -  +  +  +    +  -  +  +  +    -
";

fn staff(role: Role) -> Actor {
    Actor::Staff(Staff {
        person: person(ME),
        roles: Roles::default().with(role),
        departments: vec![DepartmentId(Uuid::from_u128(HERE))],
    })
}

fn visitor(contact: u128) -> Actor {
    Actor::Visitor { contact: ContactId(Uuid::from_u128(contact)) }
}

fn person(id: u128) -> PersonRef {
    PersonRef { id: PersonId(Uuid::from_u128(id)), name: format!("P{id}") }
}

/// A conversation of a department, waiting, or with an agent.
fn conversation(department: u128, agent: Option<u128>) -> Conversation {
    let contact = ContactRef { id: ContactId(Uuid::from_u128(GUEST)), name: "Guest".to_owned() };
    let body = EventBody::Created {
        contact,
        channel: Channel::Chat,
        department: Some(DepartmentId(Uuid::from_u128(department))),
        priority: Priority::None,
        sla_due: None,
        page_url: String::new(),
    };
    let event = |version, body| Event {
        id: EventId(Uuid::from_u128(u128::from(version))),
        version,
        at: Moment(0),
        author: Author::System,
        body,
    };
    let id = ConversationId(Uuid::from_u128(30));
    let mut it = Conversation::from_first(id, &event(1, body)).unwrap();
    if let Some(agent) = agent {
        it.apply(&event(2, EventBody::Assigned { agent: person(agent), reason: None }));
    }
    it
}

fn contact(people: &[u128], department: u128) -> ContactReach {
    ContactReach {
        id: Some(ContactId(Uuid::from_u128(GUEST))),
        people: people.iter().map(|id| PersonId(Uuid::from_u128(*id))).collect(),
        departments: vec![DepartmentId(Uuid::from_u128(department))],
    }
}

/// The rows of a table: an action's name and whether each column is allowed.
fn rows(table: &str) -> Vec<(String, Vec<bool>)> {
    let rows = table.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next()?;
        let cells: Vec<&str> = words.collect();
        let is_row = !cells.is_empty() && cells.iter().all(|cell| ["+", "-"].contains(cell));
        is_row.then(|| (name.to_owned(), cells.iter().map(|cell| *cell == "+").collect()))
    });
    rows.collect()
}

fn check(table: &str, columns: &[(Actor, Subject<'_>)]) -> Vec<String> {
    let mut seen = Vec::new();
    for (name, cells) in rows(table) {
        let action = Action::ALL.into_iter().find(|action| format!("{action:?}") == name);
        let action = action.unwrap_or_else(|| panic!("{name} is no action"));
        assert_eq!(cells.len(), columns.len(), "{name}");
        for (index, ((actor, subject), allowed)) in columns.iter().zip(cells).enumerate() {
            let answer = may(actor, action, *subject);
            assert_eq!(answer.is_ok(), allowed, "{name}, column {index}: {answer:?}");
            let is_clear = matches!(
                answer,
                Ok(())
                    | Err(Refusal::NotPermitted { .. }
                        | Refusal::NotFound { .. }
                        | Refusal::OfferOver)
            );
            assert!(is_clear, "{name}: {answer:?}");
        }
        seen.push(name);
    }
    seen
}

#[test]
fn cc_02_every_action_is_allowed_or_refused_as_the_table_says() {
    let mine = conversation(HERE, Some(ME));
    let queued = conversation(HERE, None);
    let colleagues = conversation(HERE, Some(OTHER));
    let foreign = conversation(THERE, Some(OTHER));
    let on = |role: Role, it| (staff(role), Subject::Conversation(it));
    let mut seen = check(
        CONVERSATIONS,
        &[
            on(Role::Agent, &mine),
            on(Role::Agent, &queued),
            on(Role::Agent, &colleagues),
            on(Role::Agent, &foreign),
            on(Role::Monitor, &colleagues),
            on(Role::Monitor, &foreign),
            on(Role::Manager, &colleagues),
            on(Role::Manager, &foreign),
            on(Role::Administrator, &foreign),
            (visitor(GUEST), Subject::Conversation(&mine)),
            (visitor(99), Subject::Conversation(&mine)),
        ],
    );
    let (served, near, far) = (contact(&[ME], THERE), contact(&[OTHER], HERE), contact(&[], THERE));
    let mut columns = Vec::new();
    for role in [Role::Agent, Role::Monitor, Role::Manager] {
        for it in [&served, &near, &far] {
            columns.push((staff(role), Subject::Contact(it)));
        }
    }
    columns.push((staff(Role::Administrator), Subject::Contact(&far)));
    columns.push((visitor(GUEST), Subject::Contact(&served)));
    seen.extend(check(CONTACTS, &columns));
    let mut columns: Vec<(Actor, Subject<'_>)> =
        Role::ALL.into_iter().map(|role| (staff(role), Subject::Workspace)).collect();
    columns.push((visitor(GUEST), Subject::Workspace));
    seen.extend(check(WORKSPACE, &columns));
    let scopes = scopes();
    seen.extend(check(CANNED, &columns_of(&scopes, Subject::Canned)));
    seen.extend(check(VIEWS, &columns_of(&scopes, Subject::View)));
    for action in Action::ALL {
        assert!(seen.contains(&format!("{action:?}")), "{action:?} is missing from the tables");
    }
}

fn scopes() -> [Scope; 5] {
    let of = |department| Scope::Departments(vec![DepartmentId(Uuid::from_u128(department))]);
    let private = |person| Scope::Private(PersonId(Uuid::from_u128(person)));
    [private(ME), private(OTHER), of(HERE), of(THERE), Scope::Public]
}

fn columns_of<'a>(
    scopes: &'a [Scope; 5],
    subject: fn(&'a Scope) -> Subject<'a>,
) -> Vec<(Actor, Subject<'a>)> {
    let staff = Role::ALL
        .into_iter()
        .flat_map(|role| scopes.iter().map(move |scope| (staff(role), subject(scope))));
    staff.chain([(visitor(GUEST), subject(&Scope::Public))]).collect()
}

#[test]
fn cr_02_a_monitor_shares_with_own_departments_only() {
    let both = Scope::Departments(vec![
        DepartmentId(Uuid::from_u128(HERE)),
        DepartmentId(Uuid::from_u128(THERE)),
    ]);
    let answer = may(&staff(Role::Monitor), Action::SaveCanned, Subject::Canned(&both));
    let permission = model::permission::Permission::SaveAllCanned;
    assert_eq!(answer, Err(Refusal::NotPermitted { permission }));
    assert_eq!(may(&staff(Role::Monitor), Action::ViewCanned, Subject::Canned(&both)), Ok(()));
}

#[test]
fn cc_02_a_manager_of_no_department_sees_all() {
    let manager = Staff {
        person: person(ME),
        roles: Roles::default().with(Role::Manager),
        departments: Vec::new(),
    };
    let foreign = conversation(THERE, Some(OTHER));
    let subject = Subject::Conversation(&foreign);
    assert_eq!(may(&Actor::Staff(manager), Action::ViewConversation, subject), Ok(()));
}

#[test]
fn cv_05_whoever_served_it_once_sees_it_for_good() {
    let mut it = conversation(THERE, Some(ME));
    let version = it.version + 1;
    let body = EventBody::Queued { why: Requeue::Returned };
    let id = EventId(Uuid::from_u128(9));
    it.apply(&Event { id, version, at: Moment(1), author: Author::System, body });
    let subject = Subject::Conversation(&it);
    assert_eq!(may(&staff(Role::Agent), Action::ViewConversation, subject), Ok(()));
}
