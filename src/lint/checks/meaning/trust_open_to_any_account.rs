//! `TRUST_OPEN_TO_ANY_ACCOUNT`.

use super::ask::Asking;
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::{Effect, PolicyType, Principal, PrincipalElement, Statement, Template};
use crate::question::{ResourceType, trusted};

use super::parts::pairs;
use super::require::{STRANGER, role};

pub(super) const CHECK: Check = Check {
    code: "TRUST_OPEN_TO_ANY_ACCOUNT",
    title: "Trust open to any account",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "A trust policy that lets a principal of an account nobody named assume the role, as the finding's request shows. What counts as naming is what the question of public access (`check no-public-access`) takes for it: principals, accounts, organizations, networks. An external id does not count: it is no secret.",
    why: "Anybody can open an AWS account and assume the role from there.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "example"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "example"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_trust = subject.policy_type == PolicyType::Trust;
    let (Some(asking), Some(policy)) = (Asking::of(subject).filter(|_| is_trust), subject.policy) else {
        return;
    };
    let Some(role) = ResourceType::parse("AWS::IAM::AssumeRolePolicyDocument") else { return };
    let known = trusted(policy, role);
    for pair in pairs(subject).iter().filter(|pair| pair.read.effect == Effect::Allow) {
        let Some(statement) = of_accounts(pair.read) else { continue };
        let (Some(principals), Some(request)) =
            (pair.written.principals.as_ref(), asking.request(&asking.with_denials(vec![statement]), &known))
        else {
            continue;
        };
        let details = "principals of any account may assume the role: name accounts, or an organization by `aws:PrincipalOrgID`";
        findings.add_with(Evidence::Witness(Box::new(request)), details, [principals.element.place]);
    }
}

/// The statement for callers in a stranger's account, if it names everybody.
fn of_accounts(statement: &Statement) -> Option<Statement> {
    let principals = match &statement.principal {
        PrincipalElement::Principal(principals) => principals,
        PrincipalElement::Attached | PrincipalElement::NotPrincipal(_) => return None,
    };
    let everybody =
        principals.iter().any(|principal| matches!(principal, Principal::Everyone | Principal::AnyAws));
    let accounts = PrincipalElement::Principal(vec![Principal::Account(Template::literal(STRANGER))]);
    everybody.then(|| Statement { principal: accounts, resource: role(), ..statement.clone() })
}
