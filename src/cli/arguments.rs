//! What can be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::archive_rule::ArchiveRule;
use super::catalog::Catalog;
use super::findings::Findings;
use super::preview::Preview;
use super::validate::{Explain, Validate};
use crate::decide::EngineChoice;
use crate::formula::Universe;
use crate::model::PolicyType;
use crate::question::{Relation, ResourceType, access_error};

/// Proves who can reach what in AWS: a proof for all requests, or one request that breaks the claim
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const AFTER_HELP: &str = "\
Policies are files (`-` is standard input): a policy document, or the output of `aws iam get-policy-version`,
`get-bucket-policy`, `get-role` and their like, URL-encoded or not.

Exit codes: 0 every question holds, 1 at least one fails, 2 could not run, 3 nothing failed but something is unknown.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// How two policies relate: equivalent, narrower, broader or incomparable, with a request for each difference
    Compare(Compare),
    /// Checks that can block a deployment
    #[command(subcommand)]
    Check(Check),
    /// What is decided for one request, and by which statements
    Simulate(Simulate),
    /// Over a world: is there a request by this principal that is allowed?
    Can(Can),
    /// Over a world: every principal, inside or outside, that has such a request, and under which conditions
    WhoCan(WhoCan),
    /// Over a world: every grant to a principal, with how much of it is left after everything else has had its say
    WhatCan(WhatCan),
    /// Over a world: does all that principals can do lie inside a policy, or inside what another principal can do?
    Contain(Contain),
    /// Over a world: who can end up with a role's permissions, from role to role
    Assume(Assume),
    /// Over a world: do principals, or the tenants of one, share no object?
    Isolated(Isolated),
    /// Over a world: which user or role reaches which resource, by whatever action
    Reach(Reach),
    /// Over a world: who outside reaches what, resource by resource, with a request for each finding and a proof that none is missing
    Findings(Findings),
    /// Over a world: what would be found of one resource after a change of it, and what is found now
    Preview(Preview),
    /// Rules that put findings aside
    #[command(subcommand)]
    ArchiveRule(ArchiveRule),
    /// What is wrong with a policy, or likely not meant: AWS's checks by their codes, and checks by meaning
    Validate(Validate),
    /// The page of a check: what it finds, why it matters, an example, what to write instead
    Explain(Explain),
    /// The query of a question as an SMT-LIB 2.6 script
    Smt(Smt),
    /// One JSON question a line in, one JSON answer a line out; it exits 0 whatever the answers are
    Batch(Batch),
    /// The containment order of a folder of policies: which are equivalent, and which lie inside which
    Lattice(Lattice),
    /// AWS's services, actions, resource types and condition keys, as the program knows them
    #[command(subcommand)]
    Catalog(Catalog),
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// The first policy
    pub(super) a: String,
    /// The second policy
    pub(super) b: String,
    /// What the policies are attached to
    #[arg(long = "type", value_name = "TYPE", value_parser = policy_type, default_value = "identity")]
    pub(super) policy_type: PolicyType,
    /// Fail (exit 1) unless A stands so to B: equivalent, narrower, broader, incomparable, not-broader (equivalent or
    /// narrower), not-narrower, not-equivalent
    #[arg(long, value_name = "RELATION", value_parser = expectation)]
    pub(super) expect: Option<Expectation>,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Subcommand)]
pub(super) enum Check {
    /// Does a new version of a policy allow a request that the existing one does not?
    NoNewAccess(NoNewAccess),
    /// Does a policy grant any of these actions on any of these resources?
    AccessNotGranted(AccessNotGranted),
    /// Can an unconstrained principal use the resource?
    NoPublicAccess(NoPublicAccess),
}

#[derive(Debug, Args)]
pub(super) struct NoNewAccess {
    /// The existing policy
    #[arg(long, value_name = "FILE")]
    pub(super) existing: String,
    /// The new policy
    #[arg(long, value_name = "FILE")]
    pub(super) new: String,
    /// What the policies are attached to
    #[arg(long = "type", value_name = "TYPE", value_parser = policy_type, default_value = "identity")]
    pub(super) policy_type: PolicyType,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("access").args(["actions", "resources"]).multiple(true).required(true)))]
pub(super) struct AccessNotGranted {
    /// The policy
    #[arg(long, value_name = "FILE")]
    pub(super) policy: String,
    /// Actions, such as s3:GetObject or s3:*; without any, every action counts
    #[arg(long = "action", value_name = "ACTION", num_args = 1.., value_parser = action)]
    pub(super) actions: Vec<String>,
    /// Resources, such as arn:aws:s3:::bucket/*; without any, every resource counts
    #[arg(long = "resource", value_name = "ARN", num_args = 1.., value_parser = resource)]
    pub(super) resources: Vec<String>,
    /// What the policy is attached to
    #[arg(long = "type", value_name = "TYPE", value_parser = policy_type, default_value = "identity")]
    pub(super) policy_type: PolicyType,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct NoPublicAccess {
    /// The policy
    #[arg(long, value_name = "FILE")]
    pub(super) policy: String,
    /// What it is attached to, such as AWS::S3::Bucket
    #[arg(long, value_name = "TYPE", value_parser = resource_type)]
    pub(super) resource_type: ResourceType,
    #[command(flatten)]
    pub(super) with: With,
}

/// The readings of contested rules.
#[derive(Debug, Args)]
pub(super) struct Readings {
    /// The reading of a contested rule, such as arn-wildcard-crosses-colon=crosses; may be repeated
    ///
    /// The rules with their readings, the usual one first: arn-wildcard-crosses-colon=by-segment|crosses,
    /// plain-operator-on-multivalued-key=some-value|every-value, aws-star-covers-services=covers|excludes,
    /// bool-false-matches-other-text=matches|differs, not-principal-needs-account=own-arn|whole-chain,
    /// for-all-values-negated-absent=matches|fails, bool-variables=substituted|literal,
    /// unlisted-keys-are-typed=typed|any-text
    #[arg(long, value_name = "NAME=READING", help_heading = "Deciding")]
    pub(super) assume: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// The scenario: a request and the policies around it, as JSON
    pub(super) scenario: String,
    /// Fail (exit 1) unless this is decided; `deny` is either kind
    #[arg(long, value_name = "DECISION", value_parser = ["allow", "deny", "explicitDeny", "implicitDeny"])]
    pub(super) expect: Option<String>,
    #[command(flatten)]
    pub(super) readings: Readings,
    /// How to print the answer
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

/// The world.
#[derive(Debug, Args)]
pub(super) struct InWorld {
    /// The world: a file, or a folder of what AWS's commands print (see the guide)
    #[arg(long, value_name = "PATH")]
    pub(super) world: String,
}

/// What is asked for.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// Actions, such as s3:GetObject or s3:*, any of them; without any, every action of the services that act on
    /// such a resource (by the service authorization reference: on an EC2 instance `ssm:StartSession` too)
    #[arg(long = "action", value_name = "ACTION", num_args = 1.., value_parser = action)]
    pub(super) actions: Vec<String>,
    /// The resource: an ARN of the world, with all that lies inside it, or a pattern such as arn:aws:s3:::bucket/logs/*
    #[arg(long, value_name = "ARN", value_parser = resource)]
    pub(super) resource: String,
    /// Hold a key to a value, such as aws:MultiFactorAuthPresent=true; repeated for a key, to several
    #[arg(long = "key", value_name = "KEY=VALUE", value_parser = key)]
    pub(super) keys: Vec<(String, String)>,
    /// Hold a key to be absent
    #[arg(long = "absent", value_name = "KEY")]
    pub(super) absent: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Can {
    #[command(flatten)]
    pub(super) world: InWorld,
    /// Who: the ARN of a user, a role, one of its sessions or a root user; arn:aws:sts::ID:federated-user/NAME or …/*;
    /// `*` (anonymous); service:NAME or service:*; an identity provider as its ARN, federated:NAME or federated:*;
    /// account:ID or account:* (outside)
    #[arg(long, value_name = "PRINCIPAL")]
    pub(super) principal: String,
    #[command(flatten)]
    pub(super) asked: Asked,
    /// What to exit 0 for: `can` (the default) or `cannot`
    #[arg(long, value_name = "ANSWER", value_parser = ["can", "cannot"], default_value = "can")]
    pub(super) expect: String,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct WhoCan {
    #[command(flatten)]
    pub(super) world: InWorld,
    #[command(flatten)]
    pub(super) asked: Asked,
    /// Fail (exit 1) if anybody else can; names as `can --principal` takes them, with wildcards
    #[arg(long = "only", value_name = "PRINCIPAL", num_args = 1..)]
    pub(super) only: Vec<String>,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct WhatCan {
    #[command(flatten)]
    pub(super) world: InWorld,
    /// Who, as `can --principal` takes it
    #[arg(long, value_name = "PRINCIPAL")]
    pub(super) principal: String,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct Contain {
    #[command(flatten)]
    pub(super) world: InWorld,
    /// Whose permissions: ARNs of users and roles, with wildcards
    #[arg(long = "principal", value_name = "PRINCIPAL", num_args = 1.., required = true)]
    pub(super) principals: Vec<String>,
    /// What they are to lie inside: a policy's file, or the ARN of a user or role
    #[arg(long, value_name = "POLICY|ARN")]
    pub(super) inside: String,
    /// Whatever identity-based policies the principals have or get: only boundary and SCPs hold them
    #[arg(long)]
    pub(super) whatever_identity: bool,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct Assume {
    #[command(flatten)]
    pub(super) world: InWorld,
    /// The role's ARN
    #[arg(long, value_name = "ARN")]
    pub(super) role: String,
    /// Fail (exit 1) if anybody else can; names as `can --principal` takes them, with wildcards
    #[arg(long = "only", value_name = "PRINCIPAL", num_args = 1..)]
    pub(super) only: Vec<String>,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct Isolated {
    #[command(flatten)]
    pub(super) world: InWorld,
    /// Who: ARNs of users and roles, with wildcards
    #[arg(long = "principal", value_name = "PRINCIPAL", num_args = 1.., required = true)]
    pub(super) principals: Vec<String>,
    /// Tenants are told apart by this key, such as aws:PrincipalTag/team: any two requests with different values of it
    #[arg(long, value_name = "KEY")]
    pub(super) by: Option<String>,
    /// Actions, any of them; without any, every action of the services that act on
    /// such a resource (by the service authorization reference: on an EC2 instance `ssm:StartSession` too)
    #[arg(long = "action", value_name = "ACTION", num_args = 1.., value_parser = action)]
    pub(super) actions: Vec<String>,
    /// The resource, or a pattern of what lies inside it; without it, every resource of the world
    #[arg(long, value_name = "ARN", value_parser = resource, default_value = "*")]
    pub(super) resource: String,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct Reach {
    #[command(flatten)]
    pub(super) world: InWorld,
    /// How many threads decide; without it, one for each core. The answer is the same
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Deciding")]
    pub(super) threads: Option<usize>,
    #[command(flatten)]
    pub(super) deciding: Deciding,
    /// How to print the answer: how many reach each resource, or every pair
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: ReachFormat,
}

#[derive(Debug, Args)]
pub(super) struct Smt {
    #[command(subcommand)]
    pub(super) question: SmtQuestion,
}

#[derive(Debug, Subcommand)]
pub(super) enum SmtQuestion {
    /// Two queries: what only A allows, and what only B allows
    Compare(Compare),
    /// The query of a check
    #[command(subcommand)]
    Check(Check),
}

#[derive(Debug, Args)]
pub(super) struct Batch {
    /// The file with the questions
    #[arg(default_value = "-")]
    pub(super) file: String,
    /// The world that questions over a world are about
    #[arg(long, value_name = "PATH")]
    pub(super) world: Option<String>,
    /// How many threads answer; without it, one for each core. The answers are the same
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Deciding")]
    pub(super) threads: Option<usize>,
    #[command(flatten)]
    pub(super) with: With,
}

#[derive(Debug, Args)]
pub(super) struct Lattice {
    /// The folder: every file `*.json` in it is a policy
    #[arg(value_name = "DIR")]
    pub(super) folder: String,
    /// What the policies are attached to
    #[arg(long = "type", value_name = "TYPE", value_parser = policy_type, default_value = "identity")]
    pub(super) policy_type: PolicyType,
    /// How many threads decide; without it, one for each core. The answer is the same
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Deciding")]
    pub(super) threads: Option<usize>,
    #[command(flatten)]
    pub(super) deciding: Deciding,
    /// How to print the answer; `dot` is Graphviz's language
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: LatticeFormat,
}

/// How to decide, and how to say it.
#[derive(Debug, Args)]
pub(super) struct With {
    #[command(flatten)]
    pub(super) deciding: Deciding,
    /// How to print the answer
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

/// How to decide.
#[derive(Debug, Args)]
pub(super) struct Deciding {
    /// Which engines decide; `all` asks each, and they must agree
    #[arg(long, value_enum, default_value = "auto", help_heading = "Deciding")]
    pub(super) engine: Engine,
    /// The external solver's command line; the script's path is added to it
    #[arg(long, value_name = "CMD", help_heading = "Deciding")]
    pub(super) solver: Option<String>,
    /// Seconds that an engine may take for one query
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds, help_heading = "Deciding")]
    pub(super) timeout: std::time::Duration,
    /// Which requests there are: `any` (consistent ones; AWS may add actions), `known` (those of actions, resources and
    /// keys that AWS has today) or `free` (any assignment)
    #[arg(long, value_name = "UNIVERSE", value_parser = universe, default_value = "any", help_heading = "Deciding")]
    pub(super) universe: Universe,
    #[command(flatten)]
    pub(super) readings: Readings,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    Human,
    Json,
    /// The shapes of Access Analyzer's API, at the time that `--at` gives
    V2,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReachFormat {
    Human,
    Json,
    Csv,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LatticeFormat {
    Human,
    Json,
    Dot,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Engine {
    Auto,
    Native,
    Z3,
    Smtlib,
    All,
}

impl Engine {
    pub(super) fn choice(self) -> EngineChoice {
        match self {
            Engine::Auto => EngineChoice::Auto,
            Engine::Native => EngineChoice::Native,
            Engine::Z3 => EngineChoice::Z3,
            Engine::Smtlib => EngineChoice::SmtLib,
            Engine::All => EngineChoice::All,
        }
    }
}

/// The relations that `--expect` accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expectation {
    pub(super) name: String,
    accepted: Vec<Relation>,
}

impl Expectation {
    pub(super) fn accepts(&self, relation: Relation) -> bool {
        self.accepted.contains(&relation)
    }
}

fn expectation(text: &str) -> Result<Expectation, String> {
    const ALL: [Relation; 4] =
        [Relation::Equivalent, Relation::Narrower, Relation::Broader, Relation::Incomparable];
    let accepted: Vec<Relation> = match text {
        "not-broader" => vec![Relation::Equivalent, Relation::Narrower],
        "not-narrower" => vec![Relation::Equivalent, Relation::Broader],
        "not-equivalent" => vec![Relation::Narrower, Relation::Broader, Relation::Incomparable],
        "not-incomparable" => vec![Relation::Equivalent, Relation::Narrower, Relation::Broader],
        name => ALL.into_iter().filter(|relation| relation.name() == name).collect(),
    };
    if accepted.is_empty() {
        return Err(
            "it is equivalent, narrower, broader or incomparable, or one of these with `not-`".to_owned()
        );
    }
    Ok(Expectation { name: text.to_owned(), accepted })
}

pub(super) fn policy_type(text: &str) -> Result<PolicyType, String> {
    let names = || PolicyType::ALL.map(PolicyType::name).join(", ");
    PolicyType::parse(text).ok_or_else(|| format!("the types are {}", names()))
}

fn resource_type(text: &str) -> Result<ResourceType, String> {
    let names = || ResourceType::all().map(ResourceType::name).collect::<Vec<_>>().join(", ");
    ResourceType::parse(text).ok_or_else(|| format!("the types are {}", names()))
}

fn universe(text: &str) -> Result<Universe, String> {
    Universe::parse(text).ok_or_else(|| "it is `any`, `known` or `free`".to_owned())
}

fn action(text: &str) -> Result<String, String> {
    access_error(Some(text), None).map_or_else(|| Ok(text.to_owned()), Err)
}

fn resource(text: &str) -> Result<String, String> {
    access_error(None, Some(text)).map_or_else(|| Ok(text.to_owned()), Err)
}

fn key(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or_else(|| "write KEY=VALUE".to_owned())?;
    let named = key.split_once(':').is_some_and(|(service, name)| !service.is_empty() && !name.is_empty());
    if named { Ok((key.to_owned(), value.to_owned())) } else { Err(format!("`{key}` is no condition key")) }
}

pub(super) fn threads(text: &str) -> Result<usize, String> {
    let number: Option<usize> = text.parse().ok();
    number.filter(|number| (1..=256).contains(number)).ok_or_else(|| "it is between 1 and 256".to_owned())
}

fn seconds(text: &str) -> Result<std::time::Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "it is a number of seconds".to_owned())?;
    let sensible = seconds > 0.0 && seconds <= 86_400.0;
    if sensible {
        Ok(std::time::Duration::from_secs_f64(seconds))
    } else {
        Err("it is between 0 and 86400".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;
    use crate::model::Assumption;

    #[test]
    fn the_help_names_every_assumption_and_every_kind_of_principal() {
        let mut command = Arguments::command();
        let can = command.find_subcommand_mut("can").unwrap().render_long_help().to_string();
        let can: Vec<&str> = can.split_whitespace().collect();
        let can = can.join(" ");
        for assumption in Assumption::ALL {
            let (name, [usual, other]) = assumption.names();
            assert!(can.contains(&format!("{name}={usual}|{other}")), "{name} in {can}");
        }
        for name in ["federated:NAME", "federated:*", "federated-user/NAME", "service:*", "account:*"] {
            assert!(can.contains(name), "{name} in {can}");
        }
    }
}
