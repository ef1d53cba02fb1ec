//! What is refused: each case marks with `§` where the error stands.

use hornbeam::input::read_world;
use hornbeam::parse::Source;

/// Files of a world, by name and text. `§` stands before the place of the error, and is taken out.
type Files = &'static [(&'static str, &'static str)];

/// An error: its file, its place there, its message.
type Found = (usize, usize, String);

/// The errors that the files have, each with its message; and where the mark is.
fn errors(files: Files) -> (Vec<Found>, Option<(usize, usize)>) {
    let mark = files.iter().enumerate().find_map(|(at, (_, text))| Some((at, text.find('§')?)));
    let sources: Vec<Source> =
        files.iter().map(|(name, text)| Source::new(*name, text.replace('§', ""))).collect();
    let (world, diagnostics) = read_world(&sources);
    assert!(world.is_none(), "{files:?}");
    let errors = diagnostics
        .into_iter()
        .filter(|(_, diagnostic)| diagnostic.is_error())
        .map(|(at, diagnostic)| (at, diagnostic.span.start, diagnostic.message));
    (errors.collect(), mark)
}

/// Each case has this error, there, and no other.
fn check(cases: &[(&str, Files)]) {
    check_among(cases, 1);
}

/// What is said of a role, a key, an organization and an account's details in which something is missing that all of them have.
const MISSING: [&str; 4] = [
    "has no trust policy",
    "has no key policy",
    "has no management account",
    "the details of an account have no",
];

/// Each case has this error, there, and as many in all at most.
fn check_among(cases: &[(&str, Files)], most: usize) {
    let mut wrong = Vec::new();
    for (expected, files) in cases {
        let (mut errors, mark) = errors(files);
        // A text leaves out what every role, key and organization has, unless that is what it is about.
        let left_out = |message: &String| {
            MISSING.iter().any(|missing| message.contains(missing) && !expected.contains(missing))
        };
        errors.retain(|(_, _, message)| !left_out(message));
        let Some((file, start)) = mark else { panic!("{expected}: no mark") };
        let found = errors
            .iter()
            .any(|(at, span, message)| (*at, *span) == (file, start) && message.contains(expected));
        if !found || errors.len() > most {
            wrong.push(format!("{expected}: at {file}:{start} of {files:?}: {errors:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_that_lead_nowhere() {
    check(&[
        (
            "no file tells the managed policy `arn:aws:iam::111122223333:policy/P`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "users": [{"name": "u", "policies": [§"arn:aws:iam::111122223333:policy/P"]}]}]}"#,
            )],
        ),
        (
            "no file tells the managed policy `arn:aws:iam::aws:policy/ReadOnlyAccess`",
            &[(
                "w.json",
                r#"{"UserDetailList": [{"UserName": "u", "Arn": "arn:aws:iam::111122223333:user/u", "AttachedManagedPolicies": [{"PolicyArn": §"arn:aws:iam::aws:policy/ReadOnlyAccess"}]}]}"#,
            )],
        ),
        (
            "no file tells a managed policy `Power`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "groups": [{"name": "g", "policies": [§"Power"]}]}]}"#,
            )],
        ),
        (
            "no file tells the managed policy `arn:aws:iam::aws:policy/B`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "permissionsBoundary": §"arn:aws:iam::aws:policy/B"}]}]}"#,
            )],
        ),
        (
            "no file tells the managed policy `arn:aws:iam::aws:policy/B`",
            &[(
                "w.json",
                r#"{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/r", "PermissionsBoundary": {"PermissionsBoundaryArn": §"arn:aws:iam::aws:policy/B"}}]}"#,
            )],
        ),
        (
            "`arn:aws:iam::444455556666:policy/P` is of another account",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "policies": [§"arn:aws:iam::444455556666:policy/P"]}]}]}"#,
            )],
        ),
        (
            "no file tells a group `g`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "users": [{"name": "u", "groups": [§"g"]}]}]}"#,
            )],
        ),
        (
            "no file tells a group `g`",
            &[(
                "w.json",
                r#"{"UserDetailList": [{"Arn": "arn:aws:iam::111122223333:user/u", "GroupList": [§"g"]}]}"#,
            )],
        ),
        (
            "account `111122223333` is in the organization, and no file tells what is in it",
            &[(
                "w.json",
                r#"{"organization": {"id": "o-1", "root": {"id": "r-1", "accounts": [§"111122223333"]}}}"#,
            )],
        ),
        (
            "account `111122223333` is in the organization, and no file tells what is in it",
            &[
                ("o.json", r#"{"organization": {"id": "o-1", "root": {"id": "r-1"}}}"#),
                ("accounts-for-parent/r-1.json", r#"{"Accounts": [{"Id": §"111122223333", "Name": "a"}]}"#),
            ],
        ),
        (
            "the management account `111122223333` is in no unit",
            &[(
                "w.json",
                r#"{"organization": {"id": "o-1", "managementAccount": §"111122223333", "root": {"id": "r-1"}}, "accounts": [{"id": "111122223333"}]}"#,
            )],
        ),
        (
            "the delegated administrator `111122223333` is in no unit",
            &[(
                "w.json",
                r#"{"organization": {"id": "o-1", "delegatedAdministrators": [§"111122223333"], "root": {"id": "r-1"}}}"#,
            )],
        ),
        (
            "no file tells the scp `p-1`",
            &[("w.json", r#"{"organization": {"id": "o-1", "root": {"id": "r-1", "scps": [§"p-1"]}}}"#)],
        ),
        (
            "the policy `p-1` is an rcp, not an scp",
            &[(
                "w.json",
                r#"{"organization": {"id": "o-1", "root": {"id": "r-1", "scps": [§"p-1"]}}, "policies": [{"id": "p-1", "type": "rcp", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}}}]}"#,
            )],
        ),
        (
            "no file tells the account `111122223333`",
            &[("w.json", r#"{"endpoints": [{"id": "vpce-1", "account": §"111122223333"}]}"#)],
        ),
        (
            "this is of account `111122223333`, which no file tells",
            &[("resources/111122223333/arn:aws:s3:::b.json", r#"§{"TagSet": []}"#)],
        ),
        (
            "version `v2` of `arn:aws:iam::aws:policy/P`, which is in force, is not there",
            &[(
                "w.json",
                r#"{"policies": [§{"arn": "arn:aws:iam::aws:policy/P", "defaultVersion": "v2", "versions": {"v1": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}}]}"#,
            )],
        ),
        (
            "version `v1` of `arn:aws:iam::111122223333:policy/P`, which is in force, is not there",
            &[(
                "w.json",
                r#"{"Policy": {"PolicyName": "P", "Arn": §"arn:aws:iam::111122223333:policy/P", "DefaultVersionId": "v1"}}"#,
            )],
        ),
    ]);
}

#[test]
fn organizations_that_are_no_tree() {
    const ORGANIZATION: (&str, &str) = (
        "o.json",
        r#"{"organization": {"id": "o-1", "root": {"id": "r-1"}}, "accounts": [{"id": "111122223333"}]}"#,
    );
    check(&[
        (
            "two things are said of the unit above account `111122223333`: here, and at w.json:1:",
            &[(
                "w.json",
                r#"{"organization": {"id": "o-1", "root": {"id": "r-1", "accounts": ["111122223333"], "units": [{"id": "ou-1", "accounts": [§"111122223333"]}]}}, "accounts": [{"id": "111122223333"}]}"#,
            )],
        ),
        (
            "account `111122223333` appears twice in this file",
            &[(
                "w.json",
                r#"{"organization": {"id": "o-1", "root": {"id": "r-1", "accounts": ["111122223333", §"111122223333"]}}, "accounts": [{"id": "111122223333"}]}"#,
            )],
        ),
        (
            "`ou-1` is said to be below `ou-2`, which no file tells",
            &[ORGANIZATION, ("units-for-parent/ou-2.json", r#"{"OrganizationalUnits": [{"Id": §"ou-1"}]}"#)],
        ),
        (
            "`ou-1` is below `ou-1`, but not below the root",
            &[ORGANIZATION, ("units-for-parent/ou-1.json", r#"{"OrganizationalUnits": [{"Id": §"ou-1"}]}"#)],
        ),
        (
            "no file tells the unit above `ou-1`",
            &[ORGANIZATION, ("ou.json", r#"{"OrganizationalUnit": {"Id": §"ou-1", "Name": "U"}}"#)],
        ),
        (
            "account `111122223333` is said to be in `ou-2`, which no file tells",
            &[
                ORGANIZATION,
                ("children/ou-2.json", r#"{"Children": [{"Id": §"111122223333", "Type": "ACCOUNT"}]}"#),
            ],
        ),
        (
            "no file tells the unit above account `111122223333`",
            &[ORGANIZATION, ("accounts.json", r#"{"Accounts": [{"Id": §"111122223333"}]}"#)],
        ),
        (
            "account `111122223333` is in no unit of the organization",
            &[
                ORGANIZATION,
                (
                    "policies-for-target/111122223333.json",
                    r#"§{"Policies": [{"Id": "p-FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY"}]}"#,
                ),
            ],
        ),
        (
            "no file tells the unit above `ou-1`",
            &[
                ORGANIZATION,
                (
                    "policies-for-target/ou-1.json",
                    r#"§{"Policies": [{"Id": "p-FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY"}]}"#,
                ),
            ],
        ),
        ("no file tells the organization", &[("roots.json", r#"{"Roots": [{"Id": §"r-1"}]}"#)]),
        ("what these `Children` were listed for is not said", &[("list.json", r#"§{"Children": []}"#)]),
        (
            "no file tells the scps attached to `r-1`",
            &[
                ("o.json", r#"{"organization": {"id": "o-1"}}"#),
                (
                    "roots.json",
                    r#"{"Roots": [{"Id": §"r-1", "PolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]}]}"#,
                ),
            ],
        ),
        (
            "no file tells the policy `p-1`",
            &[ORGANIZATION, ("targets-for-policy/p-1.json", r#"{"Targets": [{"TargetId": §"r-1"}]}"#)],
        ),
    ]);
}

#[test]
fn organizations_without_one_root() {
    check_among(
        &[
            (
                "no file tells the organization's root",
                &[
                    ("o.json", r#"{"Organization": §{"Id": "o-1", "MasterAccountId": "111122223333"}}"#),
                    ("parents/111122223333.json", r#"{"Parents": []}"#),
                    ("w.json", r#"{"accounts": [{"id": "111122223333"}]}"#),
                    ("children/r-1.json", r#"{"Children": []}"#),
                ],
            ),
            (
                "two things are said of the root of the organization",
                &[
                    ("o.json", r#"{"Organization": {"Id": "o-1", "MasterAccountId": "111122223333"}}"#),
                    ("roots.json", r#"{"Roots": [{"Id": "r-1"}, {"Id": §"r-2"}]}"#),
                ],
            ),
        ],
        3,
    );
}

#[test]
fn things_that_are_told_twice() {
    check(&[
        (
            "account `111122223333` appears twice in this file",
            &[("w.json", r#"{"accounts": [{"id": "111122223333"}, §{"id": "111122223333"}]}"#)],
        ),
        (
            "role `r` appears twice in this file",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r"}, §{"arn": "arn:aws:iam::111122223333:role/r"}]}]}"#,
            )],
        ),
        (
            "user `u` appears twice in this file",
            &[(
                "w.json",
                r#"{"UserDetailList": [{"Arn": "arn:aws:iam::111122223333:user/u"}, §{"Arn": "arn:aws:iam::111122223333:user/u"}]}"#,
            )],
        ),
        (
            "resource `arn:aws:s3:::b` appears twice in this file",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b"}, §{"arn": "arn:aws:s3:::b"}]}]}"#,
            )],
        ),
        (
            "`arn:aws:s3:::b` is there already, in account `111122223333`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b"}]}, {"id": "444455556666", "resources": [§{"arn": "arn:aws:s3:::b"}]}]}"#,
            )],
        ),
        (
            "policy `p-1` appears twice in this file",
            &[(
                "w.json",
                r#"{"policies": [{"id": "p-1", "type": "scp", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}}, §{"id": "p-1", "type": "scp", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}}]}"#,
            )],
        ),
        (
            "endpoint `vpce-1` appears twice in this file",
            &[("w.json", r#"{"endpoints": [{"id": "vpce-1"}, §{"id": "vpce-1"}]}"#)],
        ),
        (
            "`name` appears twice",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "name": "a", §"name": "b"}]}"#)],
        ),
        (
            "two things are said of the name of account `111122223333`: here, and at a.json:1:46",
            &[
                ("a.json", r#"{"accounts": [{"id": "111122223333", "name": "a"}]}"#),
                ("b.json", r#"{"accounts": [{"id": "111122223333", "name": §"b"}]}"#),
            ],
        ),
        (
            "two things are said of the path of role `r`",
            &[
                (
                    "a.json",
                    r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "path": "/a/"}]}]}"#,
                ),
                ("b.json", r#"{"RoleDetailList": [{"Arn": §"arn:aws:iam::111122223333:role/r"}]}"#),
            ],
        ),
        (
            "two things are said of the policies of role `r`",
            &[
                (
                    "a.json",
                    r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "policies": [{"name": "p", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}}]}]}]}"#,
                ),
                (
                    "b.json",
                    r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "policies": §[{"name": "p", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}]}]}]}"#,
                ),
            ],
        ),
        (
            "two things are said of the partition of account `111122223333`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "partition": "aws", "resources": [{"arn": §"arn:aws-cn:s3:::b"}]}]}"#,
            )],
        ),
        (
            "two things are said of the policy of `arn:aws:sqs:eu-west-1:111122223333:q`",
            &[
                (
                    "resources/arn:aws:sqs:eu-west-1:111122223333:q.json",
                    r#"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "sqs:*"}}"#,
                ),
                (
                    "w.json",
                    r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:sqs:eu-west-1:111122223333:q", "policy": §{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "sqs:*"}}}]}]}"#,
                ),
            ],
        ),
        (
            "2 are called `P`",
            &[(
                "w.json",
                r#"{"policies": [{"arn": "arn:aws:iam::aws:policy/P", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}}, {"arn": "arn:aws:iam::aws:policy/job/P", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}}], "accounts": [{"id": "111122223333", "roles": [{"name": "r", "policies": [§"P"]}]}]}"#,
            )],
        ),
    ]);
}

#[test]
fn values_that_are_none() {
    check(&[
        ("`acounts` is not a field of a world", &[("w.json", r#"{§"acounts": []}"#)]),
        (
            "`polices` is not a field of a user",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "users": [{"name": "u", §"polices": []}]}]}"#,
            )],
        ),
        ("an account is an object, not a string", &[("w.json", r#"{"accounts": [§"111122223333"]}"#)]),
        ("an account has no `id`", &[("w.json", r#"{"accounts": [§{"name": "a"}]}"#)]),
        ("`1111` is not an account's id", &[("w.json", r#"{"accounts": [{"id": §"1111"}]}"#)]),
        ("`accounts` is an array, not an object", &[("w.json", r#"{"accounts": §{}}"#)]),
        (
            "a user has neither `name` nor `arn`",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "users": [§{}]}]}"#)],
        ),
        (
            "the `name` of a user is empty",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "users": [{"name": §""}]}]}"#)],
        ),
        (
            "`a/b` is not a name",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "users": [{"name": §"a/b"}]}]}"#)],
        ),
        (
            "the path `a` does not begin and end with a slash",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "users": [{"name": "u", "path": §"a"}]}]}"#,
            )],
        ),
        (
            "is not the ARN of a user",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "users": [{"arn": §"arn:aws:iam::111122223333:role/r"}]}]}"#,
            )],
        ),
        (
            "is not an ARN of account `111122223333`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"arn": §"arn:aws:iam::444455556666:role/r"}]}]}"#,
            )],
        ),
        (
            "is not an ARN of account `111122223333`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": §"arn:aws:sqs:eu-west-1:444455556666:q"}]}]}"#,
            )],
        ),
        (
            "has another name or path",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "x", "arn": §"arn:aws:iam::111122223333:role/r"}]}]}"#,
            )],
        ),
        (
            "`b` is not an ARN",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": §"b"}]}]}"#)],
        ),
        (
            "of what type the policy `p-1` is cannot be told",
            &[("w.json", r#"{"policies": [{"id": §"p-1", "document": {}}]}"#)],
        ),
        (
            "`tag` is not a type of policy here",
            &[("w.json", r#"{"policies": [{"id": "p-1", "type": §"tag", "document": {}}]}"#)],
        ),
        ("a policy has neither `arn` nor `id`", &[("w.json", r#"{"policies": [§{"name": "p"}]}"#)]),
        (
            "a managed policy has no `arn`",
            &[("w.json", r#"{"policies": [§{"id": "p", "type": "managed", "document": {}}]}"#)],
        ),
        ("a policy has no `document`", &[("w.json", r#"{"policies": [§{"id": "p", "type": "scp"}]}"#)]),
        (
            "which of the versions is in force is not said",
            &[(
                "w.json",
                r#"{"policies": [{"arn": "arn:aws:iam::aws:policy/P", "versions": §{"v1": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}, "v2": {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}}}]}"#,
            )],
        ),
        (
            "`Statment`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", §"Statment": 1}}}]}]}"#,
            )],
        ),
        (
            "a resource policy needs a `Principal`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "policy": {"Version": "2012-10-17", "Statement": §{"Effect": "Allow", "Action": "*", "Resource": "*"}}}]}]}"#,
            )],
        ),
        (
            "an attached policy has no `document`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "policies": [§{"name": "p"}]}]}]}"#,
            )],
        ),
        (
            "`LIST` is not a permission of an ACL",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "acl": [{"grantee": "AllUsers", "permission": §"LIST"}]}]}]}"#,
            )],
        ),
        (
            "`Owner` is not a setting of Object Ownership",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "objectOwnership": §"Owner"}]}]}"#,
            )],
        ),
        (
            "an access point has neither `arn` nor `name` and `region`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "accessPoints": [§{}]}]}]}"#,
            )],
        ),
        (
            "is not the ARN of an access point",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "accessPoints": [{"arn": §"arn:aws:s3:::b"}]}]}]}"#,
            )],
        ),
        (
            "a grant has no `operations`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "grants": [§{"grantee": "s3.amazonaws.com"}]}]}]}"#,
            )],
        ),
        (
            "`Foo` is not an operation of a key's grants",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "grants": [{"grantee": "s3.amazonaws.com", "operations": ["Decrypt", §"Foo"]}]}]}]}"#,
            )],
        ),
        (
            "`x` is nobody that a grant of a key can be to",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "grants": [{"grantee": §"x", "operations": ["Decrypt"]}]}]}]}"#,
            )],
        ),
        (
            "`everybody` is not an account's id",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "sharedWith": ["all", §"everybody"]}]}]}"#,
            )],
        ),
        (
            "`aws-xx` is not a partition",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "partition": §"aws-xx"}]}"#)],
        ),
        ("an organization has no `id`", &[("w.json", r#"{"organization": §{"root": {"id": "r-1"}}}"#)]),
        ("the root has no `id`", &[("w.json", r#"{"organization": {"id": "o-1", "root": §{}}}"#)]),
        ("this is nothing that a world is read from", &[("w.json", r#"§[]"#)]),
        ("this is nothing that a world is read from", &[("w.json", r#"§{"Buckets": []}"#)]),
        (
            "this is nothing that a world is read from",
            &[("w.json", r#"§{"Policies": [{"PolicyName": "P"}]}"#)],
        ),
        (
            "of what this is the policy is not said",
            &[("p.json", r#"§{"Version": "2012-10-17", "Statement": []}"#)],
        ),
        (
            "of which account `arn:aws:s3:::b` is, is not said",
            &[("resources/arn:aws:s3:::b.json", r#"§{"TagSet": []}"#)],
        ),
        ("a role has no `Arn`", &[("w.json", r#"{"RoleDetailList": [§{"RoleName": "r"}]}"#)]),
        (
            "is not the ARN of a role",
            &[("w.json", r#"{"RoleDetailList": [{"Arn": §"arn:aws:iam::111122223333:user/r"}]}"#)],
        ),
        (
            "an inline policy has no `PolicyDocument`",
            &[(
                "w.json",
                r#"{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/r", "RolePolicyList": [§{"PolicyName": "p"}]}]}"#,
            )],
        ),
        (
            "a managed policy has no `PolicyVersionList`",
            &[("w.json", r#"{"UserDetailList": [], "Policies": [§{"Arn": "arn:aws:iam::aws:policy/P"}]}"#)],
        ),
        ("expected the end of the text", &[("w.json", r#"{} §{}"#)]),
    ]);
}

#[test]
fn the_errors_of_all_files_are_told_at_once() {
    let (errors, _) = errors(&[
        ("a.json", r#"{"accounts": [{"id": "1"}, {"id": "2", "x": 1}]}"#),
        ("b.json", "{"),
        ("c.json", r#"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [{}]}"#),
    ]);
    let files: Vec<usize> = errors.iter().map(|(file, ..)| *file).collect();
    assert_eq!(files, [0, 0, 0, 1, 2], "{errors:#?}");
}

#[test]
fn a_missing_policy_of_aws_is_told_how_to_get() {
    let text = r#"{"accounts": [{"id": "111122223333", "users": [{"name": "u", "policies": ["arn:aws:iam::aws:policy/job-function/Billing"]}]}]}"#;
    let (_, diagnostics) = read_world(&[Source::new("w.json", text)]);
    let hint = diagnostics[0].1.hint.clone().unwrap();
    assert!(hint.contains("policies/Billing.json") && hint.contains("aws iam get-policy-version"), "{hint}");
    let document = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "aws-portal:*", "Resource": "*"}}"#;
    let sources = [Source::new("w.json", text), Source::new("policies/Billing.json", document)];
    let (world, diagnostics) = read_world(&sources);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert!(world.unwrap().managed_policies.contains_key("arn:aws:iam::aws:policy/job-function/Billing"));
}

#[test]
fn what_is_always_there_has_to_be_told() {
    check(&[
        (
            "the role `r` has no trust policy",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "roles": [§{"name": "r"}]}]}"#)],
        ),
        (
            "the role `r` has no trust policy",
            &[("w.json", r#"{"RoleDetailList": [§{"Arn": "arn:aws:iam::111122223333:role/r"}]}"#)],
        ),
        (
            "the key `arn:aws:kms:eu-west-1:111122223333:key/1` has no key policy",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [§{"arn": "arn:aws:kms:eu-west-1:111122223333:key/1"}]}]}"#,
            )],
        ),
        (
            "the organization has no management account",
            &[(
                "w.json",
                r#"{"organization": §{"id": "o-1", "root": {"id": "r-1", "scps": [], "accounts": ["111122223333"]}}, "accounts": [{"id": "111122223333"}]}"#,
            )],
        ),
    ]);
}

#[test]
fn an_acl_names_groups_and_canonical_users() {
    check(&[
        (
            "`allUsers` is nobody that an ACL can name",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::b", "acl": [{"grantee": §"allUsers", "permission": "READ"}]}]}]}"#,
            )],
        ),
        (
            "`Bob` is nobody that an ACL can name",
            &[
                ("w.json", r#"{"accounts": [{"id": "111122223333"}]}"#),
                (
                    "resources/111122223333/arn:aws:s3:::b/acl.json",
                    r#"{"Owner": {}, "Grants": [{"Grantee": {"ID": §"Bob"}, "Permission": "READ"}]}"#,
                ),
            ],
        ),
        (
            "`c` is not a canonical user id",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "canonicalId": §"c"}]}"#)],
        ),
        (
            "account `111122223333` has the canonical user id",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "canonicalId": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}, {"id": "444455556666", "canonicalId": §"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}]}"#,
            )],
        ),
    ]);
}

#[test]
fn access_keys_that_are_nobody_s() {
    const WORLD: (&str, &str) =
        ("w.json", r#"{"accounts": [{"id": "111122223333", "users": [{"name": "ana"}]}]}"#);
    check(&[
        (
            "no file tells a user `eve` of account `111122223333`",
            &[
                WORLD,
                (
                    "111122223333.eve.json",
                    r#"{"AccessKeyMetadata": [§{"UserName": "eve", "Status": "Active"}]}"#,
                ),
            ],
        ),
        (
            "does not say of which account it is",
            &[WORLD, ("ana.json", r#"§{"AccessKeyMetadata": [{"UserName": "ana", "Status": "Active"}]}"#)],
        ),
        (
            "`Lost` is not the status of an access key",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "users": [{"name": "u", "accessKeys": [{"status": §"Lost"}]}]}]}"#,
            )],
        ),
        (
            "`yesterday` is not a date",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "rootAccessKeys": [{"created": §"yesterday"}]}]}"#,
            )],
        ),
        (
            "`age` is not a field of an access key",
            &[("w.json", r#"{"accounts": [{"id": "111122223333", "rootAccessKeys": [{§"age": 3}]}]}"#)],
        ),
        (
            "is not a credential report in base64",
            &[WORLD, ("r.json", r#"{"Content": §"dXNlcg==", "ReportFormat": "text/csv"}"#)],
        ),
        (
            "`nobody` is not the ARN of a user",
            &[WORLD, ("r.csv", "user,arn,access_key_1_active\n§ana,nobody,true\n")],
        ),
        (
            "this is of account `444455556666`, which no file tells",
            &[
                WORLD,
                (
                    "r.csv",
                    "user,arn,access_key_1_active\n§<root_account>,arn:aws:iam::444455556666:root,true\n",
                ),
            ],
        ),
    ]);
}

#[test]
fn what_aws_does_not_let_be() {
    check(&[
        (
            "a role cannot have two tags `team` and `Team`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "tags": §{"team": "a", "Team": "b"}}]}]}"#,
            )],
        ),
        (
            "cannot have two roles `R` and `r`",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "R"}, §{"name": "r"}]}]}"#,
            )],
        ),
        (
            "`arn:aws:s3:::b/prefix` is not the ARN of one bucket",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": §"arn:aws:s3:::b/prefix"}]}]}"#,
            )],
        ),
        (
            "`arn:aws:s3:::b*` is not the ARN of one bucket",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "resources": [{"arn": §"arn:aws:s3:::b*"}]}]}"#,
            )],
        ),
        (
            "in statement 0 a resource begins with `b/` and is no ARN",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "users": [{"name": "u", "policies": [{"name": "p", "document": §{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:*", "Resource": "b/*"}}}]}]}]}"#,
            )],
        ),
        (
            "in statement 0 a group is a principal",
            &[(
                "w.json",
                r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "r", "trustPolicy": §{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:group/g"}, "Action": "sts:AssumeRole"}}}]}]}"#,
            )],
        ),
    ]);
}

#[test]
fn parts_of_answers() {
    check(&[
        (
            "`IsTruncated` says that this is a part of the answer",
            &[(
                "a.json",
                r#"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": [], "IsTruncated": §true, "Marker": "abc"}"#,
            )],
        ),
        (
            "`NextToken` says that this is a part of the answer",
            &[(
                "a.json",
                r#"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": [], "NextToken": §"abc"}"#,
            )],
        ),
        (
            "the details of an account have no `RoleDetailList`",
            &[("a.json", r#"§{"UserDetailList": [], "GroupDetailList": [], "Policies": []}"#)],
        ),
    ]);
}
