//! One test on one subject.

use std::net::IpAddr;

use super::encode::Encoder;
use super::literal::{real, string};
use super::names::subject_name;
use super::script::{ElementOf, Reading};
use super::shapes::Form;
use super::{regex, template};
use crate::formula::{Subject, Test};
use crate::model::{Decimal, Network, Order, SEGMENTS, Segments, Template, Variable};

/// The last character that SMT-LIB's strings can hold.
const LAST_CHARACTER: u32 = 0x2_ffff;

impl Encoder<'_> {
    /// The formula that the subject's value passes the test, whether or not the subject is present.
    pub(super) fn test(&mut self, subject: &Subject, element: &ElementOf, test: &Test) -> String {
        let beyond = |c: char| u32::from(c) > LAST_CHARACTER;
        if let Some(template) = test.templates().iter().find(|template| template.to_string().contains(beyond))
        {
            // All templates, as two ARNs can have this one segment in common.
            let (name, templates) = (subject_name(subject, element), test.templates());
            let kind = match test {
                Test::Segments(_) => "segments",
                Test::TextIgnoreCase(_) => "any letter case",
                Test::Text(_)
                | Test::Number(..)
                | Test::IsNumber
                | Test::Instant(..)
                | Test::IsInstant
                | Test::Within(_)
                | Test::IsAddress => "text",
            };
            let templates: Vec<String> = templates.iter().map(Template::to_string).collect();
            let name = format!("{name} in {kind} {}", templates.join(":"));
            return self.widen(&name, format!("`{template}`, with a character beyond those of SMT-LIB"));
        }
        match test {
            Test::Text(template) => self.text(subject, element, template),
            Test::TextIgnoreCase(template) if template.variables().next().is_some() => {
                let name = subject_name(subject, element);
                self.widen(&name, format!("`{template}` without regard to letter case"))
            }
            Test::TextIgnoreCase(template) => {
                let text = self.whole(subject, element);
                format!("(str.in_re {text} {})", regex::ignore_case(template))
            }
            Test::Segments(segments) if self.is_segmented(subject, element) => {
                self.segments(subject, element, segments)
            }
            Test::Segments(segments) => {
                let text = self.names.reading(subject, element, Reading::Text);
                format!("(str.in_re {text} {})", regex::segments(segments))
            }
            Test::Number(order, operand) => {
                let readings = [Reading::IsNumber, Reading::Number];
                let [is_number, number] =
                    readings.map(|reading| self.names.reading(subject, element, reading));
                format!("(and {is_number} {})", compare(*order, &number, operand))
            }
            Test::IsNumber => self.names.reading(subject, element, Reading::IsNumber),
            Test::Instant(order, operand) => {
                let readings = [Reading::IsInstant, Reading::Instant];
                let [is_instant, instant] =
                    readings.map(|reading| self.names.reading(subject, element, reading));
                format!("(and {is_instant} {})", compare(*order, &instant, operand))
            }
            Test::IsInstant => self.names.reading(subject, element, Reading::IsInstant),
            Test::Within(network) => {
                let readings = match network.address() {
                    IpAddr::V4(_) => [Reading::IsIpv4, Reading::Ipv4],
                    IpAddr::V6(_) => [Reading::IsIpv6, Reading::Ipv6],
                };
                let [is_address, address] =
                    readings.map(|reading| self.names.reading(subject, element, reading));
                match within(network, &address) {
                    Some(prefix) => format!("(and {is_address} {prefix})"),
                    None => is_address,
                }
            }
            Test::IsAddress => {
                let readings = [Reading::IsIpv4, Reading::IsIpv6];
                let [v4, v6] = readings.map(|reading| self.names.reading(subject, element, reading));
                format!("(or {v4} {v6})")
            }
        }
    }

    /// The formula that the subject's text is in the template.
    fn text(&mut self, subject: &Subject, element: &ElementOf, template: &Template) -> String {
        if !self.is_segmented(subject, element) {
            let text = self.names.reading(subject, element, Reading::Text);
            return self.template(template, &text);
        }
        if let Some(variable) = template.as_variable().filter(|variable| variable.default.is_none()) {
            let other = Subject::Key(variable.key.clone());
            if self.is_segmented(&other, &None) {
                return self.same(subject, element, &other);
            }
        }
        match Form::of(template) {
            Form::Arn(segments) => self.segments(subject, element, &segments),
            Form::NoArn => {
                let is_arn = self.names.reading(subject, element, Reading::IsArn);
                let text = self.names.reading(subject, element, Reading::Text);
                format!("(and (not {is_arn}) {})", self.template(template, &text))
            }
            Form::Prefix(segments) => {
                let is_arn = self.names.reading(subject, element, Reading::IsArn);
                let by_segment = self.segments(subject, element, &segments);
                let text = self.names.reading(subject, element, Reading::Text);
                format!("(ite {is_arn} {by_segment} {})", self.template(template, &text))
            }
            Form::General => {
                let text = self.whole(subject, element);
                self.template(template, &text)
            }
        }
    }

    /// The formula that the key is present and its text is the subject's, for two texts in segments.
    fn same(&mut self, subject: &Subject, element: &ElementOf, key: &Subject) -> String {
        let mut pair = |reading| {
            format!(
                "(= {} {})",
                self.names.reading(subject, element, reading),
                self.names.reading(key, &None, reading)
            )
        };
        let by_segment: Vec<String> = (1u8..).take(SEGMENTS).map(|at| pair(Reading::Segment(at))).collect();
        let (same_form, same_text) = (pair(Reading::IsArn), pair(Reading::Text));
        let is_arn = self.names.reading(subject, element, Reading::IsArn);
        let present = if let Subject::Key(key) = key { self.names.present(key) } else { "true".to_owned() };
        format!("(and {present} {same_form} (ite {is_arn} (and {}) {same_text}))", by_segment.join(" "))
    }

    /// The formula that the subject has six segments, each in its template.
    fn segments(&mut self, subject: &Subject, element: &ElementOf, segments: &Segments) -> String {
        let is_arn = self.names.reading(subject, element, Reading::IsArn);
        let mut conjuncts = vec![is_arn];
        for (at, template) in (1u8..).zip(segments.iter()) {
            if !template.is_anything() {
                let segment = self.segment(subject, element, at, template.variables().next().is_some());
                conjuncts.push(self.template(template, &segment));
            }
        }
        if let [only] = conjuncts.as_slice() {
            only.clone()
        } else {
            format!("(and {})", conjuncts.join(" "))
        }
    }

    /// The constant for one segment. Only the sixth can hold a colon, which has to be said where the segment
    /// is `tied` to other texts: templates of segments do not mention colons, and so do not tell one from
    /// another character that they do not mention. Reading off the value puts such a character in its place.
    fn segment(&mut self, subject: &Subject, element: &ElementOf, at: u8, tied: bool) -> String {
        let segment = self.names.reading(subject, element, Reading::Segment(at));
        if tied && usize::from(at) < SEGMENTS {
            self.define_once(format!("(assert (str.in_re {segment} (re.* {})))\n", regex::IN_SEGMENT));
        }
        segment
    }

    /// The constant for the whole text, tied to its segments if it has constants for them.
    pub(super) fn whole(&mut self, subject: &Subject, element: &ElementOf) -> String {
        let text = self.names.reading(subject, element, Reading::Text);
        if self.is_segmented(subject, element) {
            let is_arn = self.names.reading(subject, element, Reading::IsArn);
            let segments: Vec<String> =
                (1u8..).take(SEGMENTS).map(|at| self.segment(subject, element, at, true)).collect();
            let six: Segments = std::array::from_fn(|_| Template::anything());
            let in_six = format!("(str.in_re {text} {})", regex::segments(&six));
            let joined = segments.join(" \":\" ");
            self.define_once(format!(
                "(assert (ite {is_arn} (= {text} (str.++ {joined})) (not {in_six})))\n"
            ));
        }
        text
    }

    /// The formula that the text is in the template.
    fn template(&mut self, template: &Template, text: &str) -> String {
        if let Some(literal) = template.as_literal() {
            return format!("(= {text} {})", string(literal));
        }
        if template.variables().next().is_none() {
            return format!("(str.in_re {text} {})", regex::template(template));
        }
        // The values are named before the formula is built, as naming declares.
        let named: Vec<(Variable, String, Option<String>)> = template
            .variables()
            .map(|variable| {
                let value = self.whole(&Subject::Key(variable.key.clone()), &None);
                let present = self.names.present(&variable.key);
                match &variable.default {
                    Some(default) => {
                        (variable.clone(), format!("(ite {present} {value} {})", string(default)), None)
                    }
                    None => (variable.clone(), value, Some(present)),
                }
            })
            .collect();
        let find = |variable: &Variable| named.iter().find(|(known, _, _)| known == variable);
        let mut value =
            |variable: &Variable| find(variable).map_or_else(String::new, |(_, value, _)| value.clone());
        let mut present = |variable: &Variable| find(variable).and_then(|(_, _, present)| present.clone());
        match template::matches(template, text, &mut value, &mut present) {
            Some(formula) => formula,
            None => self.widen(
                text.trim_matches('|'),
                format!("`{template}`, with `?` and a variable in a part that floats"),
            ),
        }
    }
}

fn compare(order: Order, value: &str, operand: &Decimal) -> String {
    let operand = real(operand);
    match order {
        Order::Equals => format!("(= {value} {operand})"),
        Order::LessThan => format!("(< {value} {operand})"),
        Order::LessThanEquals => format!("(<= {value} {operand})"),
        Order::GreaterThan => format!("(> {value} {operand})"),
        Order::GreaterThanEquals => format!("(>= {value} {operand})"),
    }
}

/// The formula that the leading bits are the network's; `None` if it fixes none.
fn within(network: &Network, address: &str) -> Option<String> {
    let prefix = usize::from(network.prefix());
    let bits = match network.address() {
        IpAddr::V4(v4) => format!("{:032b}", v4.to_bits()),
        IpAddr::V6(v6) => format!("{:0128b}", v6.to_bits()),
    };
    let fixed = bits.get(..prefix).filter(|fixed| !fixed.is_empty())?;
    let (high, low) = (bits.len() - 1, bits.len() - prefix);
    if low == 0 {
        Some(format!("(= {address} #b{fixed})"))
    } else {
        Some(format!("(= ((_ extract {high} {low}) {address}) #b{fixed})"))
    }
}
