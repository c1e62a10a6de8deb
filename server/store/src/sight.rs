//! Which conversations somebody sees, as a condition: says the same as `model::permission::Staff::sees`.

use model::{
    id::{ContactId, DepartmentId},
    permission::Sight,
};

use crate::clause::Clause;

/// The condition that a row of `conversations` is one that they see.
pub(crate) fn condition(clause: &mut Clause, sight: &Sight) -> String {
    if sight.is_everything {
        return String::from("TRUE");
    }
    let ids = |clause: &mut Clause, departments: &[DepartmentId]| {
        clause.ids(departments.iter().map(|id| id.0))
    };
    let me = clause.value(sight.me.0);
    let mut any = vec![
        format!("agent = {me}"),
        format!("id IN (SELECT conversation FROM conversation_people WHERE person = {me})"),
    ];
    if !sight.departments.is_empty() {
        let departments = ids(clause, &sight.departments);
        any.push(format!("department IN ({departments})"));
    }
    if let Some(queues) = &sight.queues {
        let queues = ids(clause, queues);
        any.push(format!(
            "stage IN ('queued', 'offered') AND (department IS NULL OR department IN ({queues}))"
        ));
    }
    any.into_iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" OR ")
}

/// The condition that it is one of a contact's that they see.
pub(crate) fn of_contact(clause: &mut Clause, sight: &Sight, contact: ContactId) -> String {
    let id = clause.value(contact.0);
    let seen = condition(clause, sight);
    format!("contact = {id} AND ({seen})")
}
