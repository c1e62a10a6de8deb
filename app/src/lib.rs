//! What people see, and the calls they can make: screens in the browser, thin server functions on the server.

#![cfg_attr(
    feature = "csr",
    expect(
        unreachable_pub,
        reason = "the component macro writes a public item beside the re-exported one"
    )
)]

#[cfg(feature = "csr")]
pub mod account;
pub mod api;
#[cfg(feature = "csr")]
pub mod canned;
#[cfg(feature = "csr")]
mod composer;
#[cfg(feature = "csr")]
pub mod contact_center;
#[cfg(feature = "csr")]
pub mod custom_fields;
#[cfg(feature = "csr")]
pub mod desk;
#[cfg(feature = "csr")]
mod go;
#[cfg(feature = "csr")]
pub mod imports;
#[cfg(feature = "csr")]
pub mod json;
#[cfg(feature = "csr")]
pub mod live;
#[cfg(feature = "csr")]
pub mod manage;
#[cfg(feature = "csr")]
pub mod messages;
#[cfg(feature = "csr")]
pub mod parts;
#[cfg(feature = "csr")]
mod phone;
#[cfg(feature = "csr")]
mod pieces;
#[cfg(feature = "csr")]
pub mod shell;
#[cfg(feature = "csr")]
pub mod styleguide;
#[cfg(feature = "csr")]
pub mod suggest;
#[cfg(feature = "csr")]
pub mod widget;
#[cfg(any(feature = "csr", feature = "ssr"))]
pub mod words;
