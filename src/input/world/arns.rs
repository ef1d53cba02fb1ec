//! What the ARN of a user, role, group or policy tells.

use super::draft::Kind;
use crate::model::segments_of;

/// The parts of the ARN of something in IAM.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct IamArn<'a> {
    pub(super) partition: &'a str,
    /// The account; `aws` for AWS's own policies.
    pub(super) account: &'a str,
    /// `user`, `role`, `group`, `policy`, ….
    pub(super) word: &'a str,
    /// Begins and ends with a slash.
    pub(super) path: &'a str,
    pub(super) name: &'a str,
}

impl<'a> IamArn<'a> {
    /// The parts; `None` for what is no ARN of IAM.
    pub(super) fn parse(arn: &'a str) -> Option<IamArn<'a>> {
        let ["arn", partition, "iam", "", account, rest] = segments_of(arn)? else { return None };
        let slash = rest.find('/')?;
        let (word, path_and_name) = rest.split_at(slash);
        let last = path_and_name.rfind('/')?;
        let (path, name) = path_and_name.split_at_checked(last + 1)?;
        let told = !partition.is_empty() && !account.is_empty() && !name.is_empty();
        told.then_some(IamArn { partition, account, word, path, name })
    }

    /// Whether it is a user or a role.
    pub(super) fn kind(&self) -> Option<Kind> {
        [Kind::User, Kind::Role].into_iter().find(|kind| kind.word() == self.word)
    }
}

/// The ARN of a user or role.
pub(super) fn identity_arn(partition: &str, account: &str, kind: Kind, path: &str, name: &str) -> String {
    format!("arn:{partition}:iam::{account}:{}{path}{name}", kind.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_between_the_word_and_the_name() {
        let arn = IamArn::parse("arn:aws-cn:iam::111122223333:role/a/b/app").unwrap();
        assert_eq!((arn.partition, arn.account, arn.kind()), ("aws-cn", "111122223333", Some(Kind::Role)));
        assert_eq!((arn.path, arn.name), ("/a/b/", "app"));
        assert_eq!(identity_arn("aws", "1", Kind::Role, arn.path, arn.name), "arn:aws:iam::1:role/a/b/app");
        assert_eq!(IamArn::parse("arn:aws:iam::aws:policy/X").unwrap().path, "/");
        for wrong in ["", "app", "arn:aws:iam::1:root", "arn:aws:iam::1:role/", "arn:aws:s3:::b/role/x"] {
            assert_eq!(IamArn::parse(wrong), None, "{wrong}");
        }
    }
}
