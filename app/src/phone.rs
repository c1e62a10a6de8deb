//! Calls in the browser: the phone itself, and what the staff's screens show of it.

mod after;
mod bar;
mod before;
mod join;
mod known;
mod line;
pub(crate) mod machine;
mod stage;

#[cfg(feature = "lazy")]
pub(crate) use self::known::fetch;
pub(crate) use self::{
    after::Notes,
    join::JoinCall,
    known::{Phone, PhoneBar, provide_phone},
};
