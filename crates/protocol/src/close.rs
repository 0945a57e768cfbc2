//! Close codes of the WebSocket and what a client does after each.

/// Close codes as they travel: RFC 6455's and ours from 4000 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u16)]
pub enum CloseCode {
    /// The purpose is fulfilled.
    Normal = 1000,
    /// The relay stops or the page goes.
    GoingAway = 1001,
    /// No close frame came; never sent.
    Abnormal = 1006,
    /// A message of the wrong type or against policy.
    Policy = 1008,
    /// A message larger than the limit.
    TooBig = 1009,
    /// The relay met an unexpected condition.
    Internal = 1011,
    /// The relay drains for a planned restart.
    Drain = 4000,
    /// A newer connection of the same session took over.
    Replaced = 4001,
    /// Nothing was heard for too long.
    Silent = 4100,
    /// Nothing could be written for too long.
    NoProgress = 4101,
    /// The state on both ends does not fit; start over.
    StateInvalid = 4102,
    /// The first frame could not be read, or bad frames kept coming.
    Malformed = 4400,
    /// The token is unknown or revoked.
    NotAuthenticated = 4401,
    /// The token may not do this.
    Forbidden = 4403,
    /// No common version of the protocol.
    NoCommonVersion = 4406,
    /// No hello within its time.
    HelloTimeout = 4408,
    /// Another live tab has the same client id.
    DuplicateClient = 4409,
    /// Too much, too fast, for too long.
    TooFast = 4429,
    /// The relay is overloaded.
    Overloaded = 4503,
}

/// What a client does after a close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterClose {
    /// Try again on the ordinary schedule.
    Reconnect,
    /// Take a new client id, then try again.
    NewClientId,
    /// Forget what was known, then try again.
    StartOver,
    /// Nothing: the socket was already replaced by this client.
    Nothing,
    /// Stop and tell the user.
    Stop,
}

impl CloseCode {
    /// The number on the wire.
    #[must_use]
    pub fn code(self) -> u16 {
        self as u16
    }
}

impl AfterClose {
    /// What to do after a close with this code; codes without a name follow
    /// their range: 4000 to 4199 and 4500 to 4599 reconnect, 4400 to 4499 are
    /// final.
    #[must_use]
    pub fn of(code: u16) -> Self {
        match code {
            4001 => Self::Nothing,
            4102 => Self::StartOver,
            4408 | 4429 => Self::Reconnect,
            4409 => Self::NewClientId,
            4400..=4499 => Self::Stop,
            _ => Self::Reconnect,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_decide_where_no_name_does() {
        let cases = [
            (1000, AfterClose::Reconnect),
            (1001, AfterClose::Reconnect),
            (1006, AfterClose::Reconnect),
            (1009, AfterClose::Reconnect),
            (CloseCode::Drain.code(), AfterClose::Reconnect),
            (CloseCode::Replaced.code(), AfterClose::Nothing),
            (4199, AfterClose::Reconnect),
            (CloseCode::NotAuthenticated.code(), AfterClose::Stop),
            (CloseCode::HelloTimeout.code(), AfterClose::Reconnect),
            (CloseCode::DuplicateClient.code(), AfterClose::NewClientId),
            (4444, AfterClose::Stop),
            (4503, AfterClose::Reconnect),
        ];
        for (code, after) in cases {
            assert_eq!(AfterClose::of(code), after, "{code}");
        }
    }
}
