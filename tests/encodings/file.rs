//! Reading a file of `encodings/` into its blocks, and writing what is emitted back into it.

use std::ops::Range;

use hornbeam::formula::Universe;
use hornbeam::model::{Assumptions, PolicyType};

/// One file, or a code fence that is written like one.
pub(crate) struct File {
    pub(crate) name: String,
    lines: Vec<String>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) laws: Vec<Law>,
    pub(crate) rows: Vec<Row>,
}

/// `;; policy NAME[, type TYPE][, under ASSUMPTION=READING][, expect unsat]`.
pub(crate) struct Policy {
    pub(crate) name: String,
    pub(crate) policy_type: PolicyType,
    pub(crate) assumptions: Assumptions,
    pub(crate) status: &'static str,
    pub(crate) fragment: String,
    /// What the script is wider in, from lines `;;   wider: …` after `;; emits`.
    pub(crate) wider: Vec<String>,
    pub(crate) script: Range<usize>,
}

/// `;; law NAME: CLAIM[, in any|known][, under ASSUMPTION=READING], expect sat|unsat`.
pub(crate) struct Law {
    pub(crate) name: String,
    pub(crate) claim: String,
    pub(crate) universe: Universe,
    pub(crate) assumptions: Assumptions,
    pub(crate) status: &'static str,
    pub(crate) script: Range<usize>,
}

/// `;;   REQUEST => true|false` under `;; rows of NAME`.
pub(crate) struct Row {
    pub(crate) policy: String,
    pub(crate) request: String,
    pub(crate) expected: bool,
}

impl File {
    /// Reads a file; a line that is none of its parts is a panic that names it.
    pub(crate) fn read(name: &str, text: &str) -> File {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut file =
            File { name: name.to_owned(), lines, policies: Vec::new(), laws: Vec::new(), rows: Vec::new() };
        let mut at = 0;
        while let Some(line) = file.lines.get(at).cloned() {
            let (start, end) = (at + 1, file.end_of_comment(at + 1));
            let comment = |file: &File| {
                file.lines[start..end].iter().map(|line| line[2..].trim().to_owned()).collect::<Vec<_>>()
            };
            if let Some(header) = line.strip_prefix(";; policy ") {
                let fragment = comment(&file).join("\n");
                assert_eq!(
                    file.lines.get(end).map(String::as_str),
                    Some(";; emits"),
                    "{name}:{}: no `;; emits`",
                    end + 1
                );
                let script_at = file.end_of_comment(end + 1);
                let wider = file.lines[end + 1..script_at].iter();
                let wider = wider
                    .map(|line| line[2..].trim().strip_prefix("wider: ").expect("`wider: …`").to_owned())
                    .collect();
                let script = file.script(script_at);
                at = script.end;
                let header = Header::read(header, name);
                assert!(header.claim.is_none() && header.universe == Universe::Free, "{name}: {line}");
                file.policies.push(Policy {
                    name: header.name,
                    policy_type: header.policy_type,
                    assumptions: header.assumptions,
                    status: header.status.unwrap_or("sat"),
                    fragment,
                    wider,
                    script,
                });
            } else if let Some(header) = line.strip_prefix(";; law ") {
                let script = file.script(end);
                at = script.end;
                let header = Header::read(header, name);
                file.laws.push(Law {
                    name: header.name,
                    claim: header.claim.unwrap_or_else(|| panic!("{name}: a law without claim: {line}")),
                    universe: header.universe,
                    assumptions: header.assumptions,
                    status: header.status.unwrap_or_else(|| panic!("{name}: a law without status: {line}")),
                    script,
                });
            } else if let Some(policy) = line.strip_prefix(";; rows of ") {
                for row in comment(&file) {
                    let (request, expected) =
                        row.rsplit_once(" => ").unwrap_or_else(|| panic!("{name}: no `=>`: {row}"));
                    let expected =
                        expected.parse().unwrap_or_else(|_| panic!("{name}: neither true nor false: {row}"));
                    file.rows.push(Row { policy: policy.to_owned(), request: request.to_owned(), expected });
                }
                at = end;
            } else {
                let known =
                    line.is_empty() || line == "(set-logic ALL)" || line == ";;" || line.starts_with(";; ");
                assert!(known, "{name}:{}: belongs to no block: {line}", at + 1);
                at += 1;
            }
        }
        file
    }

    /// The first line from `at` that is no indented comment.
    fn end_of_comment(&self, at: usize) -> usize {
        let is_comment = |line: &&String| line.starts_with(";;   ");
        at + self.lines.get(at..).unwrap_or_default().iter().take_while(is_comment).count()
    }

    /// The lines of the script that begins at `at`, `push` and `pop` included; empty if none was emitted yet.
    fn script(&self, at: usize) -> Range<usize> {
        if self.lines.get(at).map(String::as_str) != Some("(push 1)") {
            return at..at;
        }
        let length = self.lines[at..].iter().position(|line| line == "(pop 1)");
        at..at + 1 + length.unwrap_or_else(|| panic!("{}:{}: no `(pop 1)`", self.name, at + 1))
    }

    /// The text of some lines.
    pub(crate) fn text(&self, lines: Range<usize>) -> String {
        self.lines[lines].iter().flat_map(|line| [line, "\n"]).collect()
    }

    /// The whole text with other scripts put in their places.
    pub(crate) fn with_scripts(&self, mut scripts: Vec<(Range<usize>, String)>) -> String {
        scripts.sort_by_key(|(lines, _)| lines.start);
        let mut text = String::new();
        let mut at = 0;
        for (lines, script) in scripts {
            text.push_str(&self.text(at..lines.start));
            text.push_str(&script);
            at = lines.end;
        }
        text + &self.text(at..self.lines.len())
    }

    /// The policy of this name.
    pub(crate) fn policy(&self, name: &str) -> &Policy {
        let found = self.policies.iter().find(|policy| policy.name == name);
        found.unwrap_or_else(|| panic!("{}: no policy is called {name}", self.name))
    }
}

/// What stands in the line that begins a block.
struct Header {
    name: String,
    claim: Option<String>,
    policy_type: PolicyType,
    universe: Universe,
    assumptions: Assumptions,
    status: Option<&'static str>,
}

impl Header {
    fn read(text: &str, file: &str) -> Header {
        let mut parts = text.split(", ");
        let first = parts.next().unwrap_or_default();
        let (name, claim) = match first.split_once(": ") {
            Some((name, claim)) => (name, Some(claim.to_owned())),
            None => (first, None),
        };
        let mut header = Header {
            name: name.to_owned(),
            claim,
            policy_type: PolicyType::Identity,
            universe: Universe::Free,
            assumptions: Assumptions::default(),
            status: None,
        };
        for part in parts {
            match part.split_once(' ') {
                Some(("type", name)) => {
                    header.policy_type = PolicyType::parse(name).unwrap_or_else(|| panic!("{file}: {part}"))
                }
                Some(("in", name)) => {
                    header.universe = Universe::parse(name).unwrap_or_else(|| panic!("{file}: {part}"))
                }
                Some(("under", reading)) => {
                    header.assumptions.set(reading).unwrap_or_else(|error| panic!("{file}: {error}"))
                }
                Some(("expect", "sat")) => header.status = Some("sat"),
                Some(("expect", "unsat")) => header.status = Some("unsat"),
                _ => panic!("{file}: `{part}` of `{text}` says nothing"),
            }
        }
        header
    }
}
