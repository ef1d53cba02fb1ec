//! S-expressions, as solvers print them.

/// One expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// A symbol, number or bit-vector literal, quotes of a quoted symbol included.
    Atom(String),
    /// A string literal, without its outer quotes.
    Text(String),
    /// A list.
    List(Vec<Expression>),
}

/// The expressions of `text`, up to the first thing that is none. Nesting is kept on a stack of our own.
pub(super) fn read(text: &str) -> Vec<Expression> {
    let mut open: Vec<Vec<Expression>> = vec![Vec::new()];
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '(' => {
                open.push(Vec::new());
                1
            }
            ')' => {
                let Some(list) = open.pop() else { break };
                match open.last_mut() {
                    Some(outer) => outer.push(Expression::List(list)),
                    None => {
                        open.push(list);
                        break;
                    }
                }
                1
            }
            '"' => match string_end(rest) {
                Some(end) => {
                    push(&mut open, Expression::Text(rest.get(1..end).unwrap_or_default().to_owned()));
                    end + 1
                }
                None => break,
            },
            '|' => match rest.get(1..).and_then(|inside| inside.find('|')) {
                Some(end) => {
                    push(&mut open, Expression::Atom(rest.get(..end + 2).unwrap_or_default().to_owned()));
                    end + 2
                }
                None => break,
            },
            ';' => rest.find('\n').unwrap_or(rest.len()),
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | ';'))
                    .unwrap_or(rest.len());
                push(&mut open, Expression::Atom(rest.get(..end).unwrap_or_default().to_owned()));
                end
            }
        };
        rest = rest.get(taken..).unwrap_or_default().trim_start();
    }
    open.into_iter().next().unwrap_or_default()
}

fn push(open: &mut [Vec<Expression>], expression: Expression) {
    if let Some(list) = open.last_mut() {
        list.push(expression);
    }
}

/// Where the string literal that `text` begins with ends: at a quote that is not doubled.
fn string_end(text: &str) -> Option<usize> {
    let mut from = 1;
    loop {
        let at = from + text.get(from..)?.find('"')?;
        if text.get(at + 1..)?.starts_with('"') {
            from = at + 2;
        } else {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_solvers_print() {
        let atom = |text: &str| Expression::Atom(text.to_owned());
        let expected = vec![
            atom("sat"),
            Expression::List(vec![
                Expression::List(vec![atom("|a (b|"), Expression::Text("say \"\"hi\"\" )".to_owned())]),
                Expression::List(vec![atom("x"), Expression::List(vec![atom("-"), atom("1.5")])]),
            ]),
        ];
        assert_eq!(read("sat ; done\n((|a (b| \"say \"\"hi\"\" )\")\n (x (- 1.5)))"), expected);
        assert_eq!(read("(a \"b"), vec![]);
        assert_eq!(read(&"(".repeat(1_000_000)), vec![]);
        assert_eq!(read("a)b"), vec![atom("a")]);
    }
}
