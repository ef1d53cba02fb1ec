//! Which accounts policies can tell apart: those that they mention by number, and all of them where they have patterns of
//! numbers. Of accounts of which the world tells nothing but their place in the organization, and that no policy mentions,
//! one is as good as another of the same place.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::world::{Target, World};
use crate::model::{
    Condition, Key, Operands, Policy, Principal, PrincipalElement, Segments, Setting, Template, Test,
    account_numbers,
};

/// Beginnings of keys that hold numbers of accounts of callers.
const OF_CALLERS: [&str; 4] = ["aws:principal", "aws:userid", "kms:calleraccount", "aws:username"];

fn numbers(text: &str, into: &mut BTreeSet<String>) {
    into.extend(account_numbers(text).map(str::to_owned));
}

/// The numbers that the policies of the setting have in them, whatever they stand for there.
pub(super) fn mentioned(setting: &Setting) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    setting.policies().for_each(|policy| numbers(&format!("{policy:?}"), &mut all));
    all
}

/// The accounts of the world's kin that have to be asked about one by one: those mentioned, and of each unit one for all that
/// are not.
pub(super) fn kin(world: &World, target: &Target<'_>, setting: &Setting) -> Vec<String> {
    let mut named = mentioned(setting);
    // What is known of the target may be what a policy variable is held against.
    numbers(target.arn(), &mut named);
    if let Target::Resource(resource) | Target::AccessPoint(resource, _) = target {
        resource.tags.iter().for_each(|(_, value)| numbers(value, &mut named));
    }
    if let Target::Role(role) = target {
        role.tags.iter().for_each(|(_, value)| numbers(value, &mut named));
    }
    let patterned = setting.policies().any(|policy| has_patterns(policy));
    let by_path = setting.policies().any(|policy| looks_at_paths(policy));
    let mut rest: BTreeMap<usize, &String> = BTreeMap::new();
    let mut all = Vec::new();
    for (id, &unit) in &world.kin {
        if patterned || named.contains(id) {
            all.push(id.clone());
        } else {
            // Only by their paths can accounts of different units be told apart.
            rest.entry(if by_path { unit } else { 0 }).or_insert(id);
        }
    }
    all.extend(rest.into_values().cloned());
    all
}

/// Whether the policy looks at the paths of callers, in a condition or by a variable.
fn looks_at_paths(policy: &Policy) -> bool {
    format!("{policy:?}").to_ascii_lowercase().contains("aws:principalorgpaths")
}

/// Whether the policy tells accounts of callers apart by other means than naming them.
fn has_patterns(policy: &Policy) -> bool {
    let some = |segments: &Segments| segments.iter().any(splits_numbers);
    policy.statements.iter().any(|statement| {
        let by_name = match &statement.principal {
            PrincipalElement::Principal(named) | PrincipalElement::NotPrincipal(named) => {
                named.iter().any(|principal| match principal {
                    Principal::Account(account) => splits_numbers(account),
                    Principal::Role { role: arn, .. } | Principal::Arn(arn) => some(arn),
                    Principal::Everyone
                    | Principal::AnyAws
                    | Principal::UniqueId(_)
                    | Principal::Service(_)
                    | Principal::Federated(_)
                    | Principal::CanonicalUser(_) => false,
                })
            }
            PrincipalElement::Attached => false,
        };
        by_name || statement.conditions.iter().any(condition_splits)
    })
}

fn condition_splits(condition: &Condition) -> bool {
    let of_caller = |key: &Key| OF_CALLERS.iter().any(|start| key.folded().starts_with(start));
    let texts = match (&condition.operands, condition.operator.test) {
        (Operands::Null(_) | Operands::Bool(_), _) | (_, Test::Null) => return false,
        (_, Test::Value { comparison, .. }) => comparison.is_of_texts(),
    };
    of_caller(&condition.key)
        && (!texts || condition.operands.texts().iter().any(|text| splits_numbers(&Template::glob(text))))
}

/// Whether some wildcard of the pattern stands beside a digit, so that it may stand for a part of a number.
fn splits_numbers(template: &Template) -> bool {
    let text = template.to_string();
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).any(|pair| match pair {
        [one, other] => {
            let wildcard = |c: &char| matches!(c, '*' | '?');
            (wildcard(one) && other.is_ascii_digit()) || (one.is_ascii_digit() && wildcard(other))
        }
        _ => false,
    })
}
