//! Access levels.

/// What kind of access an action is (IAM/access_policies_understand-policy-summary-access-level-summaries). The package
/// joins `Write` to the two that are special cases of it; it is left out here.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccessLevel {
    /// Lists resources, not what is in them.
    List,
    /// Reads what is in resources.
    Read,
    /// Creates, changes or deletes resources.
    Write,
    /// Grants or changes permissions.
    PermissionsManagement,
    /// Changes only tags.
    Tagging,
}

impl AccessLevel {
    /// All of them.
    pub const ALL: [AccessLevel; 5] = [
        AccessLevel::List,
        AccessLevel::Read,
        AccessLevel::Write,
        AccessLevel::PermissionsManagement,
        AccessLevel::Tagging,
    ];

    /// AWS's name for it.
    pub fn name(self) -> &'static str {
        match self {
            AccessLevel::List => "List",
            AccessLevel::Read => "Read",
            AccessLevel::Write => "Write",
            AccessLevel::PermissionsManagement => "Permissions management",
            AccessLevel::Tagging => "Tagging",
        }
    }

    /// The level of this name.
    ///
    /// ```
    /// use hornbeam::model::catalog::AccessLevel;
    /// assert_eq!(AccessLevel::named("Permissions management"), Some(AccessLevel::PermissionsManagement));
    /// assert_eq!(AccessLevel::named("read"), None);
    /// ```
    pub fn named(name: &str) -> Option<AccessLevel> {
        AccessLevel::ALL.into_iter().find(|level| level.name() == name)
    }
}
