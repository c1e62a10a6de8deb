//! Who works in the demo workspace, in which departments, under which settings.

use model::{
    availability::Availability,
    department::{Department, Member},
    id::{DepartmentId, PersonId},
    moment::Moment,
    person::{Person, PersonRef, Role, Roles},
    settings::{Algorithm, Settings, WhenAgentGone},
};

use super::{dialogues::Desk, dice::Dice};

/// The staff worked here before the oldest conversation.
const HIRED_BEFORE_MS: i64 = 420 * 86_400_000;

struct Colleague {
    username: &'static str,
    name: &'static str,
    role: Role,
    /// With the order numbers there.
    desks: &'static [(Desk, i32)],
    max_conversations: u32,
}

const COLLEAGUES: [Colleague; 8] = [
    Colleague {
        username: "admin",
        name: "Katherine Johnson",
        role: Role::Administrator,
        desks: &[],
        max_conversations: 0,
    },
    Colleague {
        username: "manager",
        name: "Dorothy Vaughan",
        role: Role::Manager,
        desks: &[(Desk::Support, 10)],
        max_conversations: 0,
    },
    Colleague {
        username: "monitor",
        name: "Annie Easley",
        role: Role::Monitor,
        desks: &[(Desk::Support, 11), (Desk::Sales, 10)],
        max_conversations: 0,
    },
    Colleague {
        username: "ada",
        name: "Ada Lovelace",
        role: Role::Agent,
        desks: &[(Desk::Support, 1)],
        max_conversations: 0,
    },
    Colleague {
        username: "grace",
        name: "Grace Hopper",
        role: Role::Agent,
        desks: &[(Desk::Support, 2), (Desk::Billing, 1)],
        max_conversations: 0,
    },
    Colleague {
        username: "linus",
        name: "Linus Pauling",
        role: Role::Agent,
        desks: &[(Desk::Support, 3)],
        max_conversations: 3,
    },
    Colleague {
        username: "margaret",
        name: "Margaret Hamilton",
        role: Role::Agent,
        desks: &[(Desk::Sales, 1)],
        max_conversations: 0,
    },
    Colleague {
        username: "dennis",
        name: "Dennis Ritchie",
        role: Role::Agent,
        desks: &[(Desk::Sales, 2), (Desk::Billing, 2)],
        max_conversations: 0,
    },
];

/// Everybody who works here, and how.
#[derive(Debug)]
pub(super) struct Crew {
    pub(super) settings: Settings,
    pub(super) people: Vec<Person>,
    pub(super) support: Department,
    pub(super) sales: Department,
    pub(super) billing: Department,
}

impl Crew {
    pub(super) fn hire(dice: &mut Dice, now: Moment) -> Self {
        let people: Vec<Person> =
            COLLEAGUES.iter().map(|colleague| person(colleague, dice, now)).collect();
        let department = |desk, id| department(desk, id, &people);
        Self {
            settings: settings(),
            support: department(Desk::Support, DepartmentId(dice.uuid())),
            sales: department(Desk::Sales, DepartmentId(dice.uuid())),
            billing: department(Desk::Billing, DepartmentId(dice.uuid())),
            people,
        }
    }

    pub(super) const fn department(&self, desk: Desk) -> &Department {
        match desk {
            Desk::Support => &self.support,
            Desk::Sales => &self.sales,
            Desk::Billing => &self.billing,
        }
    }

    pub(super) const fn departments(&self) -> [&Department; 3] {
        [&self.support, &self.sales, &self.billing]
    }

    /// Those who serve at a desk.
    pub(super) fn agents(&self, desk: Desk) -> Vec<PersonRef> {
        let members = &self.department(desk).members;
        let mut agents = self.everybody_serving();
        agents.retain(|agent| members.iter().any(|member| member.person == agent.id));
        agents
    }

    pub(super) fn everybody_serving(&self) -> Vec<PersonRef> {
        let serving = self.people.iter().filter(|p| p.roles.has(Role::Agent));
        serving.map(Person::to_ref).collect()
    }

    pub(super) fn named(&self, username: &str) -> Option<PersonRef> {
        let found = self.people.iter().find(|p| p.username == username);
        found.map(Person::to_ref)
    }
}

fn settings() -> Settings {
    Settings {
        workspace_name: String::from("Tidewater Tea"),
        algorithm: Algorithm::AutoSelection,
        max_conversations: 5,
        // Nobody is signed in when it starts; the chats in progress must not flee into the queue meanwhile.
        when_agent_gone: WhenAgentGone::Nothing,
        version: 1,
        ..Settings::default()
    }
}

fn person(colleague: &Colleague, dice: &mut Dice, now: Moment) -> Person {
    Person {
        id: PersonId(dice.uuid()),
        username: String::from(colleague.username),
        name: String::from(colleague.name),
        email: format!("{}@tidewater.example", colleague.username),
        roles: Roles::default().with(colleague.role),
        availability: Availability::Available,
        max_conversations: colleague.max_conversations,
        is_enabled: true,
        departments: Vec::new(),
        created: now.plus(-HIRED_BEFORE_MS),
        version: 1,
    }
}

fn department(desk: Desk, id: DepartmentId, people: &[Person]) -> Department {
    let (name, description, algorithm, max_conversations) = match desk {
        Desk::Support => (
            "Support",
            "Parcels, kettles and everything about brewing. Agents take from the queue.",
            Algorithm::ManualSelection,
            4,
        ),
        Desk::Sales => (
            "Sales",
            "Presents, cafés and tastings. Whoever has the least to do is next.",
            Algorithm::LoadBalancing,
            3,
        ),
        Desk::Billing => (
            "Billing",
            "Invoices, cards and refunds. Nothing ends here without a tag.",
            Algorithm::AutoSelection,
            2,
        ),
    };
    Department {
        id,
        name: String::from(name),
        description: String::from(description),
        is_enabled: true,
        is_public: true,
        algorithm: Some(algorithm),
        max_conversations,
        requires_tags: desk == Desk::Billing,
        fallback: None,
        hold_limit_s: None,
        hold_comment: String::new(),
        sends_transcript: false,
        members: members(desk, people),
        version: 1,
    }
}

fn members(desk: Desk, people: &[Person]) -> Vec<Member> {
    let place = |colleague: &Colleague| {
        let (_, order) = colleague.desks.iter().find(|(at, _)| *at == desk)?;
        let person = people.iter().find(|p| p.username == colleague.username)?.id;
        Some(Member { person, order: *order })
    };
    COLLEAGUES.iter().filter_map(place).collect()
}
