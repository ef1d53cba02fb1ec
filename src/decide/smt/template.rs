//! Templates with variables as equations.

use super::literal::string;
use crate::model::{Piece, Template, Variable};

/// The formula that `text` (a term of sort `String`) is in the template; `None` if no quantifier-free formula
/// is known. `value` gives the term for a variable's value, `present` the formula that it has one.
pub(super) fn matches(
    template: &Template,
    text: &str,
    value: &mut dyn FnMut(&Variable) -> String,
    present: &mut dyn FnMut(&Variable) -> Option<String>,
) -> Option<String> {
    let mut conjuncts: Vec<String> = Vec::new();
    for variable in template.variables() {
        let has_value = present(variable);
        conjuncts.extend(has_value.filter(|formula| !conjuncts.contains(formula)));
    }
    let runs: Vec<&[Piece]> = template.pieces().split(|piece| matches!(piece, Piece::Any)).collect();
    let (first, rest) = runs.split_first()?;
    let mut run_term = |run: &[Piece]| concatenation(run, value);
    match rest.split_last() {
        None => match run_term(first) {
            Some(term) => conjuncts.push(format!("(= {text} {term})")),
            None => conjuncts.push(fixed_length(first, text, "0", value)?.exactly(text)),
        },
        Some((last, middle)) => {
            // The first run is where the text begins, the last where it ends, and those between are found
            // one after the other, each as far left as can be: what fits at all fits so.
            let mut end = "0".to_owned();
            if !first.is_empty() {
                let head = fixed_length(first, text, "0", value)?;
                end = head.end.clone();
                conjuncts.push(head.formula());
            }
            for run in middle {
                let wanted = concatenation(run, value)?;
                let found = format!("(str.indexof {text} {wanted} {end})");
                conjuncts.push(format!("(>= {found} 0)"));
                end = format!("(+ {found} (str.len {wanted}))");
            }
            if last.is_empty() {
                if middle.is_empty() && end != "0" {
                    conjuncts.push(format!("(<= {end} (str.len {text}))"));
                }
            } else {
                let length = length(last, value);
                let start = format!("(- (str.len {text}) {length})");
                conjuncts.push(format!("(<= {end} {start})"));
                conjuncts.push(fixed_length(last, text, &start, value)?.formula());
            }
        }
    }
    Some(match conjuncts.as_slice() {
        [] => "true".to_owned(),
        [only] => only.clone(),
        _ => format!("(and {})", conjuncts.join(" ")),
    })
}

/// The term for a run without wildcards; `None` if a `?` stands in it.
fn concatenation(run: &[Piece], value: &mut dyn FnMut(&Variable) -> String) -> Option<String> {
    let mut terms = Vec::new();
    for piece in run {
        match piece {
            Piece::Text(text) => terms.push(string(text)),
            Piece::Variable(variable) => terms.push(value(variable)),
            Piece::One | Piece::Any => return None,
        }
    }
    Some(match terms.as_slice() {
        [] => string(""),
        [only] => only.clone(),
        _ => format!("(str.++ {})", terms.join(" ")),
    })
}

/// The term for how long a run without `*` is.
fn length(run: &[Piece], value: &mut dyn FnMut(&Variable) -> String) -> String {
    let mut fixed = 0usize;
    let mut terms = Vec::new();
    for piece in run {
        match piece {
            Piece::Text(text) => fixed += text.chars().count(),
            Piece::One => fixed += 1,
            Piece::Variable(variable) => terms.push(format!("(str.len {})", value(variable))),
            Piece::Any => {}
        }
    }
    if terms.is_empty() { fixed.to_string() } else { format!("(+ {fixed} {})", terms.join(" ")) }
}

/// A run matched at a known place of the text.
struct Placed {
    conjuncts: Vec<String>,
    end: String,
}

impl Placed {
    fn formula(&self) -> String {
        match self.conjuncts.as_slice() {
            [] => "true".to_owned(),
            [only] => only.clone(),
            _ => format!("(and {})", self.conjuncts.join(" ")),
        }
    }

    fn exactly(&self, text: &str) -> String {
        format!("(and {} (= {} (str.len {text})))", self.formula(), self.end)
    }
}

/// The run, `?` allowed, at offset `start` of the text. A `substr` that runs over the end comes out shorter
/// than what it is compared with, and a closing bound on the offset catches a `?` there.
fn fixed_length(
    run: &[Piece],
    text: &str,
    start: &str,
    value: &mut dyn FnMut(&Variable) -> String,
) -> Option<Placed> {
    let mut conjuncts = Vec::new();
    if start == "0"
        && let Some(term) = concatenation(run, value)
    {
        return Some(Placed {
            conjuncts: vec![format!("(str.prefixof {term} {text})")],
            end: length(run, value),
        });
    }
    for (at, piece) in run.iter().enumerate() {
        let before = length(run.get(..at)?, value);
        let offset = if start == "0" { before } else { format!("(+ {start} {before})") };
        let (term, long) = match piece {
            Piece::Text(literal) => (string(literal), literal.chars().count().to_string()),
            Piece::Variable(variable) => {
                let term = value(variable);
                let long = format!("(str.len {term})");
                (term, long)
            }
            Piece::One => continue,
            Piece::Any => return None,
        };
        conjuncts.push(format!("(= (str.substr {text} {offset} {long}) {term})"));
    }
    let whole = length(run, value);
    let end = if start == "0" { whole } else { format!("(+ {start} {whole})") };
    conjuncts.push(format!("(<= 0 {start})"));
    conjuncts.push(format!("(<= {end} (str.len {text}))"));
    Some(Placed { conjuncts, end })
}
