//! `ROOT_ACCESS_KEYS`.

use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use super::long_lived_keys::described;
use crate::lint::Category;

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "ROOT_ACCESS_KEYS",
    title: "Access keys of a root user",
    category: Category::SecurityWarning,
    finds: "An active access key of an account's root user, as `rootAccessKeys` of the world's own format or the credential report tell it, however old it is.",
    why: "No policy of the account holds the root user, so that whoever has the key has the account. Nothing needs one.",
    example: r#"{"accounts": [{"id": "111122223333", "rootAccessKeys": [{"created": "2019-05-06"}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "rootAccessKeys": []}]}"#,
    run,
};

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    if subject.identity.is_some() {
        return;
    }
    for key in subject.account.root_access_keys.iter().filter(|key| key.active) {
        let details = format!("{}: take it away, and use a role", described(key, subject.today));
        findings.add(details, Vec::new(), Vec::new());
    }
}
