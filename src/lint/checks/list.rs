//! All checks.

use super::{
    action, arn, condition, control, document, empty, meaning, pass_role, principal, redundant, trust, value,
    variable,
};
use crate::lint::Check;

const THEMES: [&[&Check]; 13] = [
    document::CHECKS,
    action::CHECKS,
    arn::CHECKS,
    condition::CHECKS,
    value::CHECKS,
    variable::CHECKS,
    principal::CHECKS,
    trust::CHECKS,
    control::CHECKS,
    pass_role::CHECKS,
    redundant::CHECKS,
    empty::CHECKS,
    meaning::CHECKS,
];

/// Every check, by theme.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    THEMES.iter().flat_map(|theme| theme.iter().copied())
}

/// The check of this code; letter case does not count.
pub fn check(code: &str) -> Option<&'static Check> {
    checks().find(|check| check.code.eq_ignore_ascii_case(code))
}
