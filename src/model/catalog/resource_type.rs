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
