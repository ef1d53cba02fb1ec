//! Which variable to decide next: a heap by activity, the variables of recent conflicts first.
#![expect(clippy::indexing_slicing, reason = "places in the heap are kept in range by every operation")]

use super::literal::Variable;

const ABSENT: u32 = u32::MAX;
/// Activities are scaled down when one gets here.
const TOO_ACTIVE: f64 = 1e100;
/// By how much newer conflicts weigh more than older ones.
const GROWTH: f64 = 1.0 / 0.95;

/// A binary heap of variables; of equal activity the one made first comes first.
#[derive(Default)]
pub(super) struct Order {
    heap: Vec<Variable>,
    place: Vec<u32>,
    activity: Vec<f64>,
    increment: f64,
}

impl Order {
    /// Makes room for one more variable and puts it in.
    pub(super) fn add(&mut self, variable: Variable) {
        if self.increment == 0.0 {
            self.increment = 1.0;
        }
        self.place.push(ABSENT);
        self.activity.push(0.0);
        self.insert(variable);
    }

    /// Puts the variable in, if it is not.
    pub(super) fn insert(&mut self, variable: Variable) {
        if self.place[variable.index()] == ABSENT {
            self.heap.push(variable);
            self.up(self.heap.len() - 1);
        }
    }

    /// Takes out the most active variable.
    pub(super) fn pop(&mut self) -> Option<Variable> {
        let last = self.heap.pop()?;
        let Some(&top) = self.heap.first() else {
            self.place[last.index()] = ABSENT;
            return Some(last);
        };
        self.place[top.index()] = ABSENT;
        self.heap[0] = last;
        self.down(0);
        Some(top)
    }

    /// Makes the variable more active.
    pub(super) fn bump(&mut self, variable: Variable) {
        self.activity[variable.index()] += self.increment;
        if self.activity[variable.index()] > TOO_ACTIVE {
            self.activity.iter_mut().for_each(|activity| *activity /= TOO_ACTIVE);
            self.increment /= TOO_ACTIVE;
        }
        let place = self.place[variable.index()];
        if place != ABSENT {
            self.up(place as usize);
        }
    }

    /// Makes later bumps weigh more than those so far.
    pub(super) fn decay(&mut self) {
        self.increment *= GROWTH;
    }

    fn before(&self, one: Variable, other: Variable) -> bool {
        let (of_one, of_other) = (self.activity[one.index()], self.activity[other.index()]);
        of_one > of_other || (of_one == of_other && one < other)
    }

    fn up(&mut self, mut at: usize) {
        let moved = self.heap[at];
        while at > 0 {
            let parent = (at - 1) / 2;
            if !self.before(moved, self.heap[parent]) {
                break;
            }
            self.put(at, self.heap[parent]);
            at = parent;
        }
        self.put(at, moved);
    }

    fn down(&mut self, mut at: usize) {
        let moved = self.heap[at];
        loop {
            let left = 2 * at + 1;
            let Some(&on_left) = self.heap.get(left) else { break };
            let (child, variable) = match self.heap.get(left + 1) {
                Some(&on_right) if self.before(on_right, on_left) => (left + 1, on_right),
                Some(_) | None => (left, on_left),
            };
            if !self.before(variable, moved) {
                break;
            }
            self.put(at, variable);
            at = child;
        }
        self.put(at, moved);
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer variables than 2^31")]
    fn put(&mut self, at: usize, variable: Variable) {
        self.heap[at] = variable;
        self.place[variable.index()] = at as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pops_by_activity_then_by_age() {
        let mut order = Order::default();
        (0..9).for_each(|at| order.add(Variable(at)));
        for at in [7, 3, 7, 5, 3, 7] {
            order.bump(Variable(at));
        }
        let popped: Vec<u32> = std::iter::from_fn(|| order.pop()).map(|variable| variable.0).collect();
        assert_eq!(popped, [7, 3, 5, 0, 1, 2, 4, 6, 8]);
        order.insert(Variable(4));
        order.insert(Variable(2));
        order.insert(Variable(4));
        order.bump(Variable(4));
        assert_eq!([order.pop(), order.pop(), order.pop()], [Some(Variable(4)), Some(Variable(2)), None]);
    }
}
