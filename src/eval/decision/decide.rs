//! The decision (denyallow page, from the top: explicit denies, RCPs, SCPs, then what grants).

use super::super::policy::{Decision, Scope};
use super::super::reading::{Hinges, Reading};
use super::case::Case;
use super::special::Settled;
use super::spoken::{Heard, Places};
use super::verdict::{Deciding, Verdict};
use super::{access_point, filters, grants, public};
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
    verdict(request, setting, Reading::of(scope), is_public)
}

/// The same as [`decide`], with the assumptions that the verdict may hang on.
pub fn decide_noting(scenario: &Scenario, scope: Scope) -> (Verdict, Hinges) {
    let hinges = Hinges::default();
    let reading = Reading::noting(scope, &hinges);
    let verdict = verdict(&scenario.request, &scenario.setting, reading, &public::looks_public);
    (verdict, hinges)
}

/// The verdict; of a request through an access point, that of both its parts.
fn verdict(
    request: &Request,
    setting: &Setting,
    reading: Reading<'_>,
    is_public: &dyn Fn(&Policy) -> bool,
) -> Verdict {
    let (Some(point), Some([(at_point, of_point), (at_bucket, of_bucket)])) =
        (&setting.access_point, access_point::parts(request, setting))
    else {
        return plain_verdict(Case::new(request, setting, reading), is_public);
    };
    if !access_point::comes_from_its_vpc(request, point) {
        let explanation = "not allowed: the access point takes requests only from its VPC".to_owned();
        return Verdict { decision: Decision::ImplicitDeny, by: Vec::new(), explanation };
    }
    let at_point = plain_verdict(Case::new(&at_point, &of_point, reading), is_public);
    let at_bucket = plain_verdict(Case::new(&at_bucket, &of_bucket, reading), is_public);
    access_point::verdict(point, at_point, at_bucket)
}

fn plain_verdict(case: Case<'_>, is_public: &dyn Fn(&Policy) -> bool) -> Verdict {
    let settled = case.settled();
    if settled == Some(Settled::Allowed) {
        let explanation = format!(
            "no policy decides {}: every signed caller may make the call, or every user",
            quoted(&case.asked.request.action)
        );
        return Verdict { decision: Decision::Allow, by: Vec::new(), explanation };
    }
    let heard = Heard::new(case);
    let case = &heard.case;
    let denying = heard.denying();
    let mut missing = Vec::new();
    if settled == Some(Settled::Refused) {
        missing.push("callers of this kind cannot make the call".to_owned());
    }
    if let Some((own, other)) = case.parties.different_partitions() {
        missing.push(format!(
            "the caller is in the partition {} and the resource in {}",
            quoted(own),
            quoted(other)
        ));
    }
    let passed = filters::pass(&heard, is_public);
    let granted = grants::granted(&heard);
    let allowed = match (passed, granted) {
        (Ok(passed), Ok(granted)) if missing.is_empty() => Ok(passed.union(&granted).copied().collect()),
        (passed, granted) => {
            missing.extend(passed.err().unwrap_or_default());
            missing.extend(granted.err().unwrap_or_default());
            Err(missing.join("; "))
        }
    };
    match allowed {
        _ if !denying.is_empty() => {
            let denied = explain(&heard, Decision::ExplicitDeny, "denied by", &denying);
            // What would have to change besides.
            match allowed {
                Ok(_) => denied,
                Err(missing) => {
                    let explanation = format!("{}; and not allowed otherwise: {missing}", denied.explanation);
                    Verdict { explanation, ..denied }
                }
            }
        }
        Ok(all) if case.parties.standing == Standing::Root => {
            let account = case.parties.caller_account.unwrap_or_default();
            with_root(explain(&heard, Decision::Allow, "allowed by", &all), account)
        }
        Ok(all) => explain(&heard, Decision::Allow, "allowed by", &all),
        Err(missing) => Verdict {
            decision: Decision::ImplicitDeny,
            by: Vec::new(),
            explanation: format!("not allowed: {missing}"),
        },
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
