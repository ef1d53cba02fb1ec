//! `aws iam list-access-keys`: the keys of one user. The account is in the file's name, or its folder's.

use crate::input::world::keys::{self, Holder};
use crate::input::world::names::FileName;
use crate::input::world::reading::Reading;
use crate::model::world::AccessKey;
use crate::parse::Node;

pub(in crate::input::world) fn read(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(account) = name.account_around() else {
        let message = "the output of `iam list-access-keys` does not say of which account it is";
        reading.refuse(
            node,
            message.to_owned(),
            "call the file `ACCOUNT.ANYTHING.json`, or its folder `ACCOUNT`",
        );
        return;
    };
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "AccessKeyMetadata") {
        let record = reading.answer("an access key", item);
        // Asked by the root user about itself, AWS names nobody.
        let holder = match reading.text(&record, "UserName") {
            Some(user) => Holder::User(user.value),
            None => Holder::Root,
        };
        let key = AccessKey {
            id: reading.text(&record, "AccessKeyId").map(|id| id.value),
            active: keys::is_active(reading, &record, "Status"),
            created: keys::date(reading, &record, "CreateDate"),
            last_used: None,
        };
        let key = reading.at(item, key);
        keys::say(reading, account, &holder, key);
    }
}
