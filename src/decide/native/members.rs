//! Texts that satisfy every constraint on them that does not depend on other texts.

use super::addresses;
use super::bounds::Interval;
use super::meaning::Meaning;
use crate::automata::{Constraint, Pattern, Shortest, Symbol, shortest};
use crate::decide::meter::Meter;
use crate::model::{Decimal, format_instant};

/// How many steps of automata one search may cost: sets of overlapping patterns can take exponentially many.
const MOST_STEPS: u64 = 10_000_000;
/// How many spellings of a number are tried beyond those that are wanted.
const MORE_SPELLINGS: usize = 8;

/// Members of more patterns than this are not looked for by their length first.
const MOST_SEARCHED: usize = 4;
/// How many years have four digits.
const YEARS: u64 = 10_000;

/// Some texts that satisfy the constraints.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// The texts, each once, short ones first.
    pub(super) texts: Vec<String>,
    /// Whether there are as many as were wanted, or no others.
    pub(super) complete: bool,
    /// The budget is spent.
    pub(super) spent: bool,
}

/// What a text has to satisfy.
pub(super) struct Facts<'a> {
    /// Sets that the text is in, or not in.
    pub(super) meanings: Vec<(&'a Meaning, bool)>,
    /// Constraints that come from texts that this one is a part of.
    pub(super) parts: Vec<Constraint<'a>>,
    /// A letter that it does not hold.
    pub(super) without: Option<char>,
}

impl Facts<'_> {
    /// Up to `wanted` texts that satisfy the facts. If `complete` and fewer, there are no others.
    pub(super) fn members(&self, wanted: usize, meter: &mut Meter) -> Members {
        if let Some(text) = self.only_text() {
            let texts = if self.admits(text) { vec![text.to_owned()] } else { Vec::new() };
            return Members { texts, complete: true, spent: false };
        }
        let positive = |wanted: fn(&Meaning) -> bool| {
            self.meanings.iter().any(|&(meaning, holds)| holds && wanted(meaning))
        };
        if positive(|meaning| matches!(meaning, Meaning::IsAddress | Meaning::Within(_))) {
            return self.addresses(wanted, meter);
        }
        let as_number = positive(|meaning| matches!(meaning, Meaning::IsNumber | Meaning::Number(_)));
        let as_instant = positive(|meaning| matches!(meaning, Meaning::IsInstant | Meaning::Instant(_)));
        if as_number || as_instant {
            return self.numbers(wanted, as_number, as_instant, meter);
        }
        self.patterns(wanted, meter)
    }

    /// The text, if some pattern has only one.
    pub(super) fn only_text(&self) -> Option<&str> {
        self.meanings.iter().find_map(|&(meaning, holds)| match meaning {
            Meaning::In(pattern) if holds => pattern.as_literal(),
            Meaning::In(_)
            | Meaning::IsNumber
            | Meaning::Number(_)
            | Meaning::IsInstant
            | Meaning::Instant(_)
            | Meaning::IsAddress
            | Meaning::Within(_) => None,
        })
    }

    pub(super) fn admits(&self, text: &str) -> bool {
        self.without.is_none_or(|letter| !text.contains(letter))
            && self.meanings.iter().all(|&(meaning, holds)| meaning.holds(text) == holds)
            && self.parts.iter().all(|part| {
                part.pattern.contains(&format!("{}{text}{}", part.before, part.after)) == part.wanted
            })
    }

    /// Texts by the patterns alone; what reads as a number or an address although it must not is left out.
    fn patterns(&self, wanted: usize, meter: &mut Meter) -> Members {
        let mut found = Members::default();
        if wanted == 1
            && let Some(text) = self.joined().into_iter().find(|text| self.admits(text))
        {
            return Members { texts: vec![text], complete: true, spent: false };
        }
        let mut excluded: Vec<Pattern> = Vec::new();
        let tries = wanted + MORE_SPELLINGS;
        while found.texts.len() < wanted && excluded.len() < tries {
            let mut constraints = self.parts.clone();
            for &(meaning, holds) in &self.meanings {
                if let Meaning::In(pattern) = meaning {
                    constraints.push(Constraint { pattern, before: "", after: "", wanted: holds });
                }
            }
            let out = |pattern| Constraint { pattern, before: "", after: "", wanted: false };
            constraints.extend(excluded.iter().map(out));
            // Laying the patterns out takes time too.
            let symbols: usize =
                constraints.iter().map(|constraint| constraint.pattern.symbols().len()).sum();
            if !meter.spend(symbols as u64) {
                found.spent = true;
                return found;
            }
            let most = meter.steps().min(MOST_STEPS);
            let mut steps = most;
            let one = shortest(&constraints, self.without, &mut steps);
            let in_budget = meter.spend(most.saturating_sub(steps).saturating_add(1));
            match one {
                Shortest::Member(text) => {
                    excluded.push(Pattern::literal(&text, false));
                    if self.admits(&text) {
                        found.texts.push(text);
                    }
                }
                Shortest::Empty => {
                    found.complete = true;
                    return found;
                }
                Shortest::Exhausted => {
                    found.spent = !in_budget || most < MOST_STEPS;
                    return found;
                }
            }
            if !in_budget {
                found.spent = true;
                return found;
            }
        }
        found.complete = found.texts.len() >= wanted;
        found
    }

    /// The fixed parts of many patterns one after another, in some orders: texts of all of them, if they have stars
    /// between and around. The shortest such text is hard to find (a shortest common superstring); these are not.
    fn joined(&self) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for &(meaning, holds) in &self.meanings {
            if let (Meaning::In(pattern), true) = (meaning, holds) {
                let letter = |symbol: &Symbol| match symbol {
                    Symbol::Char(letter) => Some(*letter),
                    Symbol::One => Some('x'),
                    Symbol::Any => None,
                };
                parts.push(pattern.symbols().iter().filter_map(letter).collect());
            }
        }
        let mut joined = Vec::new();
        if parts.len() > MOST_SEARCHED {
            for between in ["", "x"] {
                joined.push(parts.join(between));
                parts.reverse();
                joined.push(parts.join(between));
            }
        }
        joined
    }

    fn numbers(&self, wanted: usize, as_number: bool, as_instant: bool, meter: &mut Meter) -> Members {
        let mut interval = Interval::default();
        for &(meaning, holds) in &self.meanings {
            match meaning {
                Meaning::Number(bound) if as_number => interval.cut(bound, holds),
                Meaning::Instant(bound) if as_instant => interval.cut(bound, holds),
                Meaning::Number(_)
                | Meaning::Instant(_)
                | Meaning::In(_)
                | Meaning::IsNumber
                | Meaning::IsInstant
                | Meaning::IsAddress
                | Meaning::Within(_) => {}
            }
        }
        let mut found = Members::default();
        // Four digits read as a number and as a year, which is another point in time. There are few of them.
        if as_number && as_instant {
            if !meter.spend(YEARS) {
                found.spent = true;
                return found;
            }
            let years = (0..YEARS).map(|year| format!("{year:04}")).filter(|text| self.admits(text));
            found.texts.extend(years.take(wanted));
        }
        let Some(value) = interval.some_number() else {
            found.complete = true;
            return found;
        };
        let negatives = self.meanings.len() + self.parts.len();
        for text in spellings(&value, as_instant, wanted + negatives + MORE_SPELLINGS) {
            if !meter.spend(negatives as u64) {
                found.spent = true;
                return found;
            }
            if found.texts.len() < wanted && self.admits(&text) {
                found.texts.push(text);
            }
        }
        found.complete = found.texts.len() >= wanted;
        found
    }

    fn addresses(&self, wanted: usize, meter: &mut Meter) -> Members {
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        let mut only_addresses = self.parts.is_empty();
        for &(meaning, holds) in &self.meanings {
            match meaning {
                Meaning::Within(network) if holds => inside.push(*network),
                Meaning::Within(network) => outside.push(*network),
                Meaning::IsAddress => {}
                // No address reads as a number or a point in time.
                Meaning::IsNumber | Meaning::Number(_) | Meaning::IsInstant | Meaning::Instant(_)
                    if !holds => {}
                Meaning::IsNumber | Meaning::Number(_) | Meaning::IsInstant | Meaning::Instant(_) => {
                    return Members { complete: true, ..Members::default() };
                }
                Meaning::In(_) => only_addresses = false,
            }
        }
        let mut found = Members::default();
        let Some(blocks) = addresses::blocks(&inside, &outside, meter) else {
            found.spent = true;
            return found;
        };
        let tries = wanted + self.meanings.len() + MORE_SPELLINGS;
        let mut tried = 0;
        let mut all = true;
        for block in &blocks {
            let mut addresses = addresses::of(block);
            for address in addresses.by_ref().take(tries) {
                tried += 1;
                for text in addresses::texts(address) {
                    if !meter.spend(self.meanings.len() as u64) {
                        found.spent = true;
                        return found;
                    }
                    if self.admits(&text) && !found.texts.contains(&text) {
                        found.texts.push(text);
                    }
                    if found.texts.len() >= wanted {
                        found.complete = true;
                        return found;
                    }
                }
            }
            all &= addresses.next().is_none();
            if tried > 4 * tries {
                all = false;
                break;
            }
        }
        // An IPv4 address has one text. An IPv6 address has more than were tried: that there are no others is only
        // known where the addresses alone leave none.
        let one_text_each = blocks.iter().all(|block| block.address().is_ipv4());
        let none_at_all = only_addresses && found.texts.is_empty();
        found.complete = blocks.is_empty() || (all && (one_text_each || none_at_all));
        found
    }
}

/// Texts that read as the number, and as the same point in time, plainest first.
fn spellings(value: &Decimal, as_instant: bool, most: usize) -> Vec<String> {
    let plain = value.to_string();
    let mut texts = Vec::new();
    if as_instant {
        texts.push(format_instant(value));
    }
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let zeros = |count: usize| "0".repeat(count);
    for count in 0..most {
        texts.push(format!("{sign}{}{digits}", zeros(count)));
        if sign.is_empty() {
            texts.push(format!("+{}{digits}", zeros(count)));
        }
        if !digits.contains('.') {
            texts.push(format!("{sign}{digits}.{}", zeros(count)));
        }
    }
    texts.retain(|text| !as_instant || !is_year(text));
    texts
}
