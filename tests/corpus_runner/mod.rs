//! Reading the corpus.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot read its own data has failed"
)]

use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::formula::Universe;
use hornbeam::input::read_request;
use hornbeam::model::{Assumptions, Policy, PolicyType, Request, lower};
use hornbeam::parse::{Source, read_json, read_policy};
use hornbeam::question::{
    Answer, Prover, ResourceType, access_not_granted, compare, no_new_access, no_public_access,
};
use toml::{Table, Value};

/// One case, with the file it stands in.
pub(crate) struct Case {
    file: String,
    table: Table,
}

/// Every case, by file and place.
pub(crate) fn cases() -> Vec<Case> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut table: Table =
            std::fs::read_to_string(path).unwrap().parse().unwrap_or_else(|e| panic!("{file}: {e}"));
        let Some(Value::Array(list)) = table.remove("case") else { panic!("{file} has no cases") };
        for case in list {
            let Value::Table(table) = case else { panic!("{file}: a case is no table") };
            cases.push(Case { file: file.clone(), table });
        }
    }
    cases
}

impl Case {
    /// `file/name`.
    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.file, self.text("name").expect("a case has a name"))
    }

    /// A field that is a text.
    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.table.get(field).and_then(Value::as_str)
    }

    /// A field that is a list of texts; none if it is not there.
    pub(crate) fn texts(&self, field: &str) -> Vec<String> {
        let list = self.table.get(field).and_then(Value::as_array);
        list.into_iter().flatten().map(|text| text.as_str().unwrap().to_owned()).collect()
    }

    /// The case's type of policy.
    pub(crate) fn policy_type(&self) -> PolicyType {
        PolicyType::parse(self.text("type").unwrap_or("identity")).expect("a known type")
    }

    /// The policy that a field's text is.
    pub(crate) fn policy(&self, text: &str) -> Policy {
        let parsed = read_policy(&Source::new("policy", text));
        let document = parsed.document.unwrap_or_else(|| panic!("{}: {:?}", self.name(), parsed.diagnostics));
        let (policy, diagnostics) = lower::lower(&document, self.policy_type(), "policy");
        policy.unwrap_or_else(|| panic!("{}: {diagnostics:?}", self.name()))
    }

    /// The rows: a request and what the policy decides.
    pub(crate) fn rows(&self) -> Vec<(Request, String)> {
        let rows = self.table.get("row").and_then(Value::as_array);
        let read = |row: &Value| {
            let text = row.get("request").and_then(Value::as_str).expect("a row has a request");
            let (node, errors) = read_json(text);
            let node = node.unwrap_or_else(|| panic!("{}: {errors:?}", self.name()));
            let request = read_request(&node).unwrap_or_else(|errors| panic!("{}: {errors:?}", self.name()));
            (request, row.get("decision").and_then(Value::as_str).unwrap().to_owned())
        };
        rows.into_iter().flatten().map(read).collect()
    }
}

/// A prover with these engines.
pub(crate) fn prover(engine: EngineChoice, solver: Option<&str>) -> Prover {
    Prover {
        portfolio: Portfolio::new(engine, solver).expect("the engine is there"),
        budget: Budget::default(),
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    }
}

impl Case {
    /// Asks the case's question.
    pub(crate) fn ask(&self, question: &str, prover: &Prover) -> Answer {
        let policy = |field: &str| {
            self.policy(self.text(field).unwrap_or_else(|| panic!("{}: no {field}", self.name())))
        };
        match question {
            "compare" => compare(prover, &policy("a"), &policy("b")),
            "no-new-access" => no_new_access(prover, &policy("existing"), &policy("new")),
            "access-not-granted" => access_not_granted(
                prover,
                &policy("policy"),
                &self.texts("actions"),
                &self.texts("resources"),
            ),
            "no-public-access" => {
                let resource_type =
                    ResourceType::parse(self.text("resource_type").unwrap()).expect("a known type");
                no_public_access(prover, &policy("policy"), resource_type)
            }
            other => panic!("{}: no question is called {other}", self.name()),
        }
    }
}
