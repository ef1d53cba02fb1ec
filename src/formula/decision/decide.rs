//! The decision. Mirrors `eval/decision/decide.rs`.

use super::super::arena::Arena;
use super::super::compiler::Compiler;
use super::super::subject::Subject;
use super::super::substitute::Substitution;
use super::super::term::{TermId, Test};
use super::case::Case;
use super::{Sides, filters, grants, special};
use crate::eval::decision::restricting;
use crate::model::world::{Spelling, hidden};
use crate::model::{AccessPoint, Key, Piece, Policy, Setting, Template, Variable, segments_of};

impl Compiler<'_> {
    /// The requests with these sides that the setting allows: those that `eval::decide` decides
    /// [`Decision::Allow`](crate::eval::Decision::Allow) for, with `is_public` as the judge of bucket policies.
    pub fn decision(
        &mut self,
        setting: &Setting,
        sides: &Sides,
        is_public: &dyn Fn(&Policy) -> bool,
    ) -> TermId {
        match &setting.access_point {
            Some(point) => self.through(setting, point, sides, is_public),
            None => self.plain_decision(setting, sides, is_public),
        }
    }

    fn plain_decision(
        &mut self,
        setting: &Setting,
        sides: &Sides,
        is_public: &dyn Fn(&Policy) -> bool,
    ) -> TermId {
        let mut case = Case::new(self, setting, sides);
        let denied = case.denying();
        let not_denied = case.arena().not(denied);
        let one_partition = sides.one_partition(case.arena());
        let passed = filters::pass(&mut case, is_public);
        let granted = grants::granted(&mut case);
        let (always, never) = special::settled(case.arena(), sides);
        let not_refused = case.arena().not(never);
        let decided = case.arena().and([not_denied, not_refused, one_partition, passed, granted]);
        case.arena().or([always, decided])
    }

    /// The requests through the access point: both it and the bucket allow them. Those that do not go through it are
    /// decided as without one.
    fn through(
        &mut self,
        setting: &Setting,
        point: &AccessPoint,
        sides: &Sides,
        is_public: &dyn Fn(&Policy) -> bool,
    ) -> TermId {
        let of_bucket = Setting { access_point: None, ..setting.clone() };
        let of_point = Setting {
            resource_policy: point.policy.clone(),
            shares: Vec::new(),
            public_access_block: restricting(point),
            ..of_bucket.clone()
        };
        let owner = segments_of(&point.arn).map(|[_, _, _, _, account, _]| account.to_owned());
        let at_point = Sides { resource_account: owner, ..sides.clone() };
        let at_point = self.plain_decision(&of_point, &at_point, is_public);
        let bucket = self.plain_decision(&of_bucket, sides, is_public);
        // What the bucket is asked about follows from what the access point is.
        let arena = &mut *self.arena;
        let inside = |prefix: String| Spelling::Prefixed { prefix, tail: hidden::INSIDE };
        let (object, key) = (inside(format!("{}/object/", point.arn)), inside(format!("{}/", point.bucket)));
        let ways =
            [(Spelling::Exact(point.arn.clone()), Spelling::Exact(point.bucket.clone())), (object, key)];
        let mut both = Vec::new();
        let mut through = Vec::new();
        for (asked, meant) in &ways {
            let is_asked = spelt(arena, asked);
            let mut put_in = Substitution::texts(None, Some(meant));
            let at_bucket = put_in.term(arena, bucket);
            let tied = put_in.constraints(arena);
            both.push(arena.and([is_asked, at_bucket, tied]));
            // Whatever stands inside: a request that goes through it does so by its ARN alone.
            let goes = match asked {
                Spelling::Exact(text) => Template::literal(text),
                Spelling::Prefixed { prefix, tail: _ } => {
                    Template::new([Piece::Text(prefix.clone()), Piece::One, Piece::Any])
                }
            };
            through.push(arena.test(&Subject::Resource, Test::Text(goes)));
        }
        let at_bucket = arena.or(both);
        let in_vpc = match &point.vpc {
            None => Arena::TRUE,
            Some(vpc) => arena.some(&Key::new("aws:SourceVpc"), |arena, value| {
                arena.test(value, Test::Text(Template::literal(vpc)))
            }),
        };
        let both = arena.and([at_point, at_bucket, in_vpc]);
        let through = arena.or(through);
        let elsewhere = arena.not(through);
        let elsewhere = arena.and([elsewhere, bucket]);
        arena.or([both, elsewhere])
    }
}

/// The requests whose resource is spelt so.
fn spelt(arena: &mut Arena, spelling: &Spelling) -> TermId {
    let template = match spelling {
        Spelling::Exact(text) => Template::literal(text),
        Spelling::Prefixed { prefix, tail } => {
            let tail = Piece::Variable(Variable { key: Key::reserved(tail), default: None });
            Template::new([Piece::Text(prefix.clone()), tail])
        }
    };
    arena.test(&Subject::Resource, Test::Text(template))
}
