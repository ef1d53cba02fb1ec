//! Keys that tell of the credentials a request is signed with (IAM/reference_policies_condition-keys, "Properties of a role
//! session"; `aws:TokenIssueTime`: "temporary credentials only"). Names in small letters, in the form of [`Facts::families`].
//!
//! Only keys are listed that the documents give to certain credentials and to no others; what they leave open stays open, such
//! as `aws:TokenIssueTime` of a user, who may have a session of its own by `sts:GetSessionToken`.
//!
//! [`Facts::families`]: super::facts::Facts::families

/// The keys of sessions of roles, and of them alone.
const OF_ROLE_SESSIONS: [&str; 13] = [
    "aws:chatbotsourcearn",
    "aws:ec2instancesourceprivateipv4",
    "aws:ec2instancesourcevpc",
    "aws:federatedprovider",
    "aws:sourceidentity",
    "codebuild:buildarn",
    "codebuild:projectarn",
    "ec2:roledelivery",
    "ec2:sourceinstancearn",
    "glue:credentialissuingservice",
    "glue:roleassumedby",
    "lambda:sourcefunctionarn",
    "ssm:sourceinstancearn",
];

/// The key of sessions that `sts:AssumeRoot` makes, of root users.
const OF_ROOT_SESSIONS: &str = "aws:assumedroot";

/// The other keys that only who signs with credentials of an account has.
const OF_THE_SIGNED: [&str; 4] =
    ["aws:multifactorauthage", "aws:multifactorauthpresent", "aws:signinsessionarn", "aws:tokenissuetime"];

/// The key that every session has.
pub(super) const OF_SESSIONS: &str = "aws:TokenIssueTime";

/// Whose credentials they are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Credentials {
    /// Of a role's session.
    Role,
    /// Of a user, or of a federated user session.
    User,
    /// Of a root user.
    Root,
    /// None of an account: the request is not signed, or a service calls by itself.
    None,
}

/// The keys that no request with these credentials has.
pub(super) fn lacking(credentials: Credentials) -> impl Iterator<Item = &'static str> {
    let of_role_sessions = !matches!(credentials, Credentials::Role);
    let of_root_sessions = !matches!(credentials, Credentials::Root);
    let of_the_signed = matches!(credentials, Credentials::None);
    let taken = |lacks: bool, keys: &'static [&'static str]| if lacks { keys } else { &[] };
    taken(of_role_sessions, &OF_ROLE_SESSIONS)
        .iter()
        .chain(taken(of_the_signed, &OF_THE_SIGNED))
        .copied()
        .chain(Some(OF_ROOT_SESSIONS).filter(|_| of_root_sessions))
}
