//! Manifests that are checked, compared, patched, replaced and explained.

use service_lab_engine::schema::Descriptions;
use service_lab_shell::Output;

use super::{DEPLOYMENT, Lab, WEB};

#[test]
fn explain_has_kubectls_form_and_the_words_it_is_given() {
    let mut lab = Lab::new();
    let without = lab.prints("kubectl explain service.spec.type");
    assert_eq!(
        without,
        "KIND:       Service\nVERSION:    v1\n\nFIELD: type <string>\nENUM:\n    ClusterIP\n    ExternalName\n    LoadBalancer\n    NodePort\n\nDESCRIPTION:\n    <empty>\n\n"
    );
    let words = "field-service-spec-ports = The ports at which the Service answers, and where in the Pod they lead.\nfield-service-port-port = The port that clients use.\n";
    lab.cluster.descriptions = Descriptions::read(words).into();
    let text = lab.prints("kubectl explain svc.spec.ports");
    let head = "KIND:       Service\nVERSION:    v1\n\nFIELD: ports <[]ServicePort>\n\n\nDESCRIPTION:\n    The ports at which the Service answers, and where in the Pod they lead.\n    \nFIELDS:\n  appProtocol\t<string>\n    <no description>\n\n";
    assert!(text.starts_with(head), "{text}");
    assert!(
        text.contains("  port\t<integer> -required-\n    The port that clients use.\n\n"),
        "{text}"
    );
    assert!(text.contains("  protocol\t<string>\n  enum: SCTP, TCP, UDP\n"), "{text}");
    assert!(text.ends_with("\n\n\n"), "{text:?}");
    let deep = lab.prints("kubectl explain service --recursive");
    assert!(deep.contains("    ports\t<[]ServicePort>\n      appProtocol\t<string>\n"), "{deep}");
    assert!(deep.contains("  spec\t<ServiceSpec>\n    allocateLoad"), "{deep}");
}

#[test]
fn strict_validation_refuses_an_unknown_field_and_warn_only_warns() {
    let wrong = WEB.replace("spec:", "spec:\n  foo: bar");
    let mut lab = Lab::new();
    let refused = lab.feed("kubectl apply -f -", &wrong);
    assert_eq!(refused.exit, 1);
    assert!(refused.stderr.contains("unknown field \"spec.foo\""), "{}", refused.stderr);
    let warned = lab.feed("kubectl apply --validate=warn -f -", &wrong);
    assert_eq!(warned.stdout, "service/web created\n");
    assert_eq!(warned.stderr, "Warning: unknown field \"spec.foo\"\n");
}

#[test]
fn without_validation_an_unknown_field_is_dropped_in_silence() {
    let mut lab = Lab::new();
    let wrong = WEB.replace("spec:", "spec:\n  foo: bar");
    let done = lab.feed("kubectl apply --validate=false -f -", &wrong);
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("service/web created\n", ""));
    assert_eq!(lab.prints("kubectl get svc web -o jsonpath='{.spec.foo}'"), "");
}

#[test]
fn a_value_that_validate_does_not_know_is_refused() {
    let done = Lab::new().feed("kubectl apply --validate=maybe -f -", WEB);
    assert_eq!(done.exit, 1);
    assert!(done.stderr.starts_with("error: invalid - validate option"), "{}", done.stderr);
}

#[test]
fn a_diff_of_what_is_there_is_empty() {
    let done = Lab::with(WEB).feed("kubectl diff -f -", WEB);
    assert_eq!(done, Output::default());
}

#[test]
fn a_diff_shows_only_the_changed_line_and_changes_nothing() {
    let mut lab = Lab::with(WEB);
    let done = lab.feed("kubectl diff -f -", &WEB.replace("8080", "9090"));
    assert_eq!(done.exit, 1);
    let changed: Vec<&str> = done
        .stdout
        .lines()
        .filter(|it| it.starts_with(['-', '+']) && !it.starts_with("---") && !it.starts_with("+++"))
        .collect();
    assert_eq!(changed, ["-    targetPort: 8080", "+    targetPort: 9090"]);
    let port = lab.prints("kubectl get svc web -o jsonpath='{.spec.ports[0].targetPort}'");
    assert_eq!(port, "8080");
}

#[test]
fn a_diff_of_an_invalid_manifest_gives_2() {
    let done = Lab::with(WEB).feed("kubectl diff -f -", &WEB.replace("port: 80,", "port: 0,"));
    assert_eq!(done.exit, 2);
    assert!(done.stderr.starts_with("The Service \"web\" is invalid: "), "{}", done.stderr);
}

#[test]
fn apply_by_force_makes_anew_what_cannot_change() {
    let mut lab = Lab::with(WEB);
    let other = WEB.replace("10.96.0.20", "10.96.0.96");
    assert_eq!(lab.feed("kubectl apply -f -", &other).exit, 1);
    let forced = lab.feed("kubectl apply --force -f -", &other);
    assert_eq!((forced.stdout.as_str(), forced.exit), ("service/web configured\n", 0));
    let address = lab.prints("kubectl get svc web -o jsonpath='{.spec.clusterIP}'");
    assert_eq!(address, "10.96.0.96");
}

#[test]
fn explain_lists_the_fields_of_a_type_and_which_are_required() {
    let text = Lab::new().prints("kubectl explain service.spec.ports");
    assert!(text.starts_with("KIND:       Service\nVERSION:    v1\n\n"), "{text}");
    assert!(text.contains("FIELD: ports <[]ServicePort>\n"), "{text}");
    assert!(text.contains("  port\t<integer> -required-\n"), "{text}");
    assert!(text.contains("  protocol\t<string>\n  enum: SCTP, TCP, UDP\n"), "{text}");
}

#[test]
fn explain_names_the_first_field_that_does_not_exist() {
    let done = Lab::new().run("kubectl explain deployment.spec.replica.count");
    assert_eq!(done.stderr, "error: field \"replica\" does not exist\n");
    assert_eq!(done.exit, 1);
}

#[test]
fn a_patch_with_an_unknown_field_warns_and_changes_nothing() {
    let done = Lab::with(WEB).run("kubectl patch svc web -p '{\"spec\":{\"foo\":1}}'");
    assert_eq!(done.stdout, "service/web patched (no change)\n");
    assert_eq!(done.stderr, "Warning: unknown field \"spec.foo\"\n");
}

#[test]
fn a_json_patch_of_a_missing_path_is_refused_without_a_reason() {
    let patch = "[{\"op\":\"replace\",\"path\":\"/spec/foo/bar\",\"value\":1}]";
    let done = Lab::with(WEB).run(&format!("kubectl patch svc web --type=json -p '{patch}'"));
    assert_eq!(
        done.stderr,
        "The request is invalid: the server rejected our request due to an error in our request\n"
    );
}

/// Models kubectl/pkg/cmd/util/editor/editoptions.go.
#[test]
fn a_program_edits_an_object_where_nobody_does() {
    let mut lab = Lab::with(WEB);
    let edit = "EDITOR='sed -i s/ClusterIP$/NodePort/' kubectl edit svc web";
    assert_eq!(lab.run(edit).stdout, "service/web edited\n");
    assert_eq!(lab.prints("kubectl get svc web -o jsonpath='{.spec.type}'"), "NodePort");
    assert_eq!(lab.run(edit).stderr, "Edit cancelled, no changes made.\n");
}

/// Models kubectl/pkg/cmd/create/create_service.go parsePorts.
#[test]
fn a_target_port_is_looked_at_before_anything_is_sent() {
    for (ports, words) in [
        ("80:0", "error: must be between 1 and 65535, inclusive\n"),
        ("80:a--b", "error: must not contain consecutive hyphens\n"),
    ] {
        let line = format!("kubectl create service clusterip api --tcp={ports}");
        assert_eq!(Lab::new().run(&line).stderr, words);
    }
}

#[test]
fn rollout_alone_prints_its_help_and_fails() {
    let done = Lab::new().run("kubectl rollout");
    assert!(done.stdout.starts_with("Manage the rollout"), "{}", done.stdout);
    assert_eq!(done.exit, 1);
}

#[test]
fn flags_of_apply_that_do_not_go_together_are_refused() {
    let mut lab = Lab::new();
    for (flags, why) in [
        ("--force --dry-run=server", "--dry-run=server cannot be used with --force"),
        ("--force-conflicts", "--force-conflicts only works with --server-side"),
        ("--all -l app=web", "cannot set --all and --selector at the same time"),
    ] {
        let done = lab.feed(&format!("kubectl apply {flags} -f -"), WEB);
        assert_eq!(done.stderr, format!("error: {why}\n"));
        assert_eq!(done.exit, 1);
    }
    assert_eq!(lab.run("kubectl get svc web").exit, 1);
}

#[test]
fn replace_takes_a_grace_period_only_by_force() {
    let mut lab = Lab::with(WEB);
    let refused = lab.feed("kubectl replace --grace-period=0 -f -", WEB);
    assert_eq!(refused.stderr, "error: --grace-period must have --force specified\n");
    let done = lab.feed("kubectl replace --force --grace-period=0 -f -", WEB);
    assert!(done.stdout.ends_with("service/web replaced\n"), "{}", done.stdout);
}

#[test]
fn who_manages_what_is_shown_when_asked_for() {
    let mut lab = Lab::with(DEPLOYMENT);
    assert!(!lab.prints("kubectl get deploy web -o yaml").contains("managedFields"));
    let shown = lab.prints("kubectl get deploy web -o yaml --show-managed-fields");
    for wanted in [
        "manager: kubectl-client-side-apply",
        "f:matchLabels",
        "subresource: status",
        "f:deployment.kubernetes.io/revision: {}",
        "k:{\"name\":\"web\"}:",
    ] {
        assert_eq!(shown.contains(wanted), wanted != "f:matchLabels", "{wanted}\n{shown}");
    }
    let said = lab.feed(
        "kubectl apply --server-side --field-manager=ci -f -",
        &DEPLOYMENT.replace("replicas: 2", "replicas: 3"),
    );
    let conflict = "error: Apply failed with 1 conflict: conflict with \
                    \"kubectl-client-side-apply\" using apps/v1: .spec.replicas\n";
    assert!(said.stderr.starts_with(conflict), "{}", said.stderr);
}
