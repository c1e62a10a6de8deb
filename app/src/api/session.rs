//! Calls about signing in.

use leptos::prelude::*;
use model::session::{Bootstrap, Me, SetUp};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// What the first screen needs; works signed in and out.
///
/// # Errors
/// See [`Fault`].
#[server(BootstrapCall, endpoint = "session/bootstrap", protocol = Wire)]
pub async fn bootstrap() -> Result<Bootstrap, Fault> {
    let token = caller::cookie_token();
    caller::answer(actions::sessions::bootstrap(&caller::house(), token.as_deref()).await)
}

/// Signs in and sets the cookie.
///
/// # Errors
/// See [`Fault`].
#[server(LogInCall, endpoint = "session/log_in", protocol = Wire)]
pub async fn log_in(login: String, password: String) -> Result<Me, Fault> {
    let from = actions::sessions::From {
        address: caller::origin().address,
        user_agent: caller::user_agent(),
    };
    let result = actions::sessions::log_in(&caller::house(), &login, &password, from).await;
    let (token, me) = caller::answer(result)?;
    caller::set_cookie(&token, actions::sessions::COOKIE_MAX_AGE_S);
    Ok(me)
}

/// Signs out and clears the cookie.
///
/// # Errors
/// See [`Fault`].
#[server(LogOutCall, endpoint = "session/log_out", protocol = Wire)]
pub async fn log_out() -> Result<(), Fault> {
    caller::not_another().await?;
    let token = caller::cookie_token();
    caller::answer(actions::sessions::log_out(&caller::house(), token.as_deref()).await)?;
    caller::set_cookie("", 0);
    Ok(())
}

/// Creates the first administrator of an empty workspace and signs them in.
///
/// # Errors
/// See [`Fault`].
#[server(SetUpCall, endpoint = "session/set_up", protocol = Wire)]
pub async fn set_up(draft: SetUp) -> Result<Me, Fault> {
    let from = actions::sessions::From {
        address: caller::origin().address,
        user_agent: caller::user_agent(),
    };
    let (token, me) =
        caller::answer(actions::sessions::set_up(&caller::house(), draft, from).await)?;
    caller::set_cookie(&token, actions::sessions::COOKIE_MAX_AGE_S);
    Ok(me)
}
