//! The words of ACLs, of Object Ownership and of the grants of keys.

use super::place::At;
use super::reading::{Reading, is_account};
use crate::model::segments_of;
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

/// What a grant of a key can give (KMS API reference, `GrantListEntry`).
const KEY_OPERATIONS: [&str; 17] = [
    "CreateGrant",
    "Decrypt",
    "DeriveSharedSecret",
    "DescribeKey",
    "Encrypt",
    "GenerateDataKey",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "GenerateDataKeyWithoutPlaintext",
    "GenerateMac",
    "GetPublicKey",
    "ReEncryptFrom",
    "ReEncryptTo",
    "RetireGrant",
    "Sign",
    "Verify",
    "VerifyMac",
];

/// Whether all of these are operations of grants; an error for each that is not.
pub(super) fn key_operations(reading: &mut Reading<'_>, said: &At<Vec<At<String>>>) -> bool {
    let mut all = true;
    for operation in said.value.iter().filter(|said| !KEY_OPERATIONS.contains(&said.value.as_str())) {
        all = false;
        let message = format!("{} is not an operation of a key's grants", quoted(&operation.value));
        let hint = format!("the operations are {}", KEY_OPERATIONS.join(", "));
        reading.fields.diagnostics.push(Diagnostic::error(operation.place.span, message).with_hint(hint));
    }
    all
}

/// Whether a grant of a key can be to that principal: an ARN, an account, a service, the id of somebody who is gone, or
/// whom AWS lists for its own grants; an error if not.
pub(super) fn key_grantee(reading: &mut Reading<'_>, said: &At<String>) -> bool {
    let name = said.value.as_str();
    let is_service = name.ends_with(".amazonaws.com") || name.ends_with(".amazonaws.com.cn");
    let is_id = name.len() >= 16
        && name.starts_with('A')
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let valid =
        segments_of(name).is_some() || is_account(name) || is_service || is_id || name == "AWS Internal";
    if !valid {
        let message = format!("{} is nobody that a grant of a key can be to", quoted(name));
        let hint = "a grant is to a principal by its ARN, or to a service by its name";
        reading.fields.diagnostics.push(Diagnostic::error(said.place.span, message).with_hint(hint));
    }
    valid
}
