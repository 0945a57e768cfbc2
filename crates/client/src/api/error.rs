//! Why a call gave no answer, or not the one hoped for.

/// Why a call to the relay failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApiError {
    /// The relay said no.
    #[error("{message}")]
    Refused {
        /// Status of HTTP.
        status: u16,
        /// The relay's stable name of the reason.
        code: String,
        /// The reason in a sentence.
        message: String,
    },
    /// No answer, for a reason the browser keeps to itself.
    #[error("the relay could not be reached: {0}")]
    Unreachable(String),
    /// No answer in time.
    #[error("the relay did not answer within {0} seconds")]
    Late(u64),
    /// An answer that is not the relay's: mostly a proxy or a login page.
    #[error("something else than the relay answered, with status {status}: {reason}")]
    BadAnswer {
        /// Status of HTTP.
        status: u16,
        /// What is wrong with the answer.
        reason: String,
    },
}

impl ApiError {
    /// A stable name for programs: the relay's own for a refusal.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Refused { code, .. } => code,
            Self::Unreachable(_) => "unreachable",
            Self::Late(_) => "late",
            Self::BadAnswer { .. } => "bad_answer",
        }
    }
}
