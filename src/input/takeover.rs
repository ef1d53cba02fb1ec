//! Which findings of the previous result still stand, and what has to be read and analysed for the others.
//!
//! What is found in an account depends on the account, on the files that do not only hold accounts (the organization, its
//! policies, endpoints, …), and on what all others are called by. Where the organization is the zone of trust, chains of roles
//! depend on all that other accounts say besides their resources, services' access on which of their resources have no
//! account in their ARNs, and how many values a service's key has on whether any policy asks for it by a set operator.
//! So if nothing differs but files of accounts, and of them nothing that others depend on, only their accounts are
//! analysed anew; of the other accounts nothing is read but a stub. Whatever does not fit this is no takeover, and
//! everything is analysed.
//!
//! Cutting finer, by resource, was not taken: that two resources depend on nothing of each other would have to be shown of
//! everything that a question may look at in an account.

use std::collections::BTreeSet;

use super::world::{arns_in, outline_of, stub};
use crate::findings::Zone;
use crate::findings::state::{FileState, Outline};
use crate::parse::{MAX_WORLD_BYTES, Source};

/// A file of a world, not read yet.
#[derive(Clone, Debug)]
pub struct WorldFile {
    /// Its name.
    pub name: String,
    /// Where it is in the world's folder, by which it is known again.
    pub place: String,
    /// The digest of its bytes.
    pub digest: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is left to be done.
#[derive(Clone, Debug)]
pub struct Takeover {
    /// The files to be read, in their order; unchanged ones of accounts as stubs, unless there is something to remark about them.
    pub sources: Vec<Source>,
    /// The accounts to be analysed: the findings of all others are those of the previous result.
    pub accounts: BTreeSet<String>,
    /// The outlines of the unchanged files, each in its place.
    pub outlines: Vec<Option<Outline>>,
}

/// How the files that the previous result was made of can be made use of; `None` if they cannot.
pub fn takeover(before: &[FileState], now: &[WorldFile], zone: Zone) -> Option<Takeover> {
    let same_names = before.iter().map(|file| &file.name).eq(now.iter().map(|file| &file.place));
    if !same_names {
        return None;
    }
    let mut taken =
        Takeover { sources: Vec::with_capacity(now.len()), accounts: BTreeSet::new(), outlines: Vec::new() };
    let (mut told_elsewhere, mut kept_arns) = (BTreeSet::new(), BTreeSet::new());
    let (mut new_arns, mut named) = (Vec::new(), BTreeSet::new());
    let whole = zone == Zone::Organization;
    // How many values a key has, the policies of a whole organization say.
    let mut outlines = before.iter().filter_map(|file| file.outline.as_ref());
    if whole && outlines.any(|outline| outline.asks_for_sets) {
        return None;
    }
    for (old, new) in before.iter().zip(now) {
        let source = || Source::from_bytes_within(&*new.name, new.bytes.clone(), MAX_WORLD_BYTES).ok();
        match &old.outline {
            Some(outline) if old.digest == new.digest => {
                told_elsewhere.extend(outline.accounts.keys());
                kept_arns.extend(&outline.arns);
                taken.sources.push(if old.remarked {
                    source()?
                } else {
                    Source::new(&*new.name, stub(outline))
                });
                taken.outlines.push(Some(outline.clone()));
            }
            Some(outline) => {
                let source = source()?;
                let changed = outline_of(&source).filter(|changed| is_same(outline, changed, zone))?;
                if changed.accounts.keys().any(|account| !taken.accounts.insert(account.clone())) {
                    return None;
                }
                new_arns.extend(changed.arns);
                if whole {
                    named.extend(arns_in(source.text()));
                }
                taken.sources.push(source);
                taken.outlines.push(None);
            }
            None if old.digest == new.digest => {
                let source = source()?;
                if whole {
                    named.extend(arns_in(source.text()));
                }
                taken.sources.push(source);
                taken.outlines.push(None);
            }
            None => return None,
        }
    }
    // An account that another file tells of as well, or an ARN that is now there twice: that is for the whole to say.
    let alone = !taken.accounts.iter().any(|account| told_elsewhere.contains(account));
    let unique = !new_arns.iter().any(|arn| kept_arns.contains(arn));
    // Stubs have no resources: whether a bucket that is named is one of the zone, they do not tell.
    let names_others = named.iter().any(|arn| kept_arns.contains(arn));
    (alone && unique && !names_others).then_some(taken)
}

/// Whether nothing differs that other accounts depend on.
fn is_same(old: &Outline, new: &Outline, zone: Zone) -> bool {
    match zone {
        Zone::Organization => old == new,
        Zone::Account => {
            let mut both = old.accounts.iter().zip(&new.accounts);
            old.accounts.len() == new.accounts.len()
                && both.all(|((old_id, old), (new_id, new))| old_id == new_id && old.is_called_alike(new))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::state::digest;

    fn file(name: &str, text: &str) -> WorldFile {
        let (name, bytes) = (name.to_owned(), text.as_bytes().to_vec());
        WorldFile { place: name.clone(), name, digest: digest(&bytes), bytes }
    }

    fn state(files: &[WorldFile]) -> Vec<FileState> {
        let state = |file: &WorldFile| {
            let source = Source::from_bytes(&*file.name, file.bytes.clone()).unwrap();
            FileState {
                name: file.place.clone(),
                digest: file.digest.clone(),
                outline: outline_of(&source),
                remarked: false,
            }
        };
        files.iter().map(state).collect()
    }

    fn account(id: &str, more: &str) -> String {
        format!(r#"{{"accounts": [{{"id": "{id}"{more}}}]}}"#)
    }

    const ONE: &str = "111122223333";
    const TWO: &str = "444455556666";

    fn after(change: impl Fn(&mut Vec<WorldFile>)) -> Option<BTreeSet<String>> {
        after_in(Zone::Account, change)
    }

    fn after_in(zone: Zone, change: impl Fn(&mut Vec<WorldFile>)) -> Option<BTreeSet<String>> {
        let bucket = r#", "resources": [{"arn": "arn:aws:s3:::b"}]"#;
        let files = vec![
            file("1.json", &account(ONE, "")),
            file("2.json", &account(TWO, bucket)),
            file("policies.json", r#"{"policies": []}"#),
        ];
        let mut now = files.clone();
        change(&mut now);
        takeover(&state(&files), &now, zone).map(|taken| taken.accounts)
    }

    #[test]
    fn only_the_changed_account_is_analysed() {
        assert_eq!(after(|_| {}), Some(BTreeSet::new()));
        let changed = after(|files| files[0] = file("1.json", &account(ONE, r#", "name": "production""#)));
        assert_eq!(changed, Some(BTreeSet::from([ONE.to_owned()])));
    }

    #[test]
    fn whatever_others_depend_on_makes_it_a_whole_run() {
        let replaced = |text: String| after(|files| files[0] = file("1.json", &text));
        assert_eq!(replaced(account("999988887777", "")), None, "another account");
        assert_eq!(replaced(account(ONE, r#", "partition": "aws""#)), None, "a partition");
        assert_eq!(replaced(account(ONE, r#", "canonicalId": "c""#)), None, "a canonical id");
        assert_eq!(
            replaced(account(ONE, r#", "resources": [{"arn": "arn:aws:s3:::b"}]"#)),
            None,
            "a bucket twice"
        );
        assert_eq!(replaced("{".to_owned()), None, "no JSON");
        assert_eq!(after(|files| files[2] = file("policies.json", "{}")), None, "another file");
        assert_eq!(after(|files| files.truncate(2)), None, "a file less");
        assert_eq!(after(|files| files[0].place = "3.json".to_owned()), None, "a file of another name");
    }

    #[test]
    fn in_an_organization_others_depend_on_all_but_resources() {
        let replaced = |more: &str| {
            let text = account(ONE, more);
            after_in(Zone::Organization, |files| files[0] = file("1.json", &text))
        };
        let queue = r#", "resources": [{"arn": "arn:aws:sqs:eu-west-1:111122223333:q"}]"#;
        assert_eq!(replaced(queue), None, "its partition shows now");
        let two = |resource: &str| {
            let text = account(TWO, &format!(r#", "resources": [{resource}]"#));
            after_in(Zone::Organization, |files| files[1] = file("2.json", &text))
        };
        let bucket = r#"{"arn": "arn:aws:s3:::b", "policy": null}"#;
        assert_eq!(two(bucket), Some(BTreeSet::from([TWO.to_owned()])));
        assert_eq!(two(r#"{"arn": "arn:aws:s3:::c"}"#), None, "a bucket of another name");
        assert_eq!(replaced(r#", "name": "production""#), None, "something else of the account");
        let asking = |key: &str| {
            two(&format!(
                r#"{{"arn": "arn:aws:s3:::b", "policy": {{"ForAnyValue:StringLike": {{"{key}": "x"}}}}}}"#
            ))
        };
        assert!(asking("aws:PrincipalOrgPaths").is_some());
        assert_eq!(asking("s3:some"), None, "a key of several values");
        let queue = |bucket: &str| {
            let policy = format!(r#"{{"Condition": {{"ArnLike": {{"aws:SourceArn": "{bucket}"}}}}}}"#);
            let text =
                format!(r#", "resources": [{{"arn": "arn:aws:sqs:eu-west-1:{ONE}:q", "policy": {policy}}}]"#);
            let files = vec![
                file("1.json", &account(ONE, &text.replace("ArnLike", "ArnEquals"))),
                file("2.json", &account(TWO, r#", "resources": [{"arn": "arn:aws:s3:::b"}]"#)),
            ];
            let now = vec![file("1.json", &account(ONE, &text)), files[1].clone()];
            takeover(&state(&files), &now, Zone::Organization).is_some()
        };
        assert!(queue("arn:aws:s3:::elsewhere"));
        assert!(!queue("arn:aws:s3:::b"), "a bucket of another account");
    }

    #[test]
    fn an_account_in_two_files_is_not_taken_apart() {
        let files = [file("1.json", &account(ONE, "")), file("2.json", &account(ONE, ""))];
        let mut now = files.clone();
        now[0] = file("1.json", &account(ONE, r#", "users": []"#));
        assert!(takeover(&state(&files), &now, Zone::Account).is_none());
        now[1] = file("2.json", &account(ONE, r#", "users": []"#));
        assert!(takeover(&state(&files), &now, Zone::Account).is_none());
    }
}
