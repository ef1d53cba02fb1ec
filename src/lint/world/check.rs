//! What a check over a world is.

use super::ask::Asking;
use super::finding::WorldFindings;
use crate::lint::Category;
use crate::model::world::{Account, Identity};

/// A check over a world: its page, and how it is done.
#[derive(Debug)]
pub struct WorldCheck {
    /// Its code, such as `FULL_WILDCARD_PERMISSIONS`. No two checks have the same, those of policies included.
    pub code: &'static str,
    /// Its title: a few words, the first with a capital letter, without a full stop.
    pub title: &'static str,
    /// How bad what it finds is.
    pub category: Category,
    /// What it finds: one or more sentences.
    pub finds: &'static str,
    /// Why that matters: one or more sentences.
    pub why: &'static str,
    /// A world in which it finds something, in its own format.
    pub example: &'static str,
    /// What to have instead: a world in which it finds nothing.
    pub instead: &'static str,
    /// Adds what it finds of the subject. Finds the same every time; total.
    pub run: fn(&mut Subject<'_, '_>, &mut WorldFindings),
}

/// Who is looked at: a user, a role, or the root user of an account.
pub struct Subject<'s, 'w> {
    /// The account.
    pub account: &'w Account,
    /// The user or role; `None` for the root user.
    pub identity: Option<&'w Identity>,
    /// Asks about the world.
    pub asking: &'s mut Asking<'w>,
    /// The day up to which ages are counted ([`day_of`](crate::model::day_of)); without one, none is.
    pub today: Option<i64>,
}

impl Subject<'_, '_> {
    /// The ARN of whom the subject is.
    pub fn principal(&self) -> String {
        self.identity.map_or_else(|| self.account.root(), |identity| identity.arn.clone())
    }
}
