//! The context keys that the rules themselves look at, whatever policies say.

use std::sync::LazyLock;

use crate::model::Key;

/// `aws:PrincipalAccount`: the caller's account.
pub(super) static PRINCIPAL_ACCOUNT: LazyLock<Key> = LazyLock::new(|| Key::new("aws:PrincipalAccount"));
/// `aws:PrincipalArn`: the caller's ARN, a session's role with its path.
pub(super) static PRINCIPAL_ARN: LazyLock<Key> = LazyLock::new(|| Key::new("aws:PrincipalArn"));
/// `aws:ResourceAccount`: the account that owns the resource.
pub(super) static RESOURCE_ACCOUNT: LazyLock<Key> = LazyLock::new(|| Key::new("aws:ResourceAccount"));
/// `aws:SourceVpce`: the VPC endpoint that the request comes through.
pub(super) static SOURCE_VPCE: LazyLock<Key> = LazyLock::new(|| Key::new("aws:SourceVpce"));
/// `aws:userid`: the unique id of the caller.
pub(super) static USER_ID: LazyLock<Key> = LazyLock::new(|| Key::new("aws:userid"));
