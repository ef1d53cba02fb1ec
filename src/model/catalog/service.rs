//! Services.

use super::action::Action;
use super::key::{self, ConditionKey};
use super::resource_type::ResourceType;
use super::table;

/// A service, as policies know it: what stands before the colon of an action. What AWS documents on several pages under one
/// prefix is one service here.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Service {
    /// The number of its section.
    section: usize,
}

/// Every service, ordered by prefix.
///
/// ```
/// use hornbeam::model::catalog;
/// assert!(catalog::services().count() > 400);
/// assert!(catalog::services().is_sorted_by_key(|service| service.prefix()));
/// ```
pub fn services() -> impl Iterator<Item = Service> {
    (table::NO_SERVICE + 1..table::sections()).map(|section| Service { section })
}

/// The service of this prefix, in any letter case.
///
/// ```
/// use hornbeam::model::catalog;
/// assert_eq!(catalog::service("S3").map(|s3| s3.name()), Some("Amazon S3"));
/// assert_eq!(catalog::service("s4"), None);
/// ```
pub fn service(prefix: &str) -> Option<Service> {
    let section = table::find_section(prefix)?;
    (section > table::NO_SERVICE).then_some(Service { section })
}

impl Service {
    /// What stands before the colon, such as `s3`.
    pub fn prefix(self) -> &'static str {
        self.field(0)
    }

    /// AWS's name for the service, such as `Amazon S3`.
    pub fn name(self) -> &'static str {
        self.field(2)
    }

    /// Whether resource control policies reach the service's resources.
    pub fn supports_rcps(self) -> bool {
        self.field(3) == "rcp"
    }

    /// Its actions, ordered by name.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        table::of_kind(self.section, "action").map(move |line| Action::at(self, table::line(line)))
    }

    /// Those of its actions whose names begin so, in any letter case, ordered by name.
    pub(super) fn actions_from(self, front: &str) -> impl Iterator<Item = Action> {
        let (lines, parts) = (table::section(self.section), ["action", "\t", front, ""]);
        let first = table::lower(lines.clone(), parts);
        let lines = (first..lines.end).map(table::line).take_while(move |line| table::begins(line, parts));
        lines.map(move |line| Action::at(self, line))
    }

    /// The action of this name (`GetObject`), in any letter case.
    ///
    /// ```
    /// use hornbeam::model::catalog;
    /// let s3 = catalog::service("s3").unwrap();
    /// assert_eq!(s3.action("getobject").map(|action| action.name()), Some("GetObject"));
    /// assert!(s3.action("GetObejct").is_none());
    /// ```
    pub fn action(self, name: &str) -> Option<Action> {
        table::find(self.section, "action", name).map(|line| Action::at(self, line))
    }

    /// Its resource types, ordered by name.
    pub fn resource_types(self) -> impl Iterator<Item = ResourceType> {
        table::of_kind(self.section, "resource").map(move |line| ResourceType::at(self, table::line(line)))
    }

    /// The resource type of this name (`bucket`), in any letter case.
    pub fn resource_type(self, name: &str) -> Option<ResourceType> {
        table::find(self.section, "resource", name).map(|line| ResourceType::at(self, line))
    }

    /// The condition keys that some action or resource type of the service has, global keys among them.
    pub fn keys(self) -> impl Iterator<Item = ConditionKey> {
        table::of_kind(self.section, "key").map(|line| ConditionKey::at(table::line(line)))
    }

    /// The one of its condition keys that this names, in any letter case, with or without its variables filled in.
    ///
    /// ```
    /// use hornbeam::model::catalog;
    /// let s3 = catalog::service("s3").unwrap();
    /// let tag = s3.key("s3:ExistingObjectTag/team").unwrap();
    /// assert_eq!(tag, s3.key("s3:existingobjecttag/${key}").unwrap());
    /// assert_eq!(tag.name(), "s3:ExistingObjectTag/${key}");
    /// assert!(s3.key("ec2:Vpc").is_none());
    /// ```
    pub fn key(self, name: &str) -> Option<ConditionKey> {
        key::find(self.section, name)
    }

    /// A field of the section's first line.
    fn field(self, number: usize) -> &'static str {
        table::line(table::section(self.section).start).split('\t').nth(number).unwrap_or("")
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Service({})", self.prefix())
    }
}
