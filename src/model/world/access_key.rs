//! Access keys: credentials that stay valid until somebody takes them away.

/// An access key of a user or of a root user. It decides nothing about requests: it is there to be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessKey {
    /// Its id, `AKIA…`; what a credential report tells has none.
    pub id: Option<String>,
    /// Whether it can be used.
    pub active: bool,
    /// When it was made, as a date that [`parse_instant`](crate::model::parse_instant) reads.
    pub created: Option<String>,
    /// When it was last used, in the same way.
    pub last_used: Option<String>,
}
