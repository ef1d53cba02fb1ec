//! ARNs, whole and cut short, and patterns of them.

use super::operands::{Theme, text};
use super::rng::Rng;

/// A value of `Resource` or of an `Arn…` operator.
pub(crate) fn pattern(rng: &mut Rng, theme: &Theme) -> String {
    match rng.below(10) {
        0 => "*".to_owned(),
        1 => {
            let short = [
                "arn:aws:s3",
                "arn:*",
                "arn:aws:s3:*",
                "arn:aws:*:a?",
                "arn:aws:s3:*:1*",
                "arn:a*:s3::${aws:username}",
                "a*:b",
                "?",
                "arn:",
            ];
            rng.word(&short).to_owned()
        }
        2 => text(rng, theme, 30),
        _ => {
            let partition = rng.word(&["aws", "aws", "*", "a?s"]);
            let service = rng.word(&["s3", "s3", "sns", "*", "s*"]);
            let region = rng.word(&["", "", "*", "r1", "r?", "${aws:RequestedRegion}"]);
            let account = rng.word(&[
                "",
                "1",
                "*",
                "1*",
                "${aws:PrincipalAccount}",
                "${aws:TagKeys, 'a:b'}",
                "${aws:PrincipalAccount, '1'}",
            ]);
            let start = rng.word(&["", "", "", "a", "b", "a/*", "a:", "*", "?"]);
            format!("arn:{partition}:{service}:{region}:{account}:{start}{}", text(rng, theme, 25))
        }
    }
}

/// An ARN, or nearly one.
pub(crate) fn literal(rng: &mut Rng) -> String {
    match rng.below(12) {
        0 => "*".to_owned(),
        1 => "arn:aws:s3".to_owned(),
        2 => callers(rng),
        _ => {
            let partition = rng.word(&["aws", "aws", "aws-cn", "as"]);
            let service = rng.word(&["s3", "s3", "sns", ""]);
            let region = rng.word(&["", "", "r1", "a"]);
            let account = rng.word(&["", "", "1", "2"]);
            let name = rng.word(&["", "a", "b", "a/b", "a:b", "a/b:c", "A", "aab", "é"]);
            format!("arn:{partition}:{service}:{region}:{account}:{name}")
        }
    }
}

const ACCOUNTS: [&str; 2] = ["111122223333", "444455556666"];

/// The text of a caller.
pub(crate) fn callers(rng: &mut Rng) -> String {
    let account = rng.word(&ACCOUNTS);
    match rng.below(16) {
        0 => "*".to_owned(),
        1 => format!("arn:aws:iam::{account}:root"),
        2 | 3 => format!("arn:aws:iam::{account}:user/{}", rng.word(&["a", "b", "p/a", ""])),
        4..=6 => format!("arn:aws:iam::{account}:role/{}", rng.word(&["a", "b", "p/a", "ab"])),
        7 | 8 => format!("arn:aws:sts::{account}:assumed-role/{}", rng.word(&["a/s", "b/s", "a", "a/s/t"])),
        9 => format!("arn:aws:sts::{account}:federated-user/a"),
        10 => "service:s3.amazonaws.com".to_owned(),
        11 => format!(
            "federated:{}",
            rng.word(&["accounts.google.com", "arn:aws:iam::111122223333:saml-provider/a"])
        ),
        12 => {
            format!("arn:aws:iam::{account}:{}", rng.word(&["saml-provider/a", "oidc-provider/a", "group/a"]))
        }
        13 => "canonical:79a5".to_owned(),
        14 => rng.word(&["AIDAAAAAAAAAAAAAAAAA", "AROABBBBBBBBBBBBBBBB", "", "a"]).to_owned(),
        _ => literal(rng),
    }
}

/// A principal that a statement names: the kind and the name.
pub(crate) fn principal(rng: &mut Rng) -> (&'static str, String) {
    let account = rng.word(&ACCOUNTS);
    match rng.below(16) {
        0 => ("*", "*".to_owned()),
        1 | 2 => ("AWS", "*".to_owned()),
        3 | 4 => ("AWS", account.to_owned()),
        5 => ("AWS", format!("arn:aws:iam::{account}:root")),
        6 => ("AWS", format!("arn:aws:iam::{account}:user/{}", rng.word(&["a", "b", "p/a"]))),
        7..=9 => {
            ("AWS", format!("arn:aws:iam::{account}:role/{}", rng.word(&["a", "b", "p/a", "a*", "*/a", "?"])))
        }
        10 => ("AWS", format!("arn:aws:sts::{account}:assumed-role/{}", rng.word(&["a/s", "b/s"]))),
        11 => ("AWS", rng.word(&["AIDAAAAAAAAAAAAAAAAA", "AROABBBBBBBBBBBBBBBB"]).to_owned()),
        12 => ("Service", "s3.amazonaws.com".to_owned()),
        13 => (
            "Federated",
            rng.word(&["accounts.google.com", "arn:aws:iam::111122223333:saml-provider/a"]).to_owned(),
        ),
        14 => ("CanonicalUser", "79a5".to_owned()),
        _ => (
            "AWS",
            rng.word(&["arn:aws:iam::*:root", "arn:*:iam::1111222233??:user/*", "arn:aws:iam::*:role/a"])
                .to_owned(),
        ),
    }
}
