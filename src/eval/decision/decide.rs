//! The decision (denyallow page, from the top: explicit denies, RCPs, SCPs, then what grants).

use super::super::policy::{Decision, Scope};
use super::super::reading::{Hinges, Reading};
use super::case::Case;
use super::spoken::{Heard, Places};
use super::verdict::{Deciding, Verdict};
use super::{filters, grants, public};
use crate::model::{Policy, Request, Scenario, Setting, Standing};
use crate::parse::quoted;

/// Decides the scenario's request by everything the scenario holds.
///
/// An explicit deny iff a `Deny` of any policy that applies speaks of the request. Otherwise an allow iff
/// caller and resource are in one partition, every filter (RCPs, SCPs at each level, VPC endpoint policies,
/// Block Public Access) lets the request pass, and identity-based and resource policies grant it: either of
/// them within an account, both between accounts. Otherwise an implicit deny. Whether a bucket policy is
/// public is asked of [`super::looks_public`]; [`decide_with`] takes another judge.
///
/// ```
/// use hornbeam::{eval, input, parse::Source};
/// let text = r#"{"request": {"principal": "arn:aws:iam::111122223333:user/ana", "action": "s3:GetObject",
///     "resource": "arn:aws:s3:::example-bucket/key"}}"#;
/// let (scenario, _) = input::read_scenario(&Source::new("scenario.json", text));
/// let verdict = eval::decide(&scenario.unwrap(), eval::Scope::default());
/// assert_eq!(verdict.decision, eval::Decision::ImplicitDeny);
/// assert_eq!(verdict.explanation, "not allowed: no identity-based policy allows it; no resource policy is given");
/// ```
pub fn decide(scenario: &Scenario, scope: Scope) -> Verdict {
    decide_with(scenario, scope, &public::looks_public)
}

/// The same, with `is_public` as the judge of whether a bucket policy is public, which is asked only if
/// `RestrictPublicBuckets` is on.
pub fn decide_with(scenario: &Scenario, scope: Scope, is_public: &dyn Fn(&Policy) -> bool) -> Verdict {
    decide_request(&scenario.request, &scenario.setting, scope, is_public)
}

/// The same of a request and what stands around it.
pub fn decide_request(
    request: &Request,
    setting: &Setting,
    scope: Scope,
    is_public: &dyn Fn(&Policy) -> bool,
) -> Verdict {
    verdict(Case::new(request, setting, Reading::of(scope)), is_public)
}

/// The same as [`decide`], with the assumptions that the verdict may hang on.
pub fn decide_noting(scenario: &Scenario, scope: Scope) -> (Verdict, Hinges) {
    let hinges = Hinges::default();
    let case = Case::new(&scenario.request, &scenario.setting, Reading::noting(scope, &hinges));
    (verdict(case, &public::looks_public), hinges)
}

fn verdict(case: Case<'_>, is_public: &dyn Fn(&Policy) -> bool) -> Verdict {
    let heard = Heard::new(case);
    let case = &heard.case;
    let denying = heard.denying();
    if !denying.is_empty() {
        return explain(&heard, Decision::ExplicitDeny, "denied by", &denying);
    }
    let mut missing = Vec::new();
    if let Some((own, other)) = case.parties.different_partitions() {
        missing.push(format!(
            "the caller is in the partition {} and the resource in {}",
            quoted(own),
            quoted(other)
        ));
    }
    let passed = filters::pass(&heard, is_public);
    let granted = grants::granted(&heard);
    match (passed, granted) {
        (Ok(passed), Ok(granted)) if missing.is_empty() => {
            let all = passed.union(&granted).copied().collect();
            if case.parties.standing == Standing::Root {
                let account = case.parties.caller_account.unwrap_or_default();
                return with_root(explain(&heard, Decision::Allow, "allowed by", &all), account);
            }
            explain(&heard, Decision::Allow, "allowed by", &all)
        }
        (passed, granted) => {
            missing.extend(passed.err().unwrap_or_default());
            missing.extend(granted.err().unwrap_or_default());
            let explanation = format!("not allowed: {}", missing.join("; "));
            Verdict { decision: Decision::ImplicitDeny, by: Vec::new(), explanation }
        }
    }
}

fn explain(heard: &Heard<'_>, decision: Decision, word: &str, places: &Places) -> Verdict {
    let by = heard.deciding(places);
    let statements: Vec<String> = by.iter().map(Deciding::describe).collect();
    Verdict { decision, by, explanation: format!("{word} {}", statements.join(", ")) }
}

/// Says that the root user needs no policy of its own.
fn with_root(verdict: Verdict, account: &str) -> Verdict {
    let root = format!("the root user of account {} has full access", quoted(account));
    let explanation = if verdict.by.is_empty() { root } else { format!("{root}; {}", verdict.explanation) };
    Verdict { explanation, ..verdict }
}
