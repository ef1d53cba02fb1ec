//! One test on one text.

use super::encode::{Encoded, Encoder, Outside};
use super::literal::Literal;
use super::meaning::{Bound, Meaning, pattern};
use super::segments::{can_be_short, six, tuples};
use super::shapes::Holder;
use super::texts::{Embedding, Equality, Form, TextId};
use crate::automata::{Pattern, Symbol};
use crate::formula::Test;
use crate::model::{Decimal, Order, Piece, SEGMENTS, Segments, Template, Variable};

/// A template has at most so many variables with defaults, as each doubles the work.
const MOST_DEFAULTS: usize = 4;

impl Encoder<'_> {
    /// The literal that the holder has a text that passes the test. Of a test outside the fragment only that is said
    /// that the text exists: what has no model even so has none, and a model may be no request's.
    pub(super) fn test(&mut self, holder: &Holder, test: &Test) -> Literal {
        let form = self.form(holder);
        match self.exactly(form, test) {
            Ok(literal) => literal,
            Err(Outside(construct)) => {
                self.widened.push(construct);
                let literal = self.gates.fresh();
                let exists = self.has_text(form);
                self.gates.implies(literal, exists);
                literal
            }
        }
    }

    fn exactly(&mut self, form: Form, test: &Test) -> Encoded {
        match test {
            Test::Text(template) => self.text(form, template, false),
            Test::TextIgnoreCase(template) => self.text(form, template, true),
            Test::Segments(segments) => self.segments(form, segments),
            Test::Number(order, at) => self.bounded(form, *order, at, Meaning::Number, Meaning::IsNumber),
            Test::IsNumber => Ok(self.scalar(form, Meaning::IsNumber)),
            Test::Instant(order, at) => self.bounded(form, *order, at, Meaning::Instant, Meaning::IsInstant),
            Test::IsInstant => Ok(self.scalar(form, Meaning::IsInstant)),
            Test::Within(_) | Test::IsAddress if matches!(form, Form::Segmented { .. }) => {
                Err(Outside("a test for addresses beside one for ARNs".to_owned()))
            }
            Test::Within(network) => {
                let is_address = self.scalar(form, Meaning::IsAddress);
                let within = self.scalar(form, Meaning::Within(*network));
                self.gates.implies(within, is_address);
                Ok(within)
            }
            Test::IsAddress => Ok(self.scalar(form, Meaning::IsAddress)),
        }
    }

    /// What the holder's text is made of.
    pub(super) fn form(&mut self, holder: &Holder) -> Form {
        if let Some(&known) = self.forms.get(holder) {
            return known;
        }
        let exists = match holder {
            Holder::Principal | Holder::Action | Holder::Resource => None,
            Holder::Key(key) => Some(self.present(key)),
            // Elements are made with the literal that they exist, before anything is asked of them.
            Holder::Element(..) => Some(self.gates.fresh()),
        };
        self.make_form(holder, exists)
    }

    /// Makes the text of an element, unless it is there.
    pub(super) fn present_element(&mut self, holder: &Holder, exists: Literal) {
        if !self.forms.contains_key(holder) {
            self.make_form(holder, Some(exists));
        }
    }

    fn make_form(&mut self, holder: &Holder, exists: Option<Literal>) -> Form {
        let form = if self.shapes.is_segmented(holder) {
            let is_arn = self.gates.fresh();
            let is_there = exists.unwrap_or(self.gates.constant(true));
            self.gates.implies(is_arn, is_there);
            let is_short = self.gates.and([is_there, !is_arn]);
            let segments =
                std::array::from_fn(|at| self.texts.add(Some(is_arn), (at + 1 < SEGMENTS).then_some(':')));
            let short = self.texts.add(Some(is_short), None);
            let has_six = self.inside(short, six());
            self.gates.solver.clause(&[!has_six]);
            Form::Segmented { is_arn, segments, short }
        } else {
            Form::Plain(self.texts.add(exists, None))
        };
        self.forms.insert(holder.clone(), form);
        form
    }

    /// The literal that there is a text of this form.
    fn has_text(&mut self, form: Form) -> Literal {
        match form {
            Form::Plain(text) => self.exists(text),
            Form::Segmented { is_arn, short, .. } => {
                let is_short = self.exists(short);
                self.gates.or([is_arn, is_short])
            }
        }
    }

    /// The literal that the text exists.
    fn exists(&self, text: TextId) -> Literal {
        self.texts.get(text).and_then(|text| text.exists).unwrap_or(self.gates.constant(true))
    }

    /// The literal of an atom about one text.
    fn atom(&mut self, text: TextId, meaning: Meaning) -> Literal {
        let exists = self.exists(text);
        let Some(known) = self.texts.texts.get_mut(text.0) else { return self.gates.constant(false) };
        if let Some(&literal) = known.atoms.get(&meaning) {
            return literal;
        }
        let literal = self.gates.fresh();
        known.atoms.insert(meaning, literal);
        self.gates.implies(literal, exists);
        literal
    }

    /// The literal that the text exists and is in the pattern.
    pub(super) fn inside(&mut self, text: TextId, pattern: Pattern) -> Literal {
        let without = self.texts.get(text).and_then(|text| text.without);
        if pattern.is_anything() {
            return self.exists(text);
        }
        if without.is_some_and(|letter| pattern.symbols().contains(&Symbol::Char(letter))) {
            return self.gates.constant(false);
        }
        self.atom(text, Meaning::In(pattern))
    }

    /// What reads as a number or a point in time has too few colons for an ARN.
    fn scalar(&mut self, form: Form, meaning: Meaning) -> Literal {
        let (Form::Plain(text) | Form::Segmented { short: text, .. }) = form;
        self.atom(text, meaning)
    }

    fn bounded(
        &mut self,
        form: Form,
        order: Order,
        at: &Decimal,
        bounded: fn(Bound) -> Meaning,
        reads: Meaning,
    ) -> Encoded {
        let reads = self.scalar(form, reads);
        let up_to =
            |encoder: &mut Self, closed| encoder.scalar(form, bounded(Bound { at: at.clone(), closed }));
        Ok(match order {
            Order::LessThan => up_to(self, false),
            Order::LessThanEquals => up_to(self, true),
            Order::Equals => {
                let (below, at_most) = (up_to(self, false), up_to(self, true));
                self.gates.and([at_most, !below])
            }
            Order::GreaterThan => {
                let at_most = up_to(self, true);
                self.gates.and([reads, !at_most])
            }
            Order::GreaterThanEquals => {
                let below = up_to(self, false);
                self.gates.and([reads, !below])
            }
        })
    }

    /// Puts the bounds of each text in order: below one is below every higher one. As numbers lie dense and have
    /// texts without end, every choice of values that keeps the order is some number's.
    pub(super) fn order_bounds(&mut self) {
        for text in &self.texts.texts {
            for reads in [Meaning::IsNumber, Meaning::IsInstant] {
                let bound = |meaning| {
                    if let (Meaning::Number(bound), Meaning::IsNumber)
                    | (Meaning::Instant(bound), Meaning::IsInstant) = (meaning, &reads)
                    {
                        Some(bound)
                    } else {
                        None
                    }
                };
                let atoms = text.atoms.iter().map(|(meaning, &literal)| (meaning.clone(), literal));
                let mut bounds: Vec<(Bound, Literal)> =
                    atoms.filter_map(|(meaning, literal)| Some((bound(meaning)?, literal))).collect();
                bounds.sort();
                for pair in bounds.windows(2) {
                    if let [(_, lower), (_, higher)] = pair {
                        self.gates.implies(*lower, *higher);
                    }
                }
                if let (Some((_, highest)), Some(&reads)) = (bounds.last(), text.atoms.get(&reads)) {
                    self.gates.implies(*highest, reads);
                }
            }
        }
    }

    fn text(&mut self, form: Form, template: &Template, ignore_case: bool) -> Encoded {
        if template.variables().next().is_none() {
            return self.whole(form, pattern(template, ignore_case, &|_| Vec::new()));
        }
        self.by_default(template, &mut |encoder, template| {
            if template.variables().next().is_none() {
                return encoder.whole(form, pattern(template, ignore_case, &|_| Vec::new()));
            }
            match template.as_variable() {
                Some(variable) if !ignore_case => {
                    let other = Holder::Key(encoder.single(&variable.key)?);
                    let other = encoder.form(&other);
                    encoder.same(form, other)
                }
                Some(_) | None => match form {
                    Form::Plain(text) => encoder.embedding(text, template, ignore_case),
                    Form::Segmented { is_arn, segments, short } => {
                        encoder.whole_template(is_arn, segments, short, template, ignore_case)
                    }
                },
            }
        })
    }

    /// Splits by which of the template's variables with defaults have a value; `encode` sees templates without.
    fn by_default(
        &mut self,
        template: &Template,
        encode: &mut dyn FnMut(&mut Self, &Template) -> Encoded,
    ) -> Encoded {
        let mut keys: Vec<Variable> = Vec::new();
        for variable in template.variables().filter(|variable| variable.default.is_some()) {
            if !keys.iter().any(|known| known.key == variable.key) {
                keys.push(variable.clone());
            }
        }
        if keys.len() > MOST_DEFAULTS {
            return Err(Outside(format!("`{template}`, with so many defaults")));
        }
        let mut cases = Vec::new();
        for case in 0..1_u32 << keys.len() {
            let has = |variable: &Variable| {
                keys.iter().position(|known| known.key == variable.key).is_some_and(|at| case >> at & 1 == 1)
            };
            let put_in = template.pieces().iter().map(|piece| match piece {
                Piece::Variable(variable) => match &variable.default {
                    Some(default) if !has(variable) => Piece::Text(default.clone()),
                    Some(_) | None => Piece::Variable(Variable { key: variable.key.clone(), default: None }),
                },
                Piece::Text(_) | Piece::One | Piece::Any => piece.clone(),
            });
            let put_in = Template::new(put_in);
            let mut parts = Vec::new();
            for variable in &keys {
                let key = self.single(&variable.key)?;
                let present = self.present(&key);
                parts.push(if has(variable) { present } else { !present });
            }
            parts.push(encode(self, &put_in)?);
            cases.push(self.gates.and(parts));
        }
        Ok(self.gates.or(cases))
    }

    /// The literal that the text is in a pattern without variables.
    fn whole(&mut self, form: Form, pattern: Pattern) -> Encoded {
        match form {
            Form::Plain(text) => Ok(self.inside(text, pattern)),
            Form::Segmented { is_arn, segments, short } => {
                let Some(tuples) = tuples(&pattern) else {
                    return Err(Outside("a pattern with so many wildcards over a whole ARN".to_owned()));
                };
                let mut ways = Vec::new();
                for tuple in tuples {
                    let mut parts = vec![is_arn];
                    for (segment, pattern) in segments.into_iter().zip(tuple) {
                        parts.push(self.inside(segment, pattern));
                    }
                    ways.push(self.gates.and(parts));
                }
                if can_be_short(&pattern) {
                    ways.push(self.inside(short, pattern));
                }
                Ok(self.gates.or(ways))
            }
        }
    }

    /// The literal that the text has six segments, each in its template.
    fn segments(&mut self, form: Form, templates: &Segments) -> Encoded {
        let Form::Segmented { is_arn, segments, .. } = form else {
            return Err(Outside("a test by segment on a text that is not taken apart".to_owned()));
        };
        let mut parts = vec![is_arn];
        for (segment, template) in segments.into_iter().zip(templates.iter()) {
            parts.push(self.segment(segment, template, false)?);
        }
        Ok(self.gates.and(parts))
    }

    pub(super) fn segment(&mut self, text: TextId, template: &Template, ignore_case: bool) -> Encoded {
        if template.variables().next().is_none() {
            return Ok(self.inside(text, pattern(template, ignore_case, &|_| Vec::new())));
        }
        self.by_default(template, &mut |encoder, template| {
            if template.variables().next().is_none() {
                return Ok(encoder.inside(text, pattern(template, ignore_case, &|_| Vec::new())));
            }
            let Some(variable) = template.as_variable().filter(|_| !ignore_case) else {
                return encoder.embedding(text, template, ignore_case);
            };
            let other = Holder::Key(encoder.single(&variable.key)?);
            let without = encoder.texts.get(text).and_then(|text| text.without);
            match encoder.form(&other) {
                Form::Plain(other) => Ok(encoder.equality(text, other)),
                // A text with six segments is no segment but the last.
                Form::Segmented { short, .. } if without.is_some() => Ok(encoder.equality(text, short)),
                Form::Segmented { .. } => encoder.embedding(text, template, false),
            }
        })
    }

    /// The literal that both texts exist and are equal.
    fn same(&mut self, one: Form, other: Form) -> Encoded {
        match (one, other) {
            (Form::Plain(one), Form::Plain(other)) => Ok(self.equality(one, other)),
            (
                Form::Segmented { segments: one, short: one_short, .. },
                Form::Segmented { segments: other, short: other_short, .. },
            ) => {
                let by_segment: Vec<Literal> =
                    one.into_iter().zip(other).map(|(one, other)| self.equality(one, other)).collect();
                let by_segment = self.gates.and(by_segment);
                let short = self.equality(one_short, other_short);
                Ok(self.gates.or([by_segment, short]))
            }
            (Form::Plain(_), Form::Segmented { .. }) | (Form::Segmented { .. }, Form::Plain(_)) => {
                Err(Outside("a text that is taken apart, equal to one that is not".to_owned()))
            }
        }
    }

    fn equality(&mut self, one: TextId, other: TextId) -> Literal {
        if one == other {
            return self.exists(one);
        }
        let (one, other) = (one.min(other), one.max(other));
        let known = self.texts.equalities.iter().find(|known| (known.one, known.other) == (one, other));
        if let Some(known) = known {
            return known.literal;
        }
        let literal = self.gates.fresh();
        let (one_exists, other_exists) = (self.exists(one), self.exists(other));
        self.gates.implies(literal, one_exists);
        self.gates.implies(literal, other_exists);
        self.texts.equalities.push(Equality { one, other, literal });
        literal
    }

    /// The literal that the text is in a template with variables inside.
    fn embedding(&mut self, text: TextId, template: &Template, ignore_case: bool) -> Encoded {
        let known = self.texts.embeddings.iter().find(|known| {
            known.text == text && known.template == *template && known.ignore_case == ignore_case
        });
        if let Some(known) = known {
            return Ok(known.literal);
        }
        let literal = self.gates.fresh();
        let exists = self.exists(text);
        self.gates.implies(literal, exists);
        let mut variables = Vec::new();
        for variable in template.variables() {
            let key = self.single(&variable.key)?;
            let form = self.form(&Holder::Key(key.clone()));
            let present = self.present(&key);
            self.gates.implies(literal, present);
            variables.push((key, form, present));
        }
        // Whatever the values are, the text is in the template with `*` for them.
        let wider = self.inside(text, pattern(template, ignore_case, &|_| vec![Symbol::Any]));
        self.gates.implies(literal, wider);
        let template = template.clone();
        self.texts.embeddings.push(Embedding { text, template, ignore_case, literal, variables });
        Ok(literal)
    }
}
