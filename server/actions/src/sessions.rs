//! Signing in and out; who a browser's cookie stands for.

use std::net::IpAddr;

use bus::{Told, Topic};
use model::{
    availability::Availability,
    department::DepartmentRef,
    id::PersonId,
    parse,
    permission::Staff,
    person::{Person, Role, Roles},
    refusal::{Field, Refusal},
    session::{Bootstrap, Me, SetUp},
};
use store::{Conn, sign_ins::SignIn};

use crate::{Error, House, id, passwords};

/// How long a sign-in lasts without being used, in seconds.
pub const COOKIE_MAX_AGE_S: i64 = 30 * 24 * 3_600;
/// How often a used sign-in is prolonged, in milliseconds.
const TOUCH_MS: i64 = 5 * 60_000;

/// Where a sign-in comes from.
#[derive(Debug, Clone)]
pub struct From {
    pub address: IpAddr,
    pub user_agent: String,
}

/// What the first screen needs.
///
/// # Errors
/// Of the store.
pub async fn bootstrap(house: &House, token: Option<&str>) -> Result<Bootstrap, Error> {
    let me = match staff_of(house, token).await {
        Ok(staff) => Some(me(house, staff.person.id).await?),
        Err(Error::Refused(_)) => None,
        Err(other) => return Err(other),
    };
    let mut conn = house.store.read().await?;
    let settings = store::settings::load(&mut conn).await?;
    let needs_setup = me.is_none() && store::people::count_administrators(&mut conn).await? == 0;
    Ok(Bootstrap {
        workspace_name: settings.workspace_name,
        needs_setup,
        is_demo: house.is_demo,
        me,
    })
}

/// Signs in; returns the token for the cookie.
///
/// # Errors
/// `WrongPassword`, `TooManyAttempts`.
pub async fn log_in(
    house: &House,
    login: &str,
    password: &str,
    from: From,
) -> Result<(String, Me), Error> {
    let login = parse::line(Field::Username, login, 254)?.to_lowercase();
    let attempt = (from.address, login.clone());
    if let Err(Refusal::TooFast { retry_at }) =
        house.log_ins.take(attempt.clone(), house.clock.now())
    {
        return Err(Refusal::TooManyAttempts { retry_at }.into());
    }
    if password.chars().count() > parse::PASSWORD_LIMIT as usize {
        return Err(Refusal::WrongPassword.into());
    }
    let found = {
        let mut conn = house.store.read().await?;
        store::people::by_login(&mut conn, &login).await?
    };
    let (person, hash) = found.filter(|(person, _)| person.is_enabled).unzip();
    let fits = passwords::fits(password.to_owned(), hash).await?;
    let Some(person) = person.filter(|_| fits) else {
        return Err(Refusal::WrongPassword.into());
    };
    house.log_ins.forget(&attempt);
    let mut tx = house.store.write().await?;
    let token = sign_in(house, &mut tx, person.id, from).await?;
    tx.commit().await?;
    Ok((token, me(house, person.id).await?))
}

async fn sign_in(
    house: &House,
    conn: &mut Conn,
    person: PersonId,
    from: From,
) -> Result<String, Error> {
    let From { user_agent, address } = from;
    let address = address.to_string();
    let now = house.clock.now();
    let (token, token_hash) = id::token()?;
    let expires = now.plus(COOKIE_MAX_AGE_S * 1_000);
    store::sign_ins::prune(conn, now).await?;
    let sign_in =
        SignIn { token_hash, person, created: now, expires, seen: now, user_agent, address };
    store::sign_ins::insert(conn, &sign_in).await?;
    store::audit::add(conn, now, Some(person), "session.started", &person.to_string()).await?;
    Ok(token)
}

/// Signs out; without a sign-in, nothing happens.
///
/// # Errors
/// Of the store.
pub async fn log_out(house: &House, token: Option<&str>) -> Result<(), Error> {
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        return Ok(());
    };
    let token_hash = id::hash(token);
    let mut tx = house.store.write().await?;
    let found = store::sign_ins::find(&mut tx, &token_hash, house.clock.now()).await?;
    store::sign_ins::delete(&mut tx, &token_hash).await?;
    tx.commit().await?;
    if let Some(sign_in) = found {
        let told = Told::SignedOut { person: sign_in.person, token_hash: Some(token_hash) };
        house.bus.tell(Topic::Floor, &told);
    }
    Ok(())
}

/// Creates the first administrator of an empty workspace and signs them in.
///
/// # Errors
/// `AlreadySetUp`, `Invalid`.
pub async fn set_up(house: &House, draft: SetUp, from: From) -> Result<(String, Me), Error> {
    let password = passwords::hash(parse::password(&draft.password)?).await?;
    let now = house.clock.now();
    let person = Person {
        id: PersonId(id::new(now)?),
        username: parse::username(&draft.username)?,
        name: parse::name(Field::Name, &draft.name)?,
        email: parse::email(&draft.email)?,
        roles: Roles::default().with(Role::Administrator).with(Role::Agent),
        availability: Availability::Available,
        max_conversations: 0,
        is_enabled: true,
        departments: Vec::new(),
        created: now,
        version: 1,
    };
    let workspace_name = parse::line(Field::Name, &draft.workspace_name, parse::NAME_LIMIT)?;
    let mut tx = house.store.write().await?;
    if store::people::count_administrators(&mut tx).await? > 0 {
        return Err(Refusal::AlreadySetUp.into());
    }
    let mut settings = store::settings::load(&mut tx).await?;
    if !workspace_name.is_empty() {
        let before = settings.version;
        settings.workspace_name = workspace_name;
        settings.version = before.saturating_add(1);
        store::settings::save(&mut tx, &settings, before).await?;
    }
    store::people::insert(&mut tx, &person, &password).await?;
    let token = sign_in(house, &mut tx, person.id, from).await?;
    tx.commit().await?;
    Ok((token, me(house, person.id).await?))
}

/// The member of the staff a cookie stands for.
///
/// # Errors
/// `NotSignedIn`.
pub async fn staff_of(house: &House, token: Option<&str>) -> Result<Staff, Error> {
    let token = token.filter(|token| !token.is_empty()).ok_or(Refusal::NotSignedIn)?;
    let token_hash = id::hash(token);
    let now = house.clock.now();
    let mut conn = house.store.read().await?;
    let sign_in = store::sign_ins::find(&mut conn, &token_hash, now).await?;
    let sign_in = sign_in.ok_or(Refusal::NotSignedIn)?;
    let person = store::people::find(&mut conn, sign_in.person).await?;
    drop(conn);
    let person = person.filter(|person| person.is_enabled).ok_or(Refusal::NotSignedIn)?;
    if now.since(sign_in.seen) > TOUCH_MS {
        let mut tx = house.store.write().await?;
        let expires = now.plus(COOKIE_MAX_AGE_S * 1_000);
        store::sign_ins::touch(&mut tx, &token_hash, now, expires).await?;
        tx.commit().await?;
    }
    Ok(staff(&person))
}

/// The hash under which a cookie's token is kept, to recognise the browser it signs out.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    id::hash(token)
}

/// A person as one who acts.
#[must_use]
pub fn staff(person: &Person) -> Staff {
    Staff { person: person.to_ref(), roles: person.roles, departments: person.departments.clone() }
}

async fn me(house: &House, id: PersonId) -> Result<Me, Error> {
    let mut conn = house.store.read().await?;
    let person = store::people::find(&mut conn, id).await?.ok_or(Refusal::NotSignedIn)?;
    let settings = store::settings::load(&mut conn).await?;
    let preferences = store::preferences::load(&mut conn, id).await?;
    let departments = store::departments::all(&mut conn).await?;
    let departments =
        departments.into_iter().map(|d| DepartmentRef { id: d.id, name: d.name }).collect();
    Ok(Me {
        staff: staff(&person),
        person,
        departments,
        response_threshold_s: settings.response_threshold_s,
        hold_needs_answer: settings.hold_needs_answer,
        preferences,
        calls: settings.calls.offer(),
    })
}
