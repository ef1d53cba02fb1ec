//! Every case of `tests/corpus/worlds`: questions over the set-ups that AWS's documents describe, asked of each engine.
//!
//! A file is `{"source", "world", "cases"}`. `world` is a world in its own format, or the name of a file beside. A case
//! has a `name`, says `why` it is there, and names its `op` with the op's inputs:
//!
//! | op | inputs | expected |
//! | --- | --- | --- |
//! | `can` | `principal`, `actions`, `resource`, `keys`, `absent` | `answer`: `can`, `cannot`, `unknown` or `error`; `witness`; `needed`; `notToday` |
//! | `who-can` | `actions`, `resource`, `keys`, `absent` | `principals`: all who can, by name, with a `witness` or `null` |
//! | `what-can` | `principal` | `grants`: all, as `share ACTION on RESOURCE` |
//! | `contain` | `principals`, `inside` (a policy or an ARN), `whateverIdentity` | `answers` by principal; `witness` |
//! | `isolated` | `principals`, `actions`, `resource`, `by` (a key) | `answer`; `witness`: of the second request |
//! | `assume` | `role` | `chains`: all, as `who -> role -> role` |
//!
//! A case that is `beyondNative` is not asked of the native engine alone, which has no answer.
//!
//! A `witness` lists what is to be true of the request that is shown: `principal`, `action`, `resource`, `context` (a key with its
//! values; `[]` is absent), `by` (the policies whose statements allow it). In its place `{"unknown": WORDS}` says that it is not
//! known, and words of the reason; beside `answer` the same. `needed` are the names of the
//! restrictions that a "cannot" rests on.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the functions of a test fail by panicking, as the test does"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use hornbeam::automata::Pattern;
use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::eval::Verdict;
use hornbeam::formula::Universe;
use hornbeam::input::read_world;
use hornbeam::model::world::{Party, World};
use hornbeam::model::{Assumptions, Caller, Key, Policy, PolicyType, Request, lower};
use hornbeam::parse::{Source, read_policy};
use hornbeam::question::world::{Access, Ask, Fence, assume, can, contain, isolated, what_can, who_can};
use hornbeam::question::{Conclusion, Prover};
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/worlds");

/// How the fault begins that an answer is unknown.
const UNKNOWN: &str = "unknown: ";

/// One question about one world.
struct Case<'w> {
    prover: &'w Prover,
    world: &'w World,
    case: &'w Value,
    /// What came out otherwise than expected.
    faults: Vec<String>,
}

fn read(name: &str, file: &Value) -> World {
    let text = match &file["world"] {
        Value::String(beside) => std::fs::read_to_string(Path::new(FOLDER).join(beside)).unwrap(),
        world => world.to_string(),
    };
    let (world, diagnostics) = read_world(&[Source::new(name, text)]);
    world.unwrap_or_else(|| panic!("{name}: {diagnostics:?}"))
}

fn policy(document: &Value) -> Policy {
    let parsed = read_policy(&Source::new("inside", document.to_string()));
    let (policy, diagnostics) = lower::lower(&parsed.document.unwrap(), PolicyType::Boundary, "inside");
    policy.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned()).collect()
}

impl<'w> Case<'w> {
    fn text(&self, field: &str) -> &'w str {
        self.case[field].as_str().unwrap_or_else(|| panic!("{}: no `{field}`", self.case["name"]))
    }

    fn ask(&self) -> Ask {
        let given = self.case["keys"].as_object().into_iter().flatten();
        let given = given.map(|(key, values)| (Key::new(key), texts(values)));
        let absent = texts(&self.case["absent"]).into_iter().map(|key| (Key::new(&key), Vec::new()));
        Ask {
            actions: texts(&self.case["actions"]),
            resource: self.text("resource").to_owned(),
            keys: given.chain(absent).collect(),
        }
    }

    /// Notes if the two differ.
    fn expect(&mut self, what: &str, found: &Value, expected: &Value) {
        if found != expected {
            self.faults.push(format!("{what}: {found} instead of {expected}"));
        }
    }

    /// Notes what is not as the witness is expected to be.
    fn witness(&mut self, expected: &Value, request: Option<&Request>, verdict: Option<&Verdict>) {
        let Some(fields) = expected.as_object().filter(|fields| !fields.contains_key("unknown")) else {
            return;
        };
        let Some(request) = request else {
            self.faults.push("there is no request".to_owned());
            return;
        };
        for (field, expected) in fields {
            match field.as_str() {
                "principal" => self.expect(field, &json!(request.principal.text()), expected),
                "action" => self.expect(field, &json!(request.action), expected),
                "resource" => self.expect(field, &json!(request.resource), expected),
                "context" => {
                    for (key, values) in expected.as_object().unwrap() {
                        self.expect(key, &json!(request.context.values(&Key::new(key))), values);
                    }
                }
                "by" => {
                    let by = verdict.iter().flat_map(|verdict| &verdict.by);
                    let mut names: Vec<&str> = by.map(|deciding| deciding.name.as_str()).collect();
                    names.dedup();
                    self.expect(field, &json!(names), expected);
                }
                _ => panic!("a witness has no `{field}`"),
            }
        }
    }

    fn access(&mut self, expected: &Value, access: &Access) {
        self.witness(expected, access.request.as_ref(), access.verdict.as_ref());
        // That it is unknown may be what is expected, for a reason that says so.
        let reason = expected["unknown"].as_str().or(self.case["unknown"].as_str());
        if let Some(reason) = reason {
            let told = access.conclusion == Conclusion::Unknown && access.unknown.join(" ").contains(reason);
            return self.expect("unknown", &json!(told), &json!(true));
        }
        if access.conclusion == Conclusion::Unknown {
            self.faults.push(format!("{UNKNOWN}{:?}", access.unknown));
        }
    }

    fn run(&mut self) {
        match self.text("op") {
            "can" => self.can(),
            "who-can" => self.who_can(),
            "what-can" => self.what_can(),
            "contain" => self.contain(),
            "isolated" => self.isolated(),
            "assume" => self.assume(),
            other => panic!("no question is called {other}"),
        }
    }

    fn can(&mut self) {
        let can = match can(self.prover, self.world, self.text("principal"), &self.ask()) {
            Ok(can) => can,
            Err(error) => return self.expect(&error.0, &json!("error"), &self.case["answer"]),
        };
        let answer = match can.access.conclusion {
            Conclusion::Holds => "can",
            Conclusion::Fails => "cannot",
            Conclusion::Unknown => "unknown",
        };
        self.expect("answer", &json!(answer), &self.case["answer"]);
        self.access(&self.case["witness"], &can.access);
        if let Some(words) = self.case["notToday"].as_str() {
            let noted = can.not_today.as_ref().map(ToString::to_string).unwrap_or_default();
            self.expect("notToday", &json!(noted), &json!(words));
        }
        if self.case["needed"].is_array() {
            let needed = can.needed.iter().flatten().map(|restriction| restriction.name.as_str());
            self.expect("needed", &needed.collect(), &self.case["needed"]);
        }
    }

    fn who_can(&mut self) {
        let who = who_can(self.prover, self.world, &self.ask()).unwrap_or_else(|error| panic!("{error:?}"));
        let expected = self.case["principals"].as_object().unwrap();
        let sorted = |names: &mut dyn Iterator<Item = &str>| {
            let mut names: Vec<&str> = names.collect();
            names.sort_unstable();
            json!(names)
        };
        let names = sorted(&mut who.principals.iter().map(|(name, _)| name.as_str()));
        self.expect("principals", &names, &sorted(&mut expected.keys().map(String::as_str)));
        for (name, access) in &who.principals {
            self.access(expected.get(name).unwrap_or(&Value::Null), access);
        }
    }

    fn what_can(&mut self) {
        let what = what_can(self.prover, self.world, self.text("principal"));
        let what = what.unwrap_or_else(|error| panic!("{error:?}"));
        let rows =
            what.rows.iter().map(|row| format!("{} {} on {}", row.share.name(), row.action, row.resource));
        self.expect("grants", &rows.collect(), &self.case["grants"]);
    }

    fn contain(&mut self) {
        let patterns = texts(&self.case["principals"]);
        let is_listed =
            |arn: &str| patterns.iter().any(|pattern| Pattern::glob(pattern, false).contains(arn));
        let identities = self.world.identities().filter(|identity| is_listed(&identity.arn));
        let parties: Vec<Party<'_>> = identities.map(Party::Identity).collect();
        let fence = match &self.case["inside"] {
            Value::String(arn) => Fence::Party(self.world.party(&Caller::new(arn)).unwrap()),
            document => Fence::Policy(policy(document)),
        };
        let whatever = self.case["whateverIdentity"] == true;
        let containment = contain(self.prover, self.world, &parties, &fence, whatever);
        let answers: BTreeMap<&str, &str> = containment
            .parties
            .iter()
            .map(|contained| (contained.principal.as_str(), contained.conclusion.name()))
            .collect();
        self.expect("answers", &json!(answers), &self.case["answers"]);
        if let Some(access) = containment.parties.iter().find_map(|contained| contained.access.as_ref()) {
            self.access(&self.case["witness"], access);
        }
        if self.case["needed"].is_array() {
            let needed = containment.parties.iter().filter_map(|contained| contained.needed.as_ref());
            let names = needed.flatten().map(|restriction| {
                let of = restriction.resource.as_ref().map(|arn| format!(" of {arn}"));
                format!("{}{}", restriction.name, of.unwrap_or_default())
            });
            self.expect("needed", &names.collect(), &self.case["needed"]);
        }
    }

    fn isolated(&mut self) {
        let patterns = texts(&self.case["principals"]);
        let is_listed =
            |arn: &str| patterns.iter().any(|pattern| Pattern::glob(pattern, false).contains(arn));
        let identities = self.world.identities().filter(|identity| is_listed(&identity.arn));
        let parties: Vec<Party<'_>> = identities.map(Party::Identity).collect();
        let by = self.case["by"].as_str().map(Key::new);
        let isolated = isolated(self.prover, self.world, &parties, &self.ask(), by.as_ref());
        let isolated = isolated.unwrap_or_else(|error| panic!("{error:?}"));
        self.expect("answer", &json!(isolated.conclusion.name()), &self.case["answer"]);
        if let Some(requests) = &isolated.requests {
            for request in requests.iter() {
                let values = request.context.iter().flat_map(|(_, values)| values);
                let mut all = values.chain([&request.resource]).chain([&request.action]);
                self.expect(
                    "a legible request",
                    &json!(all.all(|text| !text.contains(char::is_control))),
                    &json!(true),
                );
            }
            self.witness(&self.case["witness"], requests.last(), None);
        }
        match (isolated.conclusion, self.case["unknown"].as_str()) {
            (Conclusion::Unknown, Some(reason))
                if isolated.unknown.iter().any(|said| said.contains(reason)) => {}
            (Conclusion::Unknown, _) => self.faults.push(format!("{UNKNOWN}{:?}", isolated.unknown)),
            (Conclusion::Holds | Conclusion::Fails, _) => {}
        }
    }

    fn assume(&mut self) {
        let assume = assume(self.prover, self.world, self.text("role"));
        let assume = assume.unwrap_or_else(|error| panic!("{error:?}"));
        let chains = assume.chains.iter().map(|chain| {
            let hops = chain.hops.iter().map(|hop| hop.role.as_str());
            std::iter::once(chain.principal.as_str()).chain(hops).collect::<Vec<_>>().join(" -> ")
        });
        let mut chains: Vec<String> = chains.collect();
        chains.sort();
        let mut expected = texts(&self.case["chains"]);
        expected.sort();
        self.expect("chains", &json!(chains), &json!(expected));
        for hop in assume.chains.iter().flat_map(|chain| &chain.hops) {
            self.access(&Value::Null, &hop.access);
        }
    }
}

/// Asks every question. A general solver may leave a few undecided, which take it longer than anyone waits.
fn ask(engine: EngineChoice, may_be_undecided: usize) {
    let prover = Prover {
        portfolio: Portfolio::new(engine, None).unwrap_or_else(|error| panic!("{error}")),
        budget: Budget { time: Duration::from_secs(15), ..Budget::default() },
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    };
    let mut paths: Vec<_> = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut wrong, mut asked, mut undecided) = (Vec::new(), 0, 0);
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        if file["cases"].is_null() {
            continue;
        }
        assert!(
            file["source"].as_str().is_some_and(|source| source.contains("https://docs.aws.amazon.com/"))
        );
        let world = read(&name, &file);
        for case in file["cases"].as_array().unwrap() {
            assert!(case["why"].is_string(), "{name}/{}", case["name"]);
            if engine == EngineChoice::Native && case["beyondNative"] == true {
                continue;
            }
            asked += 1;
            let mut case = Case { prover: &prover, world: &world, case, faults: Vec::new() };
            case.run();
            // Whoever could not be decided is listed among those who can, and so as expected or not.
            if case.faults.iter().any(|fault| fault.starts_with(UNKNOWN) && fault.contains("timeout")) {
                undecided += 1;
                continue;
            }
            let of_case = case.faults.iter().map(|fault| format!("{name}/{}: {fault}", case.case["name"]));
            wrong.extend(of_case);
        }
    }
    assert!(wrong.is_empty(), "{} wrong of {asked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(undecided <= may_be_undecided, "{undecided} are undecided");
    assert!(asked > 100, "only {asked} cases were found");
}

#[test]
fn the_portfolio_answers_as_the_documents_say() {
    ask(EngineChoice::Auto, 0);
}

#[test]
fn the_native_engine_answers_as_the_documents_say() {
    ask(EngineChoice::Native, 0);
}

#[test]
fn z3_answers_as_the_documents_say() {
    ask(EngineChoice::Z3, 12);
}
