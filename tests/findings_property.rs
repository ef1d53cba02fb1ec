//! Random resources with random policies in random zones: what is found is there, all of it, once, and no more narrowly
//! told than need be.
//!
//! For each resource the findings are held against every request of a small universe (`universe.rs`), which knows nothing
//! of the search: callers inside and outside, the actions and resources that the policies mention and others, for each
//! key the values that the policies mention, another one, and none.
//!
//! - Sound: a finding's witness is by a caller outside, lies in the finding, and is allowed by the evaluator.
//! - Complete: every external request that the evaluator allows lies in a finding of its kind of callers, or the resource
//!   has a finding of kind `error`.
//! - Minimal: the witness of a finding lies in no other, and no two findings say the same.
//! - General: of the conditions of a finding none is met by every possible request of the rest of it.
//!
//! Seeds are fixed. `HORNBEAM_PROPERTY_FACTOR=50` runs all 10,000 cases, of which the usual run takes the first 200;
//! `HORNBEAM_PROPERTY_SEED` starts elsewhere.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "generators and checks outside `#[test]` functions: a failure of theirs is the test's"
)]

#[path = "findings_property/policies.rs"]
mod policies;
#[path = "property/rng.rs"]
#[allow(dead_code, reason = "a part of another test")]
mod rng;
#[path = "property/run.rs"]
mod run;
#[path = "findings_property/universe.rs"]
mod universe;

use std::collections::BTreeMap;

use hornbeam::eval::{self, Decision, Scope, decision::looks_public};
use hornbeam::findings::{Cell, Finding, Kind, Zone, analyse};
use hornbeam::input::read_world;
use hornbeam::model::world::{Target, World};
use hornbeam::model::{Condition, Request, Statement, Template};
use hornbeam::parse::Source;
use hornbeam::question::Prover;
use hornbeam::question::world::{Ask, Callers, External, Inquiry, outside};

use policies::{Scene, scene};
use rng::Rng;
use universe::Universe;

/// How many requests of one resource are tried.
const REQUESTS: usize = 500;

/// Counts of what was seen.
#[derive(Debug, Default)]
struct Figures {
    findings: BTreeMap<&'static str, usize>,
    kinds: BTreeMap<&'static str, usize>,
    none: usize,
    requests: usize,
    allowed: usize,
    /// Conditions of findings, and those of which no request was at hand to show that they are needed.
    conditions: usize,
    unshown: usize,
    /// Of how many conditions only the search has such a request.
    asked: usize,
}

fn statement(finding: &Finding) -> Statement {
    let actions: Vec<Template> = finding.actions.iter().map(|action| Template::glob(action)).collect();
    finding.cell.statement(&actions)
}

fn lies_in(finding: &Finding, request: &Request) -> bool {
    eval::matches(&statement(finding), request, Scope::default())
}

/// Whether the evaluator allows the request in the setting that the zone gives it.
fn is_allowed(zone: &World, target: &Target<'_>, request: &Request) -> bool {
    let Some(party) = universe::party(zone, &request.principal) else { return false };
    let setting = zone.setting(&party, target);
    eval::decide_request(request, &setting, Scope::default(), &looks_public).decision == Decision::Allow
}

/// A request of these callers, whether it is allowed or not, that lies in the cell and does not meet the condition.
fn elsewhere(
    prover: &Prover,
    zone: &World,
    target: &Target<'_>,
    callers: Callers,
    cell: &Cell,
    condition: &Condition,
) -> Option<Request> {
    let parties = outside(zone, target, callers);
    let ask = Ask { actions: Vec::new(), resource: target.arn().to_owned(), keys: Vec::new() };
    let mut inquiry = Inquiry::new(prover, zone);
    let statement = |cell: &Cell| cell.statement(&[Template::anything()]);
    let (whole, part) = (statement(cell), statement(&cell.under(condition)));
    let external = External::new(&inquiry, target, &parties, &ask).ok()?;
    let possible = external.about(vec![whole.clone(), part.clone()]).possible();
    let request = possible.access(&mut inquiry, &whole, std::slice::from_ref(&part)).request?;
    let is_in = |statement| eval::matches(statement, &request, Scope::default());
    (is_in(&whole) && !is_in(&part)).then_some(request)
}

/// What is wrong with the findings.
fn faults(
    prover: &Prover,
    scene: &Scene,
    zone: &World,
    findings: &[&Finding],
    rng: &mut Rng,
    figures: &mut Figures,
) -> Vec<String> {
    let mut faults = Vec::new();
    let target = zone.target(&scene.resource).unwrap();
    let universe = Universe::new(scene, zone, &target);
    let external: Vec<&Finding> =
        findings.iter().copied().filter(|finding| finding.kind == Kind::ExternalAccess).collect();
    for finding in &external {
        let Some(witness) = &finding.witness else {
            faults.push("no witness".to_owned());
            continue;
        };
        let mut expect = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{what}: {}", show(witness)));
            }
        };
        let fault = universe.fault(witness, finding.callers == Callers::Federated);
        expect(fault.is_none(), &format!("no external request ({fault:?})"));
        expect(is_allowed(zone, &target, witness), "not allowed");
        expect(lies_in(finding, witness), "not in its finding");
        for other in external.iter().filter(|other| other.id() != finding.id()) {
            let implied = other.callers == finding.callers && lies_in(other, witness);
            expect(!implied, "in another finding too");
        }
        let same = external.iter().filter(|other| other.id() == finding.id()).count();
        expect(same == 1, "the same finding");
        for (at, condition) in finding.cell.conditions.iter().enumerate() {
            figures.conditions += 1;
            let mut rest = finding.cell.clone();
            rest.conditions.remove(at);
            let federated = finding.callers == Callers::Federated;
            match universe.leaves(&rest, condition, federated) {
                Some(true) => {}
                // The universe is small: a request of the search's own shows it as well, if it is one.
                Some(false) => match elsewhere(prover, zone, &target, finding.callers, &rest, condition) {
                    Some(request) if universe.fault(&request, federated).is_none() => figures.asked += 1,
                    _ => faults.push(format!("a condition that always holds: {condition:?}")),
                },
                None => figures.unshown += 1,
            }
        }
    }
    let failed = findings.iter().any(|finding| finding.kind == Kind::Error);
    for request in universe.requests(rng, REQUESTS) {
        figures.requests += 1;
        if !is_allowed(zone, &target, &request) {
            continue;
        }
        figures.allowed += 1;
        let federated = universe::is_federated(&request);
        let callers = if federated { Callers::Federated } else { Callers::Aws };
        let found = external.iter().any(|finding| finding.callers == callers && lies_in(finding, &request));
        if !found && !failed {
            faults.push(format!("missed: {}", show(&request)));
            break;
        }
    }
    faults
}

/// The findings, to see what went wrong.
fn told(findings: &[&Finding]) -> String {
    let told = findings.iter().map(|finding| {
        let conditions: Vec<_> = finding.conditions().collect();
        let (kind, callers, principal) = (finding.kind.name(), finding.callers, finding.principal());
        format!("{kind} {callers:?} {principal} {:?} {conditions:?} {:?}\n", finding.actions, finding.reason)
    });
    told.collect()
}

fn show(request: &Request) -> String {
    let context: Vec<String> =
        request.context.iter().map(|(key, values)| format!("{}={values:?}", key.name())).collect();
    let (caller, action, resource) = (request.principal.text(), &request.action, &request.resource);
    format!("{caller} {action} {resource} {}", context.join(" "))
}

#[test]
fn what_is_found_is_all_there_is() {
    let (seed, cases) = (run::seed(71), run::cases(200));
    let prover = Prover { budget: run::budget(), ..Prover::default() };
    let mut figures = Figures::default();
    let mut wrong = Vec::new();
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let scene = scene(&mut rng, &format!("seed {seed}, case {case}"));
        let (world, diagnostics) = read_world(&[Source::new("world", scene.world.to_string())]);
        let world = world.unwrap_or_else(|| panic!("{}\n{diagnostics:?}", scene.shown));
        let zone = if scene.whole { Zone::Organization } else { Zone::Account };
        let analysis = analyse(&prover, &world, zone, &|_| {}).unwrap();
        let own: Vec<&Finding> =
            analysis.findings.iter().filter(|finding| finding.resource == scene.resource).collect();
        *figures.kinds.entry(scene.kind).or_default() += 1;
        figures.none += usize::from(own.is_empty());
        for finding in &own {
            *figures.findings.entry(finding.kind.name()).or_default() += 1;
        }
        let zones = zone.worlds(&world).unwrap();
        let zone = zones.iter().find(|zone| zone.target(&scene.resource).is_some()).unwrap();
        let faults = faults(&prover, &scene, zone, &own, &mut rng, &mut figures);
        if !faults.is_empty() {
            wrong.push(format!("{}\n{}{}", scene.shown, told(&own), faults.join("\n")));
        }
    }
    let shown = wrong.iter().take(50).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    assert!(wrong.is_empty(), "{} of {cases} wrong\n{figures:?}\n{shown}", wrong.len());
    run::report(&format!("seed {seed}, {cases} resources\n{figures:?}"));
    let count = |name: &str| figures.findings.get(name).copied().unwrap_or_default();
    assert!(count("external") * 2 > cases, "{figures:?}");
    assert!(count("error") * 10 < cases, "{figures:?}");
    assert!(figures.allowed * 50 > figures.requests, "{figures:?}");
    assert!(figures.conditions * 4 > cases && figures.unshown * 5 < figures.conditions, "{figures:?}");
    assert!(figures.asked * 20 < figures.conditions, "{figures:?}");
    assert_eq!(figures.kinds.len(), policies::KINDS, "{figures:?}");
}
