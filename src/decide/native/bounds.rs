//! Numbers between bounds.

use super::meaning::Bound;
use crate::model::Decimal;

/// The numbers between two bounds, each of which may be missing.
#[derive(Clone, Debug, Default)]
pub(super) struct Interval {
    /// The numbers that this admits are below the interval.
    below: Option<Bound>,
    /// The interval is among the numbers that this admits.
    up_to: Option<Bound>,
}

impl Interval {
    /// Keeps the numbers that the bound admits, or the others.
    pub(super) fn cut(&mut self, bound: &Bound, admitted: bool) {
        let (kept, tighter): (_, fn(&Bound, &Bound) -> bool) = if admitted {
            (&mut self.up_to, |new, old| new < old)
        } else {
            (&mut self.below, |new, old| new > old)
        };
        if kept.as_ref().is_none_or(|old| tighter(bound, old)) {
            *kept = Some(bound.clone());
        }
    }

    fn admits(&self, number: &Decimal) -> bool {
        self.below.as_ref().is_none_or(|below| !below.admits(number))
            && self.up_to.as_ref().is_none_or(|up_to| up_to.admits(number))
    }

    /// A number of the interval, a whole one if there is one near; `None` iff it is empty.
    pub(super) fn some_number(&self) -> Option<Decimal> {
        let at = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.at.clone());
        let (below, up_to) = (at(&self.below), at(&self.up_to));
        // A bound itself is plainer than what lies between, and may be all there is.
        let between = || Decimal::between(below.as_ref(), up_to.as_ref());
        [below.clone(), up_to.clone(), Some(between())]
            .into_iter()
            .flatten()
            .find(|number| self.admits(number))
    }
}
