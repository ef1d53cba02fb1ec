//! Actions and what they work on.

use super::access_level::AccessLevel;
use super::key::{self, ConditionKey};
use super::line::{self, Written};
use super::resource_type::ResourceType;
use super::service::Service;

/// An action of a service.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Action {
    service: Service,
    line: &'static str,
}

impl Action {
    pub(super) fn at(service: Service, line: &'static str) -> Action {
        Action { service, line }
    }

    /// The service whose action it is.
    pub fn service(self) -> Service {
        self.service
    }

    /// Its name in AWS's spelling, such as `GetObject`.
    pub fn name(self) -> &'static str {
        self.line.split('\t').nth(2).unwrap_or("")
    }

    /// What kind of access it is.
    pub fn level(self) -> AccessLevel {
        // A test reads the level of every line.
        self.line.split('\t').nth(3).and_then(AccessLevel::named).unwrap_or(AccessLevel::Write)
    }

    /// The resource types that the action works on, ordered by name. If there is none, a request for the action has the
    /// resource `*`.
    ///
    /// ```
    /// use hornbeam::model::catalog;
    /// let s3 = catalog::service("s3").unwrap();
    /// let targets = |action| s3.action(action).unwrap().targets().map(|target| target.resource_type().name());
    /// assert_eq!(targets("GetObject").collect::<Vec<_>>(), ["accesspointobject", "object"]);
    /// assert_eq!(targets("ListAllMyBuckets").count(), 0);
    /// ```
    pub fn targets(self) -> impl Iterator<Item = Target> + Clone {
        let named = self.entries().filter(|entry| !entry.name().is_empty());
        named.filter_map(move |entry| {
            Some(Target { resource_type: self.service.resource_type(entry.name())?, entry })
        })
    }

    /// The condition keys that a request for the action has whatever the resource, global keys aside.
    pub fn keys(self) -> impl Iterator<Item = ConditionKey> {
        self.own().flat_map(move |entry| listed(self.service, entry))
    }

    /// The actions that the caller needs besides, as `service:Name`. The package of today tells none.
    pub fn dependent_actions(self) -> impl Iterator<Item = &'static str> {
        self.own().flat_map(Written::dependent_actions)
    }

    /// Whether any target has the key, or the action itself, or it is global: `name` in any letter case, its variables
    /// filled in or not. This is "can a request for the action have the key" as far as AWS documents it.
    ///
    /// ```
    /// use hornbeam::model::catalog;
    /// let put = catalog::service("s3").unwrap().action("PutObject").unwrap();
    /// assert!(put.has_key("s3:x-amz-acl") && put.has_key("aws:sourceip") && !put.has_key("s3:prefix"));
    /// ```
    pub fn has_key(self, name: &str) -> bool {
        let lists = |entry: Written<'static>| entry.keys().any(|listed| key::covers(listed, name));
        key::is_global(name) || self.entries().any(lists)
    }

    /// What the action has on any target.
    fn own(self) -> impl Iterator<Item = Written<'static>> + Clone {
        self.entries().filter(|entry| entry.name().is_empty())
    }

    fn entries(self) -> impl Iterator<Item = Written<'static>> + Clone {
        self.line.split('\t').skip(4).map(line::Written::new)
    }
}

impl std::fmt::Display for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.service.prefix(), self.name())
    }
}

/// A resource type as an action works on it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    resource_type: ResourceType,
    entry: Written<'static>,
}

impl Target {
    /// The resource type.
    pub fn resource_type(self) -> ResourceType {
        self.resource_type
    }

    /// Whether every request for the action names such a resource. AWS marks a type as not required where another can stand
    /// in its place, such as `object` for `s3:GetObject` (an access point's object can).
    pub fn required(self) -> bool {
        self.entry.required()
    }

    /// The condition keys that a request for the action has on this type, besides those of the action.
    pub fn keys(self) -> impl Iterator<Item = ConditionKey> {
        listed(self.resource_type.service(), self.entry)
    }

    /// The actions that the caller needs besides, for this type, as `service:Name`.
    pub fn dependent_actions(self) -> impl Iterator<Item = &'static str> {
        self.entry.dependent_actions()
    }
}

/// The keys of the service that the entry names.
fn listed(service: Service, entry: Written<'static>) -> impl Iterator<Item = ConditionKey> {
    entry.keys().filter_map(move |name| service.key(name))
}
