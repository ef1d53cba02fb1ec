//! What is asked for: actions, a resource, and keys held to values.

use super::ways::{ALL_BUCKETS, LIST_BUCKETS};
use crate::automata::{Pattern, Symbol};
use crate::eval;
use crate::model::catalog::{self, Lack};
use crate::model::world::{
    Facts, Known, OWNERLESS_CALLS, OWNERLESS_SERVICES, Party, Spelling, Target, World, extent, services,
};
use crate::model::{
    Arity, Caller, Context, Decimal, Key, Piece, Template, ValueType, fill_in, parse_instant, segments_of,
};
use crate::parse::quoted;
use crate::question::access_error;

/// What a question over a world is about, besides the party.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Actions or patterns of actions, any of them; without any, every action, also those to come, of the services whose
    /// actions act on such a resource (see [`services`]).
    pub actions: Vec<String>,
    /// The resource: an ARN, or a pattern of ARNs within one target.
    pub resource: String,
    /// Keys with the values that they are to have; without values, keys that are to be absent.
    pub keys: Vec<(Key, Vec<String>)>,
}

/// Why a question cannot be asked of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskError(pub String);

/// Whether a key of the type can have the value.
fn can_be(value_type: ValueType, value: &str) -> bool {
    match value_type {
        ValueType::Text | ValueType::Arn => true,
        ValueType::Bool => value == "true" || value == "false",
        ValueType::Number => Decimal::parse(value).is_some(),
        ValueType::Date => parse_instant(value).is_some(),
        ValueType::Ip => value.parse::<std::net::IpAddr>().is_ok(),
    }
}

/// Why there is nothing of this ARN, if that is because of its partition.
fn other_partition(world: &World, arn: &str) -> Option<AskError> {
    let account = world.of_other_partition(arn)?;
    Some(AskError(format!(
        "there is no {}: account `{}` is in the partition {}",
        quoted(arn),
        account.id,
        quoted(&account.partition)
    )))
}

/// Who is asked about: a caller by ARN, or by one of the names of [`Party`].
pub(super) fn party<'w>(world: &'w World, principal: &str) -> Result<Party<'w>, AskError> {
    world.party(&Caller::new(principal)).ok_or_else(|| {
        other_partition(world, principal).unwrap_or_else(|| {
            AskError(format!("the world has no user, role or account {}", quoted(principal)))
        })
    })
}

impl Ask {
    /// What is asked about: the target, or why the world has none.
    pub fn target<'w>(&self, world: &'w World) -> Result<Target<'w>, AskError> {
        for action in &self.actions {
            if let Some(error) = access_error(Some(action), None) {
                return Err(AskError(error));
            }
        }
        if self.resource == "*" {
            return Err(AskError(
                "`*` is no one resource: ask about one by its ARN, or with `can` about a principal's own account".to_owned(),
            ));
        }
        if let Some(error) = access_error(None, Some(&self.resource)) {
            return Err(AskError(error));
        }
        self.check_keys()?;
        let found = world.target(&self.resource).or_else(|| {
            // Of a pattern, what stands before its first wildcard tells the target.
            let fixed = self.resource.split(['*', '?']).next().unwrap_or_default();
            let inside = fixed.trim_end_matches(['/', ':']);
            world.target(fixed).or_else(|| world.target(inside))
        });
        let target = found.ok_or_else(|| {
            other_partition(world, &self.resource).unwrap_or_else(|| {
                AskError(format!(
                    "the world has no resource {} and no account that owns it; add it to `resources` of its account",
                    quoted(&self.resource)
                ))
            })
        })?;
        if let Some(why) = self.hidden_key(&target) {
            return Err(AskError(why));
        }
        match self.other(world, &target) {
            Some(other) => Err(AskError(format!(
                "{} is several things of the world, {} one of them; ask about each by itself",
                quoted(&self.resource),
                quoted(other)
            ))),
            None => Ok(target),
        }
    }

    /// Why nothing can be told of a key that the world does not have: its key policy would decide. An alias is another name
    /// of a key, but for the calls about aliases.
    fn hidden_key(&self, target: &Target<'_>) -> Option<String> {
        let (Target::Plain { arn, .. }, Some([_, _, "kms", _, _, path])) =
            (target, segments_of(target.arn()))
        else {
            return None;
        };
        let about_alias = |action: &String| action.to_ascii_lowercase().ends_with("alias");
        if path.starts_with("key/") {
            return Some(format!(
                "the world does not tell the key policy of {}, which decides; add the key to `resources` of its account",
                quoted(arn)
            ));
        }
        let of_key = self.actions.is_empty() || !self.actions.iter().all(about_alias);
        (path.starts_with("alias/") && of_key).then(|| {
            format!("{} is another name of a key, whose policy decides; ask about the key", quoted(arn))
        })
    }

    /// That a request can have the keys so: each is asked to be there or not to be, with values of its type.
    pub(super) fn check_keys(&self) -> Result<(), AskError> {
        for (at, (key, values)) in self.keys.iter().enumerate() {
            let name = quoted(key.name());
            if !key.folded().contains(':') {
                return Err(AskError(format!("{name} is no context key, such as `aws:SourceIp`")));
            }
            let earlier = self.keys.iter().take(at).find(|(other, _)| other == key);
            if let Some((_, others)) = earlier {
                return Err(AskError(if others.is_empty() == values.is_empty() {
                    format!("{name} is asked for twice")
                } else {
                    format!("{name} is asked to be there and to be absent")
                }));
            }
            if values.len() > 1 && key.key_type().is_some_and(|known| known.arity == Arity::Single) {
                return Err(AskError(format!("{name} has one value in a request, not {}", values.len())));
            }
            let Some(known) = key.key_type() else { continue };
            if let Some(value) = values.iter().find(|value| !can_be(known.value, value)) {
                return Err(AskError(format!("{} is no value of {name}", quoted(value))));
            }
        }
        Ok(())
    }

    /// Whether the resource is a pattern of many.
    fn is_pattern(&self) -> bool {
        self.resource.contains(['*', '?']) && self.resource != "*"
    }

    /// Something else of the world that the pattern meets and that has policies of its own: one target's policies
    /// would not decide.
    fn other<'w>(&self, world: &'w World, target: &Target<'_>) -> Option<&'w str> {
        if !self.is_pattern() {
            return None;
        }
        let pattern = Pattern::glob(&self.resource, false);
        let meets = |arn: &str| {
            arn != target.arn()
                && extent(arn).iter().any(|spelling| match spelling {
                    Spelling::Exact(text) => pattern.contains(text),
                    Spelling::Prefixed { prefix, tail: _ } => {
                        let any = Pattern::new(prefix.chars().map(Symbol::Char).chain([Symbol::Any]), false);
                        !pattern.is_disjoint(&any)
                    }
                })
        };
        let resources = world.resources().flat_map(|resource| {
            let points = resource.access_points.iter().map(|point| point.arn.as_str());
            std::iter::once(resource.arn.as_str()).chain(points)
        });
        // A role's trust policy counts where it is assumed.
        let assumes = self.actions.is_empty()
            || self
                .actions
                .iter()
                .any(|action| !Pattern::glob("sts:*", true).is_disjoint(&Pattern::glob(action, true)));
        let roles = world.identities().filter(|identity| assumes && identity.trust.is_some());
        resources.chain(roles.map(|role| role.arn.as_str())).find(|arn| meets(arn))
    }

    /// Whether any ARN of the pattern will do, since nothing of the world is meant.
    fn is_open(&self, target: &Target<'_>) -> bool {
        matches!(target, Target::Plain { .. }) && self.is_pattern() && !self.is_list_of_buckets()
    }

    /// Whether the list of buckets is asked for, whose resource policies write as a pattern.
    fn is_list_of_buckets(&self) -> bool {
        self.resource == ALL_BUCKETS && matches!(self.actions.as_slice(), [call] if call == LIST_BUCKETS)
    }

    /// Whether one of the actions asked for may be one whose requests do not tell whose the resource is.
    pub(super) fn may_lack_owner(&self, target: &Target<'_>) -> bool {
        let context = Context::default();
        self.actions(target).iter().any(|pattern| {
            let prefix = match pattern.pieces().first() {
                Some(Piece::Text(text)) => text.split_once(':').map(|(prefix, _)| prefix),
                Some(Piece::Any | Piece::One | Piece::Variable(_)) | None => None,
            };
            prefix.is_none_or(|prefix| OWNERLESS_SERVICES.contains(&prefix))
                || OWNERLESS_CALLS.iter().any(|call| eval::text::matches(pattern, call, &context))
        })
    }

    /// What of what is asked for AWS does not have today: an action, or one that works on such a resource.
    pub(super) fn not_today(&self, target: &Target<'_>) -> Option<Lack> {
        let spelt = self.spellings(target).into_iter().map(|spelling| match spelling {
            None => fill_in(&Template::glob(&self.resource), "example", 'x', ""),
            Some(Spelling::Exact(text)) => text,
            Some(Spelling::Prefixed { prefix, tail: _ }) => format!("{prefix}example"),
        });
        let resources: Vec<String> = spelt.collect();
        let works = |action: catalog::Action| {
            catalog::choices(action).any(|choice| match choice {
                None => resources.iter().any(|resource| resource == "*"),
                Some(on) => resources.iter().any(|resource| on.resource_type().admits(resource)),
            })
        };
        self.actions.iter().find_map(|asked| {
            let mut named = catalog::actions(asked).peekable();
            if named.peek().is_none() {
                return Some(Lack::Action(asked.clone()));
            }
            (!named.any(works)).then(|| Lack::Resource(self.resource.clone()))
        })
    }

    /// The resources asked for, among those that are spelt so.
    pub(super) fn within(&self, target: &Target<'_>) -> Template {
        if self.resource == target.arn() && !self.is_open(target) {
            Template::anything()
        } else {
            Template::glob(&self.resource)
        }
    }

    /// The ARNs that requests can name, in the spellings of the target that the asked resource meets; `None` is any.
    pub(super) fn spellings(&self, target: &Target<'_>) -> Vec<Option<Spelling>> {
        if target.is_anywhere() || self.is_open(target) {
            return vec![None];
        }
        self.spelt(target).into_iter().map(Some).collect()
    }

    fn spelt(&self, target: &Target<'_>) -> Vec<Spelling> {
        if self.is_list_of_buckets() {
            return vec![Spelling::Exact(self.resource.clone())];
        }
        if self.resource == target.arn() {
            return target.extent();
        }
        let template = Template::glob(&self.resource);
        match template.pieces() {
            [Piece::Text(text)] => vec![Spelling::Exact(text.clone())],
            // `bucket*` has the bucket itself and all that lies inside it, and no other bucket: that is another target.
            [Piece::Text(prefix), Piece::Any] => target
                .extent()
                .into_iter()
                .filter_map(|own| match &own {
                    Spelling::Exact(text) => text.starts_with(prefix).then_some(own),
                    Spelling::Prefixed { prefix: begins, .. } if begins.starts_with(prefix) => Some(own),
                    Spelling::Prefixed { prefix: begins, tail } => prefix
                        .starts_with(begins)
                        .then(|| Spelling::Prefixed { prefix: prefix.clone(), tail }),
                })
                .collect(),
            _ => target.extent(),
        }
    }

    /// The actions in small letters, those of the target's services where none is asked for.
    pub(super) fn actions(&self, target: &Target<'_>) -> Vec<Template> {
        if self.actions.is_empty() {
            let services = services(target.arn());
            if services.is_empty() {
                return vec![Template::anything()];
            }
            return services.iter().map(|service| Template::glob(&format!("{service}:*"))).collect();
        }
        self.actions.iter().map(|action| Template::glob(&action.to_ascii_lowercase())).collect()
    }

    /// Adds what the question holds fixed; an error if the world has it otherwise.
    pub(super) fn fix(&self, facts: &mut Facts) -> Result<(), AskError> {
        for (key, values) in &self.keys {
            let asked = if values.is_empty() { Known::Absent } else { Known::Values(values.clone()) };
            let agrees = match facts.known(key) {
                None => true,
                Some(known) if *known == asked => true,
                Some(Known::Perhaps(known)) => values.is_empty() || known == values,
                Some(Known::Spelt(spelling)) => {
                    matches!(values.as_slice(), [value] if spelling.covers(value))
                }
                Some(Known::Absent | Known::Values(_)) => false,
            };
            if !agrees {
                return Err(AskError(format!("the world gives {} another value", quoted(key.name()))));
            }
            // An open end that is fixed by one of its keys is fixed by that key alone, which the constraints tie.
            if !matches!(facts.known(key), Some(Known::Spelt(_))) {
                facts.keys.insert(key.clone(), asked);
            }
        }
        Ok(())
    }
}
