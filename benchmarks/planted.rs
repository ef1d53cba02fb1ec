//! Containments that hold by construction.

use hornbeam::model::{Action, Effect, Policy, Resource, Template};

/// A question.
pub(crate) struct Pair {
    pub(crate) existing: Policy,
    pub(crate) new: Policy,
}

/// The policy, and itself without one action or resource pattern of one of its `Allow` statements, so that it allows no
/// more than before; `None` if no such statement has two of either. `which` chooses.
pub(crate) fn narrowed(policy: &Policy, which: usize) -> Option<Pair> {
    let mut narrowed = policy.clone();
    narrowed.name = format!("{}-narrowed", policy.name);
    let mut places = Vec::new();
    for (at, statement) in
        policy.statements.iter().enumerate().filter(|(_, statement)| statement.effect == Effect::Allow)
    {
        if let Action::Action(patterns) = &statement.action
            && patterns.len() > 1
        {
            places.extend((0..patterns.len()).map(|pattern| (at, pattern, true)));
        }
        if let Resource::Resource(patterns) = &statement.resource
            && patterns.len() > 1
        {
            places.extend((0..patterns.len()).map(|pattern| (at, pattern, false)));
        }
    }
    let &(at, pattern, in_action) = places.get(which.checked_rem(places.len())?)?;
    let statement = narrowed.statements.get_mut(at)?;
    match (&mut statement.action, &mut statement.resource) {
        (Action::Action(patterns), _) if in_action => drop(patterns.remove(pattern)),
        (_, Resource::Resource(patterns)) if !in_action => drop(patterns.remove(pattern)),
        _ => return None,
    }
    Some(Pair { existing: policy.clone(), new: narrowed })
}

/// The policy, and itself with the second half of one action pattern of an `Allow` statement replaced by `*`,
/// so that it allows no less than before; `None` if no statement lists actions. `which` chooses.
pub(crate) fn widened(policy: &Policy, which: usize) -> Option<Pair> {
    let mut widened = policy.clone();
    widened.name = format!("{}-widened", policy.name);
    let allows = widened.statements.iter_mut().filter(|statement| statement.effect == Effect::Allow);
    let mut patterns: Vec<&mut Template> = allows
        .filter_map(|statement| match &mut statement.action {
            Action::Action(patterns) => Some(patterns),
            Action::NotAction(_) => None,
        })
        .flatten()
        .collect();
    let at = which.checked_rem(patterns.len())?;
    let pattern = patterns.get_mut(at)?;
    let text = pattern.to_string();
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    **pattern = Template::glob(&format!("{half}*"));
    Some(Pair { existing: widened, new: policy.clone() })
}
