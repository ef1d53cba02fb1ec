//! One test on one subject.

use std::net::IpAddr;

use super::encode::Encoder;
use super::literal::{real, string};
use super::names::subject_name;
use super::script::{ElementOf, Reading};
use super::{regex, template};
use crate::formula::{Subject, Test};
use crate::model::{Decimal, Network, Order, Segments, Template, Variable};

impl Encoder<'_> {
    /// The formula that the subject's value passes the test, whether or not the subject is present.
    pub(super) fn test(&mut self, subject: &Subject, element: &ElementOf, test: &Test) -> String {
        match test {
            Test::Text(template) => {
                let text = self.names.reading(subject, element, Reading::Text);
                match template.as_literal() {
                    Some(literal) => format!("(= {text} {})", string(literal)),
                    None => self.template(template, &text),
                }
            }
            Test::TextIgnoreCase(template) if template.variables().next().is_some() => {
                self.widen(format!("`{template}` without regard to letter case"))
            }
            Test::TextIgnoreCase(template) => {
                let text = self.names.reading(subject, element, Reading::Text);
                format!("(str.in_re {text} {})", regex::ignore_case(template))
            }
            Test::Segments(segments) => {
                let text = self.names.reading(subject, element, Reading::Text);
                if segments.iter().all(|segment| segment.variables().next().is_none()) {
                    format!("(str.in_re {text} {})", regex::segments(segments))
                } else {
                    let name = subject_name(subject, element);
                    self.split_segments(&name, &text, segments)
                }
            }
            Test::Number(order, operand) => {
                let readings = [Reading::IsNumber, Reading::Number];
                let [is_number, number] = readings.map(|reading| self.names.reading(subject, element, reading));
                format!("(and {is_number} {})", compare(*order, &number, operand))
            }
            Test::IsNumber => self.names.reading(subject, element, Reading::IsNumber),
            Test::Instant(order, operand) => {
                let readings = [Reading::IsInstant, Reading::Instant];
                let [is_instant, instant] = readings.map(|reading| self.names.reading(subject, element, reading));
                format!("(and {is_instant} {})", compare(*order, &instant, operand))
            }
            Test::IsInstant => self.names.reading(subject, element, Reading::IsInstant),
            Test::Within(network) => {
                let readings = match network.address() {
                    IpAddr::V4(_) => [Reading::IsIpv4, Reading::Ipv4],
                    IpAddr::V6(_) => [Reading::IsIpv6, Reading::Ipv6],
                };
                let [is_address, address] = readings.map(|reading| self.names.reading(subject, element, reading));
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

    /// The formula that the text is in the template.
    fn template(&mut self, template: &Template, text: &str) -> String {
        if template.variables().next().is_none() {
            return format!("(str.in_re {text} {})", regex::template(template));
        }
        // The values are named before the formula is built, as naming declares.
        let named: Vec<(Variable, String, Option<String>)> = template
            .variables()
            .map(|variable| {
                let value = self.names.reading(&Subject::Key(variable.key.clone()), &None, Reading::Text);
                let present = self.names.present(&variable.key);
                match &variable.default {
                    Some(default) => (variable.clone(), format!("(ite {present} {value} {})", string(default)), None),
                    None => (variable.clone(), value, Some(present)),
                }
            })
            .collect();
        let find = |variable: &Variable| named.iter().find(|(known, _, _)| known == variable);
        let mut value = |variable: &Variable| find(variable).map_or_else(String::new, |(_, value, _)| value.clone());
        let mut present = |variable: &Variable| find(variable).and_then(|(_, _, present)| present.clone());
        match template::matches(template, text, &mut value, &mut present) {
            Some(formula) => formula,
            None => self.widen(format!("`{template}`, with `?` and a variable in a part that floats")),
        }
    }

    /// The formula that each of the text's six segments is in its template, by way of constants for the
    /// segments. They are defined by the text alone, so the formula may stand under a negation.
    fn split_segments(&mut self, name: &str, text: &str, segments: &Segments) -> String {
        let parts: Vec<String> =
            (1..=segments.len()).map(|at| self.names.auxiliary(&format!("{name} segment {at}"), "String")).collect();
        let six: Segments = std::array::from_fn(|_| Template::anything());
        let is_arn = format!("(str.in_re {text} {})", regex::segments(&six));
        let joined = parts.join(" \":\" ");
        let mut definition = vec![format!("(= {text} (str.++ {joined}))")];
        let within = |part: &String| format!("(str.in_re {part} (re.* {}))", regex::IN_SEGMENT);
        definition.extend(parts.iter().take(segments.len() - 1).map(within));
        self.define_once(format!("(assert (=> {is_arn} (and {})))\n", definition.join(" ")));
        let mut conjuncts = vec![is_arn];
        for (part, segment) in parts.iter().zip(segments.iter()) {
            if !segment.is_anything() {
                conjuncts.push(match segment.as_literal() {
                    Some(literal) => format!("(= {part} {})", string(literal)),
                    None => self.template(segment, part),
                });
            }
        }
        format!("(and {})", conjuncts.join(" "))
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
    if low == 0 { Some(format!("(= {address} #b{fixed})")) } else { Some(format!("(= ((_ extract {high} {low}) {address}) #b{fixed})")) }
}
