//! The words of ACLs and of Object Ownership.

use super::place::At;
use super::reading::Reading;
use crate::model::world::{AclPermission, Grantee, ObjectOwnership};
use crate::parse::{Diagnostic, quoted};

/// Whom an ACL names: a group by its name or by the address that S3 prints, or an account by its canonical id.
pub(super) fn grantee(text: &str) -> Grantee {
    match text.strip_prefix("http://acs.amazonaws.com/groups/") {
        Some("global/AllUsers") => Grantee::AllUsers,
        Some("global/AuthenticatedUsers") => Grantee::AuthenticatedUsers,
        Some("s3/LogDelivery") => Grantee::LogDelivery,
        Some(_) | None => match text {
            "AllUsers" => Grantee::AllUsers,
            "AuthenticatedUsers" => Grantee::AuthenticatedUsers,
            "LogDelivery" => Grantee::LogDelivery,
            id => Grantee::CanonicalUser(id.to_owned()),
        },
    }
}

/// What an ACL gives; an error for another word.
pub(super) fn acl_permission(reading: &mut Reading<'_>, said: &At<String>) -> Option<AclPermission> {
    let permission = match said.value.as_str() {
        "READ" => AclPermission::Read,
        "WRITE" => AclPermission::Write,
        "READ_ACP" => AclPermission::ReadAcp,
        "WRITE_ACP" => AclPermission::WriteAcp,
        "FULL_CONTROL" => AclPermission::FullControl,
        other => {
            let message = format!("{} is not a permission of an ACL", quoted(other));
            let hint = "the permissions are READ, WRITE, READ_ACP, WRITE_ACP, FULL_CONTROL";
            reading.fields.diagnostics.push(Diagnostic::error(said.place.span, message).with_hint(hint));
            return None;
        }
    };
    Some(permission)
}

/// Who owns a bucket's objects; an error for another word.
pub(super) fn object_ownership(reading: &mut Reading<'_>, said: &At<String>) -> Option<At<ObjectOwnership>> {
    let value = match said.value.as_str() {
        "BucketOwnerEnforced" => ObjectOwnership::BucketOwnerEnforced,
        "BucketOwnerPreferred" => ObjectOwnership::BucketOwnerPreferred,
        "ObjectWriter" => ObjectOwnership::ObjectWriter,
        other => {
            let message = format!("{} is not a setting of Object Ownership", quoted(other));
            let hint = "the settings are BucketOwnerEnforced, BucketOwnerPreferred, ObjectWriter";
            reading.fields.diagnostics.push(Diagnostic::error(said.place.span, message).with_hint(hint));
            return None;
        }
    };
    Some(At { value, place: said.place })
}
