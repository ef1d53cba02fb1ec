//! From a term to a script.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, reading_name};
use super::regex;
use super::script::{ElementOf, Purpose, Reading, Script};
use super::sets;
use super::shapes::{Shapes, class};
use crate::formula::{Arena, Atom, Node, Subject, TermId, Test};
use crate::model::{Address, Arity, Decimal, Key, parse_instant};

impl Script {
    /// The script that is satisfiable iff some request is in `term`; see the module for where it is wider.
    pub fn new(arena: &Arena, term: TermId) -> Script {
        let mut encoder = Encoder {
            arena,
            names: Names::default(),
            candidates: sets::candidates(arena, term),
            shapes: Shapes::new(arena, term),
            uses: uses(arena, term),
            defined: BTreeMap::new(),
            definitions: String::new(),
            once: Vec::new(),
            widened: Vec::new(),
        };
        let formula = encoder.term(term, &None);
        encoder.link_variables();
        encoder.link_readings(term);
        encoder.exclude_families();
        let mut body = String::new();
        let lines = encoder.once.iter().chain([&encoder.definitions, &formula]);
        if lines.into_iter().any(|line| line.contains(regex::IN_SEGMENT)) {
            body.push_str(regex::DEFINITION);
        }
        body.push_str(&encoder.names.declarations);
        body.push_str(&encoder.definitions);
        body.extend(encoder.once);
        body.push_str(&format!("(assert {formula})\n"));
        Script { constants: encoder.names.constants, body, widened: encoder.widened }
    }
}

/// What encoding one term carries along.
pub(super) struct Encoder<'a> {
    arena: &'a Arena,
    pub(super) names: Names,
    candidates: BTreeMap<Key, usize>,
    shapes: Shapes,
    uses: BTreeMap<TermId, usize>,
    defined: BTreeMap<TermId, String>,
    definitions: String,
    once: Vec<String>,
    widened: Vec<String>,
}

impl Encoder<'_> {
    /// The formula of a term; one that is used twice outside sets is defined under a name first. Recursion
    /// goes as deep as the term, a handful of levels.
    fn term(&mut self, term: TermId, element: &ElementOf) -> String {
        if let Some(name) = self.defined.get(&term) {
            return name.clone();
        }
        let arena = self.arena;
        let formula = match arena.node(term) {
            Node::True => return "true".to_owned(),
            Node::False => return "false".to_owned(),
            Node::Not(inner) => return format!("(not {})", self.term(*inner, element)),
            Node::And(parts) => {
                let (mut formulas, rest) = self.memberships(parts, element);
                formulas.extend(rest.into_iter().map(|part| self.term(part, element)));
                if let [only] = formulas.as_slice() {
                    only.clone()
                } else {
                    format!("(and {})", formulas.join(" "))
                }
            }
            Node::Or(parts) => {
                let formulas: Vec<String> = parts.iter().map(|&part| self.term(part, element)).collect();
                format!("(or {})", formulas.join(" "))
            }
            Node::Atom(atom) => self.atom(atom, element),
        };
        let shared = element.is_none() && self.uses.get(&term).is_some_and(|&uses| uses > 1);
        if !shared || !formula.starts_with('(') {
            return formula;
        }
        let name = format!("term-{}", self.defined.len() + 1);
        self.definitions.push_str(&format!("(define-fun {name} () Bool {formula})\n"));
        self.defined.insert(term, name.clone());
        name
    }

    /// Of the parts of a conjunction, those that say which patterns one text is in and out of, as one
    /// membership in an intersection, and the other parts. Solvers are far better at one regular expression
    /// than at several about the same text.
    fn memberships(&mut self, parts: &[TermId], element: &ElementOf) -> (Vec<String>, Vec<TermId>) {
        let mut groups: BTreeMap<Subject, Vec<(TermId, String)>> = BTreeMap::new();
        for &part in parts {
            let (atom, negated) = match self.arena.node(part) {
                Node::Not(inner) => (*inner, true),
                Node::True | Node::False | Node::And(_) | Node::Or(_) | Node::Atom(_) => (part, false),
            };
            if let Node::Atom(Atom::Test(subject, Test::Text(template))) = self.arena.node(atom)
                && template.as_literal().is_none()
                && template.variables().next().is_none()
                && !self.is_segmented(subject, element)
            {
                let language = regex::template(template);
                let language = if negated { format!("(re.comp {language})") } else { language };
                groups.entry(subject.clone()).or_default().push((part, language));
            }
        }
        groups.retain(|_, group| group.len() > 1);
        let mut formulas = Vec::new();
        for (subject, group) in &groups {
            let text = self.names.reading(subject, element, Reading::Text);
            let languages: Vec<&str> = group.iter().map(|(_, language)| language.as_str()).collect();
            formulas.push(format!("(str.in_re {text} (re.inter {}))", languages.join(" ")));
        }
        let grouped = |part: &TermId| groups.values().flatten().any(|(grouped, _)| grouped == part);
        (formulas, parts.iter().copied().filter(|part| !grouped(part)).collect())
    }

    fn atom(&mut self, atom: &Atom, element: &ElementOf) -> String {
        match atom {
            Atom::Present(key) => match self.arena.arity(key) {
                Arity::Single => self.names.present(key),
                Arity::Multi => self.some(key, Arena::TRUE),
            },
            Atom::Some(key, inner) => self.some(key, *inner),
            Atom::Test(subject, test) => self.test(subject, element, test),
        }
    }

    /// Some candidate element of the key is in the set and in the term.
    fn some(&mut self, key: &Key, inner: TermId) -> String {
        let mut options = Vec::new();
        for at in 0..self.candidates.get(key).copied().unwrap_or(0) {
            let member = self.names.member(key, at);
            options.push(match inner {
                Arena::TRUE => member,
                inner => format!("(and {member} {})", self.term(inner, &Some((key.clone(), at)))),
            });
        }
        match options.as_slice() {
            [] => "false".to_owned(),
            [only] => only.clone(),
            _ => format!("(or {})", options.join(" ")),
        }
    }

    /// Whether the subject's text has constants for its segments.
    pub(super) fn is_segmented(&self, subject: &Subject, element: &ElementOf) -> bool {
        self.shapes.is_segmented(&class(subject, element.as_ref().map(|(key, _)| key)))
    }

    /// A free `Bool` in the place of a construct without encoding, the same one for the same construct on
    /// the same subject. (One `Bool` for two subjects would claim that they pass a test together.)
    pub(super) fn widen(&mut self, subject: &str, construct: String) -> String {
        let symbol = self.names.auxiliary(&format!("open: {construct} of {subject}"), "Bool");
        if !self.widened.contains(&construct) {
            self.widened.push(construct);
        }
        symbol
    }

    /// A line that is needed once, however often it is asked for.
    pub(super) fn define_once(&mut self, line: String) {
        if !self.once.contains(&line) {
            self.once.push(line);
        }
    }

    /// Ties the value that a key has as a variable to the key's set. Both are there for a key that no list has
    /// and that a set operator looks at: as a variable it has a value iff the set has exactly one element.
    fn link_variables(&mut self) {
        let shared: Vec<(Key, usize)> =
            self.candidates.iter().map(|(key, &count)| (key.clone(), count)).collect();
        for (key, count) in shared {
            let subject = Subject::Key(key.clone());
            let is_read = |reading| self.names.has(&reading_name(&subject, &None, reading));
            if !is_read(Reading::Text) && !is_read(Reading::IsArn) {
                continue;
            }
            let (present, value) = (self.names.present(&key), self.whole(&subject, &None));
            let members: Vec<String> = (0..count).map(|at| self.names.member(&key, at)).collect();
            let only = |at: usize| -> String {
                let all = members.iter().enumerate();
                let signed =
                    all.map(|(other, name)| if other == at { name.clone() } else { format!("(not {name})") });
                format!("(and {})", signed.collect::<Vec<_>>().join(" "))
            };
            let alone = (0..count).map(only).collect::<Vec<_>>().join(" ");
            self.define_once(format!("(assert (= {present} (or {alone})))\n"));
            for (at, member) in members.iter().enumerate() {
                let element = self.whole(&Subject::Element, &Some((key.clone(), at)));
                self.define_once(format!("(assert (=> (and {present} {member}) (= {value} {element})))\n"));
            }
        }
    }

    /// Ties the readings of a value together where its text is compared with a literal.
    fn link_readings(&mut self, term: TermId) {
        let arena = self.arena;
        let mut literals: BTreeMap<Subject, Vec<&str>> = BTreeMap::new();
        for atom in arena.atoms(term) {
            if let Atom::Test(subject, Test::Text(template)) = atom
                && let Some(literal) = template.as_literal()
            {
                literals.entry(subject.clone()).or_default().push(literal);
            }
        }
        let mut read: BTreeMap<(Subject, ElementOf), BTreeSet<Family>> = BTreeMap::new();
        for constant in &self.names.constants {
            if let Purpose::Reading(subject, element, reading) = &constant.purpose {
                read.entry((subject.clone(), element.clone())).or_default().insert(family(*reading));
            }
        }
        for ((subject, element), families) in read.into_iter().filter(|(_, families)| families.len() > 1) {
            let widened = format!("`{}`, read in more than one way", subject_key(&subject, &element));
            if !self.widened.contains(&widened) {
                self.widened.push(widened);
            }
            if families.contains(&Family::Text) {
                for literal in literals.get(&subject).into_iter().flatten() {
                    self.link(&subject, &element, literal);
                }
            }
        }
    }

    /// If the subject's text is this literal, its other readings are the literal's.
    fn link(&mut self, subject: &Subject, element: &ElementOf, literal: &str) {
        let mut readings = Vec::new();
        let mut number = |encoder: &mut Self, is: Reading, value: Reading, read: Option<Decimal>| {
            if encoder.names.has(&reading_name(subject, element, is)) {
                let is_symbol = encoder.names.reading(subject, element, is);
                readings.push(match read {
                    Some(read) => {
                        let symbol = encoder.names.reading(subject, element, value);
                        format!("(and {is_symbol} (= {symbol} {}))", super::literal::real(&read))
                    }
                    None => format!("(not {is_symbol})"),
                });
            }
        };
        number(self, Reading::IsNumber, Reading::Number, Decimal::parse(literal));
        number(self, Reading::IsInstant, Reading::Instant, parse_instant(literal));
        let address = literal.parse::<Address>().ok();
        for (is, value) in [(Reading::IsIpv4, Reading::Ipv4), (Reading::IsIpv6, Reading::Ipv6)] {
            if !self.names.has(&reading_name(subject, element, is)) {
                continue;
            }
            let is_symbol = self.names.reading(subject, element, is);
            let bits = match (address, is) {
                (Some(Address::V4(v4)), Reading::Ipv4 | Reading::IsIpv4) => {
                    Some(format!("#x{:08x}", v4.to_bits()))
                }
                (Some(Address::V6(v6)), Reading::Ipv6 | Reading::IsIpv6) => {
                    Some(format!("#x{:032x}", v6.to_bits()))
                }
                _ => None,
            };
            readings.push(match bits {
                Some(bits) => {
                    format!("(and {is_symbol} (= {} {bits}))", self.names.reading(subject, element, value))
                }
                None => format!("(not {is_symbol})"),
            });
        }
        let text = self.names.reading(subject, element, Reading::Text);
        let line = format!(
            "(assert (=> (= {text} {}) (and {})))\n",
            super::literal::string(literal),
            readings.join(" ")
        );
        self.define_once(line);
    }

    /// No value is an address of both families.
    fn exclude_families(&mut self) {
        let mut values: Vec<(Subject, ElementOf)> = Vec::new();
        for constant in &self.names.constants {
            if let Purpose::Reading(subject, element, Reading::IsIpv4) = &constant.purpose {
                values.push((subject.clone(), element.clone()));
            }
        }
        for (subject, element) in values {
            if self.names.has(&reading_name(&subject, &element, Reading::IsIpv6)) {
                let families = [Reading::IsIpv4, Reading::IsIpv6];
                let [v4, v6] = families.map(|family| self.names.reading(&subject, &element, family));
                self.define_once(format!("(assert (not (and {v4} {v6})))\n"));
            }
        }
    }
}

/// Readings that are encoded together, and so exactly.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Text,
    Number,
    Instant,
    Address,
}

fn family(reading: Reading) -> Family {
    match reading {
        Reading::Text | Reading::IsArn | Reading::Segment(_) => Family::Text,
        Reading::IsNumber | Reading::Number => Family::Number,
        Reading::IsInstant | Reading::Instant => Family::Instant,
        Reading::IsIpv4 | Reading::Ipv4 | Reading::IsIpv6 | Reading::Ipv6 => Family::Address,
    }
}

/// The key whose value it is; other subjects have one reading only.
fn subject_key<'a>(subject: &'a Subject, element: &'a ElementOf) -> &'a str {
    match (subject, element) {
        (Subject::Key(key), _) | (Subject::Element, Some((key, _))) => key.name(),
        (Subject::Principal | Subject::Action | Subject::Resource | Subject::Element, _) => "element",
    }
}

/// How often each term stands below `term`, outside sets.
fn uses(arena: &Arena, term: TermId) -> BTreeMap<TermId, usize> {
    let mut uses = BTreeMap::new();
    let mut open = vec![term];
    while let Some(term) = open.pop() {
        match arena.node(term) {
            Node::True | Node::False | Node::Atom(_) => {}
            Node::Not(inner) => {
                let count = uses.entry(*inner).or_insert(0);
                *count += 1;
                if *count == 1 {
                    open.push(*inner);
                }
            }
            Node::And(parts) | Node::Or(parts) => {
                for &part in parts {
                    let count = uses.entry(part).or_insert(0);
                    *count += 1;
                    if *count == 1 {
                        open.push(part);
                    }
                }
            }
        }
    }
    uses
}
