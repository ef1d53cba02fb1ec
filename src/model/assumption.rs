//! Choices where AWS's documents are silent or contradict themselves. Each has a name and two readings.

/// One such choice. The first reading is the default; `--assume NAME=READING` picks.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Assumption {
    /// Whether a wildcard in the first five segments of a resource pattern can match colons. AWS's own
    /// samples for CheckNoNewAccess need that it cannot; the Resource page says that it can.
    ArnWildcardCrossesColon,
    /// What an operator without a set operator asks of a key with several values. AWS says that a set
    /// operator must be used, and not what happens without: where the readings differ the answer is unknown.
    PlainOperatorOnMultivaluedKey,
    /// Whether `{"AWS": "*"}` covers services and identity providers, as `"*"` does.
    AwsStarCoversServices,
    /// Whether `Bool` with the operand `false` matches a value that is neither `true` nor `false`. The
    /// policy simulator matches.
    BoolFalseMatchesOtherText,
    /// Whether `NotPrincipal` exempts a caller whose own ARN is listed, or only one whose account (and
    /// role, for a session) is listed as well. AWS: the policy "might deny" without.
    NotPrincipalNeedsAccount,
    /// Whether a negated `ForAllValues` operator matches when the key is absent. A table of the operators
    /// page has it the other way round than the definitions.
    ForAllValuesNegatedAbsent,
    /// Whether `Bool` puts in policy variables: one page says so, another that only strings and ARNs do.
    BoolVariables,
    /// Whether a key that the service authorization reference does not list, and that only numeric (or
    /// only date, or only address) operators look at, holds a number (a date, an address).
    UnlistedKeysAreTyped,
}

impl Assumption {
    /// Every assumption.
    pub const ALL: [Assumption; 8] = [
        Assumption::ArnWildcardCrossesColon,
        Assumption::PlainOperatorOnMultivaluedKey,
        Assumption::AwsStarCoversServices,
        Assumption::BoolFalseMatchesOtherText,
        Assumption::NotPrincipalNeedsAccount,
        Assumption::ForAllValuesNegatedAbsent,
        Assumption::BoolVariables,
        Assumption::UnlistedKeysAreTyped,
    ];

    /// The name in answers and on the command line, with the default reading and the other one.
    pub fn names(self) -> (&'static str, [&'static str; 2]) {
        match self {
            Assumption::ArnWildcardCrossesColon => ("arn-wildcard-crosses-colon", ["by-segment", "crosses"]),
            Assumption::PlainOperatorOnMultivaluedKey => {
                ("plain-operator-on-multivalued-key", ["some-value", "every-value"])
            }
            Assumption::AwsStarCoversServices => ("aws-star-covers-services", ["covers", "excludes"]),
            Assumption::BoolFalseMatchesOtherText => {
                ("bool-false-matches-other-text", ["matches", "differs"])
            }
            Assumption::NotPrincipalNeedsAccount => {
                ("not-principal-needs-account", ["own-arn", "whole-chain"])
            }
            Assumption::ForAllValuesNegatedAbsent => ("for-all-values-negated-absent", ["matches", "fails"]),
            Assumption::BoolVariables => ("bool-variables", ["substituted", "literal"]),
            Assumption::UnlistedKeysAreTyped => ("unlisted-keys-are-typed", ["typed", "any-text"]),
        }
    }

    /// The name alone.
    pub fn name(self) -> &'static str {
        self.names().0
    }
}

/// Which reading each assumption has. The default takes the first reading of each.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Assumptions {
    flipped: u16,
}

impl Assumptions {
    /// Whether `assumption` has its default reading.
    pub fn is_default(self, assumption: Assumption) -> bool {
        self.flipped & (1 << assumption as u16) == 0
    }

    /// The same readings but for `assumption`, which gets its other one.
    #[must_use]
    pub fn flip(self, assumption: Assumption) -> Assumptions {
        Assumptions { flipped: self.flipped ^ (1 << assumption as u16) }
    }

    /// Reads `NAME=READING` and sets it; the error says what could be written instead.
    pub fn set(&mut self, text: &str) -> Result<(), String> {
        let (name, reading) = text.split_once('=').ok_or("write NAME=READING")?;
        let Some(assumption) = Assumption::ALL.into_iter().find(|known| known.name() == name) else {
            let names: Vec<_> = Assumption::ALL.iter().map(|known| known.name()).collect();
            return Err(format!("no assumption is called `{name}`; there are {}", names.join(", ")));
        };
        let (_, [default, other]) = assumption.names();
        let bit = 1 << assumption as u16;
        match reading {
            reading if reading == default => self.flipped &= !bit,
            reading if reading == other => self.flipped |= bit,
            _ => return Err(format!("`{name}` is `{default}` or `{other}`")),
        }
        Ok(())
    }
}
