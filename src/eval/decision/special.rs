//! Calls that policies do not decide, or not alone (IAM/id_credentials_temp_request, "Comparing AWS STS API
//! operations"; IAM/id_credentials_temp_control-access_getsessiontoken; KMS/key-policy-modifying-external-accounts; S3 API
//! reference, `GetBucketPolicy`, `PutBucketPolicy`, `DeleteBucketPolicy`).

use crate::model::CallerKind;

/// What is settled of a call, whatever policies say or leave out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Settled {
    /// It is allowed, even against a deny.
    Allowed,
    /// It is refused. A deny still comes first.
    Refused,
}

/// Whether callers of the kind may, or may not, make the call in any case; the action in small letters.
///
/// Who one is, every signed caller can ask: a refusal would tell as much. A session token every user gets, as no policy
/// controls authentication. A federated user session calls neither IAM
/// nor STS, and a role session makes no session by `GetFederationToken` or `GetSessionToken`. (What the console lets a
/// federated user do in IAM is not told by the pages.) To STS calls are signed, or show a token, and then the user of the
/// token's provider is the caller (STS API reference, `AssumeRole`, `AssumeRoleWithSAML`, `AssumeRoleWithWebIdentity`).
pub(crate) fn settled(kind: CallerKind<'_>, action: &str) -> Option<Settled> {
    let of = |service: &str| action.strip_prefix(service).is_some_and(|rest| rest.starts_with(':'));
    match kind {
        CallerKind::Anonymous if of("sts") => Some(Settled::Refused),
        CallerKind::Anonymous => None,
        _ if action == WHO_AM_I => Some(Settled::Allowed),
        CallerKind::Root { .. } | CallerKind::User { .. } if action == GET_SESSION_TOKEN => {
            Some(Settled::Allowed)
        }
        CallerKind::Root { .. }
        | CallerKind::User { .. }
        | CallerKind::Role { .. }
        | CallerKind::RoleSession { .. }
            if BY_TOKEN.contains(&action) =>
        {
            Some(Settled::Refused)
        }
        CallerKind::FederatedUser { .. } if of("iam") || of("sts") => Some(Settled::Refused),
        CallerKind::Role { .. } | CallerKind::RoleSession { .. } if SESSIONS.contains(&action) => {
            Some(Settled::Refused)
        }
        CallerKind::Service(_)
        | CallerKind::Federated(_)
        | CallerKind::CanonicalUser(_)
        | CallerKind::Root { .. }
        | CallerKind::User { .. }
        | CallerKind::Role { .. }
        | CallerKind::RoleSession { .. }
        | CallerKind::FederatedUser { .. }
        | CallerKind::Other(_) => None,
    }
}

/// The call by which a caller asks who it is.
pub(crate) const WHO_AM_I: &str = "sts:getcalleridentity";

/// The call by which a user or root user gets a session of its own.
pub(crate) const GET_SESSION_TOKEN: &str = "sts:getsessiontoken";

/// The calls that policies do not decide: they are nobody's permission.
pub(crate) const FREE_CALLS: [&str; 2] = [WHO_AM_I, GET_SESSION_TOKEN];

/// The calls about a bucket's policy. They work for identities of the bucket's account alone, and for its root user
/// whatever the policy says, lest the owner lock itself out; SCPs, RCPs and VPC endpoint policies bind it.
pub(crate) const BUCKET_POLICY_CALLS: [&str; 3] =
    ["s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy"];

/// Whether the action, in whatever letters, is about a bucket's policy.
pub(super) fn is_about_bucket_policy(action: &str) -> bool {
    BUCKET_POLICY_CALLS.iter().any(|call| action.eq_ignore_ascii_case(call))
}

/// The calls that show a token in place of a signature.
pub(crate) const BY_TOKEN: [&str; 2] = ["sts:assumerolewithsaml", "sts:assumerolewithwebidentity"];

/// The calls that make a session of a user's.
pub(crate) const SESSIONS: [&str; 2] = ["sts:getfederationtoken", "sts:getsessiontoken"];

/// The operations on a KMS key that work from another account (KMS/key-policy-modifying-external-accounts): what is
/// given of others there has no effect. In small letters, a `*` for any rest.
pub(crate) const KEY_OPERATIONS_ACROSS_ACCOUNTS: [&str; 16] = [
    "kms:encrypt",
    "kms:decrypt",
    "kms:reencrypt*",
    "kms:generatedatakey*",
    "kms:generatemac",
    "kms:verifymac",
    "kms:sign",
    "kms:verify",
    "kms:derivesharedsecret",
    "kms:creategrant",
    "kms:describekey",
    "kms:getkeyrotationstatus",
    "kms:getpublickey",
    "kms:listgrants",
    "kms:retiregrant",
    "kms:revokegrant",
];

/// Whether the operation, in small letters, works from another account.
pub(super) fn works_across_accounts(action: &str) -> bool {
    KEY_OPERATIONS_ACROSS_ACCOUNTS.iter().any(|pattern| match pattern.split_once('*') {
        None => action == *pattern,
        Some((start, _)) => action.starts_with(start),
    })
}
