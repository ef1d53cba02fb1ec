//! What values of atoms go together: lemmas for the solver, and texts for a model.

use std::collections::BTreeMap;

use super::component::{Fact, Feasible};
use super::literal::Literal;
use super::meaning::{Meaning, Relation};
use super::solver::{Check, Lemmas, Theory, Values};
use super::texts::{TextId, Texts};
use crate::decide::meter::Meter;

/// After so many values without texts, another engine has the better chance.
const MOST_GIVEN_UP: usize = 40;

/// The theory of texts.
pub(super) struct TheoryOfTexts {
    texts: Texts,
    /// For each variable of the solver, the atom that it is.
    roles: Vec<Option<(TextId, usize)>>,
    related: Vec<bool>,
    /// The texts of the model that was accepted.
    pub(super) model: BTreeMap<TextId, String>,
    /// How often values were given up for which no texts were found although there may be some: unless this is 0,
    /// no model does not mean no request.
    pub(super) given_up: usize,
}

impl TheoryOfTexts {
    pub(super) fn new(texts: Texts, variables: usize) -> TheoryOfTexts {
        let mut roles = vec![None; variables];
        for (at, text) in texts.texts.iter().enumerate() {
            for (atom, &literal) in text.atoms.values().enumerate() {
                if let Some(role) = roles.get_mut(literal.variable().index()) {
                    *role = Some((TextId(at), atom));
                }
            }
        }
        let related = vec![false; variables];
        TheoryOfTexts { texts, roles, related, model: BTreeMap::new(), given_up: 0 }
    }

    /// Why values were given up, in words.
    pub(super) fn why_given_up(&self) -> &'static str {
        if self.texts.embeddings.is_empty() {
            "texts that so many patterns ask for, or that a pattern and a number ask for, were not found"
        } else {
            "no values for the variables inside patterns were found"
        }
    }

    fn exists(&self, text: TextId, values: &Values) -> bool {
        let exists = self.texts.get(text).and_then(|text| text.exists);
        exists.is_none_or(|exists| values.is_true(exists))
    }

    /// The texts that exist and have to be looked at, in groups that are tied to one another, with their facts.
    fn components(&self, values: &Values) -> Vec<(Vec<TextId>, Vec<Fact>)> {
        let mut root: Vec<usize> = (0..self.texts.texts.len()).collect();
        let mut ties: Vec<(Fact, TextId)> = Vec::new();
        let mut tied: Vec<bool> = vec![false; root.len()];
        for (at, equality) in self.texts.equalities.iter().enumerate() {
            let both = [equality.one, equality.other];
            if both.iter().all(|&text| self.exists(text, values)) {
                join(&mut root, &mut tied, &both);
                ties.push((Fact::Equality(at, values.is_true(equality.literal)), equality.one));
            }
        }
        for (at, embedding) in self.texts.embeddings.iter().enumerate() {
            let has_values = embedding.variables.iter().all(|&(_, _, present)| values.is_true(present));
            if !has_values || !self.exists(embedding.text, values) {
                continue;
            }
            let mut all = vec![embedding.text];
            for (_, form, _) in &embedding.variables {
                all.extend(form.texts().into_iter().filter(|&text| self.exists(text, values)));
            }
            join(&mut root, &mut tied, &all);
            ties.push((Fact::Embedding(at, values.is_true(embedding.literal)), embedding.text));
        }
        let mut components: BTreeMap<usize, (Vec<TextId>, Vec<Fact>)> = BTreeMap::new();
        for (at, text) in self.texts.texts.iter().enumerate() {
            let is_tied = tied.get(at).copied().unwrap_or(false);
            if !self.exists(TextId(at), values) || (text.atoms.is_empty() && !is_tied) {
                continue;
            }
            let (texts, facts) = components.entry(find(&root, at)).or_default();
            texts.push(TextId(at));
            for (atom, &literal) in text.atoms.values().enumerate() {
                facts.push(Fact::Text(TextId(at), atom, values.is_true(literal)));
            }
        }
        for (fact, text) in ties {
            if let Some((_, facts)) = components.get_mut(&find(&root, text.0)) {
                facts.push(fact);
            }
        }
        components.into_values().collect()
    }

    /// The clause that not all of these facts hold of texts that exist.
    fn lemma(&self, texts: &[TextId], facts: &[Fact], values: &Values) -> Vec<Literal> {
        let mut clause: Vec<Literal> =
            facts.iter().filter_map(|&fact| self.texts.literal(fact)).map(|literal| !literal).collect();
        for &text in texts {
            clause.extend(self.texts.get(text).and_then(|text| text.exists).map(|exists| !exists));
        }
        for &fact in facts {
            if let Fact::Embedding(at, _) = fact
                && let Some(embedding) = self.texts.embeddings.get(at)
            {
                clause.extend(embedding.variables.iter().map(|&(_, _, present)| !present));
            }
        }
        debug_assert!(clause.iter().all(|&literal| values.of(literal) == Some(false)));
        clause
    }

    /// Facts among these that are infeasible already, none of which can be left out, as far as trying shows.
    fn core(&self, texts: &[TextId], facts: Vec<Fact>, meter: &mut Meter) -> (Vec<TextId>, Vec<Fact>) {
        let mut core = facts;
        let infeasible = |facts: &[Fact], meter: &mut Meter| {
            let needed = self.texts_of(texts, facts);
            matches!(self.texts.feasible(&needed, facts, meter), Feasible::No)
        };
        let mut run = core.len().div_ceil(2);
        while run > 0 {
            let mut at = 0;
            while at < core.len() {
                let mut fewer = core.clone();
                fewer.drain(at..(at + run).min(core.len()));
                if infeasible(&fewer, meter) {
                    core = fewer;
                } else {
                    at += run;
                }
            }
            run /= 2;
        }
        (self.texts_of(texts, &core), core)
    }

    /// The texts that the facts speak of.
    fn texts_of(&self, texts: &[TextId], facts: &[Fact]) -> Vec<TextId> {
        let mut needed = Vec::new();
        for &fact in facts {
            match fact {
                Fact::Text(text, ..) => needed.push(text),
                Fact::Equality(at, _) => {
                    let equality = self.texts.equalities.get(at);
                    needed.extend(equality.into_iter().flat_map(|equality| [equality.one, equality.other]));
                }
                // The texts of its variables may or may not exist: all of them that do are here.
                Fact::Embedding(..) => return texts.to_vec(),
            }
        }
        needed.sort_unstable();
        needed.dedup();
        needed
    }
}

impl Theory for TheoryOfTexts {
    /// A text that is in one set is in those around it and in none apart from it.
    fn assigned(&mut self, literal: Literal, _: &Values, lemmas: &mut Lemmas) {
        let at = literal.variable().index();
        let (Some(&Some((text, atom))), Some(related)) = (self.roles.get(at), self.related.get_mut(at))
        else {
            return;
        };
        if !literal.is_positive() || *related {
            return;
        }
        *related = true;
        let Some(text) = self.texts.get(text) else { return };
        let Some((meaning, _)) = text.atoms.get_index(atom) else { return };
        if !matches!(meaning, Meaning::In(_) | Meaning::Within(_)) {
            return;
        }
        for (other, &other_literal) in &text.atoms {
            if other_literal == literal {
                continue;
            }
            match meaning.relation(other) {
                Relation::Inside => lemmas.add([!literal, other_literal]),
                Relation::Apart => lemmas.add([!literal, !other_literal]),
                Relation::Open => {}
            }
        }
    }

    fn check(&mut self, values: &Values, lemmas: &mut Lemmas, meter: &mut Meter) -> Check {
        self.model.clear();
        let mut ruled = false;
        for (texts, facts) in self.components(values) {
            if !meter.spend(facts.len() as u64) {
                return Check::Spent;
            }
            match self.texts.feasible(&texts, &facts, meter) {
                Feasible::Yes(found) => self.model.extend(found),
                Feasible::No => {
                    let (texts, core) = self.core(&texts, facts, meter);
                    lemmas.add(self.lemma(&texts, &core, values));
                    ruled = true;
                }
                Feasible::Unclear => {
                    self.given_up += 1;
                    if self.given_up > MOST_GIVEN_UP {
                        return Check::Spent;
                    }
                    lemmas.add(self.lemma(&texts, &facts, values));
                    ruled = true;
                }
                Feasible::Spent => return Check::Spent,
            }
        }
        if ruled { Check::Ruled } else { Check::Model }
    }
}

fn find(root: &[usize], mut at: usize) -> usize {
    while let Some(&up) = root.get(at)
        && up != at
    {
        at = up;
    }
    at
}

fn join(root: &mut [usize], tied: &mut [bool], texts: &[TextId]) {
    for pair in texts.windows(2) {
        if let [one, other] = pair {
            let (one, other) = (find(root, one.0), find(root, other.0));
            if let Some(up) = root.get_mut(one.max(other)) {
                *up = one.min(other);
            }
        }
    }
    for text in texts {
        if let Some(is_tied) = tied.get_mut(text.0) {
            *is_tied = true;
        }
    }
}
