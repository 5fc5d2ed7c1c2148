//! What kubectl says of texts that it does not send, and how often it repeats
//! a warning, each against the words of the source that is named with it.

use super::{Verb, fixture, run};
use crate::schema::FieldValidation;

const SERVICE: &str =
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n";

fn said(verb: Verb, text: &str) -> String {
    let run = fixture::sent(&[(verb, text)]);
    run.stdout + &run.stderr
}

/// What `--validate` of this strictness makes kubectl say.
fn told(validation: FieldValidation, text: &str) -> String {
    let (mut store, config, mut call) = fixture::cluster();
    call.validation = validation;
    let run = run(&mut store, &config, &call, Verb::Create, "default", text);
    run.stdout + &run.stderr
}

/// client-go/rest Request.Namespace and Request.Name: a part of the address must be one.
#[test]
fn what_makes_no_address_is_not_sent() {
    let named = SERVICE.replace("web", "a/b%");
    let words = "invalid resource name \"a/b%\": [may not contain '/' may not contain '%']\n";
    let about =
        "Resource: \"/v1, Resource=services\", GroupVersionKind: \"/v1, Kind=Service\"\nName: ";
    assert_eq!(
        said(Verb::Apply, &named),
        format!(
            "error: error when retrieving current configuration of:\n{about}\"a/b%\", Namespace: \
             \"default\"\nfrom server for: \"STDIN\": {words}"
        )
    );
    assert_eq!(said(Verb::ApplyServerSide, &named), format!("error: {words}"));
    for (verb, doing) in [(Verb::Replace, "replacing"), (Verb::Delete, "deleting")] {
        assert_eq!(said(verb, &named), format!("error: error when {doing} \"STDIN\": {words}"));
    }
    let words = "invalid namespace \"..\": [may not be '..']\n";
    let placed = named.replace("name: a/b%", "name: a/b%\n  namespace: ..");
    assert_eq!(
        said(Verb::Create, &placed),
        format!("error: error when creating \"STDIN\": {words}")
    );
    assert!(said(Verb::Apply, &placed).ends_with(words));
    let space = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, namespace: ..}\n";
    assert_eq!(said(Verb::Create, space), "namespace/a created\n");
}

/// kubectl/pkg/cmd/util StandardErrorMessage quotes as `%q` does.
#[test]
fn a_name_is_quoted_where_it_is_refused() {
    let printed = said(Verb::Create, &SERVICE.replace("web", "\"a\\tb\""));
    assert!(printed.starts_with("The Service \"a\\tb\" is invalid: "), "{printed}");
}

/// kubectl/pkg/cmd NewKubectlCommand has rest.NewWarningWriter say nothing twice.
#[test]
fn a_warning_is_told_once_for_a_whole_text() {
    let with = |name: &str| {
        SERVICE.replace("web", name).replace("ports:", "externalIPs: [203.0.113.7]\n  ports:")
    };
    let printed = said(Verb::Apply, &format!("{}---\n{}", with("a"), with("b")));
    assert_eq!(printed.matches("Warning: spec.externalIPs is deprecated").count(), 1, "{printed}");
    assert_eq!(printed.matches(" created\n").count(), 2, "{printed}");
}

/// kubectl/pkg/cmd/util factoryImpl.Validator, and the decoders behind it:
/// unstructuredJSONScheme and metadataValidatingDecoder.
#[test]
fn who_turns_validation_off_hears_the_decoder() {
    let off = |text: &str| told(FieldValidation::Ignore, text);
    let decoding = |why: &str| format!("error: unable to decode \"STDIN\": {why}\n");
    let kindless = "apiVersion: v1\nmetadata: {name: web}\n";
    assert_eq!(
        off(kindless),
        decoding(
            "Object 'Kind' is missing in '{\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"web\"}}'"
        )
    );
    let written = "{\"apiVersion\": \"v1\",\n \"metadata\": {}}";
    assert_eq!(off(written), decoding(&format!("Object 'Kind' is missing in '{written}'")));
    assert!(off("apiVersion: a/b/c\nkind: Service\n").contains("Object 'Kind' is missing in"));
    assert_eq!(
        off("web\n"),
        decoding("json: cannot unmarshal string into Go value of type unstructured.detector")
    );
    let list = "apiVersion: v1\nkind: List\nitems:\n";
    assert_eq!(off(list), "error: no objects passed to create\n");
    assert_eq!(
        off(&format!("{list}- web\n")),
        decoding("json: cannot unmarshal string into Go value of type map[string]interface {}")
    );
    assert_eq!(
        off(&list.replace("items:", "items: web")),
        decoding(
            "json: cannot unmarshal string into Go struct field decodeList.items of type \
             []json.RawMessage"
        )
    );
    let missing = told(FieldValidation::Warn, kindless);
    assert!(missing.contains("error validating data: kind not set"), "{missing}");
    assert_eq!(told(FieldValidation::Warn, list), "error: no objects passed to create\n");
    let strictly = told(FieldValidation::Strict, list);
    assert!(strictly.contains("error validating data: invalid object to validate"), "{strictly}");
}

/// apimachinery/pkg/util/yaml YAMLOrJSONDecoder: JSON after JSON, YAML after JSON, and neither.
#[test]
fn a_stream_of_json_may_go_on_as_yaml() {
    let json = r#"{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}}"#;
    let (other, third) = (json.replace("\"a\"", "\"b\""), json.replace("\"a\"", "\"c\""));
    let size = json.len();
    let made = |names: &[&str]| -> String {
        names.iter().map(|it| format!("node/{it} created\n")).collect()
    };
    let refused =
        |names: &[&str], why: &str| format!("{}error: error parsing STDIN: {why}\n", made(names));
    // YAML goes on in the next line: after the separator, or with what stands there.
    let yaml = "apiVersion: v1\nkind: Node\nmetadata:\n  name: b\n";
    for between in ["\n---\n", " ---\n", "\n", "\n\u{feff}---\n"] {
        assert_eq!(
            said(Verb::Create, &format!("{json}{between}{yaml}")),
            made(&["a", "b"]),
            "{between}"
        );
    }
    // What is told is JSON's, with the place in the whole stream...
    assert_eq!(
        said(Verb::Create, &format!("{json}\n{{\"a\" 1}}\n")),
        refused(
            &["a"],
            &format!("json: offset {}: invalid character '1' after object key", size + 7)
        )
    );
    // ...but none where two objects have shown that it is JSON, and then no YAML is looked for.
    assert_eq!(
        said(Verb::Create, &format!("{json}{other}\n---\n{third}\n")),
        refused(&["a", "b"], "invalid character '-' in numeric literal")
    );
    // Less than four bytes are never YAML.
    let short = "json: offset 2: invalid character 'a' looking for beginning of object key string";
    assert_eq!(said(Verb::Create, "{a}"), refused(&[], short));
    assert!(said(Verb::Create, "{a:}").contains("apiVersion not set"));
}

/// cli-runtime/pkg/resource FileVisitor reads through unicode.BOMOverride.
#[test]
fn a_byte_order_mark_is_no_text() {
    let mark = "\u{feff}";
    assert_eq!(
        said(Verb::Create, &format!("{mark}{{\"a\" 1}}\n")),
        "error: error parsing STDIN: json: offset 6: invalid character '1' after object key\n"
    );
    assert_eq!(
        said(Verb::Create, &format!("{mark}--- a\n")),
        "error: error parsing STDIN: invalid Yaml document separator: a\n"
    );
    assert_eq!(said(Verb::Create, &format!("{mark}{SERVICE}")), "service/web created\n");
}

/// cli-runtime/pkg/resource infoForData decodes an object, its items too, before it asks what kind that is.
#[test]
fn a_list_is_decoded_before_its_kind_is_looked_for() {
    let list = "apiVersion: v1\nkind: Foo\nitems:\n";
    let array = "json: cannot unmarshal array into Go value of type map[string]interface {}";
    for (text, why) in [
        (format!("{list}- []\n"), array),
        (format!("{list}- []\nmetadata: 5\n"), array),
        (
            list.replace("items:", "items: {}"),
            "json: cannot unmarshal object into Go struct field decodeList.items of type []json.RawMessage",
        ),
    ] {
        assert_eq!(
            said(Verb::Create, &text),
            format!("error: unable to decode \"STDIN\": {why}\n")
        );
    }
}

/// cli-runtime/pkg/resource EagerVisitorList keeps what cannot be read until all is visited, and
/// ContinueOnErrorVisitor has it as one error after the others.
#[test]
fn create_tells_last_what_it_cannot_read() {
    let unknown = "apiVersion: v1\nkind: Foo\n";
    let nameless = SERVICE.replace("web", "5");
    let (bad, other) = (SERVICE.replace("web", "D"), SERVICE.replace("web", "E"));
    let heads = |printed: &str| -> Vec<String> {
        let line = |it: &str| it.chars().take(20).collect();
        printed.lines().filter(|it| !it.starts_with("ensure")).map(line).collect()
    };
    let refused = "Error from server (I";
    let printed = said(Verb::Create, &[unknown, &bad, &nameless, &other].join("---\n"));
    assert_eq!(heads(&printed), [refused, refused, "[resource mapping no"], "{printed}");
    assert!(printed.contains("ensure CRDs are installed first, unable to decode \"STDIN\""));
    let printed = said(Verb::Create, &[unknown, &bad].join("---\n"));
    assert_eq!(heads(&printed), [refused, "resource mapping not"], "{printed}");
    let printed = said(Verb::Create, &[unknown, &nameless].join("---\n"));
    assert_eq!(heads(&printed), ["resource mapping not", "unable to decode \"ST"], "{printed}");
}

/// kube-openapi/pkg/util/proto/validation, to which kubectl holds lists, and utilerrors.Aggregate, which
/// tells the same once.
#[test]
fn lists_are_held_to_the_apis_description() {
    let told = |items: &str| {
        let printed =
            told(FieldValidation::Strict, &format!("apiVersion: v1\nkind: List\nitems:\n{items}"));
        let words =
            printed.strip_prefix("error: error validating \"STDIN\": error validating data: ");
        words.and_then(|it| it.split("; if you").next()).unwrap_or(&printed).to_owned()
    };
    assert_eq!(told("- kind: Service\n- kind: Service\n"), "apiVersion not set");
    assert_eq!(told("-\n- 5\n- kind: Pod\n"), "[invalid object to validate, apiVersion not set]");
    let service = "- apiVersion: v1\n  kind: Service\n  spec:\n    ";
    assert_eq!(
        told(&format!("{service}ports: [null, {{targetPort: [1]}}]\n    selector: {{app: }}\n")),
        "[ValidationError(Service.spec.ports): unknown object type \"nil\" in Service.spec.ports[0], \
         ValidationError(Service.spec.ports[1].targetPort): invalid type for \
         io.k8s.apimachinery.pkg.util.intstr.IntOrString: got \"array\", expected \"string\", \
         ValidationError(Service.spec.ports[1]): missing required field \"port\" in \
         io.k8s.api.core.v1.ServicePort, unknown object type \"nil\" in Service.spec.selector.app]"
    );
    // What is required is named in Go's order.
    assert_eq!(
        told(
            "- apiVersion: networking.k8s.io/v1\n  kind: Ingress\n  spec: {rules: [{http: {paths: [{}]}}]}\n"
        ),
        "[ValidationError(Ingress.spec.rules[0].http.paths[0]): missing required field \"pathType\" in \
         io.k8s.api.networking.v1.HTTPIngressPath, ValidationError(Ingress.spec.rules[0].http.paths[0]): \
         missing required field \"backend\" in io.k8s.api.networking.v1.HTTPIngressPath]"
    );
}

/// apimachinery/pkg/api/meta NoKindMatchError prints the group and the version that were read.
#[test]
fn an_empty_group_is_not_told() {
    let printed = said(Verb::Create, "apiVersion: /v9\nkind: Foo\n");
    assert!(printed.contains("no matches for kind \"Foo\" in version \"v9\"\n"), "{printed}");
}

/// sigs.k8s.io/json UnmarshalCaseSensitivePreserveInts, through which kubectl reads.
#[test]
fn what_no_int64_holds_is_sent_as_a_float() {
    let printed = said(Verb::Create, &SERVICE.replace("80", "12345678901234567890"));
    assert!(printed.contains("cannot unmarshal number 12345678901234567000 into"), "{printed}");
}

/// kubectl/pkg/cmd/apply ApplyOptions.Run reads all before it applies any, and has what it could
/// not read as one error beside the others.
#[test]
fn apply_tells_what_it_cannot_read_first() {
    let of = |kind: &str| SERVICE.replace("Service", kind);
    let (bad, foo, bar) = (SERVICE.replace("web", "D"), of("Foo"), of("Bar"));
    let unknown = |kind: &str| {
        format!(
            "resource mapping not found for name: \"web\" namespace: \"\" from \"STDIN\": no matches for \
             kind \"{kind}\" in version \"v1\"\nensure CRDs are installed first"
        )
    };
    let heads = |printed: &str| -> Vec<String> {
        let cut = |it: &str| it.split(": error when").next().unwrap_or_default().to_owned();
        printed.lines().map(cut).collect()
    };
    let refused = "Error from server (Invalid)";
    let lines = |texts: &[&str]| texts.join("\n").lines().map(str::to_owned).collect::<Vec<_>>();
    let text = format!("{bad}---\n{foo}");
    assert_eq!(heads(&said(Verb::Create, &text)), lines(&[refused, &unknown("Foo")]));
    assert_eq!(heads(&said(Verb::Apply, &text)), lines(&[&unknown("Foo"), refused]));
    let text = format!("{text}---\n{bar}");
    let both = format!("[{}, {}]", unknown("Foo"), unknown("Bar"));
    assert_eq!(heads(&said(Verb::Apply, &text)), lines(&[&both, refused]));
    let text = format!("{foo}---\n{bar}");
    assert_eq!(heads(&said(Verb::Apply, &text)), lines(&[&unknown("Foo"), &unknown("Bar")]));
}

/// Models apiserver pkg/endpoints/installer.go: what is deprecated is told of with every request,
/// and kubectl asks for an object before it applies.
#[test]
fn a_deprecated_kind_is_told_of_first_and_where_nothing_changes_too() {
    let text = "apiVersion: v1\nkind: Endpoints\nmetadata: {name: web}\nsubsets:\n- addresses: [{ip: \
                10.0.0.5}]\n  ports: [{port: 80, protocol: TCP}]\n";
    let words =
        "Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n";
    let run = fixture::sent(&[(Verb::Apply, text), (Verb::Apply, text)]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("endpoints/web unchanged\n", words));
    let run = fixture::sent(&[(Verb::Create, text), (Verb::Apply, text)]);
    assert!(run.stderr.starts_with(&format!("{words}Warning: resource endpoints/web is missing")));
    assert_eq!(run.stderr.matches(words).count(), 1);
    let run =
        fixture::sent(&[(Verb::Apply, &format!("{text}---\n{}", text.replace("web", "api")))]);
    assert_eq!(run.stderr, words);
}

/// pkg/cmd/util checkErr and fatal: what ends with a new line gets no other.
#[test]
fn a_refusal_that_ends_its_line_is_told_in_as_many_lines() {
    let ports = |list: &str| SERVICE.replace("  - port: 80\n", list);
    let before = ports("  - {port: 80, name: a}\n");
    let after =
        ports("  - {port: 80, name: b}\n  - {port: 81, name: c}\n  - {port: 80, name: d}\n");
    let run = fixture::sent(&[(Verb::Apply, &before), (Verb::Apply, &after)]);
    assert!(run.stderr.contains("$setElementOrder list:"), "{}", run.stderr);
    assert!(run.stderr.ends_with("]\n"), "{}", run.stderr);
    assert!(!run.stderr.ends_with("\n\n"), "{}", run.stderr);
}
