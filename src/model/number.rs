//! Decimal numbers, exact and of any length.

use std::cmp::Ordering;

/// A decimal number: the value of texts such as `7`, `-0.50`, `+3.`, `.5`. No exponents, no bounds.
///
/// Kept normal (no leading zeros before the point, no trailing zeros after it, zero is not negative), so
/// equality of values is equality of structures. Lengths are bounded by the text that was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    /// Reads a number; `None` if the text is not one. Surrounding white space is not accepted.
    ///
    /// ```
    /// use hornbeam::model::Decimal;
    /// assert_eq!(Decimal::parse("007.50"), Decimal::parse("7.5"));
    /// assert_eq!(Decimal::parse("1e3"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        Some(Decimal::from_parts(negative, whole, fraction))
    }

    fn from_parts(negative: bool, whole: &str, fraction: &str) -> Decimal {
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let zero = whole.is_empty() && fraction.is_empty();
        Decimal { negative: negative && !zero, whole, fraction }
    }

    /// The number `seconds + fraction/10^digits` where `fraction` is the digits after the point.
    pub(super) fn from_seconds(seconds: i64, fraction: &str) -> Decimal {
        if seconds >= 0 || fraction.bytes().all(|b| b == b'0') {
            return Decimal::from_parts(seconds < 0, &seconds.unsigned_abs().to_string(), fraction);
        }
        // -3 + 0.25 = -(2 + 0.75): the fraction is complemented digit by digit, the last one to ten.
        let trimmed = fraction.trim_end_matches('0');
        let last = trimmed.len().saturating_sub(1);
        let complement: String = trimmed
            .bytes()
            .enumerate()
            .map(|(at, digit)| {
                char::from(if at == last { b'9' + 1 - (digit - b'0') } else { b'9' - (digit - b'0') })
            })
            .collect();
        Decimal::from_parts(true, &(seconds + 1).unsigned_abs().to_string(), &complement)
    }

    /// A number strictly between the two, a missing one being no bound; a whole one if there is one near.
    /// The lower one must be below the upper one, or the number is some other.
    ///
    /// ```
    /// use hornbeam::model::Decimal;
    /// let [low, high] = ["-1.3", "-1.25"].map(|text| Decimal::parse(text).unwrap());
    /// let between = Decimal::between(Some(&low), Some(&high));
    /// assert!(low < between && between < high);
    /// ```
    pub fn between(lower: Option<&Decimal>, upper: Option<&Decimal>) -> Decimal {
        let is_between = |number: &Decimal| {
            lower.is_none_or(|lower| lower < number) && upper.is_none_or(|upper| number < upper)
        };
        let near = [lower, upper].into_iter().flatten().filter_map(Decimal::floor);
        let near = near.flat_map(|floor| [floor.saturating_add(1), floor, floor.saturating_sub(1)]);
        let whole = [0, 1].into_iter().chain(near).map(|seconds| Decimal::from_seconds(seconds, ""));
        if let Some(whole) = whole.into_iter().find(is_between) {
            return whole;
        }
        let zero = Decimal::from_parts(false, "", "");
        let digits = |number: &Decimal| number.fraction.len();
        let longest = lower.map_or(0, digits).max(upper.map_or(0, digits));
        // Half a unit of the last digit of either, away from zero, from the bound that is nearer to it.
        let half = |number: &Decimal| {
            let fraction = format!("{:0<longest$}5", number.fraction);
            Decimal::from_parts(number.negative, &number.whole, &fraction)
        };
        match (lower, upper) {
            (Some(lower), Some(_)) if !lower.negative => half(lower),
            (Some(_), Some(upper)) => Decimal { negative: true, ..half(upper) },
            // Beyond what whole numbers here hold: ten times as far.
            (Some(lower), None) => Decimal::from_parts(false, &format!("{}0", lower.whole), ""),
            (None, Some(upper)) => Decimal::from_parts(true, &format!("{}0", upper.whole), ""),
            (None, None) => zero,
        }
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The digits before the point (`"0"` for none) and those after it (possibly none), without the sign.
    pub fn digits(&self) -> (&str, &str) {
        (if self.whole.is_empty() { "0" } else { &self.whole }, &self.fraction)
    }

    /// The whole seconds, rounded down, if they fit.
    pub(super) fn floor(&self) -> Option<i64> {
        let whole: i64 = self.digits().0.parse().ok()?;
        Some(match (self.negative, self.fraction.is_empty()) {
            (false, _) => whole,
            (true, true) => -whole,
            (true, false) => -whole - 1,
        })
    }

    fn magnitude_cmp(&self, other: &Decimal) -> Ordering {
        (self.whole.len().cmp(&other.whole.len()))
            .then_with(|| self.whole.cmp(&other.whole))
            .then_with(|| self.fraction.cmp(&other.fraction))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude_cmp(other),
            (true, true) => other.magnitude_cmp(self),
        }
    }
}

impl std::fmt::Display for Decimal {
    /// The plainest text that reads as this number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, fraction) = self.digits();
        f.write_str(if self.negative { "-" } else { "" })?;
        f.write_str(whole)?;
        if fraction.is_empty() { Ok(()) } else { write!(f, ".{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_is_between() {
        let numbers = [
            "-100000000000000000000000",
            "-99999999999999999999999",
            "-12.5",
            "-12.25",
            "-1",
            "-0.5",
            "-0.01",
            "0",
            "0.001",
            "0.0015",
            "0.5",
            "1",
            "1.1",
            "1.11",
            "2",
            "99999999999999999999999.9",
            "100000000000000000000000",
        ];
        let numbers = numbers.map(|text| Decimal::parse(text).unwrap());
        for (at, lower) in numbers.iter().enumerate() {
            assert!(*lower < Decimal::between(Some(lower), None), "{lower}");
            assert!(Decimal::between(None, Some(lower)) < *lower, "{lower}");
            for upper in numbers.iter().skip(at + 1) {
                let between = Decimal::between(Some(lower), Some(upper));
                assert!(*lower < between && between < *upper, "{lower} {between} {upper}");
            }
        }
        assert_eq!(
            Decimal::between(Decimal::parse("1").as_ref(), Decimal::parse("9").as_ref()).to_string(),
            "2"
        );
    }
}
