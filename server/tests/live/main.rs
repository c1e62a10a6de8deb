//! The live sockets, over real WebSockets: who hears what, in which order, and what bad clients can do.

mod hostile;
mod peer;
mod talk;
