//! Patterns of two kinds, and whether two have a member in common.
//!
//! `model` knows no automata (they come after it), and needs little of them: patterns here are short, and a table of
//! one against the other (*i*, *j*: can what is left of both begin here) is exact and takes *m·n* steps.

/// Which characters stand in for a variable.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Any.
    Any,
    /// Any but `:`.
    Field,
    /// Any but `:` and `/`.
    Segment,
}

impl Class {
    fn has(self, character: char) -> bool {
        match self {
            Class::Any => true,
            Class::Field => character != ':',
            Class::Segment => character != ':' && character != '/',
        }
    }
}

/// One piece of a pattern.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// This character.
    Character(char),
    /// One of the class.
    One(Class),
    /// Any number of the class, none included.
    Many(Class),
}

impl Token {
    /// Whether some character is in both. Classes always share one.
    fn meets(self, other: Token) -> bool {
        match (self, other) {
            (Token::Character(one), Token::Character(other)) => one == other,
            (Token::Character(one), Token::One(class) | Token::Many(class))
            | (Token::One(class) | Token::Many(class), Token::Character(one)) => class.has(one),
            (Token::One(_) | Token::Many(_), Token::One(_) | Token::Many(_)) => true,
        }
    }

    fn repeats(self) -> bool {
        match self {
            Token::Character(_) | Token::One(_) => false,
            Token::Many(_) => true,
        }
    }
}

/// Whether some text is in both languages.
pub(super) fn meet(one: &[Token], other: &[Token]) -> bool {
    // The longer one is gone through, and that only as far as there is still a common front.
    let (one, other) = if one.len() < other.len() { (other, one) } else { (one, other) };
    // `open[j]`: some text leads through the part of `one` so far and the first j tokens of `other`.
    let mut next = vec![false; other.len() + 1];
    let mut open = vec![false; other.len() + 1];
    open.first_mut().into_iter().for_each(|start| *start = true);
    let ends = std::iter::once(None);
    for token in one.iter().map(Some).chain(ends) {
        next.fill(false);
        let mark = |row: &mut [bool], at: usize| row.get_mut(at).into_iter().for_each(|place| *place = true);
        for at in 0..=other.len() {
            if !open.get(at).copied().unwrap_or(false) {
                continue;
            }
            let mine = token.copied();
            let theirs = other.get(at).copied();
            if theirs.is_some_and(Token::repeats) {
                mark(&mut open, at + 1);
            }
            if mine.is_some_and(Token::repeats) {
                mark(&mut next, at);
            }
            if let (Some(mine), Some(theirs)) = (mine, theirs)
                && mine.meets(theirs)
            {
                mark(&mut next, at + 1);
                if mine.repeats() {
                    mark(&mut open, at + 1);
                }
                if theirs.repeats() {
                    mark(&mut next, at);
                }
            }
        }
        if token.is_some() {
            std::mem::swap(&mut open, &mut next);
            if !open.contains(&true) {
                return false;
            }
        }
    }
    open.last().copied().unwrap_or(false)
}

/// The text as a pattern of which it is the only member.
pub(super) fn literal(text: &str) -> Vec<Token> {
    text.chars().map(Token::Character).collect()
}

/// What AWS's documents write with `${Variable}` for one or more characters (`least` is 1; any number if it is 0) and `*` for any
/// number, all of the class that goes with the variable's name (empty for `*`).
pub(super) fn format(text: &str, class: impl Fn(&str) -> Class, least: usize, tokens: &mut Vec<Token>) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let variable = rest.strip_prefix("${").and_then(|behind| behind.split_once('}'));
        if let Some((name, behind)) = variable {
            tokens.extend(std::iter::repeat_n(Token::One(class(name)), least));
            tokens.push(Token::Many(class(name)));
            rest = behind;
            continue;
        }
        tokens.push(if first == '*' { Token::Many(class("")) } else { Token::Character(first) });
        rest = rest.get(first.len_utf8()..).unwrap_or("");
    }
}

/// A policy's pattern: `*` any number of characters, `?` one, `${*}`, `${?}` and `${$}` the character itself, any other
/// variable any text.
pub(super) fn of_policy(text: &str) -> Vec<Token> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let variable = rest.strip_prefix("${").and_then(|behind| behind.split_once('}'));
        if let Some((name, behind)) = variable {
            tokens.push(match name {
                "*" => Token::Character('*'),
                "?" => Token::Character('?'),
                "$" => Token::Character('$'),
                _ => Token::Many(Class::Any),
            });
            rest = behind;
            continue;
        }
        tokens.push(match first {
            '*' => Token::Many(Class::Any),
            '?' => Token::One(Class::Any),
            other => Token::Character(other),
        });
        rest = rest.get(first.len_utf8()..).unwrap_or("");
    }
    tokens
}

/// Whether the text matches a pattern of `*` and `?`, whatever the letter case. On a mismatch the last star takes one
/// more character, which is enough: an earlier one could only take what this one can.
pub(super) fn matches_ignore_case(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut place) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(byte) = text.get(place) {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, place));
                at += 1;
            }
            Some(other) if *other == b'?' || other.eq_ignore_ascii_case(byte) => {
                at += 1;
                place += 1;
            }
            Some(_) | None => match &mut star {
                Some((star_at, taken)) => {
                    *taken += 1;
                    at = *star_at + 1;
                    place = *taken;
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).unwrap_or(&[]).iter().all(|byte| *byte == b'*')
}
