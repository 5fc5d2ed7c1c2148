use super::*;
use expect_test::{Expect, expect};

fn json(text: &str) -> String {
    match read_document(text, Span::new(0, text.len())) {
        Ok(document) => document.root.map_or("nothing".to_owned(), |it| it.to_value().to_json()),
        Err(fault) => fault.words,
    }
}

fn check(text: &str, expect: Expect) {
    expect.assert_eq(&json(text));
}

#[test]
fn scalars_are_typed_as_yaml_1_1() {
    check(
        "[yes, On, n, ~, null, '', 012, 0x1F, 0b11, 1_000, .5, 1e3, 80.0, 08, 12:30, 1.10, 0o17]",
        expect![[r#"[true,true,false,null,null,"",10,31,3,1000,0.5,1000,80,8,"12:30",1.1,15]"#]],
    );
    check(
        "[2001-12-14, -1, +5, 1e21, 1.5e-7, 18446744073709551615, 100000000000000000000, 1e400, v1]",
        expect![[
            r#"["2001-12-14",-1,5,1e+21,1.5e-7,18446744073709551615,100000000000000000000,"1e400","v1"]"#
        ]],
    );
    check("[!!str 80, !!float 3, ! 80, !x 80]", expect![[r#"["80",3,"80","80"]"#]]);
    check("!!int abc", expect!["yaml: cannot decode !!str `abc` as a !!int"]);
    check("a: .nan", expect!["json: unsupported value: NaN"]);
}

#[test]
fn block_and_flow_collections_nest() {
    check(
        "a:\n- b: 1\n  c: [x, {z: z}]\n-\nd: {}\ne:\n",
        expect![[r#"{"a":[{"b":1,"c":["x",{"z":"z"}]},null],"d":{},"e":null}"#]],
    );
    check("? a\n: b\n", expect![[r#"{"a":"b"}"#]]);
    check(
        "a: |\n  x\n   y\n\nb: >-\n  p\n  q\n\n  r\n",
        expect![[r#"{"a":"x\n y\n","b":"p q\nr"}"#]],
    );
    check("\"a\\tb\\u00e9\": 'it''s'", expect![[r#"{"a\tbé":"it's"}"#]]);
    check("a: b\n  c\n", expect![[r#"{"a":"b c"}"#]]);
}

#[test]
fn keys_become_strings() {
    check("yes: 1\n5: 2\n1.5: 3\n", expect![[r#"{"1.5":3,"5":2,"true":1}"#]]);
    check(
        "1e10: 1\n123456.7: 2\n0.00001: 3\n1e6: 4\n99999999999999999999: 5\n",
        expect![[r#"{"123456.7":2,"1e+06":4,"1e+10":1,"1e+20":5,"1e-05":3}"#]],
    );
    check(
        "a: {{ .Values.x }}",
        expect![[
            r#"yaml: invalid map key: map[interface {}]interface {}{".Values.x":interface {}(nil)}"#
        ]],
    );
    check(
        "~: web",
        expect![[r#"unsupported map key of type: %!s(<nil>), key: <nil>, value: "web""#]],
    );
}

#[test]
fn aliases_and_merge_keys_are_written_out() {
    check(
        "a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\nc: *x\n",
        expect![[r#"{"a":{"p":1,"q":2},"b":{"p":1,"q":3},"c":{"p":1,"q":2}}"#]],
    );
    check("a: *nope", expect!["yaml: unknown anchor 'nope' referenced"]);
    check("a: &x [*x]", expect!["yaml: anchor 'x' value contains itself"]);
    check("<<: 5", expect!["yaml: map merge requires map or sequence of maps as the value"]);
}

#[test]
fn keys_that_stand_twice_are_told_in_mappings_of_any_length() {
    for others in [0, 20, 23, 24, 60] {
        let others: String = (0..others).map(|it| format!("k{it}: 0\n")).collect();
        // A number, a word and what is merged: keys of different kinds, some told apart by their type alone.
        let text = format!(
            "1: a\nb: &c {{1: z, x: 1}}\n{others}false: c\n1: d\n'1': e\n<<: *c\nb: f\n'1': g\n"
        );
        let (documents, _) = read(&text);
        let twice: Vec<(&str, &str)> = documents[0]
            .duplicates
            .iter()
            .map(|it| (it.key.as_str(), it.at.slice(&text).unwrap_or_default()))
            .collect();
        let wanted = [("1", "1"), ("1", "1"), ("\"b\"", "b"), ("\"1\"", "'1'")];
        assert_eq!(twice, wanted, "{text}");
    }
}

#[test]
fn what_a_later_key_replaces_is_not_made_json() {
    check("a: .nan\nb: {c: .inf, c: 1}\na: 2\n", expect![[r#"{"a":2,"b":{"c":1}}"#]]);
    check("x: {~: 1}\nx: 2\n", expect![[r#"{"x":2}"#]]);
    check("<<: {a: .nan}\na: 2\n", expect![[r#"{"a":2}"#]]);
    check("a: 1\na: .nan\n", expect!["json: unsupported value: NaN"]);
    check("~: 1\n~: 2\n", expect!["unsupported map key of type: %!s(<nil>), key: <nil>, value: 2"]);
}

#[test]
fn keys_with_a_point_keep_as_many_digits_as_a_float32() {
    check(
        "3.14159265: 1\n16777217.5: 2\n123456789012345678901: 3\n999999.96: 4\n9.9999999: 5\n0.1: 6\n",
        expect![[
            r#"{"0.1":6,"1.2345679e+20":3,"1.6777218e+07":2,"10":5,"3.1415927":1,"999999.94":4}"#
        ]],
    );
    check(
        "1e39: 1\n-1e39: 2\n1e-50: 3\n1e-45: 4\n1.17549435e-38: 5\n",
        expect![[r#"{"-.inf":2,".inf":1,"0":3,"1.1754944e-38":5,"1e-45":4}"#]],
    );
}

#[test]
fn what_json_cannot_say_is_told_as_go_meets_and_prints_it() {
    // Maps are marshalled in the order of their keys, after all keys are made strings.
    check("b: .inf\na: [x, .nan]\n", expect!["json: unsupported value: NaN"]);
    check("a: {b: .inf}\nB: -.inf\n", expect!["json: unsupported value: -Inf"]);
    check(
        "a: .nan\n~: x\n",
        expect![[r#"unsupported map key of type: %!s(<nil>), key: <nil>, value: "x""#]],
    );
    check(
        "~: {a b: 1e6, a: 2, 5: 1, true: x, 10: .5, a: 3}\n",
        expect![[
            r#"unsupported map key of type: %!s(<nil>), key: <nil>, value: map[interface {}]interface {}{true:"x", 5:1, 10:0.5, "a":3, "a b":1e+06}"#
        ]],
    );
}

#[test]
fn alias_bombs_are_refused() {
    let mut text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for n in 1..9 {
        let item = format!("*a{}", n - 1);
        text.push_str(&format!("a{n}: &a{n} [{}]\n", vec![item; 9].join(",")));
    }
    check(&text, expect!["yaml: document contains excessive aliasing"]);
}

#[test]
fn faults_have_the_librarys_words_and_lines() {
    check(
        "a: 1\nb:\n\tc: 2\n",
        expect!["yaml: line 3: found character that cannot start any token"],
    );
    check("a: b\n c: d\n", expect!["yaml: line 2: mapping values are not allowed in this context"]);
    check("a: \"b\nc: d\n", expect!["yaml: line 3: found unexpected end of stream"]);
    check("k: 1\na\nb: c\n", expect!["yaml: line 3: could not find expected ':'"]);
    check("a: 1\u{7}", expect!["yaml: control characters are not allowed"]);
}

#[test]
fn reading_goes_on_at_the_next_document() {
    let (documents, problems) = read("a: 1\n---\nb: [\n---\nc: 3\nc: 4\n");
    let values: Vec<_> =
        documents.iter().map(|it| it.root.as_ref().map(|it| it.to_value().to_json())).collect();
    assert_eq!(values, [Some(r#"{"a":1}"#.to_owned()), Some(r#"{"c":4}"#.to_owned())]);
    let codes: Vec<_> = problems.iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::YamlSyntax, Code::DuplicateKey]);
}

#[test]
fn fields_are_located() {
    let text = "spec:\n  ports:\n  - port: 80\n    name:\n  type: NodePort\n";
    let (documents, _) = read(text);
    let root = documents[0].root.as_ref().unwrap();
    let spot = |path: FieldPath| root.locate(&path).slice(text).unwrap().to_owned();
    let spec = FieldPath::root().field("spec");
    assert_eq!(spot(spec.field("type")), "NodePort");
    assert_eq!(spot(spec.field("ports").index(0).field("port")), "80");
    assert_eq!(spot(spec.field("ports").index(0).field("name")), "name");
    assert_eq!(spot(spec.field("ports").index(0).field("nodePort")), "port");
    assert_eq!(spot(spec.field("selector")), "spec");
    assert_eq!(spot(FieldPath::root().field("metadata").field("name")), "spec");
}

proptest::proptest! {
    #[test]
    fn reading_never_panics_and_every_span_lies_in_its_text(
        text in "[ab:\\-\\[\\]{},?&*!|>'\"%@`#~<\\n\\t\\r \u{85}\u{feff}é0-9_.\\\\/]{0,80}"
    ) {
        let (documents, problems) = read(&text);
        for problem in problems {
            proptest::prop_assert!(problem.at.slice(&text).is_some());
        }
        for document in documents {
            if let Some(root) = document.root {
                check_spans(&root, &text);
            }
        }
    }
}

fn check_spans(node: &Node, text: &str) {
    assert!(node.span.slice(text).is_some(), "{:?} in {text:?}", node.span);
    match &node.content {
        Content::Scalar(_) => {}
        Content::List(items) => items.iter().for_each(|it| check_spans(it, text)),
        Content::Map(entries) => {
            for entry in entries {
                assert!(entry.key_span.slice(text).is_some());
                check_spans(&entry.value, text);
            }
        }
    }
}
