//! What lists, filters and routing look for in a conversation: kept in columns and tables beside its head.

use std::hash::{DefaultHasher, Hash, Hasher};

use model::{
    conversation::{Conversation, Stage},
    id::{DepartmentId, PersonId},
};

use crate::{
    Error,
    batch::Batch,
    clause::Value,
    fold::{fold, sort_key},
    stored,
};

const ADD_PERSON: &str = "INSERT INTO conversation_people (person, conversation, ended) VALUES ($1, $2, $3) \
     ON CONFLICT (person, conversation) DO UPDATE SET ended = excluded.ended \
     WHERE conversation_people.ended IS DISTINCT FROM excluded.ended";
const ADD_CONTACT_PERSON: &str =
    "INSERT INTO contact_people (contact, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const ADD_CONTACT_DEPARTMENT: &str =
    "INSERT INTO contact_departments (contact, department) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DELETE_TAGS: &str = "DELETE FROM conversation_tags WHERE conversation = $1";
const ADD_TAG: &str = "INSERT INTO conversation_tags (tag, conversation, ended) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// The facts of one conversation.
pub(super) struct Facts<'a> {
    of: &'a Conversation,
    deadline: Option<i64>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(conversation: &'a Conversation) -> Self {
        let deadline = match &conversation.stage {
            Stage::Offered { deadline, .. } => Some(deadline.0),
            Stage::OnHold { .. } => conversation.hold_until.map(|until| until.0),
            _ => None,
        };
        Self { of: conversation, deadline }
    }

    /// A hash of all of them. Should the hasher change between versions of Rust, everything is written once
    /// more than needed.
    pub(super) fn mark(&self) -> i64 {
        let it = self.of;
        let mut hasher = DefaultHasher::new();
        (it.stage.name(), it.stage.agent().map(|a| (a.id, &a.name)), self.deadline)
            .hash(&mut hasher);
        (it.contact.id, &it.contact.name, it.channel, it.department).hash(&mut hasher);
        (it.priority, it.sla_due, it.created, it.arrived).hash(&mut hasher);
        (it.accepted, it.closed_at(), &it.declined, it.declined_at, &it.served, &it.tags)
            .hash(&mut hasher);
        (it.helpers.len(), it.queued_at, it.held_by).hash(&mut hasher);
        hasher.finish().cast_signed()
    }

    /// The values of all columns, in the order of the statements.
    pub(super) fn values(&self, head: String) -> Result<Vec<Value>, Error> {
        let it = self.of;
        let agent = it.stage.agent();
        Ok(vec![
            it.id.0.into(),
            i64::from(it.version).into(),
            head.into(),
            self.mark().into(),
            String::from(it.stage.name().as_str()).into(),
            it.contact.id.0.into(),
            String::from(it.channel.as_str()).into(),
            Value::Id(it.department.map(|id| id.0)),
            Value::Id(agent.map(|agent| agent.id.0)),
            Value::Text(agent.map(|agent| agent.name.clone())),
            Value::Number(self.deadline),
            i64::from(it.priority.weight()).into(),
            Value::Number(it.sla_due.map(|at| at.0)),
            stored::json("who declined", &(&it.declined, it.declined_at))?.into(),
            it.created.0.into(),
            it.arrived.0.into(),
            Value::Number(it.accepted.map(|at| at.0)),
            Value::Number(it.closed_at().map(|at| at.0)),
            sort_key(&it.contact.name).into(),
            i64::try_from(it.helpers.len()).unwrap_or(i64::MAX).into(),
            it.queued_at.0.into(),
            Value::Id(it.held_by.map(|person| person.0)),
        ])
    }

    /// As [`Facts::values`], and the version that has to be stored.
    pub(super) fn values_if(&self, expected: i64, head: String) -> Result<Vec<Value>, Error> {
        let mut values = self.values(head)?;
        values.push(expected.into());
        Ok(values)
    }

    /// The values with which only the head is written.
    pub(super) fn head_values(&self, expected: i64, head: String) -> [Value; 5] {
        let version = i64::from(self.of.version);
        let (id, mark) = (self.of.id.0, self.mark());
        [id.into(), expected.into(), mark.into(), version.into(), head.into()]
    }

    /// Adds what has tables of its own: people, departments, tags.
    pub(super) fn add_sides(&self, batch: &mut Batch) {
        let it = self.of;
        let (id, contact) = (it.id.0, it.contact.id.0);
        let ended = || Value::Number(it.closed_at().map(|at| at.0));
        for PersonId(person) in &it.served {
            batch.add(ADD_PERSON, [Value::from(*person), Value::from(id), ended()]);
            batch.add(ADD_CONTACT_PERSON, [Value::from(contact), Value::from(*person)]);
        }
        if let Some(DepartmentId(department)) = it.department {
            batch.add(ADD_CONTACT_DEPARTMENT, [Value::from(contact), Value::from(department)]);
        }
        if it.version > 1 {
            batch.add(DELETE_TAGS, [Value::from(id)]);
        }
        for tag in &it.tags {
            batch.add(ADD_TAG, [Value::from(fold(tag)), Value::from(id), ended()]);
        }
    }
}
