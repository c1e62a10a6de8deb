//! The mail server: named by administrators, tried by a letter to themselves.

use std::time::Duration;

use model::{
    id::MailId,
    locale::Locale,
    mail::{Mail, MailSettings},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
};
use store::outbox::Letter;

use crate::{
    Error, House,
    house::found,
    outbox::{self, Draft},
};

/// Characters of the password at the mail server.
const PASSWORD_LIMIT: u32 = 500;
/// How often, and how many times, somebody who waits for a test looks whether it is over.
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: u32 = 400;

/// The mail server and its password, for those who deliver: asks nobody's permission.
///
/// # Errors
/// Of the store.
pub async fn server(house: &House) -> Result<(MailSettings, String), Error> {
    Ok(store::mail_settings::load(&mut *house.store.read().await?).await?)
}

/// The mail server without its password.
///
/// # Errors
/// `NotPermitted`.
pub async fn load(house: &House, staff: &Staff) -> Result<MailSettings, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManageSettings, Subject::Workspace)?;
    Ok(server(house).await?.0)
}

/// Saves them, if nobody else did since the version they carry. `None` keeps the password, unless the server is
/// another one: whoever may choose it must not get at a password that was meant for the one before.
///
/// # Errors
/// `NotPermitted`, `Invalid`, `EditConflict`.
pub async fn save(
    house: &House,
    staff: &Staff,
    settings: MailSettings,
    password: Option<String>,
) -> Result<MailSettings, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManageSettings, Subject::Workspace)?;
    let before = settings.version;
    let settings = settings.checked()?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let (held, kept) = store::mail_settings::load(&mut tx).await?;
    let password = match password {
        Some(password) => checked(&password)?,
        None if settings.username.is_empty() => String::new(),
        None if held.has_password && !is_same_server(&held, &settings) => {
            return Err(Refusal::invalid(Field::Password, Problem::Missing).into());
        }
        None => kept,
    };
    let has_password = !password.is_empty();
    let settings = MailSettings { has_password, version: before.saturating_add(1), ..settings };
    if held.version != before
        || !store::mail_settings::save(&mut tx, &settings, &password, before).await?
    {
        return Err(Refusal::EditConflict { version: held.version }.into());
    }
    let about = settings.version.to_string();
    store::audit::add(&mut tx, now, Some(staff.person.id), "mail.saved", &about).await?;
    // What was in the way may be mended.
    store::outbox::hurry(&mut tx, now).await?;
    tx.commit().await?;
    house.post_bell.notify_one();
    Ok(settings)
}

fn is_same_server(held: &MailSettings, now: &MailSettings) -> bool {
    let key = |it: &MailSettings| {
        (it.host.clone(), it.port, it.security, it.username.clone(), it.certificates.clone())
    };
    key(held) == key(now)
}

fn checked(password: &str) -> Result<String, Refusal> {
    if password.chars().any(char::is_control) {
        return Err(Refusal::invalid(Field::Password, Problem::Unreadable));
    }
    if password.chars().count() > PASSWORD_LIMIT as usize {
        return Err(Refusal::invalid(Field::Password, Problem::TooLong { limit: PASSWORD_LIMIT }));
    }
    Ok(password.to_owned())
}

/// Takes what the first start was told, as long as nobody saved anything.
///
/// # Errors
/// `Invalid`.
pub async fn furnish(house: &House, settings: MailSettings, password: &str) -> Result<(), Error> {
    let settings = MailSettings { version: 1, ..settings.checked()? };
    let password = checked(password)?;
    let mut tx = house.store.write().await?;
    if store::mail_settings::save(&mut tx, &settings, &password, 0).await? {
        tx.commit().await?;
    }
    Ok(())
}

/// Sends a letter by the saved settings and waits for what becomes of it; it is tried once.
///
/// # Errors
/// `NotPermitted`, `Invalid`, `MailNotSetUp`, `TooFast`, `Busy` when it takes too long.
pub async fn test(house: &House, staff: &Staff, to: &str, reader: Locale) -> Result<Mail, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManageSettings, Subject::Workspace)?;
    let to = parse::email(to)?;
    let now = house.clock.now();
    house.mails.take(staff.person.id, now)?;
    let mut tx = house.store.write().await?;
    let (settings, _) = store::mail_settings::load(&mut tx).await?;
    if !settings.is_set_up() {
        return Err(Refusal::MailNotSetUp.into());
    }
    let draft = Draft {
        conversation: None,
        by: Some(staff.person.clone()),
        to,
        subject: String::new(),
        letter: Letter::Test { reader: reader.cleaned().or(&settings.locale) },
        from: settings.from_address,
    };
    let posted = outbox::post(&mut tx, now, draft).await?;
    tx.commit().await?;
    let id = posted.id;
    house.tell_mail(posted);
    awaited(house, id).await
}

/// Waits for what becomes of a letter that is tried once.
pub(crate) async fn awaited(house: &House, id: MailId) -> Result<Mail, Error> {
    for _ in 0..LOOKS {
        let found_now = store::outbox::find(&mut *house.store.read().await?, id).await?;
        let parcel = found(Thing::Mail, found_now)?;
        if parcel.mail.state.is_over() {
            return Ok(parcel.mail);
        }
        tokio::time::sleep(LOOK).await;
    }
    Err(Refusal::Busy.into())
}
