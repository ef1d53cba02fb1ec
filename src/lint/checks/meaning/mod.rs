//! What AWS's validation does not see: checks that ask the prover, or the service catalogue, about all requests.
//!
//! Each finding carries its evidence: a request that the evaluator decides as the finding says, or what there is none of and
//! who proved it. What cannot be decided quickly, or hangs on a contested reading, is not reported.

mod absent_key;
mod allow_shadowed_by_deny;
pub(in crate::lint::checks) mod ask;
mod carry;
pub(in crate::lint) mod claims;
mod condition_always_true;
mod condition_never_true;
mod confused_deputy;
mod coverage;
mod demanded;
mod deny_without_effect;
mod forallvalues_allows_absent_key;
mod loose;
mod negated_condition_allows_absent_key;
mod not_action_names_nothing;
mod not_resource_names_nothing;
mod parts;
mod require;
mod resource_matches_other_accounts;
mod resource_matches_other_services;
mod sample;
mod statement_implied_by_others;
mod statement_never_matches;
mod trust_open_to_any_account;
mod trust_open_to_any_oidc_subject;
mod trust_open_to_any_repository;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &statement_never_matches::CHECK,
    &condition_never_true::CHECK,
    &condition_always_true::CHECK,
    &allow_shadowed_by_deny::CHECK,
    &statement_implied_by_others::CHECK,
    &deny_without_effect::CHECK,
    &forallvalues_allows_absent_key::CHECK,
    &negated_condition_allows_absent_key::CHECK,
    &resource_matches_other_accounts::CHECK,
    &resource_matches_other_services::CHECK,
    &not_action_names_nothing::CHECK,
    &not_resource_names_nothing::CHECK,
    &confused_deputy::CHECK,
    &trust_open_to_any_account::CHECK,
    &trust_open_to_any_oidc_subject::CHECK,
    &trust_open_to_any_repository::CHECK,
];
