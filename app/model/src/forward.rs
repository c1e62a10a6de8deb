//! Conversations that change hands: where one was sent, by which way, and how long that can be taken back.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    availability::Availability,
    department::{Department, DepartmentRef},
    id::{DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
    refusal::Refusal,
};

/// How long whoever returned or forwarded a conversation may take that back, in ms.
pub const TAKE_BACK_MS: i64 = 10_000;
/// How many departments are tried one after the other when nobody is there.
pub const FALLBACK_LIMIT: usize = 4;

/// Where a conversation was sent, as its log has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Forward {
    /// The agent it left, if it was at one.
    pub from: Option<PersonRef>,
    /// Its department from here on; `None`: it keeps the one it has.
    pub department: Option<DepartmentRef>,
    /// Who is to serve it.
    pub person: Option<PersonRef>,
    /// Departments in which nobody was available, in the order in which they were tried.
    pub passed: Vec<DepartmentRef>,
    /// For colleagues.
    pub comment: String,
}

impl Forward {
    /// As much as the guest may know: with whom they will be connected.
    #[must_use]
    pub fn for_guest(&self) -> Self {
        Self { department: self.department.clone(), person: self.person.clone(), ..Self::default() }
    }
}

/// The last time somebody handed a conversation over, as long as no colleague did anything with it since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    pub by: PersonId,
    pub at: Moment,
    /// Who had it before; `None`: it was in the queue.
    pub agent: Option<PersonRef>,
    /// Its department before.
    pub department: Option<DepartmentId>,
}

impl Handed {
    /// Whether this person may take it back now.
    #[must_use]
    pub fn is_open_to(&self, person: PersonId, now: Moment) -> bool {
        self.by == person && now <= self.at.plus(TAKE_BACK_MS)
    }
}

/// Where a conversation may be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Targets {
    pub departments: Vec<DepartmentTarget>,
    pub people: Vec<PersonTarget>,
}

/// A department one may forward to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentTarget {
    pub department: DepartmentRef,
    /// How many are there and available, whoever serves the conversation now not counted.
    pub available: u32,
    /// Where it goes instead, when nobody is.
    pub instead: Option<DepartmentRef>,
    /// Why it cannot be sent there now.
    pub obstacle: Option<Refusal>,
}

/// Somebody one may forward to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonTarget {
    pub person: PersonRef,
    pub username: String,
    pub availability: Availability,
    /// Conversations now, offers included, on hold not.
    pub load: u32,
    /// 0: no limit.
    pub max: u32,
    pub departments: Vec<DepartmentId>,
    /// Why they cannot get it now.
    pub obstacle: Option<Refusal>,
}

/// The department that gets what is sent to `wanted`: it, else its fallback, else that one's, each at most once.
/// `serves` says whether somebody is available there.
///
/// # Errors
/// `NotFound`, `DepartmentDisabled` for the wanted one; `NobodyThere` when the chain ends without anybody.
pub fn follow_fallbacks(
    departments: &[Department],
    wanted: DepartmentId,
    serves: impl Fn(&Department) -> bool,
) -> Result<(DepartmentRef, Vec<DepartmentRef>), Refusal> {
    let find = |id| departments.iter().find(|department| department.id == id);
    let first = find(wanted).ok_or(Refusal::not_found(crate::refusal::Thing::Department))?;
    if !first.is_enabled {
        return Err(Refusal::DepartmentDisabled { department: first.to_ref() });
    }
    let mut passed: Vec<DepartmentRef> = Vec::new();
    let mut next = Some(first);
    while let Some(department) = next.filter(|_| passed.len() < FALLBACK_LIMIT) {
        if department.is_enabled && serves(department) {
            return Ok((department.to_ref(), passed));
        }
        passed.push(department.to_ref());
        let fallback = department.fallback.filter(|id| passed.iter().all(|known| known.id != *id));
        next = fallback.and_then(find);
    }
    Err(Refusal::NobodyThere { department: first.to_ref() })
}

/// Whether a department's fallback would lead back to it.
#[must_use]
pub fn leads_back(departments: &[Department], id: DepartmentId, fallback: DepartmentId) -> bool {
    let mut next = Some(fallback);
    for _ in 0..=departments.len() {
        match next {
            None => return false,
            Some(known) if known == id => return true,
            Some(other) => {
                next = departments.iter().find(|d| d.id == other).and_then(|d| d.fallback);
            }
        }
    }
    // A circle that this department is not part of.
    true
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String, vec::Vec};
    use uuid::Uuid;

    use super::{follow_fallbacks, leads_back};
    use crate::{department::Department, id::DepartmentId, refusal::Refusal};

    fn id(n: u128) -> DepartmentId {
        DepartmentId(Uuid::from_u128(n))
    }

    /// Departments 1, 2, 3, …, each with its fallback; 0: none.
    fn departments(fallbacks: &[u128]) -> Vec<Department> {
        let made = (1..).zip(fallbacks).map(|(n, fallback)| Department {
            id: id(n),
            name: format!("D{n}"),
            description: String::new(),
            is_enabled: true,
            is_public: true,
            algorithm: None,
            max_conversations: 0,
            requires_tags: false,
            sends_transcript: false,
            fallback: (*fallback > 0).then(|| id(*fallback)),
            hold_limit_s: None,
            hold_comment: String::new(),
            members: Vec::new(),
            version: 1,
        });
        made.collect()
    }

    fn way(all: &[Department], staffed: &[u128]) -> Result<(String, usize), Refusal> {
        let serves = |d: &Department| staffed.iter().any(|n| id(*n) == d.id);
        follow_fallbacks(all, id(1), serves).map(|(found, passed)| (found.name, passed.len()))
    }

    #[test]
    fn qa_02_the_first_department_with_somebody_gets_it() {
        let all = departments(&[2, 3, 0]);
        assert_eq!(way(&all, &[1, 2]), Ok(("D1".into(), 0)));
        assert_eq!(way(&all, &[3]), Ok(("D3".into(), 2)));
        assert!(matches!(way(&all, &[]), Err(Refusal::NobodyThere { .. })));
    }

    #[test]
    fn qa_02_a_circle_of_fallbacks_comes_to_an_end() {
        let all = departments(&[2, 1]);
        assert!(matches!(way(&all, &[]), Err(Refusal::NobodyThere { .. })));
        let long = departments(&[2, 3, 4, 5, 6, 0]);
        assert!(matches!(way(&long, &[6]), Err(Refusal::NobodyThere { .. })));
    }

    #[test]
    fn qa_02_a_disabled_fallback_is_passed_over_and_a_disabled_target_refused() {
        let mut all = departments(&[2, 3, 0]);
        all[1].is_enabled = false;
        assert_eq!(way(&all, &[2, 3]), Ok(("D3".into(), 2)));
        all[0].is_enabled = false;
        assert!(matches!(way(&all, &[1]), Err(Refusal::DepartmentDisabled { .. })));
    }

    #[test]
    fn qa_02_a_fallback_that_leads_back_is_found() {
        let all = departments(&[0, 3, 1]);
        assert!(leads_back(&all, id(1), id(2)));
        assert!(leads_back(&all, id(1), id(1)));
        assert!(!leads_back(&all, id(2), id(3)));
        assert!(leads_back(&departments(&[0, 3, 2]), id(1), id(2)));
    }
}
