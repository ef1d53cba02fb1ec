use super::*;
use crate::lint::place::Step;
use crate::parse::read_json;

fn read(text: &str, check: impl FnOnce(&Document<'_>)) {
    let node = read_json(text).0.unwrap();
    check(&Document::read(text, &node));
}

#[test]
fn everything_is_kept_at_its_place() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":["a:B","c:\u0044x"],
        "Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["x",true,3]}}}]}"#;
    read(text, |document| {
        assert!(document.has_variables());
        let statement = document.statements.first().unwrap();
        assert!(statement.denies() && statement.plain_actions().is_empty());
        let actions = statement.actions.as_ref().unwrap();
        let item = actions.items.get(1).unwrap();
        assert_eq!(item.text, "c:Dx");
        let path = [Step::Value("Statement"), Step::Index(0), Step::Value("NotAction"), Step::Index(1)];
        assert_eq!(item.place.path(), path);
        let part = item.part(2, 4);
        assert_eq!(part.path().last(), Some(&Step::Substring { start: 2, length: 2 }));
        assert_eq!(text.get(part.span.start..part.span.end), Some("\\u0044x"));
        let condition = statement.conditions.first().unwrap();
        assert_eq!(condition.base_operator(), "StringLike");
        assert!(condition.is_key("AWS:tagkeys"));
        assert_eq!(condition.items.iter().map(|item| item.text).collect::<Vec<_>>(), ["x", "true", "3"]);
        assert_eq!(condition.element.key_place.path().last(), Some(&Step::Key("aws:TagKeys")));
    });
}

#[test]
fn nothing_is_refused() {
    for text in ["[]", "{}", r#"{"Statement":7}"#, r#"{"Statement":[7,{"Action":{}}]}"#] {
        read(text, |document| assert!(document.statements.iter().all(|s| s.effect.is_none())));
    }
    read(r#"{"Statement":{"Principal":"*","Action":"a:b","Resource":[]}}"#, |document| {
        let statement = document.statements.first().unwrap();
        assert_eq!(statement.place.path(), [Step::Value("Statement")]);
        assert!(statement.principals.as_ref().unwrap().names_everybody());
        assert!(statement.element("Resource").unwrap().is_empty_array());
    });
}
