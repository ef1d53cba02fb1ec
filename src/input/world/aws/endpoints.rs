//! `aws ec2 describe-vpc-endpoints`.

use crate::input::world::place::At;
use crate::input::world::reading::Reading;
use crate::model::PolicyType;
use crate::parse::{Node, quoted};

pub(in crate::input::world) fn read(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "VpcEndpoints") {
        let record = reading.answer("an endpoint", item);
        let Some(id) = reading.required(&record, "VpcEndpointId") else { continue };
        let vpc = reading.text(&record, "VpcId");
        let account = reading.text(&record, "OwnerId").filter(|account| reading.is_account(account));
        let service = reading.text(&record, "ServiceName");
        let service = service.map(|name| At { value: service_of(&name.value).to_owned(), place: name.place });
        let policy = reading.policy(&record, "PolicyDocument", PolicyType::VpcEndpoint, &id.value);
        let place = reading.place(item);
        let endpoint = reading.draft.endpoints.entry(id.value.clone()).or_default();
        let before = endpoint.told.replace(place);
        endpoint.vpc.say(vpc);
        endpoint.account.say(account);
        endpoint.service.say(service);
        endpoint.policy.say(policy);
        reading.once(before, item, &format!("endpoint {}", quoted(&id.value)));
    }
}

/// The service in `com.amazonaws.REGION.SERVICE`; a name of another form as it is.
fn service_of(name: &str) -> &str {
    let behind = name.split_once("amazonaws.").and_then(|(_, rest)| rest.split_once('.'));
    behind.map_or(name, |(_, service)| service)
}

#[cfg(test)]
mod tests {
    use super::service_of;

    #[test]
    fn the_service_stands_behind_the_region() {
        assert_eq!(service_of("com.amazonaws.eu-west-1.s3"), "s3");
        assert_eq!(service_of("cn.com.amazonaws.cn-north-1.ecr.api"), "ecr.api");
        assert_eq!(service_of("com.example.own"), "com.example.own");
    }
}
