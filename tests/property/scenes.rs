//! Random settings with everything that can stand around a request, made so that they often allow, and requests
//! that meet them.

use std::sync::Arc;

use super::cast::{self, ACCOUNTS, Member, Thing};
use super::document::{Condition, Document, Principal, Statement};
use super::operands::Theme;
use super::policies::{self, Size};
use super::requests::Source;
use super::rng::Rng;
use super::words::Words;
use hornbeam::formula::Arena;
use hornbeam::model::{Caller, EndpointPolicy, Key, Policy, PolicyType, PublicAccessBlock, Request, Setting};

const SIZE: Size = Size { statements: 2, conditions: 2, values: 2 };

/// A setting, and what it was made of.
pub(crate) struct Scene {
    pub(crate) setting: Setting,
    documents: Vec<Document>,
    member: Member,
    thing: Thing,
}

/// What policies are written with, around the requests of one member on one thing.
pub(crate) struct Writer<'r> {
    pub(crate) rng: &'r mut Rng,
    pub(crate) member: Member,
    pub(crate) thing: Thing,
    theme: Theme,
    /// What a world has to say, if there is one.
    pub(crate) words: Option<Words>,
    /// How often an element of an `Allow` covers the request that the setting is about.
    generous: usize,
    /// Whether there is little but what grants, which would else seldom be seen at work.
    pub(crate) plain: bool,
    pub(crate) documents: Vec<Document>,
}

/// A random setting. Policies that are refused are left out.
pub(crate) fn scene(rng: &mut Rng) -> Scene {
    let (member, thing) = (cast::member(rng), cast::thing(rng));
    let mut writer = Writer::new(rng, member, thing);
    let setting = writer.setting();
    let Writer { member, thing, documents, .. } = writer;
    Scene { setting, documents, member, thing }
}

impl<'r> Writer<'r> {
    pub(crate) fn new(rng: &'r mut Rng, member: Member, thing: Thing) -> Writer<'r> {
        let keys = rng.between(1, 3);
        let theme = Theme::new(rng, keys);
        let generous = *rng.pick(&[60, 90, 98, 98]);
        let plain = rng.chance(30);
        Writer { rng, member, thing, theme, words: None, generous, plain, documents: Vec::new() }
    }

    fn setting(&mut self) -> Setting {
        let mut setting = Setting::default();
        let count = *self.rng.pick(&[0, 0, 1, 1, 1, 2, 3]);
        setting.identity_policies = self.several(PolicyType::Identity, count);
        setting.permissions_boundary = self.perhaps(PolicyType::Boundary, 35);
        let federated = self.member.text.contains(":federated-user/");
        let count = *self.rng.pick(if federated { &[0, 1, 1, 2] } else { &[0, 0, 1, 2] });
        setting.session_policies = self.several(PolicyType::Session, count);
        setting.scps = self.levels(PolicyType::Scp);
        setting.rcps = self.levels(PolicyType::Rcp);
        setting.resource_policy = self.perhaps(PolicyType::Resource, 65);
        let on_role = self.thing.action.starts_with("sts:");
        setting.trust_policy = self.perhaps(PolicyType::Trust, if on_role { 85 } else { 30 });
        let count = *self.rng.pick(&[0, 0, 0, 1, 2]);
        setting.shares = self.several(PolicyType::Resource, count);
        let count = if self.plain { 0 } else { *self.rng.pick(&[0, 0, 1, 2]) };
        for policy in self.several(PolicyType::VpcEndpoint, count) {
            let endpoint = *self.rng.pick(&[None, Some("vpce-1"), Some("vpce-1"), Some("vpce-2")]);
            let endpoint = endpoint.map(str::to_owned);
            setting.vpc_endpoint_policies.push(EndpointPolicy { endpoint, policy });
        }
        setting.public_access_block = self.rng.chance(60).then(|| PublicAccessBlock {
            restrict_public_buckets: self.rng.chance(70),
            ..PublicAccessBlock::default()
        });
        setting.management_account = match self.rng.below(6) {
            0..=2 => None,
            3 => Some(self.member.account.clone()),
            4 => Some(self.thing.owner.to_owned()),
            _ => Some("999988887777".to_owned()),
        };
        setting
    }

    /// Levels of SCPs or RCPs, most of which allow.
    pub(crate) fn levels(&mut self, policy_type: PolicyType) -> Vec<Vec<Arc<Policy>>> {
        let count = if self.plain { 0 } else { *self.rng.pick(&[0, 1, 2, 3]) };
        let mut levels = Vec::new();
        for _ in 0..count {
            let count = *self.rng.pick(&[0, 1, 1, 1, 1, 1, 2, 2]);
            levels.push(self.several(policy_type, count));
        }
        levels
    }

    pub(crate) fn several(&mut self, policy_type: PolicyType, count: usize) -> Vec<Arc<Policy>> {
        (0..count).filter_map(|_| self.policy(policy_type)).collect()
    }

    pub(crate) fn perhaps(&mut self, policy_type: PolicyType, percent: usize) -> Option<Arc<Policy>> {
        if self.rng.chance(percent) { self.policy(policy_type) } else { None }
    }

    fn policy(&mut self, policy_type: PolicyType) -> Option<Arc<Policy>> {
        let document = if self.rng.chance(6) {
            policies::document_of(self.rng, policy_type, &self.theme, SIZE)
        } else {
            let count = *self.rng.pick(&[1, 1, 2, 3]);
            let statements = (0..count).map(|_| self.statement(policy_type)).collect();
            let version = if self.rng.chance(90) { Some("2012-10-17") } else { None };
            Document { policy_type, version, statements }
        };
        let policy = document.policy()?;
        self.documents.push(document);
        Some(Arc::new(policy))
    }

    fn statement(&mut self, policy_type: PolicyType) -> Statement {
        let wide = matches!(policy_type, PolicyType::Scp | PolicyType::Rcp | PolicyType::VpcEndpoint);
        let allow = self.rng.chance(match policy_type {
            PolicyType::Rcp => 60,
            _ if self.plain => 94,
            _ => 88,
        });
        let generous = if allow { self.generous } else { 60 };
        let has_resource = match policy_type {
            PolicyType::Trust => false,
            PolicyType::Resource => self.rng.chance(80),
            PolicyType::Identity
            | PolicyType::Boundary
            | PolicyType::Session
            | PolicyType::Scp
            | PolicyType::Rcp
            | PolicyType::VpcEndpoint => true,
        };
        let principal = policy_type.has_principal().then(|| self.principal(policy_type, allow, wide));
        let exempts = principal.as_ref().is_some_and(|principal| principal.negated);
        // Many a `Deny` without a condition would leave little to tell apart.
        let conditional = self.rng.chance(if allow || exempts { 35 } else { 90 });
        let action = self.action(generous, wide);
        let resource = has_resource.then(|| self.resource(generous, wide));
        let conditions = conditional.then(|| self.condition(!allow)).into_iter().collect();
        Statement { allow, principal, action, resource, conditions }
    }

    fn principal(&mut self, policy_type: PolicyType, allow: bool, wide: bool) -> Principal {
        if policy_type == PolicyType::Rcp || (wide && self.rng.chance(60)) {
            return Principal { negated: false, names: vec![("*", "*".to_owned())] };
        }
        let negated = policy_type == PolicyType::Resource && self.rng.chance(if allow { 4 } else { 45 });
        let count = *self.rng.pick(&[1, 1, 1, 2]);
        let names = (0..count).map(|_| {
            if self.rng.chance(if negated { 45 } else { 85 }) {
                cast::naming(self.rng, &self.member)
            } else {
                let other = cast::member(self.rng);
                cast::naming(self.rng, &other)
            }
        });
        Principal { negated, names: names.collect() }
    }

    fn action(&mut self, generous: usize, wide: bool) -> (bool, Vec<String>) {
        let own = &self.thing.action;
        let (service, name) = own.split_once(':').unwrap();
        let covering = [
            own.clone(),
            own.to_uppercase(),
            format!("{service}:*"),
            format!("{service}:{}*", &name[..3]),
            "*".to_owned(),
        ];
        let other = ["s3:Put*", "sts:Tag*", "kms:RetireGrant", "kms:D*", "iam:*", "sns:Publish"];
        if !self.rng.chance(generous) {
            return (false, vec![self.rng.word(&other).to_owned()]);
        }
        match self.rng.below(10) {
            0 => (true, vec![self.rng.word(&other).to_owned()]),
            1 => (false, vec![self.rng.word(&other).to_owned(), self.rng.pick(&covering).clone()]),
            _ if wide && self.rng.chance(60) => (false, vec!["*".to_owned()]),
            _ => (false, vec![self.rng.pick(&covering).clone()]),
        }
    }

    fn resource(&mut self, generous: usize, wide: bool) -> (bool, Vec<String>) {
        let own = self.thing.arn.clone();
        let (start, _) = own.rsplit_once(['/', ':']).unwrap_or(("", ""));
        let covering = [own.clone(), format!("{start}*"), "*".to_owned(), "arn:aws:*".to_owned()];
        if !self.rng.chance(generous) {
            return (false, vec![policies::resource(self.rng, &self.theme, PolicyType::Session)]);
        }
        if let Some(words) = &self.words
            && self.rng.chance(50)
        {
            return (false, vec![words.resource(self.rng, &own)]);
        }
        match self.rng.below(12) {
            0 => (true, vec!["arn:aws:s3:::other".to_owned()]),
            1 => (false, vec![own.replace("bucket", "${aws:PrincipalTag/team, 'bucket'}")]),
            // By segment this has no account; crossing colons it covers log groups.
            3 | 4 if own.contains(":log-group:") => (false, vec!["arn:aws:logs:*:log-group:*:*".to_owned()]),
            _ if wide && self.rng.chance(60) => (false, vec!["*".to_owned()]),
            _ => (false, vec![self.rng.pick(&covering).clone()]),
        }
    }

    /// A condition; `rare` ones hold of few requests.
    fn condition(&mut self, rare: bool) -> Condition {
        if self.rng.chance(12) {
            return policies::condition(self.rng, &self.theme, SIZE);
        }
        if let Some(words) = &self.words
            && self.rng.chance(75)
        {
            return words.condition(self.rng);
        }
        let role = format!("arn:aws:iam::{}:role/a", ACCOUNTS[0]);
        let arn =
            if self.member.arn.is_empty() || self.rng.chance(25) { role } else { self.member.arn.clone() };
        let pattern = arn.rsplit_once('/').map_or("*".to_owned(), |(start, _)| format!("{start}/*"));
        let account = self.member.account.clone();
        let usual = [
            ("StringEquals", "aws:PrincipalArn", arn.clone()),
            ("ArnEquals", "aws:PrincipalArn", arn.clone()),
            ("ArnLike", "aws:PrincipalArn", arn),
            ("ArnLike", "aws:PrincipalArn", pattern.clone()),
            ("StringLikeIfExists", "aws:PrincipalArn", pattern),
            ("StringEquals", "aws:PrincipalAccount", account.clone()),
            ("StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}".to_owned()),
            ("StringEqualsIfExists", "aws:SourceVpce", "vpce-1".to_owned()),
            ("StringNotEquals", "aws:SourceVpce", "vpce-2".to_owned()),
            ("Null", "aws:MultiFactorAuthAge", "true".to_owned()),
            ("ForAllValues:StringLike", "aws:TagKeys", "a*".to_owned()),
            ("ForAllValues:StringNotEquals", "aws:TagKeys", "b".to_owned()),
            ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/*".to_owned()),
            ("Bool", "aws:ViaAWSService", "false".to_owned()),
            ("Bool", "aws:SecureTransport", "${aws:PrincipalTag/team, 'true'}".to_owned()),
            ("StringEquals", "aws:TagKeys", "a".to_owned()),
        ];
        let seldom = [
            ("StringEquals", "aws:SourceVpce", "vpce-2".to_owned()),
            ("StringNotEquals", "aws:PrincipalAccount", account),
            ("ForAnyValue:StringEquals", "aws:TagKeys", "b".to_owned()),
            ("StringEquals", "aws:PrincipalTag/team", "b".to_owned()),
            ("Null", "aws:SecureTransport", "true".to_owned()),
            ("Bool", "aws:ViaAWSService", "true".to_owned()),
            ("Bool", "aws:ViaAWSService", "false".to_owned()),
            ("ForAllValues:StringNotEquals", "aws:TagKeys", "a".to_owned()),
        ];
        let rare = rare && self.rng.chance(80);
        let (operator, key, value) = if rare { self.rng.pick(&seldom) } else { self.rng.pick(&usual) };
        let (operator, key) = ((*operator).to_owned(), (*key).to_owned());
        Condition { operator, key, values: vec![value.clone()] }
    }
}

impl Scene {
    /// Every policy.
    pub(crate) fn policies(&self) -> Vec<&Policy> {
        self.setting.policies().map(AsRef::as_ref).collect()
    }

    /// What random requests around the policies are made of.
    pub(crate) fn source(&self, arena: &Arena) -> Source {
        Source::new(arena, &self.documents.iter().collect::<Vec<_>>())
    }

    /// A request, most of it that which the policies are written for. Keys of one value have at most one.
    pub(crate) fn request(&self, rng: &mut Rng, source: &Source) -> Request {
        let mut request = source.request(rng);
        let other = cast::member(rng);
        let member = if rng.chance(88) { &self.member } else { &other };
        if rng.chance(96) {
            request.principal = Caller::new(&member.text);
        }
        if rng.chance(90) {
            request.action.clone_from(&self.thing.action);
        }
        if rng.chance(5) {
            request.action = request.action.to_uppercase();
        }
        if rng.chance(90) {
            request.resource.clone_from(&self.thing.arn);
        }
        let owner = self.thing.owner;
        request.resource_account =
            rng.chance(50).then(|| (*rng.pick(&[owner, owner, owner, ACCOUNTS[1]])).to_owned());
        let mut set = |key: &str, values: &[&str], percent: usize| {
            if !values.contains(&"") && rng.chance(percent) {
                request.context.set(Key::new(key), values.iter().map(|&value| value.to_owned()).collect());
            }
        };
        set("aws:PrincipalArn", &[&member.arn], 80);
        set("aws:PrincipalArn", &["arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X"], 3);
        set("aws:PrincipalAccount", &[&member.account], 70);
        set("aws:userid", &[&member.id], 80);
        set("aws:ResourceAccount", &[owner], 50);
        set("aws:SourceVpce", &["vpce-1"], 45);
        set("aws:SourceVpce", &["vpce-2"], 15);
        set("aws:TagKeys", &["a", "ab"], 30);
        set("aws:PrincipalOrgPaths", &["o-1/r-1/", "o-1/r-1/ou-1/"], 30);
        set("aws:ViaAWSService", &["false"], 50);
        set("aws:SecureTransport", &["true"], 60);
        set("aws:PrincipalTag/team", &["true"], 15);
        request
    }

    /// The policies' texts, to see what went wrong.
    pub(crate) fn show(&self) -> String {
        let documents: Vec<_> = self
            .documents
            .iter()
            .map(|document| format!("{}: {}", document.policy_type.name(), document.json()))
            .collect();
        documents.join("\n")
    }
}
