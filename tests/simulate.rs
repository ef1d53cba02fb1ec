//! Scenarios of `tests/corpus/simulate`, through the reader and the decision; and what the reader refuses.
//!
//! Each file of the corpus names the pages it is derived from; each case says why it is there.

mod scenario_cases;

use hornbeam::eval::{self, Scope, Verdict};
use hornbeam::formula::{Arena, Compiler, decision::Sides, value};
use hornbeam::input::{read_scenario, read_scenario_value};
use hornbeam::model::{Assumption, Assumptions, Context, Key, Policy, Scenario};
use hornbeam::parse::{Source, read_json};
use hornbeam::question::simulate;
use scenario_cases::{cases, read};
use serde_json::{Value, json};

fn by(verdict: &Verdict) -> Value {
    let deciding = verdict.by.iter().map(|deciding| {
        json!({ "policyType": deciding.policy_type.name(), "name": deciding.name,
            "statementIndex": deciding.statement_index, "sid": deciding.sid })
    });
    deciding.collect()
}

#[test]
fn scenarios_are_decided_as_the_documents_say() {
    let mut wrong = Vec::new();
    let cases = cases();
    for (name, case) in &cases {
        assert!(case["why"].is_string(), "{name}");
        let verdict = eval::decide(&read(&case["scenario"]), Scope::default());
        if verdict.decision.name() != case["decision"] {
            wrong.push(format!("{name}: {}, {}", verdict.decision.name(), verdict.explanation));
        }
        if !case["by"].is_null() && by(&verdict) != case["by"] {
            wrong.push(format!("{name}: by {}", by(&verdict)));
        }
        if case["says"].as_str().is_some_and(|says| !verdict.explanation.contains(says)) {
            wrong.push(format!("{name}: says {}", verdict.explanation));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.len() > 200, "only {} cases were found", cases.len());
}

#[test]
fn formulas_decide_the_scenarios_alike() {
    for (name, case) in &cases() {
        let Scenario { request, setting } = read(&case["scenario"]);
        let policies: Vec<&Policy> = setting.policies().map(AsRef::as_ref).collect();
        let mut arena = Arena::new();
        let mut compiler = Compiler::new(&mut arena, Scope::default(), &policies);
        let term = compiler.decision(&setting, &Sides::of(&request), &eval::decision::looks_public);
        assert_eq!(value(&arena, term, &request), case["decision"] == "allow", "{name}");
    }
}

#[test]
fn an_answer_has_reasons_and_the_house_style() {
    for (name, case) in cases() {
        let verdict = eval::decide(&read(&case["scenario"]), Scope::default());
        let text = &verdict.explanation;
        assert!(!text.ends_with('.') && text.starts_with(char::is_lowercase), "{name}: {text}");
        match verdict.decision {
            eval::Decision::ImplicitDeny => {
                assert!(verdict.by.is_empty() && text.contains(':'), "{name}: {text}")
            }
            eval::Decision::ExplicitDeny => assert!(!verdict.by.is_empty(), "{name}"),
            eval::Decision::Allow => {
                let plain = ["full access", "no policy decides"];
                let told = plain.iter().any(|plain| text.contains(plain));
                assert!(!verdict.by.is_empty() || told, "{name}")
            }
        }
        assert_eq!(verdict, eval::decide(&read(&case["scenario"]), Scope::default()), "{name}");
    }
}

#[test]
fn the_decision_alone_is_the_explained_one_in_every_reading() {
    for (name, case) in cases() {
        let scenario = read(&case["scenario"]);
        let usual = Assumptions::default();
        let readings = Assumption::ALL.map(|assumption| usual.flip(assumption));
        for assumptions in readings.into_iter().chain([usual]) {
            let scope = Scope { assumptions };
            let alone = eval::decision(&scenario.request, &scenario.setting, scope);
            assert_eq!(alone, eval::decide(&scenario, scope).decision, "{name}");
        }
        let plain = |assumption: &Assumption| {
            eval::decide(&scenario, Scope { assumptions: usual.flip(*assumption) }).decision
        };
        let decision = eval::decide(&scenario, Scope::default()).decision;
        let hangs_on: Vec<_> = Assumption::ALL.into_iter().filter(|other| plain(other) != decision).collect();
        assert_eq!(simulate(&scenario, usual).assumptions, hangs_on, "{name}");
    }
}

#[test]
fn another_judge_can_say_what_is_public() {
    let scenario = json!({"request": {"principal": "*", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"},
        "resourcePolicy": statement(&json!({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})),
        "s3PublicAccessBlock": {"restrictPublicBuckets": true}});
    let decision = |public: bool| eval::decide_with(&read(&scenario), Scope::default(), &|_| public).decision;
    assert_eq!(decision(true), eval::Decision::ImplicitDeny);
    assert_eq!(decision(false), eval::Decision::Allow);
}

fn statement(statement: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": [statement]})
}

/// The context of a request, with what follows from it.
fn context(scenario: &Value) -> Context {
    read(scenario).request.context
}

fn values(context: &Context) -> Vec<String> {
    context.iter().map(|(key, values)| format!("{key}={}", values.join(","))).collect()
}

fn derived(principal: &str, action: &str, resource: &str) -> Vec<String> {
    values(&context(&json!({"request": {"principal": principal, "action": action, "resource": resource}})))
}

#[test]
fn the_context_gets_what_follows_from_the_principal() {
    let of = |principal: &str| derived(principal, "s3:GetObject", "arn:aws:s3:::b/k");
    assert_eq!(
        of("arn:aws:iam::111122223333:user/team/ana"),
        [
            "aws:PrincipalAccount=111122223333",
            "aws:PrincipalArn=arn:aws:iam::111122223333:user/team/ana",
            "aws:PrincipalIsAWSService=false",
            "aws:PrincipalType=User",
            "aws:username=ana",
            "aws:ViaAWSService=false"
        ]
    );
    assert_eq!(
        of("arn:aws-cn:sts::111122223333:assumed-role/app/job"),
        [
            "aws:PrincipalAccount=111122223333",
            "aws:PrincipalArn=arn:aws-cn:iam::111122223333:role/app",
            "aws:PrincipalIsAWSService=false",
            "aws:PrincipalType=AssumedRole",
            "aws:ViaAWSService=false"
        ]
    );
    assert_eq!(
        of("arn:aws:sts::111122223333:federated-user/ana"),
        [
            "aws:PrincipalAccount=111122223333",
            "aws:PrincipalArn=arn:aws:sts::111122223333:federated-user/ana",
            "aws:PrincipalIsAWSService=false",
            "aws:PrincipalType=FederatedUser",
            "aws:userid=111122223333:ana",
            "aws:ViaAWSService=false"
        ]
    );
    assert_eq!(
        of("arn:aws:iam::111122223333:root"),
        [
            "aws:PrincipalAccount=111122223333",
            "aws:PrincipalArn=arn:aws:iam::111122223333:root",
            "aws:PrincipalIsAWSService=false",
            "aws:PrincipalType=Account",
            "aws:userid=111122223333",
            "aws:ViaAWSService=false"
        ]
    );
    assert_eq!(
        of("*"),
        [
            "aws:PrincipalAccount=anonymous",
            "aws:PrincipalType=Anonymous",
            "aws:userid=anonymous",
            "aws:ViaAWSService=false"
        ]
    );
    assert_eq!(
        of("service:sns.amazonaws.com"),
        [
            "aws:PrincipalIsAWSService=true",
            "aws:PrincipalServiceName=sns.amazonaws.com",
            "aws:ViaAWSService=false"
        ]
    );
}

#[test]
fn the_context_gets_what_follows_from_the_resource() {
    let of = |action: &str, resource: &str| {
        let mut all = derived("service:x", action, resource);
        all.retain(|line| !line.contains("Service"));
        all
    };
    let queue = "arn:aws:sqs:eu-west-1:111122223333:q";
    assert_eq!(
        of("sqs:SendMessage", queue),
        ["aws:RequestedRegion=eu-west-1", "aws:ResourceAccount=111122223333"]
    );
    let empty: [&str; 0] = [];
    assert_eq!(of("s3:GetObject", "arn:aws:s3:::b/k"), empty);
    assert_eq!(of("iam:GetPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess"), empty);
    let endpoint = "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/*";
    assert_eq!(of("ec2:CreateVpcEndpoint", endpoint), ["aws:RequestedRegion=eu-west-1"]);
    assert_eq!(of("ebs:PutSnapshotBlock", "arn:aws:ec2::111122223333:snapshot/s"), empty);
    let request = json!({"request": {"principal": "*", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k",
        "resourceAccount": "111122223333"}});
    let all = values(&context(&request));
    assert!(all.contains(&"aws:ResourceAccount=111122223333".to_owned()), "{all:?}");
    assert!(all.contains(&"s3:ResourceAccount=111122223333".to_owned()), "{all:?}");
}

#[test]
fn tags_become_keys() {
    let scenario = json!({"request": {"principal": "arn:aws:iam::111122223333:user/ana", "action": "ec2:StartInstances",
        "resource": "arn:aws:ec2:eu-west-1:111122223333:instance/i-1",
        "context": {"aws:RequestTag/Cost": ["1"], "aws:RequestTag/Team": ["2"]}},
        "principalTags": {"Team": "red"}, "resourceTags": {"Env": "prod"}});
    let context = context(&scenario);
    for (key, value) in
        [("aws:PrincipalTag/Team", "red"), ("aws:ResourceTag/Env", "prod"), ("ec2:ResourceTag/Env", "prod")]
    {
        assert_eq!(context.values(&Key::new(key)), [value], "{key}");
    }
    assert_eq!(context.values(&Key::new("aws:TagKeys")), ["Cost", "Team"]);
    assert!(context.values(&Key::new("s3:ResourceTag/Env")).is_empty());
}

#[test]
fn what_the_request_gives_stays() {
    let mut scenario = json!({"request": {"principal": "arn:aws:iam::111122223333:user/ana", "action": "s3:GetObject",
        "resource": "arn:aws:s3:::b/k", "context": {"AWS:USERNAME": "bob", "aws:PrincipalArn": [], "aws:CalledVia": ["x"]}},
        "principalTags": {"team": "red"}});
    let derived = context(&scenario);
    assert_eq!(derived.values(&Key::new("aws:username")), ["bob"]);
    assert!(derived.values(&Key::new("aws:PrincipalArn")).is_empty());
    assert_eq!(derived.values(&Key::new("aws:ViaAWSService")), ["true"]);
    scenario["deriveContext"] = json!(false);
    assert_eq!(values(&context(&scenario)), ["aws:CalledVia=x", "AWS:USERNAME=bob"]);
}

/// The errors of a scenario, each with the text at its place.
fn errors(text: &str) -> Vec<String> {
    let (scenario, diagnostics) = read_scenario(&Source::new("scenario", text));
    assert_eq!(scenario.is_none(), diagnostics.iter().any(|diagnostic| diagnostic.is_error()), "{text}");
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    errors.map(|error| format!("{} @ {}", error.message, &text[error.span.start..error.span.end])).collect()
}

const REQUEST: &str = r#""request":{"principal":"*","action":"a:b","resource":"*"}"#;

#[test]
fn every_error_is_reported_at_its_place() {
    let with = |rest: &str| errors(&format!("{{{REQUEST},{rest}}}"));
    let empty: [&str; 0] = [];
    assert_eq!(errors("[]"), ["a scenario is an object, not an array @ []"]);
    assert_eq!(errors("{}"), ["the scenario has no `request` @ {}"]);
    assert_eq!(with(r#""scp":[]"#), ["`scp` is not a field of a scenario @ \"scp\""]);
    assert_eq!(with(r#""scps":[],"scps":[]"#), ["`scps` appears twice @ \"scps\""]);
    assert_eq!(
        with(r#""scps":[{"Statement":1}]"#),
        ["`scps[0]` is an array of policies, one array for each level, not an object @ {\"Statement\":1}"]
    );
    assert_eq!(with(r#""sessionPolicies":{}"#), ["`sessionPolicies` is an array, not an object @ {}"]);
    assert_eq!(with(r#""managementAccount":1"#), ["`managementAccount` is a string, not a number @ 1"]);
    assert_eq!(
        with(r#""deriveContext":"no""#),
        ["`deriveContext` is `true` or `false`, not a string @ \"no\""]
    );
    assert_eq!(
        with(r#""principalTags":{"team":"a","Team":"b"}"#),
        [
            "nobody has two tags `team` and `Team`: letter case does not count @ {\"team\":\"a\",\"Team\":\"b\"}"
        ]
    );
    assert_eq!(with(r#""principalTags":{"a":1}"#), ["the value of `a` is a string, not a number @ 1"]);
    assert_eq!(
        with(r#""s3PublicAccessBlock":{"restrict":true}"#),
        ["`restrict` is not a field of `s3PublicAccessBlock` @ \"restrict\""]
    );
    assert_eq!(
        with(r#""identityPolicies":[{"name":"a"},{"documents":1}]"#),
        [
            "`identityPolicies[0]` has no `document` @ {\"name\":\"a\"}",
            "`identityPolicies[1]` has no `document` @ {\"documents\":1}",
            "`documents` is not a field of an identity policy @ \"documents\""
        ]
    );
    assert_eq!(
        errors(r#"{"request":{"principal":"*","action":"s3:*","resource":"*"}}"#),
        ["`s3:*` is no action @ \"s3:*\""]
    );
    let two = errors(r#"{"request":{"principal":"*","action":1},"trustPolicy":{},"x":1}"#);
    assert_eq!(two.len(), 4, "{two:?}");
    let request = |fields: &str| errors(&format!("{{\"request\":{{{fields}}}}}"));
    assert_eq!(
        request(r#""principal":"foo","action":"GetObject","resource":"y","context":{"a":"b"}"#),
        [
            "`foo` is no principal @ \"foo\"",
            "`GetObject` is no action @ \"GetObject\"",
            "`y` is no resource @ \"y\"",
            "`a` is no context key @ \"a\"",
        ]
    );
    assert_eq!(
        request(r#""principal":"*","action":"s3:GetObject","resource":"*","principal":"service:x""#),
        ["`principal` appears twice @ \"principal\""]
    );
    for principal in
        ["service:", "arn:aws:iam::111122223333:group/g", "arn:aws:sts::111122223333:federated-user/"]
    {
        let fields = format!(r#""principal":"{principal}","action":"a:b","resource":"*""#);
        assert_eq!(request(&fields), [format!("`{principal}` is no principal @ \"{principal}\"")]);
    }
    assert_eq!(
        request(r#""principal":"*","action":"a:b","resource":"*","context":{"not:listed":"x"}"#),
        empty
    );
    let nulls = "\"permissionsBoundary\":null,\"resourcePolicy\":null,\"trustPolicy\":null,\"s3PublicAccessBlock\":null,\
        \"managementAccount\":null,\"scps\":null,\"deriveContext\":null,\"principalTags\":null";
    assert_eq!(with(nulls), empty);
}

#[test]
fn errors_inside_policies_have_places_of_the_file() {
    let inner = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Alow","Action":"*","Resource":"*"}]}"#;
    let bare = format!("{{{REQUEST},\"permissionsBoundary\":{inner}}}");
    let quoted = format!("{{{REQUEST},\"permissionsBoundary\":{}}}", json!(inner));
    assert!(errors(&bare)[0].ends_with("@ \"Alow\""), "{:?}", errors(&bare));
    assert!(errors(&quoted)[0].ends_with("@ \\\"Alow\\\""), "{:?}", errors(&quoted));
    let wrong_type = statement(&json!({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}));
    let wrong_type = format!("{{{REQUEST},\"scps\":[[{wrong_type}]]}}");
    assert!(errors(&wrong_type)[0].starts_with("an SCP names no principals"), "{:?}", errors(&wrong_type));
}

#[test]
fn documents_may_be_strings_and_have_names() {
    let policy = statement(&json!({"Effect": "Deny", "Action": "*", "Resource": "*"})).to_string();
    let scenario = json!({"request": {"principal": "arn:aws:iam::111122223333:user/ana", "action": "a:b", "resource": "*"},
        "identityPolicies": [{"name": "mine", "document": policy}, {"document": policy}]});
    let verdict = eval::decide(&read(&scenario), Scope::default());
    let names: Vec<&str> = verdict.by.iter().map(|deciding| deciding.name.as_str()).collect();
    assert_eq!(names, ["mine", "identityPolicies[1]"]);
}

#[test]
fn a_line_of_questions_has_fields_of_its_own() {
    let text = format!("{{\"id\":7,\"op\":\"simulate\",{REQUEST}}}");
    let (node, _) = read_json(&text);
    let node = node.unwrap();
    assert!(read_scenario_value(&text, &node, &["id", "op"]).0.is_some());
    let (scenario, diagnostics) = read_scenario_value(&text, &node, &["id"]);
    assert!(scenario.is_none());
    assert_eq!(diagnostics[0].message, "`op` is not a field of a scenario");
}
