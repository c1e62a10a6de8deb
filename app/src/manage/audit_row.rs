//! One line of the audit trail.

use leptos::prelude::*;
use model::audit::{AuditLine, Deed};

use super::audit::name_of;
use crate::{
    parts::{ExactTime, TimeStyle},
    shell::{
        place::{Opened, Place},
        session::{Session, guest_name, use_session},
    },
    words::audit as words,
};

pub(super) fn view_line(line: AuditLine) -> impl IntoView {
    let session = use_session();
    let what = match Deed::of(&line.what) {
        Some(deed) => words::deed(deed).text().to_owned(),
        // A later version wrote it.
        None => line.what.clone(),
    };
    let who = line.who;
    view! {
        <tr>
            <td><ExactTime at_ms=Signal::stored(line.at.0) style=TimeStyle::DayAndMinute/></td>
            <td>{move || name_of(session, who)}</td>
            <td>{what}</td>
            <td>{about(session, &line)}</td>
        </tr>
    }
}

fn about(session: Session, line: &AuditLine) -> AnyView {
    let name = line.contact.as_ref().map(guest_name);
    if let Some(id) = line.conversation {
        let href = Place::Chats(Some(id)).to_string();
        let text = match name {
            Some(name) => words::CONVERSATION_WITH.with(&[("name", &name)]),
            None => words::ONE_CONVERSATION.text().to_owned(),
        };
        return view! { <a class="facts__link" href=href>{text}</a> }.into_any();
    }
    if let (Some(contact), Some(name)) = (&line.contact, name) {
        let href = Place::Contacts(Opened::One(contact.id)).to_string();
        return view! { <a class="facts__link" href=href>{name}</a> }.into_any();
    }
    let id = line.about.clone();
    let is_person = line.what.starts_with("person.");
    let is_department = line.what.starts_with("department.");
    let text = move || {
        let person = id.parse().ok().filter(|_| is_person).map(|id| session.person_name(id));
        let department = id.parse().ok().filter(|_| is_department);
        let department = department.map(|id| session.department_name(Some(id)));
        person.or(department).unwrap_or_default()
    };
    text.into_any()
}
