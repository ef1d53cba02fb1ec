//! Arrays and objects, and how reading goes on after a missing or surplus comma, colon or bracket.
//!
//! Recursion is bounded: a container opens only below [`MAX_DEPTH`] levels. Every loop steps forward or ends.

use super::{MAX_DEPTH, Member, Node, Reader, Value, Written};
use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::span::{Span, Spanned};

/// A container that is being read.
#[derive(Copy, Clone)]
struct Open {
    /// Its opening bracket.
    bracket: Span,
    /// The bracket that closes it.
    close: char,
    /// How many containers are open, itself included.
    depth: usize,
}

impl Open {
    fn name(self) -> &'static str {
        if self.close == ']' { "array" } else { "object" }
    }
}

/// What follows an item.
enum Next {
    /// A comma, there.
    Comma(Span),
    /// Another item, without a comma; that has been reported.
    Item,
    /// The container is over.
    End,
}

impl<'t, T: Written<'t>> Reader<'t, T> {
    /// Reads the array whose bracket stands next.
    pub(super) fn array(&mut self, depth: usize) -> Value<T> {
        let Some(open) = self.open(depth, ']') else { return Value::Null };
        self.arrays += 1;
        let before = self.items.len();
        let mut comma = None;
        while self.item_begins(open, comma) {
            let item = self.value(open.depth);
            self.items.push(item);
            match self.after_item(open) {
                Next::Comma(at) => comma = Some(at),
                Next::Item => comma = None,
                Next::End => break,
            }
        }
        self.arrays -= 1;
        Value::Array(self.items.split_off(before))
    }

    /// Reads the object whose bracket stands next.
    pub(super) fn object(&mut self, depth: usize) -> Value<T> {
        let Some(open) = self.open(depth, '}') else { return Value::Null };
        self.objects += 1;
        let before = self.members.len();
        let mut comma = None;
        while self.item_begins(open, comma) {
            let key = self.key(open.depth);
            let value = match self.colon(&key.value) {
                true => self.value(open.depth),
                false => Node { value: Value::Null, span: Span::at(self.pos) },
            };
            self.members.push(Member { key, value });
            match self.after_item(open) {
                Next::Comma(at) => comma = Some(at),
                Next::Item => comma = None,
                Next::End => break,
            }
        }
        self.objects -= 1;
        Value::Object(self.members.split_off(before))
    }

    /// Steps over an opening bracket; stops for good where the text nests too deep.
    fn open(&mut self, depth: usize, close: char) -> Option<Open> {
        let bracket = self.step(1);
        if depth < MAX_DEPTH {
            return Some(Open { bracket, close, depth: depth + 1 });
        }
        self.error(Diagnostic::error(bracket, format!("nested more than {MAX_DEPTH} levels deep")));
        self.stopped = true;
        None
    }

    /// Steps to the next item; false when the container is over. `comma` is the one just before, if any.
    fn item_begins(&mut self, open: Open, mut comma: Option<Span>) -> bool {
        loop {
            self.space();
            if self.stopped {
                return false;
            }
            match self.peek() {
                None => return self.never_closed(open),
                Some(next) if next == open.close => {
                    if let Some(at) = comma {
                        let message = format!("trailing comma before `{next}`");
                        self.error(Diagnostic::error(at, message).with_hint("remove it"));
                    }
                    self.step(1);
                    return false;
                }
                Some('}' | ']') => {
                    if self.wrong_bracket(open) {
                        return false;
                    }
                }
                Some(next @ (',' | ':')) => {
                    let span = self.step(1);
                    self.error(Diagnostic::error(span, format!("unexpected `{next}`")));
                    comma = None;
                }
                Some(_) => return true,
            }
        }
    }

    /// Steps over what stands between an item and the next.
    fn after_item(&mut self, open: Open) -> Next {
        // Set once something out of place has been reported, so that what hangs on it is not reported too.
        let mut astray = false;
        loop {
            self.space();
            if self.stopped {
                return Next::End;
            }
            match self.peek() {
                None => {
                    self.never_closed(open);
                    return Next::End;
                }
                Some(next) if next == open.close => {
                    self.step(1);
                    return Next::End;
                }
                Some(',') => return Next::Comma(self.step(1)),
                Some('}' | ']') => {
                    if self.wrong_bracket(open) {
                        return Next::End;
                    }
                }
                Some(';') => {
                    self.missing_comma(open, astray, "write `,`");
                    return Next::Comma(self.step(1));
                }
                Some(':') => {
                    if !astray {
                        self.error_at_next("unexpected `:`".to_owned());
                        astray = true;
                    }
                    self.step(1);
                    self.value(open.depth);
                }
                Some(next) if open.close == ']' || "\"'\u{201c}\u{201d}".contains(next) => {
                    self.missing_comma(open, astray, "a comma is missing before it");
                    return Next::Item;
                }
                Some('{' | '[') => {
                    self.missing_comma(open, astray, "a key is missing before it");
                    astray = true;
                    self.value(open.depth);
                }
                Some(_) => {
                    self.missing_comma(open, astray, "a string stands in double quotes");
                    astray = true;
                    self.word_token(true);
                }
            }
        }
    }

    fn missing_comma(&mut self, open: Open, astray: bool, hint: &str) {
        if !astray {
            let span = Span::new(self.pos, self.pos + self.next_token().len());
            let message = format!("expected `,` or `{}`, found {}", open.close, self.found());
            self.error(Diagnostic::error(span, message).with_hint(hint));
        }
    }

    fn never_closed(&mut self, open: Open) -> bool {
        let message = format!("this {} is never closed, the text ends first", open.name());
        self.error(Diagnostic::error(open.bracket, message).with_hint(format!("add `{}`", open.close)));
        self.stopped = true;
        false
    }

    /// At a closing bracket of the other kind: true if it is to close a container further out, and so ends
    /// this one; false if there is none, and it has been stepped over.
    fn wrong_bracket(&mut self, open: Open) -> bool {
        let found = self.found();
        let closes_outer = if open.close == ']' { self.objects > 0 } else { self.arrays > 0 };
        let message = format!("expected `,` or `{}`, found {found}", open.close);
        self.error_at_next(message);
        if !closes_outer {
            self.step(1);
        }
        closes_outer
    }

    /// Reads a key; reports one that is not a string.
    fn key(&mut self, depth: usize) -> Spanned<T> {
        let start = self.pos;
        let text = match self.peek() {
            Some('"') => self.string(),
            Some('{' | '[') => {
                self.error_at_next(format!("expected a key in double quotes, found {}", self.found()));
                self.value(depth);
                T::from("")
            }
            _ => match self.odd_string() {
                Some(text) => T::from(text),
                None => T::from(self.bare_key()),
            },
        };
        Spanned::new(text, Span::new(start, self.pos))
    }

    fn bare_key(&mut self) -> &'t str {
        let (token, span) = self.word_token(true);
        let message = format!("expected a key in double quotes, found {}", quoted(token));
        self.error(Diagnostic::error(span, message));
        token
    }

    /// Steps over the colon after a key and reports a missing one; true iff a value follows.
    fn colon(&mut self, key: &str) -> bool {
        self.space();
        match self.peek() {
            Some(':') => {
                self.step(1);
                return true;
            }
            None => return true,
            Some(_) => {}
        }
        let message = format!("expected `:` after the key {}, found {}", quoted(key), self.found());
        self.error_at_next(message);
        if self.peek() == Some('=') {
            self.step(if self.rest().starts_with("=>") { 2 } else { 1 });
        }
        !matches!(self.peek(), Some(',' | '}' | ']'))
    }
}
