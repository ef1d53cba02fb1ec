//! What a file's name says, where its text does not: what an answer of AWS was asked for.

use super::reading::is_account;
use crate::model::segments_of;

/// A file's name, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct FileName {
    /// The folders, from the outermost.
    folders: Vec<String>,
    /// The name without `.json`.
    stem: String,
}

/// The resource that a file is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) arn: String,
    /// The account, if the ARN or a folder tells it.
    pub(super) account: Option<String>,
}

impl FileName {
    pub(super) fn new(name: &str) -> FileName {
        let mut parts: Vec<String> = name.split(['/', '\\']).map(str::to_owned).collect();
        let last = parts.pop().unwrap_or_default();
        let stem = last.strip_suffix(".json").map_or(last.clone(), str::to_owned);
        FileName { folders: parts, stem }
    }

    /// The folder `up` levels above the file, from 0.
    fn folder(&self, up: usize) -> &str {
        self.folders.iter().rev().nth(up).map_or("", String::as_str)
    }

    /// Whether the file lies in a folder of that name.
    pub(super) fn is_in(&self, folder: &str) -> bool {
        self.folder(0) == folder
    }

    /// What an answer was asked for, if the file lies in that folder: `FOLDER/ID.json`, or `FOLDER/ID.ANYTHING.json`.
    pub(super) fn asked_for(&self, folder: &str) -> Option<&str> {
        let id = self.stem.split('.').next().unwrap_or_default();
        (self.is_in(folder) && !id.is_empty()).then_some(id)
    }

    /// The account that the file is called as.
    pub(super) fn account(&self) -> Option<&str> {
        Some(self.stem.split('.').next().unwrap_or_default()).filter(|id| is_account(id))
    }

    /// The account that the file is called as, or that the folder around it is called as.
    pub(super) fn account_around(&self) -> Option<&str> {
        self.account().or_else(|| Some(self.folder(0)).filter(|id| is_account(id)))
    }

    /// The name or ARN of the policy in `policies/NAME.json`, `policies/NAME.v2.json` or `policies/ARN.json`.
    pub(super) fn policy(&self) -> Option<String> {
        if !self.is_in("policies") || self.folder(1) == "organizations" {
            return None;
        }
        let is_version =
            |end: &str| end.strip_prefix('v').is_some_and(|number| number.parse::<u32>().is_ok());
        let name = match self.stem.rsplit_once('.') {
            Some((name, end)) if is_version(end) => name,
            _ => &self.stem,
        };
        decoded(name).filter(|name| !name.is_empty())
    }

    /// The resource of `resources/ARN.json` or `resources/ARN/ANYTHING.json`, either perhaps in a folder of its
    /// account: `resources/ACCOUNT/…`. Colons and slashes of the ARN may be written `%3A` and `%2F`.
    pub(super) fn resource(&self) -> Option<Named> {
        // The file itself is called as the resource is, or else the folder around it.
        let from_file = (self.stem.as_str(), 0);
        let from_folder = (self.folder(0), 1);
        [from_file, from_folder].into_iter().find_map(|(name, up)| {
            let arn = decoded(name).filter(|name| name.starts_with("arn:"))?;
            let above = self.folder(up);
            let in_folder = match above {
                "resources" => None,
                account if is_account(account) && self.folder(up + 1) == "resources" => {
                    Some(account.to_owned())
                }
                _ => return None,
            };
            let [_, _, _, _, owner, _] = segments_of(&arn)?;
            let account = in_folder.or_else(|| is_account(owner).then(|| owner.to_owned()));
            Some(Named { arn, account })
        })
    }
}

/// The text with `%3A` and the like written out; `None` if it is not UTF-8 then.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (plain, escape) = rest.split_at(at);
        bytes.extend_from_slice(plain.as_bytes());
        let digits = escape.get(1..3).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = escape.get(3..)?;
            }
            None => {
                bytes.push(b'%');
                rest = escape.get(1..)?;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_are_called_as_what_they_were_asked_for() {
        let name = FileName::new("/home/a.b/w/organizations/policies-for-target/ou-ab12-x.scp.json");
        assert_eq!(name.asked_for("policies-for-target"), Some("ou-ab12-x"));
        assert_eq!(name.asked_for("children"), None);
        assert_eq!(FileName::new("children\\r-ab12.json").asked_for("children"), Some("r-ab12"));
        assert_eq!(FileName::new("children/.json").asked_for("children"), None);
        assert_eq!(FileName::new("x/111122223333.json").account(), Some("111122223333"));
    }

    #[test]
    fn policies_are_called_by_name_or_arn() {
        let policy = |name: &str| FileName::new(name).policy();
        assert_eq!(policy("w/policies/A.b.json").as_deref(), Some("A.b"));
        assert_eq!(policy("w/policies/A.v12.json").as_deref(), Some("A"));
        let arn = "policies/arn%3Aaws%3aiam::aws:policy%2FX.v1.json";
        assert_eq!(policy(arn).as_deref(), Some("arn:aws:iam::aws:policy/X"));
        assert_eq!(policy("organizations/policies/p-1.json"), None);
        assert_eq!(policy("A.json"), None);
    }

    #[test]
    fn resources_are_called_by_arn() {
        let named = |name: &str| FileName::new(name).resource().map(|named| (named.arn, named.account));
        let bucket = ("arn:aws:s3:::b".to_owned(), Some("111122223333".to_owned()));
        assert_eq!(named("w/resources/111122223333/arn:aws:s3:::b.json"), Some(bucket.clone()));
        assert_eq!(named("w/resources/111122223333/arn%3Aaws%3As3%3A%3A%3Ab/acl.json"), Some(bucket));
        let queue = "arn:aws:sqs:eu-west-1:111122223333:q.fifo";
        let owner = Some("111122223333".to_owned());
        assert_eq!(named(&format!("resources/{queue}.json")), Some((queue.to_owned(), owner)));
        assert_eq!(named("resources/arn:aws:s3:::b.json"), Some(("arn:aws:s3:::b".to_owned(), None)));
        for wrong in ["resources/b.json", "elsewhere/arn:aws:s3:::b.json", "resources/x/arn:aws:s3:::b.json"]
        {
            assert_eq!(named(wrong), None, "{wrong}");
        }
        assert_eq!(decoded("100%"), Some("100%".to_owned()));
        assert_eq!(decoded("%zz%41%f"), Some("%zzA%f".to_owned()));
        assert_eq!(decoded("%ff"), None);
    }
}
