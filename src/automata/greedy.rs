//! Greedy matching, with one point of return.

use super::pattern::Symbol;

/// Whether the text is a sequence of pieces, one for each symbol: any piece for a `*`, one item that
/// `fits(symbol, item)` for every other symbol.
///
/// When an item does not fit, the latest `*` takes one more. That suffices: what an earlier `*` could take
/// more of, the latest can take as well, for the symbols between the two have already met their items as far
/// to the left as they can. Takes |pattern| · |text| steps at most.
pub(super) fn greedy<T, I>(pattern: &[Symbol], text: I, fits: impl Fn(Symbol, T) -> bool) -> bool
where
    T: Copy,
    I: Iterator<Item = T> + Clone,
{
    let (mut at, mut rest) = (pattern.iter(), text);
    let mut latest_any: Option<(std::slice::Iter<'_, Symbol>, I)> = None;
    loop {
        let (mut symbols, mut items) = (at.clone(), rest.clone());
        match symbols.next() {
            Some(Symbol::Any) => {
                if symbols.as_slice().is_empty() {
                    return true;
                }
                latest_any = Some((symbols.clone(), rest.clone()));
                at = symbols;
                continue;
            }
            Some(&symbol) => match items.next() {
                Some(item) if fits(symbol, item) => {
                    (at, rest) = (symbols, items);
                    continue;
                }
                Some(_) => {}
                // What is left of the text is too short, and is shorter still wherever else we begin.
                None => return false,
            },
            None if items.next().is_none() => return true,
            None => {}
        }
        let Some((after_any, from)) = &mut latest_any else { return false };
        if from.next().is_none() {
            return false;
        }
        (at, rest) = (after_any.clone(), from.clone());
    }
}
