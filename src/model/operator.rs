//! Condition operators (IAM/reference_policies_elements_condition_operators).

/// A condition operator as written: `ForAllValues:StringNotEqualsIfExists` and its kin.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    /// `ForAllValues:`, `ForAnyValue:`, or neither.
    pub qualifier: Option<SetQualifier>,
    /// What is compared, and whether the outcome is turned round.
    pub test: Test,
    /// The suffix `IfExists`: an absent key matches.
    pub if_exists: bool,
}

/// The set operators.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum SetQualifier {
    /// Every value of the key must match.
    ForAllValues,
    /// At least one value of the key must match.
    ForAnyValue,
}

/// What an operator asks of the key.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// The value compares with one of the operands; `negated`: with none of them.
    Value {
        /// How a value and an operand compare.
        comparison: Comparison,
        /// Whether this is the `Not…` form.
        negated: bool,
    },
    /// `Null`: whether the key is absent.
    Null,
}

/// How one value of a key compares with one operand.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `StringEquals`: the same text.
    StringEquals,
    /// `StringEqualsIgnoreCase`: the same text but for letter case (A–Z).
    StringEqualsIgnoreCase,
    /// `StringLike`: the text lies in a pattern of `*` and `?`.
    StringLike,
    /// `Numeric…`.
    Numeric(Order),
    /// `Date…`.
    Date(Order),
    /// `Bool`.
    Bool,
    /// `BinaryEquals`: the same bytes.
    BinaryEquals,
    /// `IpAddress`: the address lies in a network.
    IpAddress,
    /// `ArnEquals` and `ArnLike`, which are one: six segments, each in its pattern.
    ArnLike,
}

/// The order relations; the value stands on the left.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// `=`
    Equals,
    /// `<`
    LessThan,
    /// `≤`
    LessThanEquals,
    /// `>`
    GreaterThan,
    /// `≥`
    GreaterThanEquals,
}

impl Comparison {
    /// Whether texts are compared, ARNs among them: what policy variables are put into, and what can name somebody.
    pub fn is_of_texts(self) -> bool {
        match self {
            Comparison::StringEquals
            | Comparison::StringEqualsIgnoreCase
            | Comparison::StringLike
            | Comparison::ArnLike => true,
            Comparison::Numeric(_)
            | Comparison::Date(_)
            | Comparison::Bool
            | Comparison::BinaryEquals
            | Comparison::IpAddress => false,
        }
    }
}

impl Order {
    /// Whether a value that stands so to the operand satisfies the relation.
    pub fn admits(self, value_to_operand: std::cmp::Ordering) -> bool {
        match self {
            Order::Equals => value_to_operand.is_eq(),
            Order::LessThan => value_to_operand.is_lt(),
            Order::LessThanEquals => value_to_operand.is_le(),
            Order::GreaterThan => value_to_operand.is_gt(),
            Order::GreaterThanEquals => value_to_operand.is_ge(),
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Order::Equals => "Equals",
            Order::LessThan => "LessThan",
            Order::LessThanEquals => "LessThanEquals",
            Order::GreaterThan => "GreaterThan",
            Order::GreaterThanEquals => "GreaterThanEquals",
        }
    }
}

/// The base operators by name, in the order of AWS's page.
const TESTS: [(&str, Test); 27] = {
    use Comparison::*;
    const fn is(comparison: Comparison) -> Test {
        Test::Value { comparison, negated: false }
    }
    const fn not(comparison: Comparison) -> Test {
        Test::Value { comparison, negated: true }
    }
    [
        ("StringEquals", is(StringEquals)),
        ("StringNotEquals", not(StringEquals)),
        ("StringEqualsIgnoreCase", is(StringEqualsIgnoreCase)),
        ("StringNotEqualsIgnoreCase", not(StringEqualsIgnoreCase)),
        ("StringLike", is(StringLike)),
        ("StringNotLike", not(StringLike)),
        ("NumericEquals", is(Numeric(Order::Equals))),
        ("NumericNotEquals", not(Numeric(Order::Equals))),
        ("NumericLessThan", is(Numeric(Order::LessThan))),
        ("NumericLessThanEquals", is(Numeric(Order::LessThanEquals))),
        ("NumericGreaterThan", is(Numeric(Order::GreaterThan))),
        ("NumericGreaterThanEquals", is(Numeric(Order::GreaterThanEquals))),
        ("DateEquals", is(Date(Order::Equals))),
        ("DateNotEquals", not(Date(Order::Equals))),
        ("DateLessThan", is(Date(Order::LessThan))),
        ("DateLessThanEquals", is(Date(Order::LessThanEquals))),
        ("DateGreaterThan", is(Date(Order::GreaterThan))),
        ("DateGreaterThanEquals", is(Date(Order::GreaterThanEquals))),
        ("Bool", is(Bool)),
        ("BinaryEquals", is(BinaryEquals)),
        ("IpAddress", is(IpAddress)),
        ("NotIpAddress", not(IpAddress)),
        ("ArnEquals", is(ArnLike)),
        ("ArnLike", is(ArnLike)),
        ("ArnNotEquals", not(ArnLike)),
        ("ArnNotLike", not(ArnLike)),
        ("Null", Test::Null),
    ]
};

impl Operator {
    /// Reads an operator's name; letter case does not count. `None` for a name that AWS does not have,
    /// `NullIfExists` among them.
    pub fn parse(name: &str) -> Option<Operator> {
        let (qualifier, base) = match name.split_once(':') {
            Some((prefix, base)) if prefix.eq_ignore_ascii_case("ForAllValues") => {
                (Some(SetQualifier::ForAllValues), base)
            }
            Some((prefix, base)) if prefix.eq_ignore_ascii_case("ForAnyValue") => {
                (Some(SetQualifier::ForAnyValue), base)
            }
            Some(_) => return None,
            None => (None, name),
        };
        let cut = base.len().saturating_sub("IfExists".len());
        let (base, if_exists) = match (base.get(..cut), base.get(cut..)) {
            (Some(front), Some(suffix)) if suffix.eq_ignore_ascii_case("IfExists") => (front, true),
            _ => (base, false),
        };
        let (_, test) = TESTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(base))?;
        (!(if_exists && *test == Test::Null)).then_some(Operator { qualifier, test: *test, if_exists })
    }

    /// The names of the base operators, without qualifier and suffix.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TESTS.iter().map(|(name, _)| *name)
    }
}

impl std::fmt::Display for Operator {
    /// The operator's name in AWS's spelling; `ArnLike` for `ArnEquals`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.qualifier {
            Some(SetQualifier::ForAllValues) => "ForAllValues:",
            Some(SetQualifier::ForAnyValue) => "ForAnyValue:",
            None => "",
        })?;
        match self.test {
            Test::Null => f.write_str("Null")?,
            Test::Value { comparison, negated } => {
                let not = if negated { "Not" } else { "" };
                match comparison {
                    Comparison::StringEquals => write!(f, "String{not}Equals")?,
                    Comparison::StringEqualsIgnoreCase => write!(f, "String{not}EqualsIgnoreCase")?,
                    Comparison::StringLike => write!(f, "String{not}Like")?,
                    Comparison::Numeric(order) => write!(f, "Numeric{not}{}", order.suffix())?,
                    Comparison::Date(order) => write!(f, "Date{not}{}", order.suffix())?,
                    Comparison::Bool => f.write_str("Bool")?,
                    Comparison::BinaryEquals => f.write_str("BinaryEquals")?,
                    Comparison::IpAddress => write!(f, "{not}IpAddress")?,
                    Comparison::ArnLike => write!(f, "Arn{not}Like")?,
                }
            }
        }
        f.write_str(if self.if_exists { "IfExists" } else { "" })
    }
}
