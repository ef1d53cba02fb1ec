//! All checks over worlds.

use super::check::WorldCheck;
use super::{
    foreign_account_trusted, full_wildcard_permissions, long_lived_keys, overbroad_trust, root_access_keys,
    service_wildcard_permissions, unbounded_delegated_administrator, unconditioned_privilege,
};

const CHECKS: [&WorldCheck; 8] = [
    &full_wildcard_permissions::CHECK,
    &service_wildcard_permissions::CHECK,
    &unconditioned_privilege::CHECK,
    &unbounded_delegated_administrator::CHECK,
    &overbroad_trust::CHECK,
    &foreign_account_trusted::CHECK,
    &root_access_keys::CHECK,
    &long_lived_keys::CHECK,
];

/// Every check over worlds.
pub fn world_checks() -> impl Iterator<Item = &'static WorldCheck> {
    CHECKS.into_iter()
}

/// The check of this code; letter case does not count.
pub fn world_check(code: &str) -> Option<&'static WorldCheck> {
    world_checks().find(|check| check.code.eq_ignore_ascii_case(code))
}
