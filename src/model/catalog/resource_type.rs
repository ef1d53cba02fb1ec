//! Resource types.

use super::arn_format::ArnFormat;
use super::key::ConditionKey;
use super::service::Service;

/// A resource type of a service, such as `bucket`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceType {
    service: Service,
    line: &'static str,
}

/// Formats that the reference does not have, by service and resource type: the short ARNs of ECS of before 2018
/// (ECS/ecs-account-settings), and the macros that a stack's template calls (CloudFormation/using-iam-template, "transform"); and AWS's own control policies, which the actions on policies do not list.
const ELSEWHERE: [(&str, &str, &str); 5] = [
    ("cloudformation", "stack", "arn:${Partition}:cloudformation:${Region}:${Account}:transform/${Name}"),
    ("ecs", "container-instance", "arn:${Partition}:ecs:${Region}:${Account}:container-instance/${Id}"),
    ("ecs", "service", "arn:${Partition}:ecs:${Region}:${Account}:service/${ServiceName}"),
    ("organizations", "policy", "arn:${Partition}:organizations::aws:policy/${PolicyType}/p-${PolicyId}"),
    ("ecs", "task", "arn:${Partition}:ecs:${Region}:${Account}:task/${TaskId}"),
];

impl ResourceType {
    pub(super) fn at(service: Service, line: &'static str) -> ResourceType {
        ResourceType { service, line }
    }

    /// The service whose resources they are.
    pub fn service(self) -> Service {
        self.service
    }

    /// Its name, such as `bucket`; AWS writes some with spaces.
    pub fn name(self) -> &'static str {
        self.line.split('\t').nth(2).unwrap_or("")
    }

    /// The formats that ARNs of the type have: one, for a few types two.
    ///
    /// ```
    /// use hornbeam::model::catalog;
    /// let bucket = catalog::service("s3").unwrap().resource_type("bucket").unwrap();
    /// assert_eq!(bucket.arns().next().unwrap().text(), "arn:${Partition}:s3:::${BucketName}");
    /// ```
    pub fn arns(self) -> impl Iterator<Item = ArnFormat<'static>> {
        self.words(3).map(ArnFormat::new)
    }

    /// The formats of the ARNs by which requests may name a resource of the type, or what an action on such a resource is also
    /// asked about: those of the reference, and a few that only other pages of AWS's have.
    ///
    /// ```
    /// use hornbeam::model::catalog;
    /// let service = catalog::service("ecs").unwrap().resource_type("service").unwrap();
    /// assert!(service.may_name("arn:aws:ecs:eu-west-1:111122223333:service/web"));
    /// assert!(!service.admits("arn:aws:ecs:eu-west-1:111122223333:service/web"));
    /// ```
    pub fn named_by(self) -> impl Iterator<Item = ArnFormat<'static>> {
        let own = move |(service, name, _): &&(&str, &str, &str)| {
            *service == self.service.prefix() && *name == self.name()
        };
        self.arns().chain(ELSEWHERE.iter().filter(own).map(|(_, _, format)| ArnFormat::new(format)))
    }

    /// Whether a request may name a resource of the type by the ARN ([`ArnFormat::may_name`]).
    pub fn may_name(self, arn: &str) -> bool {
        self.named_by().any(|format| format.may_name(arn))
    }

    /// Whether the resource pattern of a policy matches such an ARN ([`ArnFormat::may_meet`]).
    pub fn may_meet(self, pattern: &str) -> bool {
        self.named_by().any(|format| format.may_meet(pattern))
    }

    /// The condition keys that AWS lists with the type.
    pub fn keys(self) -> impl Iterator<Item = ConditionKey> {
        self.words(4).filter_map(move |name| self.service.key(name))
    }

    /// Whether the concrete ARN fits one of the formats ([`ArnFormat::admits`]).
    pub fn admits(self, arn: &str) -> bool {
        self.arns().any(|format| format.admits(arn))
    }

    /// Whether the resource pattern of a policy can match an ARN of the type ([`ArnFormat::overlaps`]).
    pub fn overlaps(self, pattern: &str) -> bool {
        self.arns().any(|format| format.overlaps(pattern))
    }

    fn words(self, field: usize) -> impl Iterator<Item = &'static str> {
        self.line.split('\t').nth(field).unwrap_or("").split(' ').filter(|word| !word.is_empty())
    }
}
