//! Calls in the browser: the phone itself, and what the staff's screens show of it.

mod after;
mod bar;
mod before;
mod join;
mod line;
pub(crate) mod machine;
mod stage;

pub(crate) use self::{
    after::Notes,
    bar::PhoneBar,
    before::Before,
    join::JoinCall,
    line::{Phone, provide_phone},
};
