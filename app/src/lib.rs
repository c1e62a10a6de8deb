//! What people see, and the calls they can make: screens in the browser, thin server functions on the server.

pub mod api;
#[cfg(feature = "csr")]
pub mod parts;
#[cfg(feature = "csr")]
pub mod words;
