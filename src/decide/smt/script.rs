//! A script: declarations, definitions, one assertion, and what its constants mean.

use crate::formula::Subject;
use crate::model::Key;

/// One satisfiability query: satisfiable iff some request is in the term it was made from (if `exact`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The constants, in the order of their declarations.
    pub constants: Vec<Constant>,
    /// Everything between `(set-logic …)` and `(check-sat)`, a command a line.
    pub body: String,
    /// Constructs that were replaced by something wider, in words; none if the script is exact.
    pub widened: Vec<String>,
}

/// A declared constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// The symbol as it stands in the script, quoted if need be.
    pub symbol: String,
    /// What its value says.
    pub purpose: Purpose,
}

/// What the value of a constant says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A `Bool`: the single-valued key is present.
    Present(Key),
    /// A `Bool`: this candidate element (counted from 0) is one of the key's values.
    Member(Key, usize),
    /// One reading of a value.
    Reading(Subject, ElementOf, Reading),
    /// A part of a text that another constant is made of, or a free `Bool`: nothing to read off.
    Auxiliary,
}

/// Which candidate element of which key [`Subject::Element`] is; `None` for all other subjects.
pub type ElementOf = Option<(Key, usize)>;

/// How a value is read, and the sort of the constant.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// `String`: the text; where the value is an ARN and no test needs it whole, unconstrained.
    Text,
    /// `Bool`: the text has six segments.
    IsArn,
    /// `String`: this segment of it, counted from 1.
    Segment(u8),
    /// `Bool`: the text reads as a number.
    IsNumber,
    /// `Real`: the number.
    Number,
    /// `Bool`: the text reads as a point in time.
    IsInstant,
    /// `Real`: its seconds since the epoch.
    Instant,
    /// `Bool`: the text reads as an IPv4 address.
    IsIpv4,
    /// 32 bits: the address.
    Ipv4,
    /// `Bool`: the text reads as an IPv6 address.
    IsIpv6,
    /// 128 bits: the address.
    Ipv6,
}

impl Reading {
    /// The sort in SMT-LIB.
    pub fn sort(self) -> &'static str {
        match self {
            Reading::Text | Reading::Segment(_) => "String",
            Reading::IsArn => "Bool",
            Reading::IsNumber | Reading::IsInstant | Reading::IsIpv4 | Reading::IsIpv6 => "Bool",
            Reading::Number | Reading::Instant => "Real",
            Reading::Ipv4 => "(_ BitVec 32)",
            Reading::Ipv6 => "(_ BitVec 128)",
        }
    }
}

impl Script {
    /// The whole script, with its expected status if it is known and, if asked for, the commands that print
    /// the constants' values after a `sat`.
    pub fn text(&self, status: Option<&str>, values: bool) -> String {
        let mut text = String::from("(set-info :smt-lib-version 2.6)\n");
        if let Some(status) = status {
            text.push_str(&format!("(set-info :status {status})\n"));
        }
        if values {
            text.push_str("(set-option :produce-models true)\n");
        }
        text.push_str("(set-logic ALL)\n");
        text.push_str(&self.body);
        text.push_str("(check-sat)\n");
        if values && !self.constants.is_empty() {
            let symbols: Vec<_> = self.constants.iter().map(|constant| constant.symbol.as_str()).collect();
            text.push_str(&format!("(get-value ({}))\n", symbols.join(" ")));
        }
        text
    }
}
