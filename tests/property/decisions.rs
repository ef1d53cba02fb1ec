//! The decision alone is the explained one, and a simulation names exactly the assumptions that its decision
//! hangs on, whatever the scenario.

use std::sync::Arc;

use super::document::Document;
use super::operands::Theme;
use super::policies::{Size, document_of, everything};
use super::requests::{Source, show};
use super::rng::Rng;
use super::{arns, run};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::Arena;
use hornbeam::model::{
    Assumption, Assumptions, Caller, EndpointPolicy, FederatedBy, Policy, PolicyType, PublicAccessBlock,
    Scenario, Setting,
};
use hornbeam::question::simulate;

const SIZE: Size = Size { statements: 3, conditions: 2, values: 3 };
const REQUESTS: usize = 10;
const ACCOUNTS: [&str; 2] = ["111122223333", "444455556666"];

/// The policies of a setting, and the documents they were read from.
struct Policies<'r> {
    rng: &'r mut Rng,
    theme: Theme,
    documents: Vec<Document>,
}

impl Policies<'_> {
    /// Up to so many policies of the type, some that allow everything; those that are refused are left out.
    fn some(&mut self, most: usize, policy_type: PolicyType) -> Vec<Arc<Policy>> {
        let mut policies = Vec::new();
        for _ in 0..self.rng.between(0, most) {
            let document = match self.rng.chance(25) {
                true => everything(policy_type),
                false => document_of(self.rng, policy_type, &self.theme, SIZE),
            };
            if let Some(policy) = document.policy() {
                policies.push(Arc::new(policy));
                self.documents.push(document);
            }
        }
        policies
    }

    /// One policy of the type, in so many of a hundred cases.
    fn one(&mut self, percent: usize, policy_type: PolicyType) -> Option<Arc<Policy>> {
        if self.rng.chance(percent) { self.some(1, policy_type).pop() } else { None }
    }

    /// Some levels; most of them allow everything.
    fn levels(&mut self, policy_type: PolicyType) -> Vec<Vec<Arc<Policy>>> {
        let everything = everything(policy_type).policy().map(Arc::new);
        let mut levels = Vec::new();
        for _ in 0..self.rng.below(3) {
            let mut level = self.some(1, policy_type);
            level.extend(everything.clone().filter(|_| self.rng.chance(90)));
            levels.push(level);
        }
        levels
    }

    fn setting(&mut self) -> Setting {
        let endpoints = self.some(1, PolicyType::VpcEndpoint).into_iter();
        let endpoint = |policy| EndpointPolicy { endpoint: None, policy };
        Setting {
            identity_policies: self.some(3, PolicyType::Identity),
            permissions_boundary: self.one(40, PolicyType::Boundary),
            session_policies: self.one(40, PolicyType::Session).into_iter().collect(),
            scps: self.levels(PolicyType::Scp),
            rcps: self.levels(PolicyType::Rcp),
            resource_policy: self.one(90, PolicyType::Resource),
            shares: self.one(20, PolicyType::Resource).into_iter().collect(),
            trust_policy: self.one(50, PolicyType::Trust),
            vpc_endpoint_policies: endpoints.filter(|_| self.rng.chance(40)).map(endpoint).collect(),
            public_access_block: self
                .rng
                .chance(20)
                .then_some(PublicAccessBlock { restrict_public_buckets: true, ..Default::default() }),
            access_point: None,
            management_account: self.rng.chance(20).then(|| ACCOUNTS[0].to_owned()),
            federated_by: FederatedBy::Namesake,
        }
    }
}

/// One setting, and some requests in it.
fn scenarios(rng: &mut Rng) -> Vec<Scenario> {
    let count = rng.between(1, 5);
    let theme = Theme::new(rng, count);
    let mut policies = Policies { rng, theme, documents: Vec::new() };
    let setting = policies.setting();
    let documents: Vec<&Document> = policies.documents.iter().collect();
    let source = Source::new(&Arena::new(), &documents);
    let scenario = |_| {
        let mut request = source.request(rng);
        if rng.chance(60) {
            request.principal = Caller::new(&arns::callers(rng));
        }
        request.resource_account = rng.chance(60).then(|| rng.word(&ACCOUNTS).to_owned());
        if rng.chance(12) {
            request.action =
                rng.word(&["sts:AssumeRole", "STS:TagSession", "sts:GetSessionToken"]).to_owned();
            request.resource = "arn:aws:iam::111122223333:role/a".to_owned();
        } else if rng.chance(8) {
            request.action = rng.word(&["kms:Decrypt", "kms:RetireGrant"]).to_owned();
            request.resource = "arn:aws:kms:r1:111122223333:key/a".to_owned();
        }
        Scenario { request, setting: setting.clone() }
    };
    (0..REQUESTS).map(scenario).collect()
}

#[test]
fn a_decision_is_the_same_with_and_without_its_explanation() {
    let (mut decided, mut hanging, mut asked_in_vain) = ([0; 3], [0; Assumption::ALL.len()], 0);
    let cases = run::cases(2_000);
    for case in 0..cases {
        let mut rng = Rng::new(run::seed(60), case as u64);
        for scenario in scenarios(&mut rng) {
            let explained = |assumptions| {
                let decision = eval::decide(&scenario, Scope { assumptions }).decision;
                let alone = eval::decision(&scenario.request, &scenario.setting, Scope { assumptions });
                assert_eq!(alone, decision, "case {case}, {assumptions:?}: {}", show(&scenario.request));
                decision
            };
            let usual = Assumptions::default();
            let decision = explained(usual);
            decided[decision as usize] += 1;
            let (verdict, hinges) = eval::decide_noting(&scenario, Scope::default());
            assert_eq!(verdict, eval::decide(&scenario, Scope::default()));
            let mut hangs_on = Vec::new();
            for (at, assumption) in Assumption::ALL.into_iter().enumerate() {
                if explained(usual.flip(assumption)) != decision {
                    hangs_on.push(assumption);
                    hanging[at] += 1;
                } else {
                    asked_in_vain += usize::from(hinges.has(assumption));
                }
            }
            let simulation = simulate(&scenario, usual);
            assert_eq!(simulation.assumptions, hangs_on, "case {case}: {}", show(&scenario.request));
            assert_eq!(simulation.verdict, verdict);
        }
    }
    let all: usize = decided.iter().sum();
    for (decision, count) in
        [Decision::Allow, Decision::ExplicitDeny, Decision::ImplicitDeny].into_iter().zip(decided)
    {
        assert!(count * 100 >= all * 8, "only {count} of {all} are {decision:?}");
    }
    for (assumption, count) in Assumption::ALL.into_iter().zip(hanging) {
        let matters = assumption != Assumption::UnlistedKeysAreTyped;
        assert_eq!(count > 0, matters, "{count} of {all} decisions hang on {assumption:?}");
    }
    run::report(&format!("{decided:?} decided, {hanging:?} hang on an assumption, {asked_in_vain} in vain"));
}
