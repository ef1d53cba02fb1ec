//! The actions whose requests do not tell whose the resource is (IAM/reference_policies_condition-keys, `aws:ResourceAccount`:
//! "all service actions" but these; the keys of the owner's organization are there with it).

/// The services of whose actions some are not named one by one: the direct APIs of EBS.
pub const OWNERLESS_SERVICES: [&str; 1] = ["ebs"];

/// The actions, in small letters.
pub const OWNERLESS_CALLS: [&str; 17] = [
    "auditmanager:updateassessmentframeworkshare",
    "detective:acceptinvitation",
    "ds:acceptshareddirectory",
    "ec2:accepttransitgatewaypeeringattachment",
    "ec2:acceptvpcendpointconnections",
    "ec2:acceptvpcpeeringconnection",
    "ec2:createtransitgatewaypeeringattachment",
    "ec2:createvpcendpoint",
    "ec2:createvpcpeeringconnection",
    "es:acceptinboundconnection",
    "events:putevents",
    "guardduty:acceptadministratorinvitation",
    "guardduty:acceptinvitation",
    "macie2:acceptinvitation",
    "route53:associatevpcwithhostedzone",
    "route53:createvpcassociationauthorization",
    "securityhub:acceptadministratorinvitation",
];
