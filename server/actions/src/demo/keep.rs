//! Writes the demo workspace into the store.

use model::contact::Contact;
use store::Conn;

use super::{Workspace, log::Log};
use crate::Error;

/// Everything, in the one transaction it is given.
pub(super) async fn keep(
    conn: &mut Conn,
    workspace: &Workspace,
    password_hash: &str,
) -> Result<(), Error> {
    let crew = &workspace.crew;
    let before = store::settings::load(conn).await?.version;
    if !store::settings::save(conn, &crew.settings, before).await? {
        return Err(Error::Internal { what: "the settings changed while the demo was filled" });
    }
    for person in &crew.people {
        store::people::insert(conn, person, password_hash).await?;
    }
    for department in crew.departments() {
        store::departments::insert(conn, department).await?;
    }
    store::canned::advance(conn).await?;
    for response in &workspace.canned {
        store::canned::insert(conn, response).await?;
    }
    for field in &workspace.fields {
        store::custom_fields::insert(conn, field).await?;
    }
    contacts(conn, workspace).await?;
    for log in workspace.closed.iter().chain(&workspace.live) {
        conversation(conn, log).await?;
    }
    for given in &workspace.assignments {
        store::assignments::remember(conn, given.person, given.department, given.at).await?;
    }
    Ok(())
}

async fn contacts(conn: &mut Conn, workspace: &Workspace) -> Result<(), Error> {
    for guest in &workspace.guests {
        // Counted in the store, so that the next real guest gets the next number.
        let number = store::contacts::next_guest_number(conn).await?;
        let contact = Contact { username: format!("guest-{number}"), ..guest.contact.clone() };
        store::contacts::insert(conn, &contact).await?;
        if let Some(person) = guest.made_by {
            store::contacts::made_by(conn, contact.id, person).await?;
        }
    }
    Ok(())
}

async fn conversation(conn: &mut Conn, log: &Log) -> Result<(), Error> {
    let it = &log.conversation;
    store::conversations::insert(conn, it).await?;
    store::events::append(conn, it.id, &log.events).await?;
    for event in &log.events {
        store::calls::follow(conn, it, event).await?;
    }
    for (call, noted) in &log.noted {
        store::calls::wrap_up(conn, *call, 1, *noted).await?;
    }
    store::conversations::move_cursors(conn, it.id, log.cursors).await?;
    if it.stage.is_closed() {
        store::archive_index::add(conn, it, &log.text()).await?;
    }
    Ok(())
}
