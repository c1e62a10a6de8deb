//! The engine on trial: scenarios that a manager can read, laws that hold on every floor, and a naive reading of
//! the rules to compare with.

mod execute;
mod floors;
mod laws;
mod naive;
mod print;
mod scenarios;
mod script;
