//! Composition root and edges: configuration, router, live sockets, uploads, the site, health.

pub mod assemble;
pub mod assets;
pub mod audit_table;
pub mod bundle;
pub mod config;
mod exports;
pub mod guard;
pub mod health;
mod letters;
pub mod live;
pub mod page;
pub mod pushing;
pub mod relay;
pub mod reports;
pub mod router;
pub mod tables;
pub mod unsubscribe;
pub mod uploads;
