//! `LONG_LIVED_KEYS`.

use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use crate::lint::Category;
use crate::model::day_of;
use crate::model::world::AccessKey;

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "LONG_LIVED_KEYS",
    title: "Access keys that live long",
    category: Category::Warning,
    finds: "An active access key of a user: as `accessKeys` of the world's own format, `aws iam list-access-keys` or the credential report tell it. Nothing looks at the clock: with a day given (`--today`) the finding says how old the key is and how long it was not used, and a key of at most 90 days draws none; without one every active key is found. Keys of root users have `ROOT_ACCESS_KEYS`.",
    why: "A key is good until somebody takes it away, wherever a copy of it went: into a repository, an image, a laptop that was sold. The credentials of a role end by themselves within hours.",
    example: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "backup",
        "accessKeys": [{"id": "AKIAIOSFODNN7EXAMPLE", "status": "Active", "created": "2021-03-01", "lastUsed": "2021-03-02"}]}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "backup",
        "accessKeys": [{"id": "AKIAIOSFODNN7EXAMPLE", "status": "Inactive", "created": "2021-03-01", "lastUsed": "2021-03-02"}]}]}]}"#,
    run,
};

/// The age in days up to which a key draws no finding, where ages are counted: AWS's own checks take it
/// (IAM/id_credentials_access-keys, Config's `access-keys-rotated`).
const FRESH: i64 = 90;

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    for key in subject.identity.iter().flat_map(|identity| &identity.access_keys) {
        let age = age(key.created.as_deref(), subject.today);
        if key.active && age.is_none_or(|days| days > FRESH) {
            let details = format!("{}: use a role, or rotate the key", described(key, subject.today));
            findings.add(details, Vec::new(), Vec::new());
        }
    }
}

/// How many days ago that was.
fn age(date: Option<&str>, today: Option<i64>) -> Option<i64> {
    Some(today?.saturating_sub(day_of(date?)?))
}

/// The key, its age and its use.
pub(super) fn described(key: &AccessKey, today: Option<i64>) -> String {
    let name =
        key.id.as_ref().map_or_else(|| "an access key".to_owned(), |id| format!("the access key `{id}`"));
    let day = |date: &str| date.get(.."2026-01-31".len()).unwrap_or(date).to_owned();
    let ago = |date: &str| match age(Some(date), today) {
        Some(1) => ", a day ago".to_owned(),
        Some(days) if days > 1 => format!(", {days} days ago"),
        Some(_) | None => String::new(),
    };
    let created = match &key.created {
        Some(date) => format!("was made on {}{}", day(date), ago(date)),
        None => "was made nobody tells when".to_owned(),
    };
    let used = key.last_used.as_ref().map(|date| format!(", was last used on {}{}", day(date), ago(date)));
    format!("{name} is active, {created}{}", used.unwrap_or_default())
}
