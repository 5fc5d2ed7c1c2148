//! What the server says of HorizontalPodAutoscalers, against the words of
//! pkg/apis/autoscaling/validation/validation.go (v1.36).

use super::*;
use crate::client::Verb;
use crate::client::fixture::sent;

fn scaler(more: &str) -> String {
    format!(
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: web}}\nspec:\n  \
         scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  maxReplicas: 3\n{more}"
    )
}

fn told(text: &str) -> Vec<String> {
    let run = sent(&[(Verb::Create, text)]);
    let line = |it: &str| it.split_once("spec.").map(|(_, told)| told.to_owned());
    run.stderr.lines().filter_map(line).collect()
}

#[test]
fn what_is_scaled_has_a_group() {
    let words = "scaleTargetRef.apiVersion: Invalid value: \"\": apiVersion must specify API group";
    let text = scaler("").replace("apiVersion: apps/v1, ", "");
    assert_eq!(told(&text), [words]);
    let words =
        "scaleTargetRef.apiVersion: Invalid value: \"v1\": apiVersion must specify API group";
    assert_eq!(told(&scaler("").replace("apps/v1", "v1")), [words]);
    let words = "scaleTargetRef.apiVersion: Invalid value: \"a/b/c\": unexpected GroupVersion string: a/b/c";
    assert_eq!(told(&scaler("").replace("apps/v1", "a/b/c")), [words]);
    let old = scaler("").replace("apps/v1, kind: Deployment", "v1, kind: ReplicationController");
    assert_eq!(told(&old), [""; 0]);
    let mut before = Value::map();
    before.set("spec.scaleTargetRef.kind", "Deployment");
    let fields = |new: &Value| {
        validate_update(new, &before).0.into_iter().map(|it| it.field).collect::<Vec<_>>()
    };
    let at = "spec.scaleTargetRef.apiVersion".to_owned();
    assert!(!fields(&before).contains(&at));
    let mut after = before.clone();
    after.set("spec.scaleTargetRef.kind", "ReplicaSet");
    assert!(fields(&after).contains(&at));
}

#[test]
fn a_metric_has_one_source_and_one_target() {
    let metrics = |list: &str| told(&scaler(&format!("  metrics: [{list}]\n")));
    let populate = "must populate information for the given metric source";
    assert_eq!(
        metrics(
            "{type: Pods, resource: {name: cpu, target: {type: Value, value: 0}}}, {type: cpu}"
        ),
        [
            "metrics[0].resource.target.value: Invalid value: \"0\": must be positive",
            "metrics[0].resource.target.averageUtilization: Required value: must set either a target \
             raw value or a target utilization",
            &format!("metrics[0].pods: Required value: {populate}"),
            "metrics[1].type: Unsupported value: \"cpu\": supported values: \"ContainerResource\", \
             \"External\", \"Object\", \"Pods\", \"Resource\"",
        ]
    );
    let target = "{type: AverageValue, averageValue: 1, averageUtilization: 0}";
    assert_eq!(
        metrics(&format!(
            "{{type: ContainerResource, pods: {{metric: {{name: a/b}}, target: {{}}}}, \
             containerResource: {{name: disk, container: A, target: {target}}}}}"
        )),
        [
            "metrics[0].pods.metric.name: Invalid value: \"a/b\": may not contain '/'",
            "metrics[0].pods.target.type: Required value: must specify a metric target type",
            "metrics[0].pods.target.type: Invalid value: \"\": must be either Utilization, Value, or \
             AverageValue",
            "metrics[0].pods.target.averageValue: Required value: must specify a positive target \
             averageValue",
            "metrics[0].pods: Forbidden: must populate the given metric source only",
        ]
    );
    let told = metrics(&format!(
        "{{type: ContainerResource, containerResource: {{name: disk, container: A.b, target: {target}}}}}"
    ));
    let words = "metrics[0].containerResource.target.averageValue: Forbidden: may not set both a \
                 target raw value and a target utilization";
    assert_eq!(told.last().map(String::as_str), Some(words));
    assert_eq!(told.len(), 5, "{told:?}");
}

#[test]
fn behavior_is_filled_in_and_has_its_limits() {
    let text = scaler("  behavior: {scaleDown: {stabilizationWindowSeconds: 60}}\n");
    let run = sent(&[(Verb::Create, &text)]);
    let stored = run.applied.first().and_then(|it| it.object.clone()).expect("it is made");
    let at = |path: &str| stored.value.at(path).map(Value::to_json).unwrap_or_default();
    let percent = "{\"periodSeconds\":15,\"type\":\"Percent\",\"value\":100}";
    assert_eq!(
        at("spec.behavior.scaleDown"),
        format!(
            "{{\"policies\":[{percent}],\"selectPolicy\":\"Max\",\"stabilizationWindowSeconds\":60}}"
        )
    );
    assert_eq!(
        at("spec.behavior.scaleUp"),
        format!(
            "{{\"policies\":[{{\"periodSeconds\":15,\"type\":\"Pods\",\"value\":4}},{percent}],\
             \"selectPolicy\":\"Max\",\"stabilizationWindowSeconds\":0}}"
        )
    );
    let none = "behavior.scaleUp.policies: Required value: must specify at least one Policy";
    assert_eq!(told(&scaler("  behavior: {scaleUp: {policies: []}}\n")), [none]);
    let odd = "  behavior: {scaleUp: {stabilizationWindowSeconds: 4000, selectPolicy: max, tolerance: -1, \
               policies: [{type: pods, value: 0, periodSeconds: 2000}]}}\n";
    assert_eq!(
        told(&scaler(odd)),
        [
            "behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 4000: must be less than or \
             equal to 3600",
            "behavior.scaleUp.selectPolicy: Unsupported value: \"max\": supported values: \
             \"Disabled\", \"Max\", \"Min\"",
            "behavior.scaleUp.policies[0].type: Unsupported value: \"pods\": supported values: \
             \"Percent\", \"Pods\"",
            "behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero",
            "behavior.scaleUp.policies[0].periodSeconds: Invalid value: 2000: must be less than or \
             equal to 1800",
            "behavior.scaleUp.tolerance: Invalid value: \"-1\": must be greater than or equal to 0",
        ]
    );
}

#[test]
fn a_written_status_counts_from_nothing() {
    let mut scaler = Value::map();
    scaler.set("status.desiredReplicas", -1);
    let causes = validate_status(&scaler, &scaler).0;
    let told: Vec<_> =
        causes.into_iter().map(|it| format!("{}: {}", it.field, it.message)).collect();
    assert_eq!(
        told,
        ["status.desiredReplicas: Invalid value: -1: must be greater than or equal to 0"]
    );
}
