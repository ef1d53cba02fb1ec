//! `validate` and `explain`.

use super::arguments::{Explain, Format, Validate};
use super::exit::Exit;
use super::files::read;
use super::run::print;
use crate::lint::{Origin, ResourceKind, Validation, check, checks};
use crate::question::Prover;
use crate::report::{check_json, findings_json, render_check, render_checks, render_findings};

/// Validates each policy. Fails if a finding is as bad as `--fail-on` says, in whichever policy.
pub(super) fn run(arguments: &Validate) -> Result<Exit, String> {
    let prover = Prover::default();
    let origins: &[Origin] =
        if arguments.checks == "aws" { &[Origin::Aws] } else { &[Origin::Aws, Origin::Hornbeam] };
    let validation = Validation {
        policy_type: arguments.resource_type.map_or(arguments.policy_type, ResourceKind::policy_type),
        resource_kind: arguments.resource_type,
        origins,
        prover: &prover,
    };
    let mut exit = Exit::Holds;
    for path in &arguments.policies {
        let source = read(path)?;
        let findings = validation.file(&source);
        let fails = findings.iter().any(|finding| arguments.fail_on.fails(finding.check.category));
        if fails {
            exit = Exit::Fails;
        }
        print(&match arguments.format {
            Format::Human => render_findings(&source, &findings),
            Format::Json => findings_json(&source, &findings, fails).to_string() + "\n",
        })?;
    }
    Ok(exit)
}

/// Prints the page of a check, or the list of all.
pub(super) fn explain(arguments: &Explain) -> Result<Exit, String> {
    let text = match (&arguments.code, arguments.format) {
        (None, Format::Human) => render_checks(checks()),
        (None, Format::Json) => checks().map(|check| check_json(check).to_string() + "\n").collect(),
        (Some(code), format) => {
            let check = check(code).ok_or_else(|| {
                format!("error: there is no check `{code}`; `hornbeam explain` lists them all\n")
            })?;
            match format {
                Format::Human => render_check(check),
                Format::Json => check_json(check).to_string() + "\n",
            }
        }
    };
    print(&text)?;
    Ok(Exit::Holds)
}
