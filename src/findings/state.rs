//! The result of a run, kept for the next one.
//!
//! A state is text, a JSON object a line, each with a checksum of the rest of its line first:
//!
//! - one line of the whole: format, zone, what else was asked, what the findings depend on besides the world, and how many lines
//!   follow of each kind;
//! - a line for each of the world's files: its digest and, where it holds accounts and nothing else, its [`Outline`];
//! - for each account a line, with how many resources were looked at, and a line for each of its findings: id, digest of its
//!   content, status, and the finding itself as the program prints it.
//!
//! Lines are checked before anything is believed; what is damaged, or not ours, is an error at its line. The findings'
//! own JSON is kept as it is and not read again unless somebody needs it: so that a large state costs little more than its
//! length. One JSON document was not taken for the same reason, nor a binary format, which no diff shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::zone::Zone;
use crate::parse::{Node, Value, read_json};

/// The format of these lines; another number is refused.
const FORMAT: &str = "3";

/// Whether somebody has put a finding aside.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// To be looked at.
    Active,
    /// An archive rule lets it through.
    Archived,
}

impl Status {
    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Status::Active => "ACTIVE",
            Status::Archived => "ARCHIVED",
        }
    }
}

/// A finding as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// The digest of its content.
    pub content: String,
    /// Its status.
    pub status: Status,
    /// The finding as JSON, on one line.
    pub json: String,
}

/// What is kept of an account.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AccountState {
    /// How many of its resources were looked at.
    pub resources: usize,
    /// Its findings, in the order of the result.
    pub findings: Vec<Entry>,
}

/// What other files may depend on in a file that holds accounts and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Outline {
    /// The accounts, by id.
    pub accounts: BTreeMap<String, AccountOutline>,
    /// Digests of the ARNs in it that an account elsewhere could have too.
    pub arns: Vec<String>,
    /// Whether a service's own key is asked for by a set operator in it: elsewhere it is then one of several values too.
    pub asks_for_sets: bool,
}

/// What other files may depend on in an account.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AccountOutline {
    /// The partition that it shows.
    pub partition: Option<String>,
    /// Its canonical user id.
    pub canonical_id: Option<String>,
    /// The digest of all that it says besides its resources.
    pub rest: String,
}

impl AccountOutline {
    /// Whether both say the same of what it is called by.
    pub fn is_called_alike(&self, other: &AccountOutline) -> bool {
        (&self.partition, &self.canonical_id) == (&other.partition, &other.canonical_id)
    }
}

/// What is kept of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileState {
    /// Where it is in the world's folder.
    pub name: String,
    /// The digest of its bytes.
    pub digest: String,
    /// What it says, if that is only accounts.
    pub outline: Option<Outline>,
    /// Whether there was something to remark about it, which is to be said each time.
    pub remarked: bool,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The zone of trust.
    pub zone: Zone,
    /// What was asked besides: which requests there are, how AWS is read, of which resources internal access.
    pub question: String,
    /// What findings may depend on besides all this and the world: the program and how it decides.
    pub options: String,
    /// The digest of the archive rules; empty without any.
    pub rules: String,
    /// How many resources were looked at.
    pub resources: usize,
    /// How many accounts are in no zone.
    pub accounts_outside: usize,
    /// How many resources and roles are in these, which nobody looks at.
    pub resources_outside: usize,
    /// The world's files, in their order.
    pub files: Vec<FileState>,
    /// The accounts by id, shared with the state that they were taken over from.
    pub accounts: BTreeMap<String, Arc<AccountState>>,
}

/// Why a text is no state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The first 16 hexadecimal digits of the text's SHA-256.
pub fn short_digest(text: &str) -> String {
    hex(text.as_bytes(), 8)
}

/// The SHA-256 of the bytes.
pub fn digest(bytes: &[u8]) -> String {
    hex(bytes, 32)
}

fn hex(bytes: &[u8], count: usize) -> String {
    Sha256::digest(bytes).iter().take(count).map(|byte| format!("{byte:02x}")).collect()
}

/// What comes before the checksum of a line, and what comes behind it.
const BEFORE: &str = "{\"check\":\"";
const BEHIND: &str = "\",";

/// The line with its checksum; `members` is an object's inside.
fn line(members: &str) -> String {
    format!("{BEFORE}{}{BEHIND}{members}}}\n", short_digest(members))
}

/// The inside of the line's object, if the checksum is right.
fn members(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BEFORE)?;
    let (check, rest) = (rest.get(..16)?, rest.get(16..)?);
    let members = rest.strip_prefix(BEHIND)?.strip_suffix('}')?;
    (short_digest(members) == check).then_some(members)
}

impl State {
    /// The state as text.
    pub fn text(&self) -> String {
        let findings: usize = self.accounts.values().map(|account| account.findings.len()).sum();
        let mut parts = vec![line(&format!(
            "\"hornbeam\":\"findings\",\"format\":{FORMAT},\"zone\":\"{}\",\"question\":{},\"options\":{},\"rules\":{},\"resources\":{},\"accountsOutside\":{},\"resourcesOutside\":{},\"files\":{},\"accounts\":{},\"findings\":{findings}",
            self.zone.name(),
            quoted(&self.question),
            quoted(&self.options),
            quoted(&self.rules),
            self.resources,
            self.accounts_outside,
            self.resources_outside,
            self.files.len(),
            self.accounts.len(),
        ))];
        parts.extend(self.files.iter().map(FileState::line));
        let accounts: Vec<String> = self.accounts.par_iter().map(|(id, account)| account.lines(id)).collect();
        parts.extend(accounts);
        parts.concat()
    }

    /// The state that a text is.
    pub fn read(text: &str) -> Result<State, Damage> {
        const FOREIGN: &str = "this is no result of `hornbeam findings --state`";
        let damage = |line: usize, message: &str| Damage { line, message: message.to_owned() };
        if !text.starts_with(BEFORE) {
            return Err(damage(1, FOREIGN));
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let Some((last, lines)) = lines.split_last() else { return Err(damage(1, FOREIGN)) };
        if !last.is_empty() {
            return Err(damage(lines.len() + 1, "the line is cut short"));
        }
        let checked: Vec<Option<&str>> = lines.par_iter().map(|line| members(line)).collect();
        if let Some(at) = checked.iter().position(Option::is_none) {
            return Err(damage(at + 1, "the line is not what was written: its checksum is another"));
        }
        let mut lines = Lines { lines: checked.into_iter().flatten().collect(), at: 0 };
        let head = lines.object("the first line")?;
        if head.text("hornbeam").as_deref() != Some("findings") {
            return Err(damage(1, FOREIGN));
        }
        if head.number("format") != FORMAT.parse().ok() {
            return Err(damage(
                1,
                "it was written by another version of the program; remove the file to begin anew",
            ));
        }
        let zone = head.text("zone").and_then(|zone| Zone::parse(&zone));
        let (Some(zone), Some(question), Some(options), Some(rules), Some(resources)) =
            (zone, head.text("question"), head.text("options"), head.text("rules"), head.number("resources"))
        else {
            return Err(damage(1, "the line lacks a field"));
        };
        let outside = (head.number("accountsOutside"), head.number("resourcesOutside"));
        let (Some(accounts_outside), Some(resources_outside)) = outside else {
            return Err(damage(1, "the line lacks a field"));
        };
        let counts = (head.number("files"), head.number("accounts"), head.number("findings"));
        let (Some(files), Some(accounts), Some(findings)) = counts else {
            return Err(damage(1, "the line lacks a field"));
        };
        let mut state = State {
            zone,
            question,
            options,
            rules,
            resources,
            accounts_outside,
            resources_outside,
            files: Vec::new(),
            accounts: BTreeMap::new(),
        };
        for _ in 0..files {
            let object = lines.object("a file")?;
            state
                .files
                .push(object.file().ok_or_else(|| damage(lines.at, "the line is not that of a file"))?);
        }
        let mut count = 0;
        for _ in 0..accounts {
            let (id, account) = lines.account()?;
            count += account.findings.len();
            if state.accounts.insert(id, Arc::new(account)).is_some() {
                return Err(damage(lines.at, "the account is there twice"));
            }
        }
        if lines.at != lines.lines.len() || count != findings {
            return Err(damage(lines.at + 1, "the file does not have as many lines as its first says"));
        }
        Ok(state)
    }
}

impl FileState {
    fn line(&self) -> String {
        let mut members = format!("\"file\":{},\"digest\":{}", quoted(&self.name), quoted(&self.digest));
        if self.remarked {
            members.push_str(",\"remarked\":true");
        }
        if let Some(outline) = &self.outline {
            let text =
                |text: &Option<String>| text.as_ref().map_or_else(|| "null".to_owned(), |text| quoted(text));
            let accounts: Vec<String> = outline
                .accounts
                .iter()
                .map(|(id, account)| {
                    let (partition, canonical) = (text(&account.partition), text(&account.canonical_id));
                    format!("[{},{partition},{canonical},{}]", quoted(id), quoted(&account.rest))
                })
                .collect();
            let arns: Vec<String> = outline.arns.iter().map(|arn| quoted(arn)).collect();
            members.push_str(&format!(
                ",\"accounts\":[{}],\"arns\":[{}]",
                accounts.join(","),
                arns.join(",")
            ));
            if outline.asks_for_sets {
                members.push_str(",\"sets\":true");
            }
        }
        line(&members)
    }
}

impl AccountState {
    fn lines(&self, id: &str) -> String {
        let mut text = line(&format!(
            "\"account\":{},\"resources\":{},\"findings\":{}",
            quoted(id),
            self.resources,
            self.findings.len()
        ));
        for entry in &self.findings {
            text.push_str(&entry.line());
        }
        text
    }
}

const ID: &str = "\"id\":\"";
const CONTENT: &str = "\",\"content\":\"";
const STATUS: &str = "\",\"status\":\"";
const FINDING: &str = "\",\"finding\":";

impl Entry {
    fn line(&self) -> String {
        let status = self.status.name();
        line(&format!("{ID}{}{CONTENT}{}{STATUS}{status}{FINDING}{}", self.id, self.content, self.json))
    }

    /// Reads the inside of such a line.
    fn read(members: &str) -> Option<Entry> {
        let (id, rest) = members.strip_prefix(ID)?.split_once(CONTENT)?;
        let (content, rest) = rest.split_once(STATUS)?;
        let (status, json) = rest.split_once(FINDING)?;
        let status = [Status::Active, Status::Archived].into_iter().find(|own| own.name() == status)?;
        Some(Entry { id: id.to_owned(), content: content.to_owned(), status, json: json.to_owned() })
    }
}

/// Lines that have been checked, one after another.
struct Lines<'t> {
    lines: Vec<&'t str>,
    /// How many have been read.
    at: usize,
}

impl<'t> Lines<'t> {
    fn next(&mut self, what: &str) -> Result<&'t str, Damage> {
        let line = self.lines.get(self.at).copied();
        self.at += 1;
        line.ok_or_else(|| Damage {
            line: self.at,
            message: format!("the file ends where {what} should stand"),
        })
    }

    fn object(&mut self, what: &str) -> Result<Object, Damage> {
        let members = self.next(what)?;
        let failed = || Damage { line: self.at, message: format!("the line is not that of {what}") };
        match read_json(&format!("{{{members}}}")) {
            (Some(Node { value: Value::Object(members), .. }), _) => {
                Ok(Object(members.into_iter().map(|member| (member.key.value, member.value)).collect()))
            }
            _ => Err(failed()),
        }
    }

    fn account(&mut self) -> Result<(String, AccountState), Damage> {
        let object = self.object("an account")?;
        let damage =
            |line: usize, what: &str| Damage { line, message: format!("the line is not that of {what}") };
        let fields = (object.text("account"), object.number("resources"), object.number("findings"));
        let (Some(id), Some(resources), Some(findings)) = fields else {
            return Err(damage(self.at, "an account"));
        };
        let mut account = AccountState { resources, findings: Vec::new() };
        for _ in 0..findings {
            let members = self.next("a finding")?;
            account.findings.push(Entry::read(members).ok_or_else(|| damage(self.at, "a finding"))?);
        }
        Ok((id, account))
    }
}

/// The members of a line.
struct Object(BTreeMap<String, Node>);

impl Object {
    fn text(&self, name: &str) -> Option<String> {
        match &self.0.get(name)?.value {
            Value::String(text) => Some(text.clone()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    fn number(&self, name: &str) -> Option<usize> {
        match &self.0.get(name)?.value {
            Value::Number(number) => number.parse().ok(),
            Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    fn file(&self) -> Option<FileState> {
        let outline = match self.0.get("accounts") {
            None => None,
            Some(accounts) => {
                let asks_for_sets = self.0.contains_key("sets");
                Some(Outline { asks_for_sets, ..outline(accounts, self.0.get("arns")?)? })
            }
        };
        let remarked = self.0.contains_key("remarked");
        Some(FileState { name: self.text("file")?, digest: self.text("digest")?, outline, remarked })
    }
}

fn outline(accounts: &Node, arns: &Node) -> Option<Outline> {
    let (Value::Array(accounts), Value::Array(arns)) = (&accounts.value, &arns.value) else { return None };
    let mut outline = Outline::default();
    for account in accounts {
        let Value::Array(fields) = &account.value else { return None };
        let [id, partition, canonical_id, rest] = fields.as_slice() else { return None };
        let text = |node: &Node| match &node.value {
            Value::String(text) => Some(Some(text.clone())),
            Value::Null => Some(None),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        };
        let of = AccountOutline {
            partition: text(partition)?,
            canonical_id: text(canonical_id)?,
            rest: text(rest)??,
        };
        outline.accounts.insert(text(id)??, of);
    }
    for arn in arns {
        let Value::String(arn) = &arn.value else { return None };
        outline.arns.push(arn.clone());
    }
    Some(outline)
}

/// The text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, status: Status) -> Entry {
        Entry { id: id.to_owned(), content: "c".to_owned(), status, json: format!("{{\"id\":\"{id}\"}}") }
    }

    fn state() -> State {
        let of = |findings: Vec<Entry>| Arc::new(AccountState { resources: 2, findings });
        let rest = "ff00".to_owned();
        let account = AccountOutline { partition: Some("aws".to_owned()), canonical_id: None, rest };
        let outline = Outline {
            accounts: BTreeMap::from([("111122223333".to_owned(), account)]),
            arns: vec!["00ff".to_owned()],
            asks_for_sets: true,
        };
        let file = |name: &str, outline: Option<Outline>| FileState {
            name: name.to_owned(),
            digest: digest(b"x"),
            remarked: outline.is_none(),
            outline,
        };
        State {
            zone: Zone::Account,
            question: "internal \"none\"".to_owned(),
            options: "0.1.0 \"any\"".to_owned(),
            rules: String::new(),
            resources: 4,
            accounts_outside: 1,
            resources_outside: 3,
            files: vec![file("a/\n.json", Some(outline)), file("organization.json", None)],
            accounts: BTreeMap::from([
                (
                    "111122223333".to_owned(),
                    of(vec![entry("one", Status::Active), entry("two", Status::Archived)]),
                ),
                ("444455556666".to_owned(), of(Vec::new())),
            ]),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let state = state();
        assert_eq!(State::read(&state.text()), Ok(state.clone()));
        assert_eq!(state.text().lines().count(), 7);
    }

    #[test]
    fn any_changed_byte_is_seen_at_its_line() {
        let text = state().text();
        let mut line = 1;
        for (at, byte) in text.bytes().enumerate() {
            let mut damaged = text.clone().into_bytes();
            damaged[at] = if byte == b'0' { b'1' } else { b'0' };
            let damaged = String::from_utf8(damaged).unwrap();
            let damage = State::read(&damaged).expect_err(&damaged);
            // A line end that is gone makes one line of two.
            assert_eq!(damage.line, line, "{at} {damage:?}");
            line += usize::from(byte == b'\n');
        }
    }

    #[test]
    fn lines_that_are_gone_moved_or_foreign_are_seen() {
        let text = state().text();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for at in 0..lines.len() {
            let without: String =
                lines.iter().enumerate().filter(|(own, _)| *own != at).map(|(_, line)| *line).collect();
            assert!(State::read(&without).is_err(), "without {at}");
            let twice: String = lines[..=at].iter().chain(&lines[at..]).copied().collect();
            assert!(State::read(&twice).is_err(), "{at} twice");
        }
        for foreign in ["", "{}", "[]\n", "{\"findings\":[]}\n", "\n\n"] {
            assert_eq!(State::read(foreign).unwrap_err().line, 1, "{foreign}");
        }
        let other = line(&format!("\"hornbeam\":\"findings\",\"format\":{FORMAT}0"));
        assert!(State::read(&other).unwrap_err().message.contains("another version"));
        let cut = &text[..text.len() - 1];
        assert_eq!(State::read(cut).unwrap_err().line, 7);
    }
}
