//! What a socket refuses to do, and why.

use super::ReadyState;
use crate::url::UrlError;

/// Why a socket could not be made, or why it would not do as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SocketError {
    /// The address is none.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// A subprotocol is no token, or comes twice.
    #[error("subprotocol {name:?} cannot be offered: {reason}")]
    Protocol {
        /// The subprotocol.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Nothing can be sent now.
    #[error("the socket is {0:?}: messages can be sent only while it is Open")]
    NotOpen(ReadyState),
    /// A close code that a page may not send.
    #[error("close code {0} is not for pages: use 1000, or one from 3000 to 4999")]
    CloseCode(u16),
    /// A close reason that does not fit its frame.
    #[error("the close reason has {0} bytes, at most 123 fit the frame")]
    ReasonLength(usize),
    /// Neither a global class nor one that was handed in.
    #[error(
        "there is no WebSocket here: hand a class in, such as the one of the npm package ws \
         (Node has its own from version 22 on)"
    )]
    NoClass,
    /// The browser refused; its own words.
    #[error("the browser refused: {0}")]
    Browser(String),
}

impl SocketError {
    /// A stable name for programs; the texts may change.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Url(error) => error.code(),
            Self::Protocol { .. } => "protocol",
            Self::NotOpen(_) => "not_open",
            Self::CloseCode(_) => "close_code",
            Self::ReasonLength(_) => "reason_length",
            Self::NoClass => "no_websocket",
            Self::Browser(_) => "browser",
        }
    }
}
