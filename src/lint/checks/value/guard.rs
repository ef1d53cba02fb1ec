//! Keys that say who may come, and how fixed their values have to be.

use std::ops::Range;

use crate::lint::Subject;
use crate::lint::checks::condition::all::conditions_of;
use crate::lint::checks::condition::resource_policy::is_on_resource;
use crate::lint::document::Condition;
use crate::model::Test;

/// How fixed the values of a key have to be.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(in crate::lint::checks) enum Guard {
    /// The whole value.
    Whole,
    /// At least the first [`FIXED`] characters.
    Beginning,
    /// At least [`FIXED`] characters before each part that is not fixed.
    BeforeEach,
    /// `aws:userid`: the id, which stands before the colon.
    UserId,
}

/// How many characters have to stand before what is not fixed.
const FIXED: usize = 6;

/// The keys whose whole value has to be fixed (AWS calls them sensitive).
const WHOLE: [&str; 10] = [
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:resourceaccount",
    "aws:resourceorgid",
    "aws:sourceaccount",
    "aws:sourceorgid",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:vpceaccount",
    "aws:vpceorgid",
];

/// The other keys that name who calls, or from where. AWS does not list them; these are those that S3's
/// definition of a public policy goes by, and the paths of organizations.
const BEGINNING: [&str; 7] = [
    "aws:principalarn",
    "aws:principalorgpaths",
    "aws:sourcearn",
    "aws:sourceorgpaths",
    "aws:sourcevpcarn",
    "aws:vpceorgpaths",
    "s3:dataaccesspointarn",
];

impl Guard {
    /// What the condition's key asks for, if it is such a key.
    pub(in crate::lint::checks) fn of(condition: &Condition<'_>) -> Option<Guard> {
        let is_one_of = |keys: &[&str]| keys.iter().any(|key| condition.is_key(key));
        if condition.is_key("aws:userid") {
            return Some(Guard::UserId);
        }
        // The subject of a token, such as `token.actions.githubusercontent.com:sub`, whose parts name owner, repository
        // and branch. That each counts was measured with AWS's service.
        let is_subject = condition
            .key()
            .split_once(':')
            .is_some_and(|(provider, claim)| provider.contains('.') && claim.eq_ignore_ascii_case("sub"));
        if is_subject {
            return Some(Guard::BeforeEach);
        }
        let whole = is_one_of(&WHOLE).then_some(Guard::Whole);
        whole.or_else(|| is_one_of(&BEGINNING).then_some(Guard::Beginning))
    }

    /// What to do about a value whose parts that are not fixed stand there, in bytes and in order; nothing if it is
    /// fixed enough.
    pub(in crate::lint::checks) fn advice(self, text: &str, open: &[Range<usize>]) -> Option<&'static str> {
        let first = open.first()?.start;
        let (before, after) = text.split_at_checked(first)?;
        let are_fixed =
            |from: usize, to: usize| text.get(from..to).is_some_and(|fixed| fixed.chars().count() >= FIXED);
        let (fixed, advice) = match self {
            Guard::Whole => (false, "write the whole value"),
            Guard::Beginning => {
                (are_fixed(0, first), "write at least six characters before what is left open")
            }
            Guard::BeforeEach => {
                let mut from = 0;
                let fixed =
                    open.iter().all(|part| are_fixed(std::mem::replace(&mut from, part.end), part.start));
                (fixed, "write at least six characters before each part that is left open")
            }
            Guard::UserId => {
                let fixed = before.contains(':') || (before.is_empty() && after.starts_with("*:"));
                (fixed, "leave open only what follows the colon, or all that stands before it")
            }
        };
        (!fixed).then_some(advice)
    }
}

/// The conditions by which a resource's policy lets somebody in: those of its Allow statements that hold only of
/// a string or ARN that is among the values.
pub(in crate::lint::checks) fn restricting<'s, 'n>(
    subject: &'s Subject<'n>,
) -> impl Iterator<Item = &'s Condition<'n>> {
    // In policies of identities AWS's own use variables with these keys: there the caller is known.
    let is_resource = is_on_resource(subject.policy_type);
    let allowing = subject.document.statements.iter().filter(move |s| is_resource && s.allows());
    allowing.flat_map(conditions_of).filter(|condition| {
        match condition.operator.map(|operator| operator.test) {
            Some(Test::Value { comparison, negated: false }) => comparison.is_of_texts(),
            Some(Test::Value { comparison: _, negated: true } | Test::Null) | None => false,
        }
    })
}
