//! Filters, and what they let through.
//!
//! AWS's pages name the four operators and do not say what they mean (the API's `Criterion` has one line for each), so these
//! are choices:
//!
//! - *Several values* of an operator are alternatives: `eq` with two texts lets through what equals either, and `neq` what equals
//!   neither.
//! - *Several values of one key*, as a condition has them, are looked at one by one: `eq` and `contains` ask for one that
//!   fits, `neq` that none is equal. The service joins them into one string; on findings with one value the two agree.
//! - *A key that a finding does not have*: `eq` and `contains` let nothing through, `neq` lets it through, being
//!   the negation of `eq`. The other reading would let `neq` hide less; [`beyond`](super::beyond()) would then miss what a rule
//!   hides under this one.
//! - *Several operators* of one key all have to hold, and so do several keys (the console's "add another criterion").
//! - Texts are compared as they are, upper case apart from lower case.

use std::collections::BTreeMap;

use super::attributes::Attributes;
use super::key::FilterKey;

/// What is asked of one key.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Criterion {
    /// Some value is one of these.
    pub eq: Option<Vec<String>>,
    /// No value is one of these.
    pub neq: Option<Vec<String>>,
    /// Some value contains one of these.
    pub contains: Option<Vec<String>>,
    /// Whether there is a value.
    pub exists: Option<bool>,
}

/// What a filter asks: all of its criteria. One without any lets everything through.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// By key.
    pub criteria: BTreeMap<FilterKey, Criterion>,
}

/// An archive rule: findings that the filter lets through are archived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Which findings.
    pub filter: Filter,
}

/// One thing that is asked of the values of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal<'f> {
    /// Some value is one of these.
    SomeOf(&'f [String]),
    /// No value is one of these.
    NoneOf(&'f [String]),
    /// Some value contains one of these.
    SomeContains(&'f [String]),
    /// No value contains one of these.
    NoneContains(&'f [String]),
    /// There is a value.
    Present,
    /// There is none.
    Absent,
}

impl Literal<'_> {
    /// Whether the values are so.
    pub(super) fn holds(&self, values: &[String]) -> bool {
        let contains = |value: &String, texts: &[String]| texts.iter().any(|text| value.contains(text));
        match self {
            Literal::SomeOf(texts) => values.iter().any(|value| texts.contains(value)),
            Literal::NoneOf(texts) => !values.iter().any(|value| texts.contains(value)),
            Literal::SomeContains(texts) => values.iter().any(|value| contains(value, texts)),
            Literal::NoneContains(texts) => !values.iter().any(|value| contains(value, texts)),
            Literal::Present => !values.is_empty(),
            Literal::Absent => values.is_empty(),
        }
    }

    /// Holds iff this does not.
    pub(super) fn negated(&self) -> Self {
        match *self {
            Literal::SomeOf(texts) => Literal::NoneOf(texts),
            Literal::NoneOf(texts) => Literal::SomeOf(texts),
            Literal::SomeContains(texts) => Literal::NoneContains(texts),
            Literal::NoneContains(texts) => Literal::SomeContains(texts),
            Literal::Present => Literal::Absent,
            Literal::Absent => Literal::Present,
        }
    }
}

impl Criterion {
    /// All that it asks.
    pub(super) fn literals(&self) -> Vec<Literal<'_>> {
        let exists = self.exists.map(|exists| if exists { Literal::Present } else { Literal::Absent });
        let eq = self.eq.as_deref().map(Literal::SomeOf);
        let neq = self.neq.as_deref().map(Literal::NoneOf);
        let contains = self.contains.as_deref().map(Literal::SomeContains);
        [eq, neq, contains, exists].into_iter().flatten().collect()
    }
}

impl Filter {
    /// Whether it lets a finding with these attributes through.
    pub fn matches(&self, attributes: &Attributes) -> bool {
        self.criteria.iter().all(|(key, criterion)| {
            criterion.literals().iter().all(|literal| literal.holds(attributes.values(*key)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(values: &[&str]) -> Attributes {
        let key = FilterKey::Condition("aws:SourceIp");
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Attributes::from([(key, values)])
    }

    fn matches(criterion: Criterion, values: &[&str]) -> bool {
        let key = FilterKey::Condition("aws:SourceIp");
        Filter { criteria: BTreeMap::from([(key, criterion)]) }.matches(&attributes(values))
    }

    fn texts(texts: &[&str]) -> Option<Vec<String>> {
        Some(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    #[test]
    fn the_four_operators() {
        let eq = || Criterion { eq: texts(&["a", "b"]), ..Criterion::default() };
        assert_eq!(
            [&["a"][..], &["c", "b"], &["ab"], &["A"], &[]].map(|values| matches(eq(), values)),
            [true, true, false, false, false]
        );
        let neq = || Criterion { neq: texts(&["a", "b"]), ..Criterion::default() };
        assert_eq!(
            [&["a"][..], &["c", "b"], &["c"], &[]].map(|values| matches(neq(), values)),
            [false, false, true, true]
        );
        let contains = || Criterion { contains: texts(&["a", "b"]), ..Criterion::default() };
        assert_eq!(
            [&["xbx"][..], &["c", "a"], &["c"], &[]].map(|values| matches(contains(), values)),
            [true, true, false, false]
        );
        let exists = |exists| Criterion { exists: Some(exists), ..Criterion::default() };
        assert_eq!((matches(exists(true), &["a"]), matches(exists(true), &[])), (true, false));
        assert_eq!((matches(exists(false), &["a"]), matches(exists(false), &[])), (false, true));
    }

    #[test]
    fn all_operators_of_a_key_have_to_hold() {
        let both = Criterion { contains: texts(&["a"]), neq: texts(&["ab"]), ..Criterion::default() };
        assert_eq!(
            [&["ab"][..], &["ac"], &["c"]].map(|values| matches(both.clone(), values)),
            [false, true, false]
        );
    }

    #[test]
    fn a_literal_or_its_negation_holds_and_never_both() {
        let values = [vec![], vec!["a".to_owned()], vec!["ab".to_owned(), "c".to_owned()]];
        let texts = ["a".to_owned()];
        let all = [
            Literal::SomeOf(&texts),
            Literal::NoneOf(&texts),
            Literal::SomeContains(&texts),
            Literal::NoneContains(&texts),
            Literal::Present,
            Literal::Absent,
        ];
        for literal in all {
            for values in &values {
                assert_ne!(literal.holds(values), literal.negated().holds(values), "{literal:?} {values:?}");
            }
        }
    }
}
