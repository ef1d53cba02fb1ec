//! Whether a small universe holds a request that one policy allows and another does not, by the evaluator.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::texts::{Pattern, texts};
use hornbeam::eval::{self, Scope};
use hornbeam::formula::Arena;
use hornbeam::model::{
    Action, Arity, ArnOperand, Assumption, BoolOperand, Caller, Condition, Context, Effect, Key, Operands,
    Policy, PrincipalElement, Request, Resource, ResourcePattern, Segments, Statement, Template, Variable,
};

/// For numbers, dates and addresses: the operands that questions may use, and values of every cell into which
/// these divide what there is, the unreadable among them.
pub(crate) const KINDS: [(&[&str], &[&str]); 3] = [
    (&["1", "2", "2.0", "3"], &["0", "1", "1.5", "2", "2.5", "3", "4", "?"]),
    (
        &["2026-01-01T00:00:00Z", "1767225600", "2026-01-02"],
        &["2025-12-31", "2026-01-01", "2026-01-01T12:00:00Z", "2026-01-02", "2026-01-03", "?"],
    ),
    (
        &[
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.0.0.0/9",
            "10.128.0.0/9",
            "10.0.0.0/16",
            "10.0.0.1",
            "2001:db8::/32",
            "2001:db8::/33",
            "2001:db8:8000::/33",
        ],
        &[
            "10.0.0.1",
            "10.0.0.2",
            "10.1.0.0",
            "10.128.0.0",
            "11.0.0.0",
            "2001:db8::",
            "2001:db8:8000::",
            "::",
            "?",
        ],
    ),
];

/// How many assignments to the attributes of a group with one value each are looked at; of questions that need
/// more, the universe is not complete.
const MOST_TOGETHER: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Attribute {
    Action,
    Resource,
    Key(Key),
}

/// An element of a policy: all that a statement says of one attribute and of those that variables name.
struct Element {
    /// The statement with nothing but this element.
    alone: Statement,
    /// For a condition: it, asked of one value without regard to absence.
    of_one_value: Option<Statement>,
    attribute: Attribute,
    variables: BTreeSet<Key>,
}

/// Values for some attributes.
type Assignment = Vec<(Attribute, Vec<String>)>;

/// Which elements are true, a bit each.
type Truths = u64;

/// What the values look like, four bits for each attribute of a group; 0 if nobody asks.
type Shapes = u64;

/// A small universe.
pub(crate) struct Universe {
    groups: Vec<BTreeMap<(Truths, Shapes), Assignment>>,
    /// For each policy, each statement: whether it allows, and its elements.
    policies: [Vec<(bool, Truths)>; 2],
    /// Whether what it does not hold is not there at all.
    pub(crate) is_complete: bool,
}

impl Universe {
    /// The universe for this question. `shapes`: it also tells apart the texts of usual shape. `thin`: no more texts than
    /// combinations of patterns need.
    pub(crate) fn new(
        policies: [&Policy; 2],
        arena: &Arena,
        scope: Scope,
        shapes: bool,
        thin: bool,
    ) -> Universe {
        let mut elements = Vec::new();
        let policies = policies.map(|policy| {
            let mut statements = Vec::new();
            for statement in &policy.statements {
                let first = elements.len();
                elements.extend(parts(statement));
                assert!(elements.len() < 64, "a large question");
                statements.push((statement.effect == Effect::Allow, (1 << elements.len()) - (1 << first)));
            }
            statements
        });
        let mut universe = Universe { groups: Vec::new(), policies, is_complete: true };
        for attributes in groups(&elements) {
            let concerned: Vec<(usize, &Element)> = elements
                .iter()
                .enumerate()
                .filter(|(_, element)| attributes.contains(&element.attribute))
                .collect();
            let group = Group::new(&attributes, concerned, arena, scope);
            let (pool, is_complete) = group.pool(shapes, thin);
            universe.is_complete &= is_complete;
            universe.groups.push(group.truths(&pool, shapes));
        }
        universe
    }

    /// The first request, in a fixed order, that the first policy allows, the second does not, and `accepts` takes.
    pub(crate) fn member(&self, mut accepts: impl FnMut(&Request) -> bool) -> Option<Request> {
        let allows = |policy: &[(bool, Truths)], truths: Truths| {
            let mut speaking =
                policy.iter().filter(|(_, elements)| elements & truths == *elements).peekable();
            speaking.peek().is_some() && speaking.all(|(allow, _)| *allow)
        };
        let groups: Vec<Vec<_>> = self.groups.iter().map(|group| group.iter().collect()).collect();
        let mut at = vec![0; groups.len()];
        loop {
            let truths = groups.iter().zip(&at).fold(0, |all, (group, &at)| all | group[at].0.0);
            let [new, existing] = &self.policies;
            if allows(new, truths) && !allows(existing, truths) {
                let chosen = groups.iter().zip(&at).flat_map(|(group, &at)| group[at].1);
                let request = request(chosen);
                if accepts(&request) {
                    return Some(request);
                }
            }
            let place = (0..at.len()).find(|&place| at[place] + 1 < groups[place].len())?;
            at[..place].fill(0);
            at[place] += 1;
        }
    }
}

/// The request with these values; a plain caller sends it.
fn request<'a>(assignment: impl IntoIterator<Item = &'a (Attribute, Vec<String>)>) -> Request {
    let mut request = Request {
        principal: Caller::new("arn:aws:iam::111122223333:role/a"),
        action: "s:a".to_owned(),
        resource: "*".to_owned(),
        resource_account: None,
        context: Context::default(),
    };
    for (attribute, values) in assignment {
        match attribute {
            Attribute::Action => request.action.clone_from(&values[0]),
            Attribute::Resource => request.resource.clone_from(&values[0]),
            Attribute::Key(key) => request.context.set(key.clone(), values.clone()),
        }
    }
    if let [user] = request.context.values(&Key::new("aws:username")) {
        request.principal = Caller::new(&format!("arn:aws:iam::111122223333:user/{user}"));
    }
    request
}

/// What usual requests are particular about: absent, empty, any resource, a truth value, an ARN, not readable, ...
fn shape(values: &[String]) -> Shapes {
    let is_arn = |text: &str| {
        let parts: Vec<_> = text.splitn(6, ':').collect();
        matches!(parts[..], ["arn", a, b, _, _, c] if ![a, b, c].contains(&""))
    };
    let of_one = |text: &String| match text.as_str() {
        "" => 1,
        "*" => 2,
        "true" | "false" => 3,
        "?" => 4,
        text if is_arn(text) => 5,
        text if text.contains(':') => 6,
        _ => 7,
    };
    values.iter().map(of_one).min().unwrap_or(0)
}

/// The elements of a statement.
fn parts(statement: &Statement) -> Vec<Element> {
    let nothing = Statement {
        principal: PrincipalElement::Attached,
        action: Action::NotAction(Vec::new()),
        resource: Resource::Attached,
        conditions: Vec::new(),
        ..statement.clone()
    };
    let element = |alone: Statement, attribute, variables: Vec<&Variable>| Element {
        alone,
        of_one_value: None,
        attribute,
        variables: variables.into_iter().map(|variable| variable.key.clone()).collect(),
    };
    let action = Statement { action: statement.action.clone(), ..nothing.clone() };
    let resource = Statement { resource: statement.resource.clone(), ..nothing.clone() };
    let patterns = match &statement.resource {
        Resource::Resource(patterns) | Resource::NotResource(patterns) => patterns.as_slice(),
        Resource::Attached => &[],
    };
    let in_resource = patterns.iter().flat_map(|pattern| pattern.whole().variables()).collect();
    let mut elements = vec![
        element(action, Attribute::Action, Vec::new()),
        element(resource, Attribute::Resource, in_resource),
    ];
    for condition in &statement.conditions {
        let with = |condition| Statement { conditions: vec![condition], ..nothing.clone() };
        let mut plain = condition.clone();
        (plain.operator.qualifier, plain.operator.if_exists) = (None, false);
        let attribute = Attribute::Key(condition.key.clone());
        let element = element(with(condition.clone()), attribute, variables(&condition.operands));
        elements.push(Element { of_one_value: Some(with(plain)), ..element });
    }
    elements
}

fn variables(operands: &Operands) -> Vec<&Variable> {
    match operands {
        Operands::StringEquals(templates)
        | Operands::StringEqualsIgnoreCase(templates)
        | Operands::StringLike(templates) => templates.iter().flat_map(Template::variables).collect(),
        Operands::Bool(operands) => operands.iter().filter_map(bool_variable).collect(),
        Operands::ArnLike(patterns) => patterns.iter().flat_map(arn_variables).collect(),
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::BinaryEquals(_)
        | Operands::IpAddress(_)
        | Operands::Null(_) => Vec::new(),
    }
}

fn bool_variable(operand: &BoolOperand) -> Option<&Variable> {
    match operand {
        BoolOperand::Variable(variable) => Some(variable),
        BoolOperand::Literal(_) => None,
    }
}

fn arn_variables(pattern: &ArnOperand) -> Vec<&Variable> {
    match pattern {
        ArnOperand::Segments(arn) => arn.segments().iter().flat_map(Template::variables).collect(),
        ArnOperand::Variable(variable) => vec![variable],
    }
}

/// The attributes, those together that elements connect.
fn groups(elements: &[Element]) -> Vec<BTreeSet<Attribute>> {
    let mut groups: Vec<BTreeSet<Attribute>> = Vec::new();
    for element in elements {
        let mut group: BTreeSet<_> = element.variables.iter().cloned().map(Attribute::Key).collect();
        group.insert(element.attribute.clone());
        let (touched, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|other| !other.is_disjoint(&group));
        group.extend(touched.into_iter().flatten());
        groups = apart;
        groups.push(group);
    }
    groups
}

/// The texts that the elements of a group ask for.
#[derive(Default)]
struct Wanted {
    patterns: Vec<Pattern>,
    /// Of the values beyond what patterns tell apart, which [`KINDS`].
    kinds: BTreeSet<usize>,
    /// Whether `Resource` matches ARNs by segment.
    by_segment: bool,
    /// Whether two attributes are compared.
    compares: bool,
    /// Whether an element is outside the argument for completeness.
    is_open: bool,
}

impl Wanted {
    fn template(&mut self, template: &Template, pattern: fn(&Template) -> Pattern) {
        match template.as_variable() {
            Some(variable) => self.variable(variable),
            None => {
                self.is_open |= template.variables().next().is_some();
                self.patterns.push(pattern(template));
            }
        }
    }

    fn variable(&mut self, variable: &Variable) {
        self.compares |= variable.key.arity() == Arity::Single;
        self.patterns.extend(variable.default.as_deref().map(|text| Pattern::of(&Template::literal(text))));
    }

    fn segments(&mut self, segments: &Segments) {
        self.is_open |= segments.iter().any(|segment| segment.variables().next().is_some());
        self.patterns.push(Pattern::of_segments(segments));
    }

    fn element(&mut self, element: &Element) {
        match element.alone.conditions.first() {
            Some(condition) => self.condition(condition),
            None => self.action_and_resource(&element.alone),
        }
    }

    fn action_and_resource(&mut self, statement: &Statement) {
        let (Action::Action(patterns) | Action::NotAction(patterns)) = &statement.action;
        patterns.iter().for_each(|pattern| self.template(&pattern.to_ascii_lowercase(), Pattern::of));
        if let Resource::Resource(patterns) | Resource::NotResource(patterns) = &statement.resource {
            for pattern in patterns {
                match pattern {
                    ResourcePattern::Arn(arn) if self.by_segment => self.segments(arn.segments()),
                    ResourcePattern::Whole(_) | ResourcePattern::Arn(_) => {
                        self.template(pattern.whole(), Pattern::of)
                    }
                    ResourcePattern::Short { padded, whole } => {
                        self.segments(padded);
                        self.template(whole, Pattern::of);
                    }
                }
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match &condition.operands {
            Operands::StringEquals(templates) | Operands::StringLike(templates) => {
                templates.iter().for_each(|template| self.template(template, Pattern::of))
            }
            Operands::StringEqualsIgnoreCase(templates) => {
                self.is_open |= templates.iter().any(|template| template.variables().next().is_some());
                templates.iter().for_each(|template| self.template(template, Pattern::ignoring_case));
            }
            Operands::Bool(operands) => {
                for text in ["true", "false"] {
                    self.patterns.push(Pattern::ignoring_case(&Template::literal(text)));
                }
                for operand in operands {
                    if let BoolOperand::Variable(Variable { default: Some(text), .. }) = operand {
                        self.patterns.push(Pattern::ignoring_case(&Template::literal(text)));
                    }
                }
            }
            Operands::ArnLike(patterns) => {
                for pattern in patterns {
                    match pattern {
                        ArnOperand::Segments(arn) => self.segments(arn.segments()),
                        ArnOperand::Variable(variable) => {
                            self.variable(variable);
                            self.segments(&std::array::from_fn(|_| Template::anything()));
                        }
                    }
                }
            }
            Operands::Numeric(..) => drop(self.kinds.insert(0)),
            Operands::Date(..) => drop(self.kinds.insert(1)),
            Operands::IpAddress(_) => drop(self.kinds.insert(2)),
            Operands::BinaryEquals(_) => self.is_open = true,
            Operands::Null(_) => {}
        }
    }
}

/// Attributes that are only met together, and what is asked of them.
struct Group<'a> {
    singles: Vec<&'a Attribute>,
    sets: Vec<&'a Key>,
    elements: Vec<(usize, &'a Element)>,
    scope: Scope,
}

impl<'a> Group<'a> {
    fn new(
        attributes: &'a BTreeSet<Attribute>,
        elements: Vec<(usize, &'a Element)>,
        arena: &Arena,
        scope: Scope,
    ) -> Group<'a> {
        let (mut singles, mut sets) = (Vec::new(), Vec::new());
        for attribute in attributes {
            match attribute {
                Attribute::Key(key) if arena.arity(key) == Arity::Multi => sets.push(key),
                Attribute::Action | Attribute::Resource | Attribute::Key(_) => singles.push(attribute),
            }
        }
        Group { singles, sets, elements, scope }
    }

    /// The texts that the attributes take, and whether no other text makes a difference.
    fn pool(&self, shapes: bool, thin: bool) -> (Vec<String>, bool) {
        let mut wanted = Wanted {
            patterns: vec![Pattern::of(&Template::default())],
            by_segment: self.scope.assumptions.is_default(Assumption::ArnWildcardCrossesColon),
            ..Wanted::default()
        };
        self.elements.iter().for_each(|(_, element)| wanted.element(element));
        // The variable's value of a key that policies alone make one of several values is not an element's.
        let named = |key: &&&Key| {
            key.arity() == Arity::Single
                && self.elements.iter().any(|(_, element)| element.variables.contains(**key))
        };
        wanted.is_open |= self.sets.iter().any(|key| named(&key));
        let texts_too = wanted.patterns.len() > 1 || wanted.compares;
        wanted.is_open |= wanted.kinds.len() + usize::from(texts_too) > 1;
        if shapes {
            wanted.patterns.push(Pattern::of(&Template::glob("?*:?*")));
            wanted.patterns.extend(["*", "true", "false"].map(|text| Pattern::of(&Template::literal(text))));
            wanted
                .patterns
                .push(Pattern::of_segments(&["arn", "?*", "?*", "*", "*", "?*"].map(Template::glob)));
        }
        let copies = if wanted.compares { self.singles.len() + 1 } else { 1 };
        let mut patterns = Vec::new();
        for pattern in wanted.patterns {
            if !patterns.contains(&pattern) {
                patterns.push(pattern);
            }
        }
        let mut pool = texts(&patterns, copies, thin);
        pool.extend(wanted.kinds.iter().flat_map(|&kind| KINDS[kind].1).map(|value| (*value).to_owned()));
        let count = pool.len();
        while self.singles.len() > 1
            && pool.len().pow(u32::try_from(self.singles.len()).unwrap()) > MOST_TOGETHER
        {
            pool.pop();
        }
        (pool.clone(), !wanted.is_open && pool.len() == count)
    }

    /// Every combination of truth values that the elements take, with the first assignment that gives it.
    /// With `shapes` also of shapes of values.
    fn truths(&self, pool: &[String], shapes: bool) -> BTreeMap<(Truths, Shapes), Assignment> {
        let mut found = BTreeMap::new();
        let mut open: Vec<Assignment> = vec![Vec::new()];
        for &attribute in &self.singles {
            let absent = matches!(attribute, Attribute::Key(_)).then(Vec::new);
            let values: Vec<_> = pool.iter().map(|text| vec![text.clone()]).chain(absent).collect();
            let extended = |known: &Assignment, values: &Vec<String>| -> Assignment {
                known.iter().cloned().chain([(attribute.clone(), values.clone())]).collect()
            };
            open = open
                .iter()
                .flat_map(|known| values.iter().map(move |values| extended(known, values)))
                .collect();
        }
        for mut assignment in open {
            let mut sets = vec![Vec::new()];
            for &key in &self.sets {
                let values = self.kinds_of_sets(key, pool, &request(&assignment));
                let extended = |known: &Assignment, values: &Vec<String>| -> Assignment {
                    known.iter().cloned().chain([(Attribute::Key(key.clone()), values.clone())]).collect()
                };
                sets = sets
                    .iter()
                    .flat_map(|known| values.iter().map(move |values| extended(known, values)))
                    .collect();
            }
            for set in sets {
                let singles = assignment.len();
                assignment.extend(set);
                let request = request(&assignment);
                let holds = |element: &Element| eval::matches(&element.alone, &request, self.scope);
                let truths = self
                    .elements
                    .iter()
                    .fold(0, |truths, (at, element)| truths | Truths::from(holds(element)) << at);
                let shapes = if shapes {
                    assignment.iter().fold(0, |shapes, (_, values)| shapes << 4 | shape(values))
                } else {
                    0
                };
                found.entry((truths, shapes)).or_insert_with(|| assignment.clone());
                assignment.truncate(singles);
            }
        }
        found
    }

    /// A set of values of each kind, the other attributes being as in `request`; no values first.
    fn kinds_of_sets(&self, key: &Key, pool: &[String], request: &Request) -> Vec<Vec<String>> {
        let about = |element: &&Element| element.attribute == Attribute::Key(key.clone());
        let tests: Vec<&Statement> = self
            .elements
            .iter()
            .map(|(_, element)| *element)
            .filter(about)
            .filter_map(|element| element.of_one_value.as_ref())
            .collect();
        let mut one = request.clone();
        let mut values: BTreeMap<(Truths, bool), &String> = BTreeMap::new();
        for text in pool {
            one.context.set(key.clone(), vec![text.clone()]);
            let passed = tests.iter().enumerate().fold(0, |passed, (at, test)| {
                passed | Truths::from(eval::matches(test, &one, self.scope)) << at
            });
            values.entry((passed, text.is_empty())).or_insert(text);
        }
        // Some value passes, all values pass, all are empty.
        let mut seen: HashMap<(Truths, Truths, bool), ()> = HashMap::new();
        let mut sets = vec![((0, Truths::MAX, true), Vec::new())];
        let mut at = 0;
        while at < sets.len() {
            for (&(passed, is_empty), &text) in &values {
                let ((some, all, empty), set) = &sets[at];
                let kind = (some | passed, all & passed, *empty && is_empty);
                if seen.insert(kind, ()).is_none() {
                    let set: Vec<String> = set.iter().cloned().chain([text.clone()]).collect();
                    sets.push((kind, set));
                }
            }
            at += 1;
        }
        sets.into_iter().map(|(_, set)| set).collect()
    }
}
