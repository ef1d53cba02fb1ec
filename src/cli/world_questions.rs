//! The commands that ask over a world.

use super::arguments::{Asked, Assume, Can, Contain, Format, Isolated, WhatCan, WhoCan};
use super::exit::Exit;
use super::run::{complain, one, print, prover};
use super::world::load;
use crate::model::world::{Party, World};
use crate::model::{Caller, Context, Key, PolicyType, Template};
use crate::question::Conclusion;
use crate::question::world::{self, Ask, AskError, Fence};
use crate::report::{
    assume_json, can_json, contain_json, isolated_json, render_assume, render_can, render_contain,
    render_isolated, render_what_can, render_who_can, what_can_json, who_can_json,
};

fn ask(asked: &Asked) -> Ask {
    let mut keys: Vec<(Key, Vec<String>)> = Vec::new();
    for (name, value) in &asked.keys {
        let key = Key::new(name);
        match keys.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value.clone()),
            None => keys.push((key, vec![value.clone()])),
        }
    }
    keys.extend(asked.absent.iter().map(|name| (Key::new(name), Vec::new())));
    Ask { actions: asked.actions.clone(), resource: asked.resource.clone(), keys }
}

fn refused(AskError(reason): AskError) -> String {
    format!("error: {reason}\n")
}

fn exit(conclusion: Conclusion) -> Exit {
    match conclusion {
        Conclusion::Holds => Exit::Holds,
        Conclusion::Fails => Exit::Fails,
        Conclusion::Unknown => Exit::Unknown,
    }
}

/// Whether the name is in one of the patterns.
fn is_listed(name: &str, patterns: &[String]) -> bool {
    let context = Context::default();
    patterns.iter().any(|pattern| crate::eval::text::matches(&Template::glob(pattern), name, &context))
}

/// The exit for a list of who can, of whom only those listed should: none is listed where nothing is to be checked.
fn only(names: &[(String, Conclusion)], listed: &[String]) -> Exit {
    let mut exit = Exit::Holds;
    for (name, conclusion) in names {
        let excess = !listed.is_empty() && !is_listed(name, listed);
        match conclusion {
            Conclusion::Holds if excess => {
                complain(&format!("{name} is not among those who should\n"));
                exit = exit.max(Exit::Fails);
            }
            Conclusion::Unknown => exit = exit.max(Exit::Unknown),
            Conclusion::Holds | Conclusion::Fails => {}
        }
    }
    exit
}

pub(super) fn can(arguments: &Can) -> Result<Exit, String> {
    let prover = prover(&arguments.with.deciding)?;
    let world = load(&arguments.world.world)?;
    let can = world::can(&prover, &world, &arguments.principal, &ask(&arguments.asked)).map_err(refused)?;
    print(&match arguments.with.format {
        Format::Human => render_can(&can, arguments.expect == "can"),
        Format::Json => can_json(&can, arguments.expect == "cannot").to_string() + "\n",
    })?;
    Ok(match (can.access.conclusion, arguments.expect.as_str()) {
        (Conclusion::Unknown, _) => Exit::Unknown,
        (Conclusion::Holds, "can") | (Conclusion::Fails, "cannot") => Exit::Holds,
        (Conclusion::Holds | Conclusion::Fails, _) => Exit::Fails,
    })
}

pub(super) fn who_can(arguments: &WhoCan) -> Result<Exit, String> {
    let prover = prover(&arguments.with.deciding)?;
    let world = load(&arguments.world.world)?;
    let who = world::who_can(&prover, &world, &ask(&arguments.asked)).map_err(refused)?;
    print(&match arguments.with.format {
        Format::Human => render_who_can(&who),
        Format::Json => who_can_json(&who).to_string() + "\n",
    })?;
    let names: Vec<_> =
        who.principals.iter().map(|(name, access)| (name.clone(), access.conclusion)).collect();
    Ok(only(&names, &arguments.only))
}

pub(super) fn what_can(arguments: &WhatCan) -> Result<Exit, String> {
    let prover = prover(&arguments.with.deciding)?;
    let world = load(&arguments.world.world)?;
    let what = world::what_can(&prover, &world, &arguments.principal).map_err(refused)?;
    print(&match arguments.with.format {
        Format::Human => render_what_can(&what),
        Format::Json => what_can_json(&what).to_string() + "\n",
    })?;
    let unknown = what.rows.iter().any(|row| row.access.conclusion == Conclusion::Unknown);
    Ok(if unknown { Exit::Unknown } else { Exit::Holds })
}

pub(super) fn contain(arguments: &Contain) -> Result<Exit, String> {
    let prover = prover(&arguments.with.deciding)?;
    let world = load(&arguments.world.world)?;
    let principals = principals(&world, &arguments.principals)?;
    let fence = fence(&world, &arguments.inside)?;
    let containment = world::contain(&prover, &world, &principals, &fence, arguments.whatever_identity);
    print(&match arguments.with.format {
        Format::Human => render_contain(&containment, &arguments.inside),
        Format::Json => contain_json(&containment).to_string() + "\n",
    })?;
    Ok(containment.parties.iter().map(|party| exit(party.conclusion)).max().unwrap_or(Exit::Holds))
}

/// The users and roles of the world that the patterns name.
fn principals<'w>(world: &'w World, patterns: &[String]) -> Result<Vec<Party<'w>>, String> {
    let identities = world.identities().filter(|identity| is_listed(&identity.arn, patterns));
    let principals: Vec<Party<'_>> = identities.map(Party::Identity).collect();
    if principals.is_empty() {
        return Err("error: the world has no user or role that `--principal` names\n".to_owned());
    }
    Ok(principals)
}

pub(super) fn isolated(arguments: &Isolated) -> Result<Exit, String> {
    let prover = prover(&arguments.with.deciding)?;
    let world = load(&arguments.world.world)?;
    let principals = principals(&world, &arguments.principals)?;
    let ask =
        Ask { actions: arguments.actions.clone(), resource: arguments.resource.clone(), keys: Vec::new() };
    let by = arguments.by.as_deref().map(Key::new);
    let isolated = world::isolated(&prover, &world, &principals, &ask, by.as_ref()).map_err(refused)?;
    print(&match arguments.with.format {
        Format::Human => render_isolated(&isolated),
        Format::Json => isolated_json(&isolated).to_string() + "\n",
    })?;
    Ok(exit(isolated.conclusion))
}

/// What permissions are to lie inside: a user or role of the world, or the policy of a file.
fn fence<'w>(world: &'w World, inside: &str) -> Result<Fence<'w>, String> {
    if inside.starts_with("arn:") {
        return match world.party(&Caller::new(inside)) {
            Some(party) if party.is_of_world() => Ok(Fence::Party(party)),
            Some(_) | None => Err(format!("error: the world has no user or role `{inside}`\n")),
        };
    }
    Ok(Fence::Policy(one(inside, PolicyType::Boundary)?.policy))
}

pub(super) fn assume(arguments: &Assume) -> Result<Exit, String> {
    let prover = prover(&arguments.with.deciding)?;
    let world = load(&arguments.world.world)?;
    let assume = world::assume(&prover, &world, &arguments.role).map_err(refused)?;
    print(&match arguments.with.format {
        Format::Human => render_assume(&assume, &arguments.role),
        Format::Json => assume_json(&assume).to_string() + "\n",
    })?;
    let of_chain = |chain: &world::Chain| {
        let unknown = chain.hops.iter().any(|hop| hop.access.conclusion == Conclusion::Unknown);
        (chain.principal.clone(), if unknown { Conclusion::Unknown } else { Conclusion::Holds })
    };
    let names: Vec<_> = assume.chains.iter().map(of_chain).collect();
    Ok(only(&names, &arguments.only))
}
