//! The request that is meant by what an engine found. What neither policies nor the universe look at is free, and an engine
//! fills it with what is at hand: the requests are the same to the question, spelt as AWS spells them.

use super::case::Case;
use super::claim::USER_ID;
use super::request::default_caller;
use crate::model::world::{Party, World};
use crate::model::{Caller, CallerKind, Key, Request, segments_of};

/// The request as AWS would spell it where the caller is one of a class: accounts are twelve digits, names are not empty; the
/// keys that follow from the caller go with it.
fn well_spelt(case: &Case<'_, '_>, request: &Request, number: &dyn Fn(&str) -> String) -> Option<Request> {
    match case.party {
        Party::Stranger | Party::Account(_) => {}
        Party::Identity(_)
        | Party::Session(..)
        | Party::Federated(_)
        | Party::Root(_)
        | Party::Anonymous
        | Party::Service(_)
        | Party::Provider(_)
        | Party::Named(_) => return None,
    }
    let with_role = with_role_name(request);
    let request = with_role.as_ref().unwrap_or(request);
    let own = request.principal.text();
    let account = request.principal.account()?;
    let is_number = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    let told = told_account(request, account);
    let number = if is_number(&told) { told } else { number(&told) };
    let number = number.as_str();
    // A name that the id of the session tells is taken from there.
    let ids = request.context.values(&Key::new(USER_ID));
    let tells = ids.iter().any(|id| id.split_once(':').is_some_and(|(_, end)| !end.is_empty()));
    let name = if own.ends_with('/') && !tells { "example" } else { "" };
    let respelt = |text: &str| {
        let is_named = text == own || text.strip_suffix(':').is_some();
        let text = text.replace(account, number);
        if is_named { format!("{text}{name}") } else { text }
    };
    let mut changed = request.clone();
    changed.principal = Caller::new(&respelt(own));
    // A resource may be named by a variable.
    if number != account {
        changed.resource = changed.resource.replace(account, number);
    }
    let of_caller = |key: &Key| key.folded().starts_with("aws:") || key.is(CALLER_ACCOUNT);
    for (key, values) in request.context.iter().filter(|(key, _)| of_caller(key)) {
        changed.context.set(key.clone(), values.iter().map(|value| respelt(value)).collect());
    }
    let user_id = Key::new(USER_ID);
    if let CallerKind::FederatedUser { .. } = changed.principal.kind()
        && let [id] = changed.context.values(&user_id)
        && let Some((_, end)) = id.split_once(':')
    {
        let id = format!("{number}:{end}");
        changed.context.set(user_id, vec![id]);
    }
    if changed != *request { Some(changed) } else { with_role }
}

/// The account that the id of a federated user session begins with; that of the caller where it tells no other.
fn told_account(request: &Request, account: &str) -> String {
    let is_federated = matches!(request.principal.kind(), CallerKind::FederatedUser { .. });
    let ids = request.context.values(&Key::new(USER_ID)).iter().filter(|_| is_federated);
    let mut told = ids.filter_map(|id| id.split_once(':').map(|(front, _)| front));
    let own = told.find(|front| front.chars().count() == 12 && *front != account);
    own.unwrap_or(account).to_owned()
}

const CALLER_ACCOUNT: &str = "kms:calleraccount";

/// The text with this digit for whatever is none.
pub(super) fn numbered(account: &str, digit: char) -> String {
    account.chars().map(|c| if c.is_ascii_digit() { c } else { digit }).collect()
}

/// The same for a role that has a name, if the one in the request has none.
fn with_role_name(request: &Request) -> Option<Request> {
    let CallerKind::RoleSession { role: "", .. } = request.principal.kind() else { return None };
    let mut changed = request.clone();
    changed.principal =
        Caller::new(&request.principal.text().replacen("assumed-role//", "assumed-role/example/", 1));
    let arn = Key::new("aws:PrincipalArn");
    if let [own] = request.context.values(&arn)
        && own.ends_with('/')
    {
        changed.context.set(arn, vec![format!("{own}example")]);
    }
    Some(changed)
}

/// The requests that may be meant by what an engine found, the best spelt first: what no policy looks at is free.
pub(super) fn respellings(case: &Case<'_, '_>, world: &World, request: Request) -> Vec<Request> {
    let plain = default_caller(case, world);
    let digits = segments_of(&plain).map_or("", |[_, _, _, _, account, _]| account);
    // Digits that a policy asks for stay where they are.
    let kept = |digit: char| move |account: &str| numbered(account, digit);
    let numbers: [&dyn Fn(&str) -> String; 4] = [&|_| digits.to_owned(), &kept('9'), &kept('0'), &kept('1')];
    let mut well_spelt: Vec<Request> = Vec::new();
    for number in numbers {
        let spelt = self::well_spelt(case, &request, number);
        well_spelt.extend(spelt.filter(|spelt| !well_spelt.contains(spelt)));
    }
    let mut all = of_one_session(request);
    all.splice(0..0, well_spelt.into_iter().flat_map(of_one_session));
    all
}

/// The request with one name of its session, in its caller and in `aws:userid`, where no fact ties the two: as it is, or with
/// either of the names. Mostly policies look at one, and the other is free.
pub(super) fn of_one_session(request: Request) -> Vec<Request> {
    let key = Key::new(USER_ID);
    let mut named = Vec::new();
    if let [id] = request.context.values(&key)
        && let CallerKind::RoleSession { session, .. } | CallerKind::FederatedUser { name: session, .. } =
            request.principal.kind()
        && let Some((role_id, end)) = id.rsplit_once(':').filter(|(_, end)| *end != session)
    {
        if let Some(role) = request.principal.text().strip_suffix(session)
            && !end.is_empty()
        {
            let caller = Caller::new(&format!("{role}{end}"));
            let mut of_end = Request { principal: caller.clone(), ..request.clone() };
            // Of a federated user session the caller's ARN is a key as well; of a role session the role's is.
            let arn = Key::new("aws:PrincipalArn");
            if of_end.context.values(&arn) == [request.principal.text()] {
                of_end.context.set(arn, vec![caller.text().to_owned()]);
            }
            named.push(of_end);
        }
        let mut of_id = request.clone();
        of_id.context.set(key, vec![format!("{role_id}:{session}")]);
        named.push(of_id);
    }
    if named.is_empty() { vec![request] } else { named }
}
