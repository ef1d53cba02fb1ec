//! The engine.

use std::collections::BTreeMap;

use super::encode::{Encoding, encode};
use super::shapes::Holder;
use super::solver::Solved;
use super::texts::{Form, TextId};
use super::theory::TheoryOfTexts;
use crate::decide::meter::Meter;
use crate::decide::{Assignment, Budget, Engine, Reason, Verdict, complete};
use crate::formula::{Arena, TermId, hidden, value};

/// A value for what nothing is asked of.
const ANY_VALUE: &str = "example";

/// The native engine. It holds no state between questions.
#[derive(Copy, Clone, Debug, Default)]
pub struct Native;

impl Engine for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn decide(&self, arena: &Arena, term: TermId, budget: &Budget) -> Verdict {
        self.decide_counting(arena, term, budget).0
    }
}

impl Native {
    /// Decides as [`Engine::decide`] does, and tells how many steps that took, which is the same everywhere.
    pub fn decide_counting(&self, arena: &Arena, term: TermId, budget: &Budget) -> (Verdict, u64) {
        let mut meter = Meter::start(budget);
        let verdict = self.decide_within(arena, term, &mut meter);
        (verdict, budget.steps.saturating_sub(meter.steps()))
    }

    fn decide_within(&self, arena: &Arena, term: TermId, meter: &mut Meter) -> Verdict {
        let unknown = |reason: &str| Verdict::Unknown(Reason(format!("native: {reason}")));
        let Encoding { mut gates, texts, forms, present, elements, widened } = encode(arena, term);
        let mut theory = TheoryOfTexts::new(texts, gates.variables());
        match gates.solver.solve(&mut theory, meter) {
            Solved::NoModel if theory.given_up == 0 => Verdict::Empty,
            Solved::NoModel => unknown(theory.why_given_up()),
            Solved::Spent if theory.given_up > 0 => unknown(theory.why_given_up()),
            Solved::Spent => unknown("the budget is spent"),
            Solved::Model => {
                let values = &gates.solver.values;
                let mut assignment = Assignment::default();
                for (key, &is_present) in &present {
                    if hidden::is_hidden(key) {
                        continue;
                    }
                    let mut texts = Vec::new();
                    if let Some(members) = elements.get(key) {
                        for (holder, exists) in members {
                            if values.is_true(*exists) {
                                texts.push(text(forms.get(holder), &theory.model));
                            }
                        }
                        texts.sort();
                        texts.dedup();
                    } else if values.is_true(is_present) {
                        texts.push(text(forms.get(&Holder::Key(key.clone())), &theory.model));
                    }
                    assignment.context.insert(key.clone(), texts);
                }
                let attribute = |holder| forms.get(&holder).map(|form| text(Some(form), &theory.model));
                assignment.principal = attribute(Holder::Principal);
                assignment.action = attribute(Holder::Action);
                assignment.resource = attribute(Holder::Resource);
                if value(arena, term, &complete(&assignment)) {
                    Verdict::Member(Box::new(assignment))
                } else if let Some(construct) = widened.first() {
                    unknown(&format!("outside what it decides: {construct}"))
                } else {
                    tracing::error!(?assignment, "the native engine's request is not in the term");
                    unknown("internal error: the request is not in the term")
                }
            }
        }
    }
}

/// The text of a form in the model. Of a text that is taken apart, either the segments are there or the short text.
fn text(form: Option<&Form>, model: &BTreeMap<TextId, String>) -> String {
    let of = |text: &TextId| model.get(text).cloned();
    match form {
        None => ANY_VALUE.to_owned(),
        Some(Form::Plain(text)) => of(text).unwrap_or_else(|| ANY_VALUE.to_owned()),
        Some(Form::Segmented { segments, short, .. }) => of(short).unwrap_or_else(|| {
            let segments: Vec<String> =
                segments.iter().map(|segment| of(segment).unwrap_or_default()).collect();
            segments.join(":")
        }),
    }
}
