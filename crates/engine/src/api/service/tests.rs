//! What the server answers about Services, each against the words of the
//! source that is named with it.

use crate::client::{Outcome, Verb, fixture, run};
use crate::value::Value;

fn service(spec: &str) -> String {
    let ports = "  ports:\n  - port: 80\n";
    format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n{spec}{ports}")
}

fn said(steps: &[(Verb, &str)]) -> String {
    let run = fixture::sent(steps);
    run.stdout + &run.stderr
}

/// pkg/apis/core/validation validateServiceInternalTrafficFieldsValue comes before
/// pkg/registry/core/service/storage defaultOnReadInternalTrafficPolicy.
#[test]
fn an_external_name_has_a_right_internal_traffic_policy_or_none() {
    let text = service("  type: ExternalName\n  externalName: a.example.com\n");
    let with = |policy: &str| {
        text.replace("  ports:", &format!("  internalTrafficPolicy: {policy}\n  ports:"))
    };
    let words = "The Service \"web\" is invalid: spec.internalTrafficPolicy: Unsupported value: \
                 \"local\": supported values: \"Cluster\", \"Local\"\n";
    assert_eq!(said(&[(Verb::Create, &with("local"))]), words);
    assert!(said(&[(Verb::Create, &text), (Verb::Apply, &with("local"))]).contains(words));
    let made = fixture::sent(&[(Verb::Create, &with("Local"))]);
    let object = made.applied.first().and_then(|it| it.object.clone()).expect("it is made");
    assert_eq!(object.value.at("spec.internalTrafficPolicy"), None);
}

/// The fields that are told to be wrong, in order.
fn faults(before: &str, after: &str) -> Vec<String> {
    let run = fixture::sent(&[(Verb::Apply, before), (Verb::Apply, after)]);
    let refused = run.applied.last().map(|it| it.outcome.clone());
    let Some(Outcome::Refused(status)) = refused else { return Vec::new() };
    status.causes.iter().map(|it| it.field.clone()).collect()
}

/// apiserver pkg/registry/rest/update.go BeforeUpdate: validateCommonFields looks at
/// the metadata twice, then pkg/apis/core/validation ValidateServiceUpdate once more.
#[test]
fn metadata_is_looked_at_three_times_before_the_rest_of_an_update() {
    let before = service("  clusterIP: 10.96.0.60\n");
    let after = service("  clusterIP: 10.96.0.61\n  sessionAffinity: x\n")
        .replace("name: web\n", "name: web\n  labels: {a: b c}\n");
    let labels = "metadata.labels";
    let rest = ["spec.clusterIPs[0]", "spec.sessionAffinity"];
    assert_eq!(faults(&before, &after), [labels, labels, labels, rest[0], rest[1]]);
    let with = |names: &str| {
        service("").replace("name: web\n", &format!("name: web\n  finalizers: [{names}]\n"))
    };
    assert_eq!(faults(&service(""), &with("a, b.c/d")), ["metadata.finalizers[0]"]);
    let told = ["metadata.finalizers", "metadata.finalizers[0]"];
    assert_eq!(faults(&service(""), &with("a b")), told);
}

/// The same BeforeUpdate: nobody sets a generation but the server.
#[test]
fn an_update_leaves_the_generation_as_it_is() {
    let with = |number: i8| {
        service("").replace("name: web\n", &format!("name: web\n  generation: {number}\n"))
    };
    for (first, then, kept) in [(7, 3, Some(7)), (7, 9, Some(7)), (0, -1, None)] {
        let run = fixture::sent(&[(Verb::Apply, &with(first)), (Verb::Apply, &with(then))]);
        assert_eq!(run.stdout, "service/web configured\n", "{}", run.stderr);
        let object = run.applied.last().and_then(|it| it.object.clone()).expect("it is there");
        assert_eq!(object.value.at("metadata.generation").and_then(Value::as_int), kept);
    }
}

/// apimachinery field.Error ErrorBody: strings of a type of their own are JSON.
#[test]
fn words_that_are_not_allowed_are_shown_as_go_writes_them() {
    let lines = [
        ("  type: \"<&>\"\n", "spec.type: Unsupported value: \"\\u003c\\u0026\\u003e\": "),
        (
            "  trafficDistribution: \"<&>\"\n",
            "spec.trafficDistribution: Unsupported value: \"<&>\": ",
        ),
        (
            "  externalTrafficPolicy: \"&\"\n",
            "spec.externalTrafficPolicy: Invalid value: \"\\u0026\": ",
        ),
        (
            "  loadBalancerClass: \"&\"\n  type: LoadBalancer\n",
            "spec.loadBalancerClass: Invalid value: \"&\": ",
        ),
    ];
    for (spec, words) in lines {
        let printed = said(&[(Verb::Create, &service(spec))]);
        assert!(printed.contains(words), "{words}\n{printed}");
    }
}

/// portallocator PortAllocationOperation and ipallocator dryRunAllocator: a
/// trial takes no address and no port.
#[test]
fn a_trial_takes_nothing_from_the_pools() {
    let (mut store, config, call) = fixture::cluster();
    let mut tried = |text: &str, dry_run: bool| {
        let call = crate::api::Call { dry_run, ..call.clone() };
        run(&mut store, &config, &call, Verb::Create, "default", text)
    };
    let two = "  type: NodePort\n  clusterIP: 10.96.0.9\n";
    let first = tried(&service(two).replace("port: 80", "port: 80\n    nodePort: 30080"), false);
    assert_eq!(first.stdout, "service/web created\n");
    let named = |text: String| text.replace("name: web", "name: api");
    let free = tried(&named(service("  type: NodePort\n")), true);
    let object = free.applied.first().and_then(|it| it.object.clone()).expect("it would be made");
    let at = |path: &str| object.value.at(path).map(Value::to_json).unwrap_or_default();
    assert_eq!(
        (at("spec.clusterIP"), at("spec.clusterIPs")),
        ("\"10.96.0.0\"".into(), "[\"10.96.0.0\"]".into())
    );
    assert!(at("spec.ports").contains("\"nodePort\":32769"), "{}", at("spec.ports"));
    // An address that is taken, and a port outside the range.
    let odd = named(service(two)).replace("port: 80", "port: 80\n    nodePort: 8080");
    assert_eq!(tried(&odd, true).stdout, "service/api created\n");
    let taken = odd.replace("8080", "30080");
    let words = "spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated";
    assert!(tried(&taken, true).stderr.contains(words));
    let outside = odd.replace("10.96.0.9", "10.97.0.9");
    let words = "failed to allocate IP 10.97.0.9: the provided IP (10.97.0.9) is not in the valid \
                 range. The range of valid IPs is 10.96.0.0/16\n";
    assert!(tried(&outside, true).stderr.ends_with(words));
}

/// apimachinery structuredMergeManager.Apply and the converter behind it.
#[test]
fn what_server_side_apply_cannot_turn_into_a_service_is_refused() {
    let applied = |port: &str, target: &str| {
        let text = service("").replace("80", &format!("{port}\n    targetPort: {target}"));
        said(&[(Verb::ApplyServerSide, &text)])
    };
    let head = "Error from server: failed to convert new object (default/web; /v1, Kind=Service) to \
                proper version: unable to convert unstructured object to /v1, Kind=Service: ";
    let words = format!("{head}json: cannot unmarshal bool into Go value of type int32\n");
    assert_eq!(applied("80", "true"), words);
    assert_eq!(applied("80.5", "80"), format!("{head}cannot convert float64 to int32\n"));
    let wrapped = "spec.ports[0].port: Invalid value: -2147483648: must be between 1 and 65535";
    assert!(applied("2147483648", "80").contains(wrapped));
}
