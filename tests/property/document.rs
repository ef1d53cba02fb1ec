//! Policies as the tests build them, and their JSON.

use hornbeam::model::{Policy, PolicyType, lower};
use hornbeam::parse::{Source, read_policy};
use serde_json::{Map, Value, json};

/// A policy that can be taken apart and put together again.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) policy_type: PolicyType,
    /// `None`: no `Version`, which means 2008-10-17.
    pub(crate) version: Option<&'static str>,
    pub(crate) statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) allow: bool,
    pub(crate) principal: Option<Principal>,
    /// `Not…` or not, and the values.
    pub(crate) action: (bool, Vec<String>),
    pub(crate) resource: Option<(bool, Vec<String>)>,
    pub(crate) conditions: Vec<Condition>,
}

/// `Principal` or (`negated`) `NotPrincipal`.
#[derive(Clone, Debug)]
pub(crate) struct Principal {
    pub(crate) negated: bool,
    /// The kind and the value; the kind `*` stands for the bare `"*"`.
    pub(crate) names: Vec<(&'static str, String)>,
}

/// One operator on one key.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) operator: String,
    pub(crate) key: String,
    pub(crate) values: Vec<String>,
}

impl Document {
    /// The policy's text.
    pub(crate) fn json(&self) -> String {
        let mut document = Map::new();
        if let Some(version) = self.version {
            document.insert("Version".to_owned(), json!(version));
        }
        let statements: Vec<Value> = self.statements.iter().map(Statement::json).collect();
        document.insert("Statement".to_owned(), Value::Array(statements));
        Value::Object(document).to_string()
    }

    /// The typed policy; `None` if it is refused.
    pub(crate) fn policy(&self) -> Option<Policy> {
        let parsed = read_policy(&Source::new("policy", self.json()));
        lower::lower(&parsed.document?, self.policy_type, "policy").0
    }

    /// The same document with other statements.
    pub(crate) fn with(&self, statements: Vec<Statement>) -> Document {
        Document { statements, ..self.clone() }
    }
}

impl Statement {
    fn json(&self) -> Value {
        let not = |negated: bool, name: &str| if negated { format!("Not{name}") } else { name.to_owned() };
        let mut statement = Map::new();
        statement.insert("Effect".to_owned(), json!(if self.allow { "Allow" } else { "Deny" }));
        if let Some(principal) = &self.principal {
            statement.insert(not(principal.negated, "Principal"), principal.json());
        }
        let (negated, actions) = &self.action;
        statement.insert(not(*negated, "Action"), list(actions));
        if let Some((negated, resources)) = &self.resource {
            statement.insert(not(*negated, "Resource"), list(resources));
        }
        if !self.conditions.is_empty() {
            let mut operators = Map::new();
            for condition in &self.conditions {
                let keys = operators.entry(condition.operator.clone()).or_insert_with(|| json!({}));
                let keys = keys.as_object_mut().unwrap();
                // A key can stand only once under an operator, whatever its letter case.
                if !keys.keys().any(|known| known.eq_ignore_ascii_case(&condition.key)) {
                    keys.insert(condition.key.clone(), condition.json());
                }
            }
            statement.insert("Condition".to_owned(), Value::Object(operators));
        }
        Value::Object(statement)
    }
}

impl Principal {
    fn json(&self) -> Value {
        if self.names.iter().any(|(kind, _)| *kind == "*") {
            return json!("*");
        }
        let mut kinds = Map::new();
        for (kind, name) in &self.names {
            let names = kinds.entry(*kind).or_insert_with(|| json!([]));
            names.as_array_mut().unwrap().push(json!(name));
        }
        Value::Object(kinds)
    }
}

impl Condition {
    fn json(&self) -> Value {
        match self.values.as_slice() {
            // Scalars need no quotes; both spellings are read alike.
            [only] if only == "true" || only == "false" => json!(only == "true"),
            [only] if matches!(only.parse::<u32>(), Ok(number) if number.to_string() == *only) => {
                json!(only.parse::<u32>().unwrap())
            }
            _ => list(&self.values),
        }
    }
}

fn list(values: &[String]) -> Value {
    if let [only] = values { json!(only) } else { json!(values) }
}
