//! What a rule hides beyond what it is meant to.
//!
//! A finding is beyond iff the rule's filter lets it through and no intended one does: all criteria of the rule hold, and of
//! each intended filter one fails. For one shape of findings and one choice of the criteria that fail this falls apart
//! into one question a key, about lists of texts ([`texts`](super::texts)); a choice is given up at the first key that has no values.
//!
//! Handing the filters as policies to `decide`, the findings' attributes being context keys, was not taken: a universe of requests
//! has keys that this language has not, and the single question a key needs no search that could run out of its budget.

use std::collections::BTreeMap;

use super::attributes::Attributes;
use super::filter::{Filter, Literal};
use super::key::FilterKey;
use super::shapes::{Domain, Form, Shape, samples, shapes};
use super::texts::{Spent, text};
use crate::model::segments_of;
use crate::model::world::Kind;

/// The most choices of failing criteria that are gone through.
const MAX_CHOICES: usize = 100_000;

/// Whether there is a finding beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// None: proved for all findings there can be.
    Nothing,
    /// Such a one.
    Finding(Attributes),
    /// It would have taken too long to tell.
    Unknown,
}

/// Whether the rule's filter lets a finding through that none of the intended ones does. A finding that comes out has been
/// put to the filters themselves.
pub fn beyond(rule: &Filter, intended: &[Filter]) -> Beyond {
    let mut unknown = false;
    let mut choices = MAX_CHOICES;
    for shape in shapes() {
        let asked = of_filter(rule);
        match in_shape(&shape, &asked, intended, &mut choices) {
            Ok(Some(found))
                if rule.matches(&found) && !intended.iter().any(|filter| filter.matches(&found)) =>
            {
                return Beyond::Finding(found);
            }
            Ok(None) => {}
            // One that does not bear looking at would be a mistake of this file's, and no answer.
            Ok(Some(_)) | Err(Spent) => unknown = true,
        }
    }
    if unknown { Beyond::Unknown } else { Beyond::Nothing }
}

type Asked<'f> = BTreeMap<FilterKey, Vec<Literal<'f>>>;

fn of_filter(filter: &Filter) -> Asked<'_> {
    filter.criteria.iter().map(|(key, criterion)| (*key, criterion.literals())).collect()
}

/// A finding of the shape for which all that is asked holds and each of the filters fails.
fn in_shape(
    shape: &Shape,
    asked: &Asked<'_>,
    filters: &[Filter],
    choices: &mut usize,
) -> Result<Option<Attributes>, Spent> {
    // Depth first, with a list of what is left to be done: the filters that still have to fail.
    let mut open = vec![(asked.clone(), filters)];
    let mut spent = false;
    while let Some((asked, filters)) = open.pop() {
        let Some(left) = choices.checked_sub(1) else { return Err(Spent) };
        *choices = left;
        let mut attributes = Vec::new();
        let mut possible = true;
        let of = |key: FilterKey| asked.get(&key).map_or(&[][..], Vec::as_slice);
        let usual = usual(shape, &of);
        for key in FilterKey::all() {
            let literals = of(key);
            if let Some((_, value)) = usual.iter().flatten().find(|(own, _)| *own == key) {
                attributes.push((key, vec![value.clone()]));
                continue;
            }
            match values(shape.domain(key), key, literals) {
                Ok(Some(values)) => attributes.push((key, values)),
                Ok(None) => possible = false,
                Err(Spent) => {
                    spent = true;
                    possible = false;
                }
            }
            if !possible {
                break;
            }
        }
        if !possible {
            continue;
        }
        let Some((first, rest)) = filters.split_first() else {
            return Ok(Some(attributes.into_iter().collect()));
        };
        for (key, literals) in of_filter(first) {
            for literal in literals {
                let mut more = asked.clone();
                more.entry(key).or_default().push(literal.negated());
                open.push((more, rest));
            }
        }
    }
    if spent { Err(Spent) } else { Ok(None) }
}

/// A resource with the type and account that its ARN shows, if there is one that is asked for at hand: it reads better than one
/// that is put together, and asks for less faith.
fn usual<'a, 'f: 'a>(
    shape: &Shape,
    of: &impl Fn(FilterKey) -> &'a [Literal<'f>],
) -> Option<[(FilterKey, String); 3]> {
    const KEYS: [FilterKey; 3] =
        [FilterKey::Resource, FilterKey::ResourceType, FilterKey::ResourceOwnerAccount];
    let fits = |key: FilterKey, value: &str| {
        let value = [value.to_owned()];
        of(key).iter().all(|literal| literal.holds(&value))
    };
    let listed = asked_for(of(FilterKey::Resource));
    let asked = asked_for(of(FilterKey::ResourceOwnerAccount));
    let accounts: Vec<&str> = asked.chain(samples(FilterKey::ResourceOwnerAccount).iter().copied()).collect();
    listed.chain(shape.resources().iter().copied()).find_map(|arn| {
        let resource_type = Kind::of_arn(arn)?.name;
        let shown =
            segments_of(arn).map(|[_, _, _, _, account, _]| account).filter(|shown| !shown.is_empty());
        let mut owners = shown.into_iter().chain(accounts.iter().copied().filter(|_| shown.is_none()));
        let owner = owners.find(|owner| fits(FilterKey::ResourceOwnerAccount, owner))?;
        let values = [arn, resource_type, owner];
        let is_of_shape =
            KEYS.iter().zip(values).all(|(key, value)| shape.has(*key, value) && fits(*key, value));
        let [arn, resource_type, owner] = values.map(str::to_owned);
        let [first, second, third] = KEYS;
        is_of_shape.then_some([(first, arn), (second, resource_type), (third, owner)])
    })
}

/// The texts of which some is asked for.
fn asked_for<'a>(literals: &'a [Literal<'_>]) -> impl Iterator<Item = &'a str> {
    literals.iter().flat_map(|literal| match literal {
        Literal::SomeOf(texts) => texts.iter().map(String::as_str).collect(),
        Literal::NoneOf(_)
        | Literal::SomeContains(_)
        | Literal::NoneContains(_)
        | Literal::Present
        | Literal::Absent => Vec::new(),
    })
}

/// Values of the domain for which all literals hold.
fn values(domain: Domain, key: FilterKey, literals: &[Literal<'_>]) -> Result<Option<Vec<String>>, Spent> {
    let nothing = || literals.iter().all(|literal| literal.holds(&[]));
    match domain {
        Domain::Absent => Ok(nothing().then(Vec::new)),
        Domain::One(forms) => {
            let all: Vec<&Literal<'_>> = literals.iter().collect();
            Ok(one(forms, key, &all)?.map(|value| vec![value]))
        }
        Domain::Any(_) if nothing() => Ok(Some(Vec::new())),
        Domain::Any(forms) => {
            // One value for each literal that asks for some, of which those that forbid hold too. Together they are what is
            // asked for; and where no one value is, no set of values is either.
            let asks = |literal: &&Literal<'_>| match literal {
                Literal::SomeOf(_) | Literal::SomeContains(_) | Literal::Present => true,
                Literal::NoneOf(_) | Literal::NoneContains(_) | Literal::Absent => false,
            };
            let (some, none): (Vec<&Literal<'_>>, Vec<&Literal<'_>>) = literals.iter().partition(asks);
            let mut values = Vec::new();
            for literal in some {
                let together: Vec<&Literal<'_>> = none.iter().copied().chain([literal]).collect();
                match one(forms, key, &together)? {
                    Some(value) if values.contains(&value) => {}
                    Some(value) => values.push(value),
                    None => return Ok(None),
                }
            }
            Ok(literals.iter().all(|literal| literal.holds(&values)).then_some(values))
        }
    }
}

/// A value of one of the forms for which by itself all literals hold.
fn one(forms: &[Form], key: FilterKey, literals: &[&Literal<'_>]) -> Result<Option<String>, Spent> {
    let fits = |sample: &&&str| {
        let value = [(**sample).to_owned()];
        forms.iter().any(|form| form.has(sample)) && literals.iter().all(|literal| literal.holds(&value))
    };
    if let Some(sample) = samples(key).iter().find(fits) {
        return Ok(Some((*sample).to_owned()));
    }
    let mut spent = false;
    for form in forms {
        match text(*form, literals) {
            Ok(Some(text)) => return Ok(Some(text)),
            Ok(None) => {}
            Err(Spent) => spent = true,
        }
    }
    if spent { Err(Spent) } else { Ok(None) }
}

#[cfg(test)]
mod tests {
    use super::super::filter::Criterion;
    use super::*;

    fn texts(texts: &[&str]) -> Option<Vec<String>> {
        Some(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    fn eq(values: &[&str]) -> Criterion {
        Criterion { eq: texts(values), ..Criterion::default() }
    }

    fn neq(values: &[&str]) -> Criterion {
        Criterion { neq: texts(values), ..Criterion::default() }
    }

    fn contains(values: &[&str]) -> Criterion {
        Criterion { contains: texts(values), ..Criterion::default() }
    }

    fn exists(exists: bool) -> Criterion {
        Criterion { exists: Some(exists), ..Criterion::default() }
    }

    fn filter(criteria: &[(FilterKey, Criterion)]) -> Filter {
        Filter { criteria: criteria.iter().cloned().collect() }
    }

    const ORGANIZATION: FilterKey = FilterKey::Condition("aws:PrincipalOrgID");

    #[test]
    fn a_filter_hides_nothing_beyond_itself() {
        let all = [
            filter(&[(FilterKey::Resource, contains(&["log"])), (FilterKey::IsPublic, eq(&["false"]))]),
            filter(&[(ORGANIZATION, neq(&["o-1"])), (FilterKey::PrincipalAws, exists(true))]),
            filter(&[]),
        ];
        for own in &all {
            assert_eq!(beyond(own, std::slice::from_ref(own)), Beyond::Nothing, "{own:?}");
        }
        assert!(matches!(beyond(&all[2], &all[..2]), Beyond::Finding(_)));
    }

    #[test]
    fn a_rule_that_is_too_wide_is_shown_with_a_finding() {
        let rule = filter(&[(FilterKey::Resource, contains(&["logs"]))]);
        let intended = filter(&[
            (FilterKey::Resource, eq(&["arn:aws:s3:::logs"])),
            (FilterKey::PrincipalAws, eq(&["999988887777"])),
        ]);
        let Beyond::Finding(found) = beyond(&rule, std::slice::from_ref(&intended)) else {
            panic!("nothing")
        };
        assert!(rule.matches(&found) && !intended.matches(&found));
        // The other way round there is a proof.
        assert_eq!(beyond(&intended, &[rule]), Beyond::Nothing);
    }

    #[test]
    fn an_absent_key_gets_past_what_is_not_equal() {
        let rule = filter(&[(ORGANIZATION, neq(&["o-partner"]))]);
        let intended = filter(&[(ORGANIZATION, exists(true))]);
        let Beyond::Finding(found) = beyond(&rule, &[intended]) else { panic!("nothing") };
        assert!(found.values(ORGANIZATION).is_empty());
    }

    #[test]
    fn several_intended_filters_cover_together() {
        let one = |value: &str| filter(&[(FilterKey::IsPublic, eq(&[value]))]);
        let told = filter(&[(FilterKey::IsPublic, exists(true))]);
        assert_eq!(beyond(&told, &[one("true"), one("false")]), Beyond::Nothing);
        assert!(matches!(beyond(&told, &[one("true")]), Beyond::Finding(_)));
        // Errors and internal access say nothing of it.
        assert!(matches!(beyond(&filter(&[]), &[one("true"), one("false")]), Beyond::Finding(_)));
    }

    #[test]
    fn shapes_tie_keys_together() {
        let public = filter(&[(FilterKey::IsPublic, eq(&["true"])), (FilterKey::PrincipalAws, exists(true))]);
        let patterns = filter(&[(FilterKey::PrincipalAws, contains(&["*", "?"]))]);
        assert_eq!(beyond(&public, &[patterns]), Beyond::Nothing);
        let services = filter(&[(FilterKey::FindingType, eq(&["ServiceAccess"]))]);
        assert_eq!(
            beyond(&services, &[filter(&[(FilterKey::PrincipalAws, exists(false))])]),
            Beyond::Nothing
        );
        let both =
            filter(&[(FilterKey::PrincipalAws, exists(true)), (FilterKey::PrincipalFederated, exists(true))]);
        assert_eq!(beyond(&both, &[]), Beyond::Nothing);
        let errors = filter(&[(FilterKey::Error, exists(true))]);
        assert_eq!(beyond(&errors, &[filter(&[(FilterKey::PrincipalAws, exists(false))])]), Beyond::Nothing);
    }

    /// What a world really has, or the service, is not left out of a proof.
    #[test]
    fn unusual_findings_are_there_too() {
        let nobody = filter(&[(FilterKey::Id, eq(&["x"]))]);
        let vpc = FilterKey::Condition("aws:SourceVpc");
        let one = |key: FilterKey, value: &str| filter(&[(key, eq(&[value]))]);
        let public_provider = filter(&[
            (FilterKey::IsPublic, eq(&["true"])),
            (FilterKey::PrincipalFederated, eq(&["accounts.google.com"])),
        ]);
        for rule in [
            public_provider,
            one(FilterKey::ResourceType, "Custom::Thing"),
            one(vpc, ""),
            one(FilterKey::ResourceControlPolicyRestriction, "APPLICABLE"),
            one(FilterKey::ServiceControlPolicyRestriction, "FAILED_TO_EVALUATE_SCP"),
            one(FilterKey::Error, "ACCESS_DENIED"),
            one(FilterKey::FindingType, "UnusedIAMRole"),
            filter(&[(FilterKey::IsPublic, eq(&["true"])), (FilterKey::PrincipalAws, eq(&["1*"]))]),
        ] {
            assert!(matches!(beyond(&rule, std::slice::from_ref(&nobody)), Beyond::Finding(_)), "{rule:?}");
        }
    }

    /// Where there is one, an example is of a resource that there can be.
    #[test]
    fn examples_are_of_one_piece() {
        let example = |criteria: &[(FilterKey, Criterion)]| match beyond(&filter(criteria), &[]) {
            Beyond::Finding(found) => {
                [FilterKey::Resource, FilterKey::ResourceType, FilterKey::ResourceOwnerAccount]
                    .map(|key| found.values(key).join(" "))
            }
            other @ (Beyond::Nothing | Beyond::Unknown) => panic!("{other:?}"),
        };
        let role = [(FilterKey::ResourceType, eq(&["AWS::IAM::Role"]))];
        assert_eq!(
            example(&role),
            ["arn:aws:iam::111122223333:role/example", "AWS::IAM::Role", "111122223333"]
        );
        let queue = "arn:aws:sqs:eu-west-1:444455556666:q";
        let queue = example(&[(FilterKey::Resource, eq(&[queue]))]);
        assert_eq!(queue[1..], ["AWS::SQS::Queue", "444455556666"]);
        let provider = [(FilterKey::PrincipalFederated, exists(true))];
        assert_eq!(example(&provider)[1], "AWS::IAM::Role");
        let account = [(FilterKey::ResourceOwnerAccount, eq(&["999999999999"]))];
        assert_eq!(example(&account), ["arn:aws:s3:::example-bucket", "AWS::S3::Bucket", "999999999999"]);
    }

    #[test]
    fn of_several_values_one_is_enough() {
        let key = FilterKey::Condition("aws:SourceIp");
        let rule = filter(&[(key, eq(&["10.0.0.0/8"]))]);
        // A finding may have that value and another.
        let intended = filter(&[(key, neq(&["203.0.113.0/24"]))]);
        let Beyond::Finding(found) = beyond(&rule, &[intended]) else { panic!("nothing") };
        assert_eq!(found.values(key), ["10.0.0.0/8", "203.0.113.0/24"]);
        // But a resource has one ARN.
        let arn = |value: &str| (FilterKey::Resource, eq(&[value]));
        let not = |value: &str| (FilterKey::Resource, neq(&[value]));
        assert_eq!(
            beyond(&filter(&[arn("arn:aws:s3:::a")]), &[filter(&[not("arn:aws:s3:::b")])]),
            Beyond::Nothing
        );
    }
}
