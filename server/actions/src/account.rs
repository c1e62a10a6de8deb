//! One's own account: name, password, choices, and the browsers one is signed in on.

use bus::{Told, Topic};
use model::{
    account::{Preferences, ProfileDraft, SignInView},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    person::Person,
    refusal::{Field, Refusal, Thing},
};
use store::sign_ins::SignIn;

use crate::{Error, House, house::found, id, passwords, people};

/// One's own choices.
///
/// # Errors
/// `NotPermitted`.
pub async fn preferences(house: &House, staff: &Staff) -> Result<Preferences, Error> {
    permitted(staff)?;
    let mut conn = house.store.read().await?;
    Ok(store::preferences::load(&mut conn, staff.person.id).await?)
}

/// Keeps one's own choices.
///
/// # Errors
/// `NotPermitted`.
pub async fn save_preferences(
    house: &House,
    staff: &Staff,
    preferences: &Preferences,
) -> Result<(), Error> {
    permitted(staff)?;
    let mut tx = house.store.write().await?;
    store::preferences::save(&mut tx, staff.person.id, preferences).await?;
    Ok(tx.commit().await?)
}

/// Changes one's own name and email, if nobody else did since `version`.
///
/// # Errors
/// `NotPermitted`, `Invalid` (a taken email among them), `EditConflict`.
pub async fn edit_profile(
    house: &House,
    staff: &Staff,
    version: u32,
    draft: ProfileDraft,
) -> Result<Person, Error> {
    permitted(staff)?;
    let (name, email) = (parse::name(Field::Name, &draft.name)?, parse::email(&draft.email)?);
    let me = staff.person.id;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let mut person = found(Thing::Person, store::people::find(&mut tx, me).await?)?;
    if person.version != version {
        return Err(Refusal::EditConflict { version: person.version }.into());
    }
    (person.name, person.email) = (name, email);
    person.version = version.saturating_add(1);
    people::refuse_taken(&mut tx, &person).await?;
    if !store::people::update(&mut tx, &person, version).await? {
        return Err(Refusal::EditConflict { version: person.version }.into());
    }
    store::audit::add(&mut tx, now, Some(me), "person.edited", &me.to_string()).await?;
    tx.commit().await?;
    house.tell_person(person.clone());
    Ok(person)
}

/// Changes one's own password and signs every other browser out.
///
/// # Errors
/// `WrongPassword`, `TooManyAttempts`, `Invalid` new password.
pub async fn change_password(
    house: &House,
    staff: &Staff,
    token: &str,
    passwords: (&str, &str),
) -> Result<(), Error> {
    permitted(staff)?;
    let (old, new) = passwords;
    let new = parse::password(new)?;
    let me = staff.person.id;
    let now = house.clock.now();
    if let Err(Refusal::TooFast { retry_at }) = house.password_tries.take(me, now) {
        return Err(Refusal::TooManyAttempts { retry_at }.into());
    }
    let held = {
        let mut conn = house.store.read().await?;
        store::people::password_hash(&mut conn, me).await?
    };
    // A password longer than any is wrong, and costs no time.
    let is_possible = old.chars().count() <= parse::PASSWORD_LIMIT as usize;
    if !is_possible || !passwords::fits(old.to_owned(), held).await? {
        return Err(Refusal::WrongPassword.into());
    }
    house.password_tries.forget(&me);
    let hash = passwords::hash(new).await?;
    let mut tx = house.store.write().await?;
    store::people::set_password(&mut tx, me, &hash).await?;
    let own = id::hash(token);
    let others = others(&mut tx, staff, &own).await?;
    for sign_in in &others {
        store::sign_ins::delete(&mut tx, &sign_in.token_hash).await?;
    }
    store::audit::add(&mut tx, now, Some(me), "password.changed", &me.to_string()).await?;
    tx.commit().await?;
    tell_out(house, &others);
    Ok(())
}

/// The browsers this person is signed in on, the last used first.
///
/// # Errors
/// `NotPermitted`.
pub async fn sign_ins(house: &House, staff: &Staff, token: &str) -> Result<Vec<SignInView>, Error> {
    permitted(staff)?;
    let own = id::hash(token);
    let now = house.clock.now();
    let mut conn = house.store.read().await?;
    let all = store::sign_ins::of(&mut conn, staff.person.id).await?;
    let pushed = store::push::of(&mut conn, staff.person.id).await?;
    let view = |it: SignIn| SignInView {
        id: name_of(&it.token_hash),
        is_this: it.token_hash == own,
        created: it.created,
        seen: it.seen,
        is_pushed: pushed.iter().any(|browser| browser.sign_in == it.token_hash),
        user_agent: it.user_agent,
        address: it.address,
    };
    Ok(all.into_iter().filter(|it| it.expires > now).map(view).collect())
}

/// Signs one of one's own browsers out.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn end_sign_in(house: &House, staff: &Staff, name: &str) -> Result<(), Error> {
    permitted(staff)?;
    let mut tx = house.store.write().await?;
    let all = store::sign_ins::of(&mut tx, staff.person.id).await?;
    let named = all.into_iter().find(|it| name_of(&it.token_hash) == name);
    let ended = found(Thing::SignIn, named)?;
    store::sign_ins::delete(&mut tx, &ended.token_hash).await?;
    tx.commit().await?;
    tell_out(house, &[ended]);
    Ok(())
}

/// Signs every other browser out; how many.
///
/// # Errors
/// `NotPermitted`.
pub async fn end_other_sign_ins(house: &House, staff: &Staff, token: &str) -> Result<u32, Error> {
    permitted(staff)?;
    let mut tx = house.store.write().await?;
    let others = others(&mut tx, staff, &id::hash(token)).await?;
    for sign_in in &others {
        store::sign_ins::delete(&mut tx, &sign_in.token_hash).await?;
    }
    tx.commit().await?;
    tell_out(house, &others);
    Ok(u32::try_from(others.len()).unwrap_or(u32::MAX))
}

async fn others(
    conn: &mut store::Conn,
    staff: &Staff,
    own: &[u8; 32],
) -> Result<Vec<SignIn>, Error> {
    let mut all = store::sign_ins::of(conn, staff.person.id).await?;
    all.retain(|it| it.token_hash != *own);
    Ok(all)
}

fn tell_out(house: &House, ended: &[SignIn]) {
    for it in ended {
        let told = Told::SignedOut { person: it.person, token_hash: Some(it.token_hash) };
        house.bus.tell(Topic::Floor, &told);
    }
}

/// Half of the hash names a sign-in; nobody can sign in with it.
fn name_of(token_hash: &[u8; 32]) -> String {
    token_hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn permitted(staff: &Staff) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::ManageOwnAccount, Subject::Workspace)
}
