//! `validate` and `explain`.

use clap::Args;
use rayon::prelude::*;

use super::arguments::{Format, policy_type};
use super::exit::Exit;
use super::files::read;
use super::run::{complain, print};
use super::world::load;
use crate::lint::world::{assess, world_check, world_checks};
use crate::lint::{Category, Origin, ResourceKind, Validation, check, checks};
use crate::model::{PolicyType, day_of};
use crate::parse::Source;
use crate::question::Prover;
use crate::report::{
    assessment_json, check_json, findings_json, render_assessment, render_check, render_checks,
    render_findings, render_world_check, render_world_checks, world_check_json,
};

#[derive(Debug, Args)]
pub(super) struct Validate {
    /// The policies; with several, each is validated by itself
    #[arg(value_name = "FILE", required_unless_present = "world")]
    pub(super) policies: Vec<String>,
    /// Instead of policies, a whole world: a file, or a folder of what AWS's commands print. Looks for the classic
    /// mistakes: full wildcards, no conditions, long-lived keys, broad trust, administrators without a boundary
    #[arg(long, value_name = "PATH", conflicts_with_all = ["policies", "policy_type", "resource_type", "checks"])]
    pub(super) world: Option<String>,
    /// The day up to which the ages of access keys are counted
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today, requires = "world")]
    pub(super) today: Option<i64>,
    /// What the policies are attached to; an identity unless said
    #[arg(long = "type", value_name = "TYPE", value_parser = policy_type)]
    pub(super) policy_type: Option<PolicyType>,
    /// Which kind of resource, such as AWS::S3::Bucket; `--type` follows from it, and must not say another
    #[arg(long, value_name = "TYPE", value_parser = resource_kind)]
    pub(super) resource_type: Option<ResourceKind>,
    /// The least that makes it fail (exit 1): error, security-warning, warning, suggestion, or never
    #[arg(long, value_name = "CATEGORY", value_parser = fail_on, default_value = "security-warning")]
    pub(super) fail_on: FailOn,
    /// Whose checks: `aws` (those of AWS's policy validation) or `all`
    #[arg(long, value_name = "CHECKS", value_parser = ["aws", "all"], default_value = "all")]
    pub(super) checks: String,
    /// How to print the findings: for people; as JSON, one object a policy, which names its file
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The check's code, such as INVALID_ACTION; without it, every check in a line
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
    /// How to print the page
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

/// Which findings make a validation fail.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct FailOn(Option<Category>);

impl FailOn {
    pub(super) fn fails(self, category: Category) -> bool {
        self.0.is_some_and(|least| category <= least)
    }
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    let name = |category: Category| category.words().replace(' ', "-");
    match Category::ALL.into_iter().find(|category| name(*category) == text) {
        Some(category) => Ok(FailOn(Some(category))),
        None if text == "never" => Ok(FailOn(None)),
        None => Err("it is error, security-warning, warning, suggestion or never".to_owned()),
    }
}

fn today(text: &str) -> Result<i64, String> {
    let day = day_of(text).filter(|_| text.len() == "2026-01-31".len());
    day.ok_or_else(|| "it is a day such as 2026-01-31".to_owned())
}

fn resource_kind(text: &str) -> Result<ResourceKind, String> {
    let names = || ResourceKind::ALL.map(ResourceKind::name).join(", ");
    ResourceKind::parse(text).ok_or_else(|| format!("the types are {}", names()))
}

/// How many policies are held at once.
const CHUNK: usize = 64;

/// Looks for the classic mistakes in a world. Fails if a finding is as bad as `--fail-on` says.
fn run_world(arguments: &Validate, path: &str) -> Result<Exit, String> {
    let world = load(path)?;
    let assessment = assess(&Prover::default(), &world, arguments.today);
    let fails = assessment.findings.iter().any(|found| arguments.fail_on.fails(found.check.category));
    print(&match arguments.format {
        Format::Human => render_assessment(&assessment),
        Format::Json => assessment_json(&assessment, fails).to_string() + "\n",
    })?;
    Ok(match (fails, assessment.undecided.is_empty()) {
        (true, _) => Exit::Fails,
        (false, true) => Exit::Holds,
        (false, false) => Exit::Unknown,
    })
}

/// Validates each policy, or a world. Fails if a finding is as bad as `--fail-on` says, in whichever policy. A file that
/// cannot be read does not keep the others from being validated.
pub(super) fn run(arguments: &Validate) -> Result<Exit, String> {
    if let Some(world) = &arguments.world {
        return run_world(arguments, world);
    }
    let prover = Prover::default();
    let origins: &[Origin] =
        if arguments.checks == "aws" { &[Origin::Aws] } else { &[Origin::Aws, Origin::Hornbeam] };
    let policy_type = ResourceKind::type_of(arguments.policy_type, arguments.resource_type)
        .map_err(|message| format!("error: {message}\n"))?;
    let validation =
        Validation { policy_type, resource_kind: arguments.resource_type, origins, prover: &prover };
    let mut exit = Exit::Holds;
    let of_one = |source: Result<Source, String>| -> Result<(String, bool), String> {
        let source = source?;
        let findings = validation.file(&source);
        let fails = findings.iter().any(|finding| arguments.fail_on.fails(finding.check.category));
        let text = match arguments.format {
            Format::Human => render_findings(&source, &findings),
            Format::Json => {
                let mut answer = findings_json(&source, &findings, fails);
                if let Some(fields) = answer.as_object_mut() {
                    fields.insert("policy".to_owned(), source.name().into());
                }
                answer.to_string() + "\n"
            }
        };
        Ok((text, fails))
    };
    for paths in arguments.policies.chunks(CHUNK) {
        let sources: Vec<_> = paths.iter().map(|path| read(path)).collect();
        let answers: Vec<_> = sources.into_par_iter().map(of_one).collect();
        for answer in answers {
            match answer {
                Ok((text, fails)) => {
                    if fails && exit == Exit::Holds {
                        exit = Exit::Fails;
                    }
                    print(&text)?;
                }
                Err(message) => {
                    exit = Exit::CouldNotRun;
                    complain(&message);
                }
            }
        }
    }
    Ok(exit)
}

/// Prints the page of a check, or the list of all.
pub(super) fn explain(arguments: &Explain) -> Result<Exit, String> {
    let text = match (&arguments.code, arguments.format) {
        (None, Format::Human) => render_checks(checks()) + &render_world_checks(world_checks()),
        (None, Format::Json) => {
            let pages = checks().map(check_json).chain(world_checks().map(world_check_json));
            pages.map(|page| page.to_string() + "\n").collect()
        }
        (Some(code), format) => match (check(code), world_check(code), format) {
            (Some(check), _, Format::Human) => render_check(check),
            (Some(check), _, Format::Json) => check_json(check).to_string() + "\n",
            (None, Some(check), Format::Human) => render_world_check(check),
            (None, Some(check), Format::Json) => world_check_json(check).to_string() + "\n",
            (None, None, _) => {
                return Err(format!(
                    "error: there is no check `{code}`; `hornbeam explain` lists them all\n"
                ));
            }
        },
    };
    print(&text)?;
    Ok(Exit::Holds)
}
