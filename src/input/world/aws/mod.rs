//! What AWS's programs print, a file for each of them or each family. Members that nobody asks for are left
//! alone: AWS adds new ones.

mod access_keys;
mod authorization;
mod controls;
mod credential_report;
mod endpoints;
mod organizations;
mod policies;
mod resources;

pub(super) use access_keys::read as read_access_keys;
pub(super) use authorization::read as read_authorization_details;
pub(super) use controls::{read_control, read_controls, read_targets};
pub(super) use credential_report::{
    is_report as is_credential_report, read as read_credential_report,
    read_text as read_credential_report_text,
};
pub(super) use endpoints::read as read_endpoints;
pub(super) use organizations::{
    read_account, read_accounts, read_children, read_delegated_administrators, read_organization,
    read_parents, read_roots, read_unit, read_units,
};
pub(super) use policies::{read_document, read_managed_policy, read_policy_version};
pub(super) use resources::read as read_of_resource;
