//! ARNs in policies, by their fields.

use crate::lint::Subject;
use crate::lint::document::Item;
use crate::model::PolicyType;

/// The texts of every `Resource` and `NotResource`, in order. A trust policy has none.
pub(in crate::lint::checks) fn resources<'s, 'n>(
    subject: &'s Subject<'n>,
) -> impl Iterator<Item = &'s Item<'n>> {
    let is_trust = subject.policy_type == PolicyType::Trust;
    let statements = subject.document.statements.iter().filter(move |_| !is_trust);
    statements.filter_map(|statement| statement.resources.as_ref()).flat_map(|list| &list.items)
}

/// The text at its first five colons, those inside of policy variables aside.
pub(in crate::lint::checks) fn fields(text: &str) -> Vec<&str> {
    let (mut fields, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty() && fields.len() < 5) {
        if rest.starts_with("${") {
            at += rest.find('}').map_or(rest.len(), |end| end + 1);
            continue;
        }
        if rest.starts_with(':') {
            fields.extend(text.get(start..at));
            start = at + 1;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    fields.extend(text.get(start..));
    fields
}

/// An ARN, or a pattern of ARNs, that has all its fields.
#[derive(Copy, Clone, Debug)]
pub(super) struct Arn<'n> {
    /// The whole text.
    pub(super) text: &'n str,
    /// The partition, such as `aws`.
    pub(super) partition: &'n str,
    /// The service, such as `s3`.
    pub(super) service: &'n str,
    /// The Region; empty in many.
    pub(super) region: &'n str,
    /// The account; empty in some.
    pub(super) account: &'n str,
    /// What is left.
    pub(super) resource: &'n str,
}

impl<'n> Arn<'n> {
    /// The text as an ARN.
    pub(super) fn read(text: &'n str) -> Option<Arn<'n>> {
        match *fields(text).as_slice() {
            ["arn", partition, service, region, account, resource] => {
                Some(Arn { text, partition, service, region, account, resource })
            }
            _ => None,
        }
    }
}

/// The items that are ARNs with all their fields.
pub(super) fn arns<'s, 'n>(subject: &'s Subject<'n>) -> impl Iterator<Item = (&'s Item<'n>, Arn<'n>)> {
    resources(subject).filter_map(|item| Some((item, Arn::read(item.text)?)))
}

/// Whether the text can stand for others than itself.
pub(super) fn is_open(text: &str) -> bool {
    text.contains(['*', '?']) || text.contains("${")
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn variables_keep_their_colons() {
        assert_eq!(
            fields("arn:aws:s3:::${aws:username}/a:b"),
            ["arn", "aws", "s3", "", "", "${aws:username}/a:b"]
        );
        assert_eq!(fields("a:${b:c"), ["a", "${b:c"]);
        assert_eq!(fields(""), [""]);
        assert_eq!(fields("é:"), ["é", ""]);
    }
}
