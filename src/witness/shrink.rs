//! Making a witness plain.

use super::candidates::Candidates;
use crate::model::{Caller, Request, SEGMENTS, segments_of};

/// How often the predicate may be asked for one witness; of long policies, which it takes longer, as often as
/// [`MOST_WORK`] allows.
const MOST_TRIES: usize = 4_000;
/// How many values are tried for an action or a resource.
const MOST_VALUES: usize = 24;
/// How many tries times bytes of values one witness may cost.
const MOST_WORK: usize = 20_000_000;

/// The plainest request found that still satisfies `holds`, which `request` does: fewest keys first, then
/// values from `candidates` in their order, then texts as short as can be. Deterministic.
pub fn shrink(request: Request, candidates: &Candidates, holds: &dyn Fn(&Request) -> bool) -> Request {
    let tries = (MOST_WORK / candidates.bytes().max(1)).clamp(40, MOST_TRIES);
    let mut shrinking = Shrinking { best: request, tries, holds };
    for _ in 0..3 {
        let before = shrinking.best.clone();
        shrinking.drop_keys();
        shrinking.plain_attributes(candidates);
        shrinking.plain_values(candidates);
        shrinking.shorten();
        if shrinking.best == before {
            break;
        }
    }
    shrinking.best
}

/// Whether the request is spelt as AWS spells requests: `service:Name` on an ARN or on `*`. What a question
/// does not look at, no rule of its universe constrains.
fn is_plausible(request: &Request) -> bool {
    let action = request.action.split_once(':');
    let resource = segments_of(&request.resource);
    let is_arn = |segments: [&str; SEGMENTS]| {
        let [arn, partition, service, _, _, name] = segments;
        arn == "arn" && !partition.is_empty() && !service.is_empty() && !name.is_empty()
    };
    action.is_some_and(|(service, name)| {
        !service.is_empty() && !name.is_empty() && !request.action.contains(['*', '?'])
    }) && (request.resource == "*" || resource.is_some_and(is_arn))
}

/// The values in the order in which they are tried: as they stand if they are few; of many, those that begin as `text`
/// does, as whatever makes the request what it is stands in the policies too, and the text comes from there.
pub(super) fn nearest<'a>(values: &'a [String], text: &str) -> Vec<&'a String> {
    let mut nearest: Vec<&String> = values.iter().collect();
    if nearest.len() > MOST_VALUES {
        let common = |value: &str| {
            value.bytes().zip(text.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
        };
        nearest.sort_by_key(|value| std::cmp::Reverse(common(value)));
        nearest.truncate(MOST_VALUES);
    }
    nearest
}

struct Shrinking<'a> {
    best: Request,
    tries: usize,
    holds: &'a dyn Fn(&Request) -> bool,
}

impl Shrinking<'_> {
    /// Takes `changed` for the best if it is another request and satisfies the predicate.
    fn offer(&mut self, changed: Request) -> bool {
        if changed == self.best || self.tries == 0 {
            return false;
        }
        self.tries -= 1;
        let better = (is_plausible(&changed) || !is_plausible(&self.best)) && (self.holds)(&changed);
        if better {
            self.best = changed;
        }
        better
    }

    fn drop_keys(&mut self) {
        let keys: Vec<_> = self.best.context.iter().map(|(key, _)| key.clone()).collect();
        for key in keys {
            let mut changed = self.best.clone();
            changed.context.set(key, Vec::new());
            self.offer(changed);
        }
    }

    fn plain_attributes(&mut self, candidates: &Candidates) {
        // Whatever is tried before the value that stands is plainer than it.
        for principal in &candidates.principals {
            let changed = Request { principal: Caller::new(principal), ..self.best.clone() };
            if self.best.principal.text() == principal || self.offer(changed) {
                break;
            }
        }
        for action in nearest(&candidates.actions, &self.best.action) {
            let changed = Request { action: action.clone(), ..self.best.clone() };
            if self.best.action == *action || self.offer(changed) {
                break;
            }
        }
        for resource in nearest(&candidates.resources, &self.best.resource) {
            let changed = Request { resource: resource.clone(), ..self.best.clone() };
            if self.best.resource == *resource || self.offer(changed) {
                break;
            }
        }
    }

    fn plain_values(&mut self, candidates: &Candidates) {
        let keys: Vec<_> = self.best.context.iter().map(|(key, _)| key.clone()).collect();
        for key in keys {
            let plain = candidates.values.get(&key).map_or(&[][..], Vec::as_slice);
            // Fewer values, then plainer ones, each in turn.
            let mut at = 0;
            while at < self.best.context.values(&key).len() {
                let mut values = self.best.context.values(&key).to_vec();
                values.remove(at);
                let mut changed = self.best.clone();
                changed.context.set(key.clone(), values);
                if !self.offer(changed) {
                    at += 1;
                }
            }
            for at in 0..self.best.context.values(&key).len() {
                for value in plain {
                    let mut values = self.best.context.values(&key).to_vec();
                    let Some(place) = values.get_mut(at) else { break };
                    if place == value {
                        break;
                    }
                    value.clone_into(place);
                    let mut changed = self.best.clone();
                    changed.context.set(key.clone(), values);
                    if self.offer(changed) {
                        break;
                    }
                }
            }
        }
    }

    /// Cuts runs of characters out of every text, long runs first.
    fn shorten(&mut self) {
        self.shorten_text(|request| request.resource.clone(), |request, text| request.resource = text);
        self.shorten_text(|request| request.action.clone(), |request, text| request.action = text);
        self.shorten_text(
            |request| request.principal.text().to_owned(),
            |request, text| request.principal = Caller::new(&text),
        );
        let keys: Vec<_> = self.best.context.iter().map(|(key, _)| key.clone()).collect();
        for key in keys {
            for at in 0..self.best.context.values(&key).len() {
                let get =
                    |request: &Request| request.context.values(&key).get(at).cloned().unwrap_or_default();
                let set = |request: &mut Request, text: String| {
                    let mut values = request.context.values(&key).to_vec();
                    if let Some(place) = values.get_mut(at) {
                        *place = text;
                    }
                    request.context.set(key.clone(), values);
                };
                self.shorten_text(get, set);
            }
        }
    }

    /// Only texts with characters that nobody would write are cut: plain ones read better whole.
    fn shorten_text(&mut self, get: impl Fn(&Request) -> String, set: impl Fn(&mut Request, String)) {
        let odd = |c: char| !(c.is_ascii_alphanumeric() || "-_/:.*+=@,".contains(c));
        if !get(&self.best).contains(odd) {
            return;
        }
        let mut run = get(&self.best).chars().count();
        while run > 0 {
            let mut at = 0;
            while at < get(&self.best).chars().count() {
                let text: Vec<char> = get(&self.best).chars().collect();
                let cut: String = text.iter().take(at).chain(text.iter().skip(at + run)).collect();
                let mut changed = self.best.clone();
                set(&mut changed, cut);
                if !self.offer(changed) {
                    at += run;
                }
            }
            run /= 2;
        }
        for at in 0..get(&self.best).chars().count() {
            for plain in ['x', 'y', '0', '-'] {
                let text: Vec<char> = get(&self.best).chars().collect();
                if !text.get(at).is_some_and(|&c| odd(c)) {
                    break;
                }
                let replaced: String =
                    text.iter().enumerate().map(|(place, &c)| if place == at { plain } else { c }).collect();
                let mut changed = self.best.clone();
                set(&mut changed, replaced);
                if self.offer(changed) {
                    break;
                }
            }
        }
    }
}
