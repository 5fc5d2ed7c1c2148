//! What counts as a change of an object, each answer against the words of the source that is
//! named with it.

use crate::client::fixture::{cluster, sent};
use crate::client::{Run, Verb, run};
use crate::value::Value;

/// The generation of the object that was sent last.
fn generation(run: &Run) -> Option<i64> {
    let object = run.applied.last()?.object.as_ref()?;
    object.value.at("metadata.generation").and_then(Value::as_int)
}

/// pkg/registry/networking/networkpolicy PrepareForUpdate compares with reflect.DeepEqual: an
/// empty list is stored as none, so naming it again is a change.
#[test]
fn an_empty_list_of_rules_counts_each_time_that_it_is_sent() {
    let head = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny}\n";
    let bare = format!("{head}spec: {{podSelector: {{}}, policyTypes: [Ingress]}}\n");
    let empty = bare.replace("[Ingress]", "[Ingress], ingress: []");
    let run = sent(&[(Verb::Create, &empty)]);
    assert_eq!(generation(&run), Some(1));
    let stored = run.applied.last().and_then(|it| it.object.clone()).expect("it is made");
    assert_eq!(stored.value.at("spec.ingress"), None);
    for (verb, text, counted) in [
        (Verb::Replace, &empty, 2),
        (Verb::Replace, &bare, 1),
        (Verb::Apply, &empty, 2),
        (Verb::Apply, &bare, 1),
    ] {
        let run = sent(&[(Verb::Create, &bare), (verb, text)]);
        assert_eq!(generation(&run), Some(counted), "{verb:?} {text}");
        let stored = run.applied.last().and_then(|it| it.object.clone()).expect("it is there");
        assert_eq!(stored.value.at("spec.ingress"), None);
    }
}

/// pkg/registry/discovery/endpointslice PrepareForUpdate counts, then drops what the version
/// of the request does not have.
#[test]
fn a_topology_that_is_dropped_counts() {
    let slice = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\n\
                 addressType: IPv4\nports: []\nendpoints:\n- addresses: [10.0.0.1]\n";
    let old = format!("{slice}  deprecatedTopology: {{a: b}}\n");
    for (text, counted) in [(slice, 1), (&old, 2)] {
        let run = sent(&[(Verb::Create, slice), (Verb::Replace, text)]);
        assert_eq!(generation(&run), Some(counted), "{text}");
        let stored = run.applied.last().and_then(|it| it.object.clone()).expect("it is there");
        let endpoint = stored.value.list("endpoints").first().cloned().unwrap_or_default();
        assert_eq!(endpoint.get("deprecatedTopology"), None);
    }
}

/// apimachinery pkg/apis/meta/v1/validation ValidateFieldManager: it is looked at before the
/// body.
#[test]
fn a_field_manager_has_a_short_name_that_can_be_printed() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A}\n";
    let wordy = "fieldManager: Too long: may not be more than 128 bytes";
    let words = "Invalid value: \"a\\tb\": invalid character U+0009 (at position 1)";
    for (manager, verb, wanted) in [
        ("x".repeat(129), Verb::Create, format!("The CreateOptions \"\" is invalid: {wordy}\n")),
        (
            "x".repeat(129),
            Verb::ApplyServerSide,
            format!("The PatchOptions \"\" is invalid: {wordy}\n"),
        ),
        (
            "a\tb".to_owned(),
            Verb::Create,
            format!("The CreateOptions \"\" is invalid: fieldManager: {words}\n"),
        ),
    ] {
        let (mut store, config, mut call) = cluster();
        call.manager = manager.into();
        let run = run(&mut store, &config, &call, verb, "default", text);
        assert_eq!(run.stderr, wanted);
    }
}

/// k8s.io/api/core/v1 generated.pb.go: bytes that are null are read from the storage as none.
#[test]
fn binary_data_that_is_null_is_empty() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\nbinaryData: {b: null}\n";
    let run = sent(&[(Verb::Create, text)]);
    let stored = run.applied.last().and_then(|it| it.object.clone()).expect("it is made");
    assert_eq!(stored.value.at("binaryData.b"), Some(&Value::from("")));
}
