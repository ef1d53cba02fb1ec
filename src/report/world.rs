//! Answers over a world, for people.

use super::human::{hangs_on, request_lines};
use crate::eval::Deciding;
use crate::model::catalog::Lack;
use crate::model::world::stand_in;
use crate::model::{Key, PolicyType};
use crate::question::Conclusion;
use crate::question::world::{
    Access, Assume, Can, Containment, Isolated, Restriction, Share, WhatCan, WhoCan,
};

/// `can`: whether, with the request and what allows it, or what stands in the way. It holds if it is as `expected`.
pub fn render_can(can: &Can, expected: bool) -> String {
    let access = &can.access;
    let holds = |found: bool| if found == expected { "holds" } else { "fails" };
    let mut text = match access.conclusion {
        Conclusion::Holds => format!("{}: {} can\n", holds(true), party(&can.principal)),
        Conclusion::Fails => format!("{}: {} cannot\n", holds(false), party(&can.principal)),
        Conclusion::Unknown => "unknown: it could not be decided\n".to_owned(),
    };
    text.push_str(&access_lines(access));
    if let Some((request, verdict)) = &can.refused {
        text.push_str(&format!("\nfor example, {}\n", verdict.explanation));
        text.push_str(&request_lines(request, &access.open));
    }
    text.push_str(&not_today_line(can.not_today.as_ref()));
    if let Some(needed) = can.needed.as_ref().filter(|_| access.conclusion == Conclusion::Fails) {
        text.push_str(&needed_lines(needed, "no policy allows such a request"));
    }
    text
}

/// `who-can`: everybody who can, each with the conditions of a request.
pub fn render_who_can(who: &WhoCan) -> String {
    let mut text = match who.principals.len() {
        0 => "nobody can\n".to_owned(),
        1 => "one principal can\n".to_owned(),
        many => format!("{many} principals can\n"),
    };
    for (name, access) in &who.principals {
        let unknown = if access.conclusion == Conclusion::Unknown { " (unknown)" } else { "" };
        text.push_str(&format!("\n{}{unknown}\n", party(name)));
        text.push_str(&access_lines(access));
    }
    if who.principals.is_empty() {
        text.push_str(&not_today_line(who.not_today.as_ref()));
    }
    match (who.cannot, who.principals.is_empty()) {
        (0, _) => {}
        (1, false) => text.push_str("\nproved: one other cannot\n"),
        (many, false) => text.push_str(&format!("\nproved: {many} others cannot\n")),
        (1, true) => text.push_str("\nproved: one principal cannot\n"),
        (many, true) => text.push_str(&format!("\nproved: {many} principals cannot\n")),
    }
    text
}

/// `what-can`: every grant with how much of it is left.
pub fn render_what_can(what: &WhatCan) -> String {
    let mut text = format!("{}\n", what.principal);
    let mut of = None;
    for row in &what.rows {
        if of != Some(&row.policy) {
            text.push_str(&format!("\n{} policy {}\n", row.policy.0.name(), row.policy.1));
            of = Some(&row.policy);
        }
        text.push_str(&format!("  {:8}{} on {}\n", row.share.name(), row.action, row.resource));
        if row.share == Share::Some {
            let keys: Vec<String> = row
                .access
                .request
                .iter()
                .flat_map(|request| row.access.open.iter().map(move |key| (request, key)))
                .map(|(request, key)| format!("{}={}", key.name(), request.context.values(key).join(",")))
                .collect();
            if !keys.is_empty() {
                text.push_str(&format!("          such as with {}\n", keys.join(" ")));
            }
        }
        for reason in &row.access.unknown {
            text.push_str(&format!("          because {reason}\n"));
        }
    }
    if what.rows.is_empty() {
        text.push_str("  nothing\n");
    }
    text
}

/// `contain`: for each party whether everything lies inside, and what does not.
pub fn render_contain(containment: &Containment, fence: &str) -> String {
    let mut text = String::new();
    for (at, contained) in containment.parties.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let name = contained.conclusion.name();
        let said = match contained.conclusion {
            Conclusion::Holds => format!("everything {} can do lies inside {fence}", contained.principal),
            Conclusion::Fails => format!("{} can do more than {fence}", contained.principal),
            Conclusion::Unknown => format!("{}: it could not be decided", contained.principal),
        };
        text.push_str(&format!("{name}: {said}\n"));
        for reason in &contained.unknown {
            text.push_str(&format!("  because {reason}\n"));
        }
        if let Some(access) = &contained.access {
            text.push_str(&access_lines(access));
        }
        if let Some(needed) = &contained.needed {
            text.push_str(&needed_lines(needed, "no policy allows more"));
        }
    }
    text
}

/// `assume`: every chain.
pub fn render_assume(assume: &Assume, role: &str) -> String {
    let mut text = match assume.chains.len() {
        0 => format!("nobody can end up with {role}\n"),
        1 => format!("one principal can end up with {role}\n"),
        many => format!("{many} principals can end up with {role}\n"),
    };
    for chain in &assume.chains {
        text.push_str(&format!("\n{}\n", party(&chain.principal)));
        for hop in &chain.hops {
            let unknown = if hop.access.conclusion == Conclusion::Unknown { " (unknown)" } else { "" };
            text.push_str(&format!("  -> {}{unknown}\n", hop.role));
            if let Some(request) = &hop.access.request {
                for key in &hop.access.open {
                    let values = request.context.values(key).join(", ");
                    text.push_str(&format!("       with {} {values}\n", key.name()));
                }
            }
            let indented = |line: &str| format!("     {line}\n");
            for reason in &hop.access.unknown {
                text.push_str(&indented(&format!("  because {reason}")));
            }
            let assumptions: Vec<_> = hop.access.assumptions.iter().copied().collect();
            hangs_on(&assumptions).lines().for_each(|line| text.push_str(&indented(line)));
        }
    }
    text
}

/// `isolated`: whether, with two requests on one object if not.
pub fn render_isolated(isolated: &Isolated) -> String {
    let mut text = match isolated.conclusion {
        Conclusion::Holds => "holds: they share no object\n".to_owned(),
        Conclusion::Fails => "fails: both of these are allowed\n".to_owned(),
        Conclusion::Unknown => "unknown: it could not be decided\n".to_owned(),
    };
    if isolated.conclusion == Conclusion::Holds {
        text.push_str(&not_today_line(isolated.not_today.as_ref()));
    }
    for reason in &isolated.unknown {
        text.push_str(&format!("  because {reason}\n"));
    }
    for request in isolated.requests.iter().flat_map(|requests| requests.iter()) {
        let keys: Vec<Key> = request.context.iter().map(|(key, _)| key.clone()).collect();
        text.push_str(&format!("\n{}", request_lines(request, &keys)));
    }
    text
}

/// What of a request, or of what was asked for, AWS does not have today.
fn not_today_line(lack: Option<&Lack>) -> String {
    lack.map(|lack| format!("  AWS has today {lack}\n")).unwrap_or_default()
}

/// A request with what allows it and what is open about it, or why it is not known.
fn access_lines(access: &Access) -> String {
    let mut text = String::new();
    for reason in &access.unknown {
        text.push_str(&format!("  because {reason}\n"));
    }
    if let Some(request) = &access.request {
        text.push_str(&request_lines(request, &access.open));
        text.push_str(&not_today_line(access.lack().as_ref()));
    }
    let by = access.verdict.iter().flat_map(|verdict| &verdict.by);
    let lines: Vec<String> = by.filter_map(deciding_line).collect();
    if let ([], Some(verdict)) = (lines.as_slice(), &access.verdict) {
        // What lets it pass besides is policies that nobody wants to read of.
        let because = verdict.explanation.split("; ").next().unwrap_or_default();
        text.push_str(&format!("  {because}\n"));
    }
    lines.iter().for_each(|line| text.push_str(line));
    let assumptions: Vec<_> = access.assumptions.iter().copied().collect();
    text.push_str(&hangs_on(&assumptions));
    text
}

/// The statement that lets the request pass; `None` for what nobody wants to read of: policies that AWS attaches everywhere,
/// and those that stand for what the world does not tell.
fn deciding_line(deciding: &Deciding) -> Option<String> {
    let name = deciding.name.as_str();
    let everywhere = ["FullAWSAccess", "RCPFullAWSAccess", "p-FullAWSAccess", "p-RCPFullAWSAccess"];
    if everywhere.contains(&name) || name == stand_in::RESOURCE || name == stand_in::SESSION {
        return None;
    }
    if name == stand_in::IDENTITY {
        return Some("  if the policies of the caller's account allow it\n".to_owned());
    }
    if name == stand_in::WHATEVER {
        return Some("  if an identity policy allows it\n".to_owned());
    }
    let sid = deciding.sid.as_ref().map(|sid| format!(" ({sid})")).unwrap_or_default();
    let policy = policy_text(deciding.policy_type, name);
    Some(format!("  by {policy}, statement {}{sid}\n", deciding.statement_index))
}

/// A policy by its type and name; what a resource has only one of needs no name.
fn policy_text(policy_type: PolicyType, name: &str) -> String {
    let called = |what: &str| format!("the {what} {name}");
    match policy_type {
        PolicyType::Resource if name == "resourcePolicy" => "the resource policy".to_owned(),
        PolicyType::Resource if name == "accessPointPolicy" => "the access point policy".to_owned(),
        // An ACL, grants, shares: put as policies.
        PolicyType::Resource if !name.starts_with("arn:") => format!("the {name}"),
        PolicyType::Resource => called("resource policy"),
        PolicyType::Trust if name == "trustPolicy" => "the trust policy".to_owned(),
        PolicyType::Trust => called("trust policy"),
        PolicyType::Identity => called("identity policy"),
        PolicyType::Session => called("session policy"),
        PolicyType::Boundary if name == "permissionsBoundary" => "the permissions boundary".to_owned(),
        PolicyType::Boundary => called("permissions boundary"),
        PolicyType::Scp => called("SCP"),
        PolicyType::Rcp => called("RCP"),
        PolicyType::VpcEndpoint => called("VPC endpoint policy"),
    }
}

fn needed_lines(needed: &[Restriction], nothing: &str) -> String {
    if needed.is_empty() {
        return format!("\nthis rests on no restriction: {nothing}\n");
    }
    let mut text = "\nthis rests on each of\n".to_owned();
    for restriction in needed {
        text.push_str(&format!("  {}\n", restriction_text(restriction)));
    }
    text
}

/// A restriction in words.
fn restriction_text(restriction: &Restriction) -> String {
    let level = match restriction.level {
        Some(1) => " at the root".to_owned(),
        Some(level) => format!(" at level {level}"),
        None => String::new(),
    };
    let denies = if restriction.denies_only { "the denials of " } else { "" };
    let policy = match PolicyType::parse(restriction.kind) {
        Some(policy_type) => policy_text(policy_type, &restriction.name),
        None => format!("S3 Block Public Access ({})", restriction.name),
    };
    let of = restriction.resource.as_ref().map(|arn| format!(" of {arn}")).unwrap_or_default();
    format!("{denies}{policy}{of}{level}")
}

/// A party's name, classes in words.
fn party(name: &str) -> String {
    match name {
        "*" => "* (anonymous)".to_owned(),
        "account:*" => "any account outside".to_owned(),
        "service:*" => "any AWS service".to_owned(),
        "federated:*" => "users of any identity provider".to_owned(),
        name => match name.strip_suffix(":federated-user/*").and_then(|start| start.rsplit_once(':')) {
            Some((_, account)) => format!("federated user sessions of account {account}"),
            None => name.to_owned(),
        },
    }
}
