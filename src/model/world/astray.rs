//! Statements that say who may do what, and that no request can be under: for whom they name or for what they are about.
//!
//! Most are mistakes. Whether one is, or is about something that this program knows too little of, cannot be told; so
//! whoever looks at the policy is told of it, rather than that it gives nothing.

use super::account::Identity;
use super::extent::{extent_in, may_match};
use super::kinds::Kind;
use super::known::Spelling;
use super::resource::Resource;
use super::shares::grantee;
use crate::model::{
    Caller, CallerKind, Effect, Policy, Principal, PrincipalElement, Resource as Element, Segments,
    Statement, Template, is_account_number,
};

impl Resource {
    /// The statements of its policies that are about nothing of the resource or name nobody, in words.
    pub(super) fn astray(&self) -> Vec<String> {
        let mut all = Vec::new();
        let own = self.policy.iter().map(|policy| (policy, self.arn.as_str()));
        let points = self.access_points.iter();
        let of_points = points.filter_map(|point| Some((point.policy.as_ref()?, point.arn.as_str())));
        for (policy, arn) in own.chain(of_points) {
            let extent = extent_in(arn, &self.account);
            for statement in given(policy) {
                all.extend(about_another(statement, policy, arn, &extent, &self.account));
                all.extend(to_nobody(statement, policy));
            }
        }
        for grant in &self.key_grants {
            let named = std::iter::once(&grant.grantee).chain(&grant.retiring);
            for name in named.filter(|name| is_nobody(&grantee(name))) {
                all.push(format!("the grant `{}` names `{name}`, which is nobody that is known", grant.name));
            }
        }
        all
    }
}

impl Identity {
    /// The statements of a role's trust policy that name nobody, in words.
    pub fn not_understood(&self) -> Vec<String> {
        let trust = self.trust.as_deref();
        trust.into_iter().flat_map(|policy| given(policy).flat_map(|at| to_nobody(at, policy))).collect()
    }
}

fn given(policy: &Policy) -> impl Iterator<Item = &Statement> {
    policy.statements.iter().filter(|statement| statement.effect == Effect::Allow)
}

fn place(statement: &Statement, policy: &Policy) -> String {
    let sid = statement.sid.as_ref().map(|sid| format!(" (`{sid}`)")).unwrap_or_default();
    format!("statement {}{sid} of {}", statement.index, policy.name)
}

/// That nothing the statement is about is, or lies in, the resource of this ARN; nothing of a statement for its own account
/// alone, and of one that is about another resource of the same kind by its name: that gives nothing.
fn about_another(
    statement: &Statement,
    policy: &Policy,
    arn: &str,
    extent: &[Spelling],
    account: &str,
) -> Option<String> {
    let Element::Resource(patterns) = &statement.resource else { return None };
    let kind = Kind::of_arn(arn).map(|kind| kind.name);
    let strange: Vec<String> = patterns.iter().map(|pattern| pattern.whole().to_string()).collect();
    let is_of_kind = |text: &String| kind.is_some() && Kind::of_arn(text).map(|kind| kind.name) == kind;
    let meets = patterns.iter().any(|pattern| may_match(pattern.whole(), extent));
    let told = strange.iter().find(|text| !is_of_kind(text));
    let told = told.filter(|_| !meets && !is_for(statement, account))?;
    Some(format!(
        "{} is about `{told}`, which is nothing that is known of the resource",
        place(statement, policy)
    ))
}

/// Whether the statement is for callers of this account alone.
fn is_for(statement: &Statement, account: &str) -> bool {
    let PrincipalElement::Principal(named) = &statement.principal else { return false };
    named.iter().all(|principal| principal.account() == Some(account))
}

/// That somebody whom the statement names is nobody.
fn to_nobody(statement: &Statement, policy: &Policy) -> Option<String> {
    let PrincipalElement::Principal(named) = &statement.principal else { return None };
    let nobody = named.iter().find(|principal| is_nobody(principal))?;
    let name = match nobody {
        Principal::Account(account) => account.to_string(),
        Principal::Role { role: arn, .. } | Principal::Arn(arn) => text(arn),
        Principal::UniqueId(text) | Principal::Service(text) | Principal::CanonicalUser(text) => text.clone(),
        Principal::Federated(provider) => provider.to_string(),
        Principal::Everyone | Principal::AnyAws => "*".to_owned(),
    };
    Some(format!("{} names `{name}`, which is nobody that is known", place(statement, policy)))
}

fn text(arn: &Segments) -> String {
    let parts: Vec<String> = arn.iter().map(ToString::to_string).collect();
    parts.join(":")
}

/// Whether no caller is this principal: an account's number has twelve digits, and a caller is an account, a user, a role or a
/// session (IAM/reference_policies_elements_principal). Patterns may be somebody.
fn is_nobody(principal: &Principal) -> bool {
    let has_wildcard = |template: &Template| template.as_literal().is_none();
    match principal {
        Principal::Account(account) => {
            !has_wildcard(account) && !account.as_literal().is_some_and(is_account_number)
        }
        Principal::Role { role: arn, .. } | Principal::Arn(arn) => {
            if arn.iter().any(has_wildcard) {
                return false;
            }
            let text = text(arn);
            let caller = Caller::new(&text);
            match caller.kind() {
                kind if kind.is_origin_access_identity() => false,
                CallerKind::RoleSession { account, session, .. } => {
                    !is_account_number(account) || session.is_empty()
                }
                CallerKind::Root { account }
                | CallerKind::User { account, .. }
                | CallerKind::Role { account, .. }
                | CallerKind::FederatedUser { account, .. } => !is_account_number(account),
                CallerKind::Anonymous
                | CallerKind::Service(_)
                | CallerKind::Federated(_)
                | CallerKind::CanonicalUser(_)
                | CallerKind::Other(_) => true,
            }
        }
        Principal::Everyone
        | Principal::AnyAws
        | Principal::UniqueId(_)
        | Principal::Service(_)
        | Principal::Federated(_)
        | Principal::CanonicalUser(_) => false,
    }
}
