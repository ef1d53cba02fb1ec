//! `FOREIGN_ACCOUNT_TRUSTED`.

use super::ask::{deciding, undecided, witness};
use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use super::strangers::{self, assuming};
use crate::lint::Category;
use crate::model::Key;
use crate::model::world::Target;
use crate::question::Conclusion;

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "FOREIGN_ACCOUNT_TRUSTED",
    title: "A whole foreign account is trusted",
    category: Category::Warning,
    finds: "A role that every principal of an account which the world does not tell can assume without an external id: the finding's request is of a role there that nobody named. Asked over the world, with its RCPs. Accounts of the world are not foreign, so give all of the organization's.",
    why: "Who may use the role is decided by the other account alone, and a vendor who serves several customers can be tricked into using it for another one.",
    example: r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "vendor",
        "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole"}}}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "vendor",
        "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:role/scanner"}, "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": "example-5d2c"}}}}}]}]}"#,
    run,
};

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    let Some((role, trust)) = subject.identity.and_then(|role| Some((role, role.trust.as_ref()?))) else {
        return;
    };
    let inquiry = &mut subject.asking.inquiry;
    let world = inquiry.world();
    let partition = role.arn.split(':').nth(1).unwrap_or("aws");
    for account in
        strangers::accounts(trust).into_iter().filter(|account| !world.accounts.contains_key(*account))
    {
        let Some(party) = strangers::of_account(world, partition, account) else { continue };
        let mut keys = strangers::keys(strangers::conditions(trust));
        keys.push((Key::new("sts:ExternalId"), Vec::new()));
        let ask = assuming(role, "sts:AssumeRole", keys);
        let access = inquiry.access(&party, &Target::Role(role), &ask, true);
        let access = access.unwrap_or_else(|error| undecided(error.0));
        match access.conclusion {
            Conclusion::Fails => {}
            Conclusion::Unknown => findings.note(&access),
            Conclusion::Holds => {
                let details = format!(
                    "every principal of account `{account}`, which the world does not tell, can assume the role: name a role there, and demand an `sts:ExternalId`"
                );
                findings.add(details, deciding(&access), witness(&access).into_iter().collect());
            }
        }
    }
}
