//! Who asks and what for: callers of every kind, things of every kind that the decision tells apart, and the
//! principals by which a policy names a caller.

use super::rng::Rng;
use hornbeam::model::{Caller, CallerKind, Principal};

/// The accounts that everything lies in.
pub(crate) const ACCOUNTS: [&str; 2] = ["111122223333", "444455556666"];

/// A caller with what the keys of its requests say of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Member {
    /// As [`hornbeam::model::Caller`] spells it.
    pub(crate) text: String,
    /// `aws:PrincipalArn`; empty for callers without one.
    pub(crate) arn: String,
    /// `aws:userid`; empty for callers without one.
    pub(crate) id: String,
    /// Its account; empty for callers without one.
    pub(crate) account: String,
}

fn partition(rng: &mut Rng) -> &'static str {
    if rng.chance(5) { "aws-cn" } else { "aws" }
}

fn account(rng: &mut Rng) -> &'static str {
    if rng.chance(75) { ACCOUNTS[0] } else { ACCOUNTS[1] }
}

/// A caller of any kind.
pub(crate) fn member(rng: &mut Rng) -> Member {
    let (partition, account) = (partition(rng), account(rng));
    let iam = |path: &str| format!("arn:{partition}:iam::{account}:{path}");
    let sts = |path: &str| format!("arn:{partition}:sts::{account}:{path}");
    let with = |text: String, arn: String, id: &str| Member {
        text,
        arn,
        id: id.to_owned(),
        account: account.to_owned(),
    };
    let without = |text: &str| Member { text: text.to_owned(), ..Member::default() };
    match rng.below(25) {
        0 => without("*"),
        1 | 2 => without(rng.word(&["service:lambda.amazonaws.com", "service:s3.amazonaws.com"])),
        3 => without("federated:accounts.google.com"),
        4 => without(&iam("saml-provider/a")),
        5 => without("canonical:79a5"),
        6 | 7 => with(iam("root"), iam("root"), account),
        8..=10 => {
            let user = iam(rng.word(&["user/a", "user/b", "user/p/a"]));
            with(user.clone(), user, "AIDAAAAAAAAAAAAAAAAA")
        }
        11..=13 => {
            let role = iam(rng.word(&["role/a", "role/b", "role/p/a"]));
            with(role.clone(), role, "AROABBBBBBBBBBBBBBBB:s")
        }
        14..=17 => {
            let (path, name) = *rng.pick(&[("", "a"), ("", "b"), ("p/", "a")]);
            let session = sts(&format!("assumed-role/{name}/{}", rng.word(&["s", "t"])));
            with(session, iam(&format!("role/{path}{name}")), "AROABBBBBBBBBBBBBBBB:s")
        }
        18 | 19 => {
            let role = iam("role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX");
            let itself = rng.chance(40);
            let text = if itself { role.clone() } else { sts("assumed-role/AWSServiceRoleForX/s") };
            with(text, role, "AROACCCCCCCCCCCCCCCC:s")
        }
        20..=23 => {
            let session = sts(rng.word(&["federated-user/a", "federated-user/b"]));
            with(session.clone(), session, &format!("{account}:a"))
        }
        _ => without(rng.word(&["AIDAAAAAAAAAAAAAAAAA", "AROABBBBBBBBBBBBBBBB", "a", ""])),
    }
}

/// A principal that covers the member, by one of its names: the kind and the name.
pub(crate) fn naming(rng: &mut Rng, member: &Member) -> (&'static str, String) {
    let caller = Caller::new(&member.text);
    let own = match caller.kind() {
        CallerKind::Anonymous => ("*", "*".to_owned()),
        CallerKind::Service(name) => ("Service", name.to_owned()),
        CallerKind::Federated(name) => ("Federated", name.to_owned()),
        CallerKind::CanonicalUser(id) => ("CanonicalUser", id.to_owned()),
        CallerKind::Root { .. }
        | CallerKind::User { .. }
        | CallerKind::Role { .. }
        | CallerKind::RoleSession { .. }
        | CallerKind::FederatedUser { .. } => ("AWS", caller.text().to_owned()),
        CallerKind::Other(text) if text.len() >= 16 => ("AWS", text.to_owned()),
        CallerKind::Other(_) => ("AWS", "*".to_owned()),
    };
    if member.account.is_empty() {
        return if rng.chance(75) { own } else { everybody(rng) };
    }
    let behind = match caller.kind() {
        CallerKind::FederatedUser { account, name } => format!("arn:aws:iam::{account}:user/{name}"),
        _ => member.arn.clone(),
    };
    match rng.below(14) {
        0..=3 => own,
        4..=6 => ("AWS", behind),
        7 | 8 => ("AWS", member.account.clone()),
        9 | 10 => {
            let partition = member.arn.split(':').nth(1).unwrap_or("aws");
            ("AWS", format!("arn:{partition}:iam::{}:root", member.account))
        }
        11 => match member.id.split(':').next() {
            Some(id) if id.len() >= 16 => ("AWS", id.to_owned()),
            _ => own,
        },
        _ => everybody(rng),
    }
}

fn everybody(rng: &mut Rng) -> (&'static str, String) {
    (if rng.chance(50) { "*" } else { "AWS" }, "*".to_owned())
}

/// How a policy can name a caller, for counting.
pub(crate) fn form(principal: &Principal) -> &'static str {
    match principal {
        Principal::Everyone => "everyone",
        Principal::AnyAws => "any AWS",
        Principal::Account(_) => "account",
        Principal::Role { .. } => "role",
        Principal::Arn(arn) => {
            let resource = arn[5].to_string();
            match resource.split('/').next() {
                Some("user") => "user",
                Some("assumed-role") => "role session",
                Some("federated-user") => "federated user session",
                _ => "other ARN",
            }
        }
        Principal::UniqueId(_) => "unique id",
        Principal::Service(_) => "service",
        Principal::Federated(_) => "identity provider",
        Principal::CanonicalUser(_) => "canonical user",
    }
}

/// Something that requests are about.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    /// The resource of the requests.
    pub(crate) arn: String,
    /// The account that owns it, whether its ARN shows it or not.
    pub(crate) owner: &'static str,
    /// An action on it.
    pub(crate) action: String,
}

/// Something of any kind, with an action on it.
pub(crate) fn thing(rng: &mut Rng) -> Thing {
    let (partition, owner) = (partition(rng), account(rng));
    let in_iam = |path: &str| format!("arn:{partition}:iam::{owner}:{path}");
    let (arn, actions): (String, &[&str]) = match rng.below(20) {
        0..=6 => (
            in_iam(rng.word(&[
                "role/r",
                "role/r",
                "role/r",
                "role/aws-service-role/x.amazonaws.com/R",
                "user/r",
            ])),
            &[
                "sts:AssumeRole",
                "sts:AssumeRole",
                "sts:AssumeRoleWithSAML",
                "sts:AssumeRoleWithWebIdentity",
                "sts:TagSession",
                "sts:SetSourceIdentity",
                "sts:SetContext",
                "sts:GetSessionToken",
                "iam:PassRole",
            ],
        ),
        7..=10 => (
            format!(
                "arn:{partition}:kms:eu-west-1:{owner}:{}",
                rng.word(&["key/k", "key/k", "key/k", "alias/k"])
            ),
            &["kms:Decrypt", "kms:Decrypt", "kms:CreateGrant", "kms:RetireGrant", "kms:RetireGrant"],
        ),
        11..=14 => (
            format!("arn:{partition}:s3:::{}", rng.word(&["bucket", "bucket/k", "bucket/a/k"])),
            &["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
        ),
        15 | 16 => (format!("arn:{partition}:logs:eu-west-1:{owner}:log-group:g:s"), &["logs:PutLogEvents"]),
        17 => (format!("arn:{partition}:sqs:eu-west-1:{owner}:queue"), &["sqs:SendMessage"]),
        18 => (format!("arn:{partition}:ec2:eu-west-1:{owner}:instance/i"), &["ec2:StartInstances"]),
        _ => ("*".to_owned(), &["s3:ListAllMyBuckets", "ec2:DescribeInstances", "sts:GetCallerIdentity"]),
    };
    Thing { arn, owner, action: rng.word(actions).to_owned() }
}
