//! Boolean variables and their two literals.

/// A Boolean variable of one query.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Variable(pub(super) u32);

/// A variable or its negation.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Literal(u32);

impl Variable {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    /// The literal that is true iff the variable is.
    pub(super) fn positive(self) -> Literal {
        Literal(self.0 << 1)
    }

    /// The literal that is true iff the variable has this value.
    pub(super) fn is(self, value: bool) -> Literal {
        if value { self.positive() } else { !self.positive() }
    }
}

impl Literal {
    pub(super) fn variable(self) -> Variable {
        Variable(self.0 >> 1)
    }

    pub(super) fn is_positive(self) -> bool {
        self.0 & 1 == 0
    }

    /// A number of its own for each literal, from 0 on.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::ops::Not for Literal {
    type Output = Literal;

    fn not(self) -> Literal {
        Literal(self.0 ^ 1)
    }
}
