//! The words of ACLs and of Object Ownership.

use super::place::At;
use super::reading::Reading;
use crate::model::world::{AclPermission, Grantee, ObjectOwnership};
use crate::parse::{Diagnostic, quoted};

/// Whom an ACL names: a group by its name or by the address that S3 prints, or an account by its canonical id; an error
/// for another word.
pub(super) fn grantee(reading: &mut Reading<'_>, said: &At<String>) -> Option<Grantee> {
    let grantee = match said.value.as_str() {
        "AllUsers" | "http://acs.amazonaws.com/groups/global/AllUsers" => Grantee::AllUsers,
        "AuthenticatedUsers" | "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" => {
            Grantee::AuthenticatedUsers
        }
        "LogDelivery" | "http://acs.amazonaws.com/groups/s3/LogDelivery" => Grantee::LogDelivery,
        id if is_canonical_id(id) => Grantee::CanonicalUser(id.to_owned()),
        other => {
            let message = format!("{} is nobody that an ACL can name", quoted(other));
            let hint = "an ACL names AllUsers, AuthenticatedUsers, LogDelivery, or an account by its canonical user \
                        id, which has 64 hexadecimal digits";
            reading.fields.diagnostics.push(Diagnostic::error(said.place.span, message).with_hint(hint));
            return None;
        }
    };
    Some(grantee)
}

/// An account's canonical id; an error for another text.
pub(super) fn canonical_id(reading: &mut Reading<'_>, said: At<String>) -> Option<At<String>> {
    if is_canonical_id(&said.value) {
        return Some(said);
    }
    let message = format!("{} is not a canonical user id", quoted(&said.value));
    let hint = "it has 64 hexadecimal digits; `aws s3api list-buckets` prints it as the owner's `ID`";
    reading.fields.diagnostics.push(Diagnostic::error(said.place.span, message).with_hint(hint));
    None
}

/// Whether the text is a canonical user id (S3/finding-canonical-user-id shows one: 64 hexadecimal digits).
fn is_canonical_id(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
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
