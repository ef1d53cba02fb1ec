//! Formats of ARNs.

use super::wildcard::{self, Class, Token};

/// How the ARNs of a resource type look, such as `arn:${Partition}:s3:::${BucketName}`.
///
/// `${Variable}` stands for one or more characters and `*` (AWS has it in a few formats) for any number: without `:` in the first five
/// fields, any in the last, in which much besides paths holds `/` and `:`. One variable is known better: a `${BucketName}`
/// holds neither, so that an object's ARN is none of a bucket.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArnFormat<'t> {
    text: &'t str,
}

impl<'t> ArnFormat<'t> {
    /// The format that is written so.
    pub fn new(text: &'t str) -> ArnFormat<'t> {
        ArnFormat { text }
    }

    /// How AWS writes it.
    pub fn text(self) -> &'t str {
        self.text
    }

    /// True iff the variables can be filled in so that the format becomes this ARN, in which no character is a wildcard.
    ///
    /// ```
    /// use hornbeam::model::catalog::ArnFormat;
    /// let object = ArnFormat::new("arn:${Partition}:s3:::${BucketName}/${ObjectName}");
    /// assert!(object.admits("arn:aws:s3:::example/a/b:c"));
    /// assert!(!object.admits("arn:aws:s3:::example") && !object.admits("arn:aws:s3:::example/"));
    /// assert!(!object.admits("arn:aws:s3:eu-west-1::example/a"));
    /// ```
    pub fn admits(self, arn: &str) -> bool {
        wildcard::meet(&self.tokens(1), &wildcard::literal(arn))
    }

    /// True iff some ARN that the format admits matches the resource pattern of a policy, in which `*` and `?` may match
    /// any character, `:` included, and a policy variable (`${aws:username}`) may be any text.
    ///
    /// ```
    /// use hornbeam::model::catalog::ArnFormat;
    /// let bucket = ArnFormat::new("arn:${Partition}:s3:::${BucketName}");
    /// assert!(bucket.overlaps("*") && bucket.overlaps("arn:aws:s3:::logs-*") && bucket.overlaps("arn:*:bucket"));
    /// assert!(!bucket.overlaps("arn:aws:s3:::logs/*") && !bucket.overlaps("arn:aws:sqs:*"));
    /// ```
    pub fn overlaps(self, pattern: &str) -> bool {
        wildcard::meet(&self.tokens(1), &wildcard::of_policy(pattern))
    }

    /// Whether a request may name the ARN: as [`ArnFormat::admits`], and a variable for the Region or the account may stand for
    /// nothing. So AWS's own resources are named (`arn:aws:ssm:us-east-1::document/AWS-RunShellScript`), and those of all
    /// Regions (`arn:aws:s3::111122223333:accesspoint/alias.mrap`), where the reference has one format for all.
    ///
    /// ```
    /// use hornbeam::model::catalog::ArnFormat;
    /// let document = ArnFormat::new("arn:${Partition}:ssm:${Region}:${Account}:document/${DocumentName}");
    /// let own = "arn:aws:ssm:us-east-1::document/AWS-RunShellScript";
    /// assert!(document.may_name(own) && !document.admits(own) && !document.may_name("arn:aws:ssm:::document/"));
    /// ```
    pub fn may_name(self, arn: &str) -> bool {
        wildcard::meet(&self.tokens(0), &wildcard::literal(arn))
    }

    /// Whether the resource pattern of a policy matches an ARN that a request [may name](ArnFormat::may_name).
    pub fn may_meet(self, pattern: &str) -> bool {
        wildcard::meet(&self.tokens(0), &wildcard::of_policy(pattern))
    }

    /// The format with each variable, by its name, replaced.
    ///
    /// ```
    /// use hornbeam::model::catalog::ArnFormat;
    /// let bucket = ArnFormat::new("arn:${Partition}:s3:::${BucketName}");
    /// let filled = bucket.filled(|name| if name == "Partition" { "aws" } else { "example" });
    /// assert_eq!(filled, "arn:aws:s3:::example");
    /// ```
    pub fn filled(self, with: impl Fn(&str) -> &'static str) -> String {
        let mut text = String::new();
        let mut rest = self.text;
        while let Some((front, behind)) = rest.split_once("${") {
            text.push_str(front);
            let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
            text.push_str(with(name));
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// How many characters a variable stands for at least, where a request names the ARN, in the field of that number: one for
    /// the Region and the account may be empty, unless the format leaves even the service open.
    pub fn least(self, field: usize) -> usize {
        let is_of_service = self.text.split(':').nth(2).is_some_and(|service| !service.contains('$'));
        usize::from(!(is_of_service && matches!(field, 3 | 4)))
    }

    /// `least` is how many characters a variable for Region or account stands for at least.
    fn tokens(self, least: usize) -> Vec<Token> {
        let mut tokens = Vec::new();
        for (at, field) in self.text.splitn(6, ':').enumerate() {
            if at > 0 {
                tokens.push(Token::Character(':'));
            }
            let class = |name: &str| match (at, name) {
                (_, "BucketName") => Class::Segment,
                (5, _) => Class::Any,
                _ => Class::Field,
            };
            wildcard::format(field, class, least.max(self.least(at)), &mut tokens);
        }
        tokens
    }
}

impl std::fmt::Display for ArnFormat<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text)
    }
}
