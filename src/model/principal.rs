//! Who asks, and whom a statement names (IAM/reference_policies_elements_principal).

use super::arn::{Segments, segments_of};
use super::template::Template;

/// Whom a statement concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalElement {
    /// No such element: whoever the policy is attached to.
    Attached,
    /// `Principal`: callers that one of these covers.
    Principal(Vec<Principal>),
    /// `NotPrincipal`: callers that are not exempted by being listed.
    NotPrincipal(Vec<Principal>),
}

/// One principal as a statement names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Principal {
    /// `"*"`: everybody.
    Everyone,
    /// `{"AWS": "*"}`: everybody; whether services too is the assumption `aws-star-covers-services`.
    AnyAws,
    /// An account, as twelve digits or as `arn:…:iam::ACCOUNT:root`: every caller of that account, not
    /// only its root user. The template has a wildcard only in reference policies.
    Account(Template),
    /// A role: the role itself, and each of its sessions.
    Role {
        /// The role's ARN.
        role: Box<Segments>,
        /// The ARNs of its sessions, which do not show the role's path.
        sessions: Box<Segments>,
    },
    /// A user, a role session, a federated user session, or any other ARN: exactly that caller.
    Arn(Box<Segments>),
    /// The unique id (`AIDA…`, `AROA…`) that AWS puts in when the user or role is deleted.
    UniqueId(String),
    /// A service, such as `lambda.amazonaws.com`.
    Service(String),
    /// An identity provider: a domain name, or the ARN of an OIDC or SAML provider. A wildcard only in reference
    /// policies.
    Federated(Template),
    /// The canonical id of an account (S3).
    CanonicalUser(String),
}

impl Principal {
    /// The number of the account that it is, or that the user, role or session whom it names is of; `None` for whoever is
    /// named otherwise, and where a pattern leaves it open.
    pub fn account(&self) -> Option<&str> {
        match self {
            Principal::Account(account) => account.as_literal(),
            Principal::Role { role: arn, .. } | Principal::Arn(arn) => {
                arn.get(4).and_then(Template::as_literal)
            }
            Principal::Everyone
            | Principal::AnyAws
            | Principal::UniqueId(_)
            | Principal::Service(_)
            | Principal::Federated(_)
            | Principal::CanonicalUser(_) => None,
        }
    }

    /// The canonical user id that it names somebody by.
    pub fn canonical_id(&self) -> Option<&str> {
        match self {
            Principal::CanonicalUser(id) => Some(id),
            Principal::Everyone
            | Principal::AnyAws
            | Principal::Account(_)
            | Principal::Role { .. }
            | Principal::Arn(_)
            | Principal::UniqueId(_)
            | Principal::Service(_)
            | Principal::Federated(_) => None,
        }
    }

    /// The ARN of the user, role or session that it names; `None` for whoever is named otherwise, and where the ARN has
    /// wildcards.
    pub fn arn(&self) -> Option<String> {
        let (Principal::Role { role: arn, .. } | Principal::Arn(arn)) = self else { return None };
        let parts: Option<Vec<&str>> = arn.iter().map(Template::as_literal).collect();
        parts.map(|parts| parts.join(":"))
    }
}

/// Whether the text is the number of an account: twelve digits.
pub fn is_account_number(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whatever stands in the text that may be the number of an account: every run of twelve digits, longer runs at every place.
pub fn account_numbers(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    runs.flat_map(|run| (0..run.len()).filter_map(move |at| run.get(at..at + 12)))
}

/// Who sends a request: `*` (anonymous), `service:NAME`, `federated:NAME`, `canonical:ID`, or an ARN.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Caller {
    text: String,
}

/// What kind of caller a text names.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum CallerKind<'a> {
    /// `*`: an unsigned request.
    Anonymous,
    /// `service:NAME`.
    Service(&'a str),
    /// `federated:NAME`, or the ARN of an OIDC or SAML provider.
    Federated(&'a str),
    /// `canonical:ID`.
    CanonicalUser(&'a str),
    /// `arn:P:iam::A:root`.
    Root {
        /// The account.
        account: &'a str,
    },
    /// `arn:P:iam::A:user/[PATH/]NAME`.
    User {
        /// The account.
        account: &'a str,
        /// The name without its path.
        name: &'a str,
    },
    /// `arn:P:iam::A:role/[PATH/]NAME`: the role, whatever the session.
    Role {
        /// The account.
        account: &'a str,
        /// The name without its path.
        name: &'a str,
    },
    /// `arn:P:sts::A:assumed-role/NAME/SESSION`.
    RoleSession {
        /// The account.
        account: &'a str,
        /// The role's name.
        role: &'a str,
        /// The session's name.
        session: &'a str,
    },
    /// `arn:P:sts::A:federated-user/NAME`.
    FederatedUser {
        /// The account.
        account: &'a str,
        /// The name of the session.
        name: &'a str,
    },
    /// Any other text, such as a unique id.
    Other(&'a str),
}

/// What a caller has of its own.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The root user of an account: "full access" without any identity-based policy, which it cannot have,
    /// nor a boundary (denyallow page; IAM/access_policies_boundaries).
    Root,
    /// A user or a role session, or a caller whose kind the text does not tell: identity-based policies.
    Identity,
    /// A federated user session: a user's policies, and nothing without a session policy
    /// (denyallow page, "Session policies"; STS `GetFederationToken`).
    FederatedUser,
    /// No identity in any account: an unsigned request, a service, an identity provider. Only policies on
    /// the resource's side count (IAM/reference_policies_elements_principal).
    Outsider,
}

impl Caller {
    /// The caller that `text` names. Every text names one, if only [`CallerKind::Other`].
    pub fn new(text: &str) -> Caller {
        Caller { text: text.to_owned() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What kind of caller it is.
    ///
    /// ```
    /// use hornbeam::model::{Caller, CallerKind};
    /// let caller = Caller::new("arn:aws:iam::111122223333:role/ops/deploy");
    /// assert_eq!(caller.kind(), CallerKind::Role { account: "111122223333", name: "deploy" });
    /// ```
    pub fn kind(&self) -> CallerKind<'_> {
        let text = self.text.as_str();
        if text == "*" {
            return CallerKind::Anonymous;
        }
        if let Some(name) = text.strip_prefix("service:") {
            return CallerKind::Service(name);
        }
        if let Some(name) = text.strip_prefix("federated:") {
            return CallerKind::Federated(name);
        }
        if let Some(name) = text.strip_prefix("canonical:") {
            return CallerKind::CanonicalUser(name);
        }
        let Some(["arn", _, service @ ("iam" | "sts"), "", account, resource]) = segments_of(text) else {
            return CallerKind::Other(text);
        };
        match (service, resource.split_once('/')) {
            ("iam", None) if resource == "root" => CallerKind::Root { account },
            ("iam", Some(("user", path))) => CallerKind::User { account, name: last_of(path) },
            ("iam", Some(("role", path))) => CallerKind::Role { account, name: last_of(path) },
            ("iam", Some(("oidc-provider" | "saml-provider", _))) => CallerKind::Federated(text),
            ("sts", Some(("federated-user", name))) => CallerKind::FederatedUser { account, name },
            ("sts", Some(("assumed-role", rest))) => match rest.split_once('/') {
                Some((role, session)) => CallerKind::RoleSession { account, role, session },
                None => CallerKind::Other(text),
            },
            _ => CallerKind::Other(text),
        }
    }

    /// What it has of its own.
    pub fn standing(&self) -> Standing {
        self.kind().standing()
    }

    /// The account the caller belongs to, if the text shows one.
    pub fn account(&self) -> Option<&str> {
        self.kind().account()
    }
}

impl<'a> CallerKind<'a> {
    /// The account the caller belongs to, if its text shows one.
    pub fn account(self) -> Option<&'a str> {
        match self {
            CallerKind::Root { account }
            | CallerKind::User { account, .. }
            | CallerKind::Role { account, .. }
            | CallerKind::RoleSession { account, .. }
            | CallerKind::FederatedUser { account, .. } => Some(account),
            CallerKind::Anonymous
            | CallerKind::Service(_)
            | CallerKind::Federated(_)
            | CallerKind::CanonicalUser(_)
            | CallerKind::Other(_) => None,
        }
    }
}

impl CallerKind<'_> {
    /// Whether it is an origin access identity of CloudFront, which is written as a user of an account named `cloudfront`
    /// (AmazonCloudFront/private-content-restricting-access-to-s3-oai). It fetches for whoever views the distribution.
    pub fn is_origin_access_identity(self) -> bool {
        matches!(self, CallerKind::User { account: "cloudfront", name }
            if name.starts_with("CloudFront Origin Access Identity "))
    }

    /// What callers of the kind have of their own.
    pub fn standing(self) -> Standing {
        match self {
            CallerKind::Root { .. } => Standing::Root,
            CallerKind::User { .. }
            | CallerKind::Role { .. }
            | CallerKind::RoleSession { .. }
            | CallerKind::CanonicalUser(_)
            | CallerKind::Other(_) => Standing::Identity,
            CallerKind::FederatedUser { .. } => Standing::FederatedUser,
            CallerKind::Anonymous | CallerKind::Service(_) | CallerKind::Federated(_) => Standing::Outsider,
        }
    }
}

/// What stands after the last slash.
fn last_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
