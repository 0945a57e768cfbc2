//! What lies below HTTP: socket options, TLS, and who may hold an unproven
//! socket.

pub(crate) mod lobby;
pub(crate) mod socket;
pub(crate) mod tls;
