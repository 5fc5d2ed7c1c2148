//! What the controllers make of what was typed: owners and what they own,
//! deletions, events, balancers, autoscalers.

use service_lab_engine::cluster::Provider;
use service_lab_engine::world::{Command, step};

use super::{DEPLOYMENT, Lab, REST_MS, WEB};

#[test]
fn orphaned_replicasets_stay_when_their_deployment_goes() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.run("kubectl delete deploy web --cascade=orphan");
    let left = lab.prints("kubectl get rs -o jsonpath='{.items[*].metadata.ownerReferences}'");
    assert_eq!(left, "");
    assert_eq!(lab.prints("kubectl get rs --no-headers").lines().count(), 1);
}

#[test]
fn a_deleted_deployment_takes_its_replicasets_along() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.run("kubectl delete deploy web");
    assert_eq!(lab.prints("kubectl get rs --no-headers"), "");
}

#[test]
fn what_came_about_last_stands_last_in_a_deployments_conditions() {
    let mut lab = Lab::with(DEPLOYMENT);
    let order = lab.prints("kubectl get deploy web -o jsonpath='{.status.conditions[*].type}'");
    assert_eq!(order, "Available Progressing");
}

#[test]
fn a_deployment_whose_pods_are_refused_says_why_in_its_conditions_and_events() {
    let text = DEPLOYMENT
        .replace("      containers:", "      serviceAccountName: shop\n      containers:");
    let mut lab = Lab::with(&text);
    assert_eq!(
        lab.feed("kubectl get pods", "").stderr,
        "No resources found in default namespace.\n"
    );
    let condition = "  ReplicaFailure   True    FailedCreate\n";
    let deployment = lab.feed("kubectl describe deployment web", "").stdout;
    assert!(deployment.contains(condition), "{deployment}");
    let set = lab.feed("kubectl describe rs -l app=web", "").stdout;
    assert!(set.contains("Conditions:\n  Type             Status  Reason\n"), "{set}");
    assert!(set.contains(condition), "{set}");
    let why = "Error creating: pods \"web-";
    assert!(set.contains(why) && set.contains("serviceaccount \"shop\" not found"), "{set}");
}

/// client-go tools/record EventCorrelator.
#[test]
fn an_event_that_comes_again_is_counted() {
    let text = "apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      priorityClassName: high
      containers:
      - {name: db, image: agnhost}
";
    let mut lab = Lab::with(text);
    let count = "kubectl get events -o jsonpath='{.items[*].count}'";
    let before: usize = lab.prints(count).parse().expect("one number");
    lab.run("kubectl annotate statefulset db note=one");
    assert_eq!(lab.prints(count), (before + 1).to_string());
    let printed = lab.prints("kubectl describe statefulset db");
    let why = "create Pod db-0 in StatefulSet db failed error: pods \"db-0\" is forbidden: \
               no PriorityClass with name high was found";
    assert_eq!(printed.matches(why).count(), 1, "{printed}");
}

#[test]
fn a_finalizer_holds_a_deletion_until_it_is_gone() {
    let mut lab = Lab::with(WEB);
    let finalizers = "'{\"metadata\":{\"finalizers\":[\"example.com/wait\"]}}'";
    lab.run(&format!("kubectl patch svc web -p {finalizers}"));
    assert_eq!(
        lab.prints("kubectl delete svc web --wait=false"),
        "service \"web\" deleted from default namespace\n"
    );
    let at = lab.prints("kubectl get svc web -o jsonpath='{.metadata.deletionTimestamp}'");
    assert!(at.starts_with("2026-"), "{at}");
    let more = "'{\"metadata\":{\"finalizers\":[\"example.com/wait\",\"example.com/more\"]}}'";
    let refused = lab.run(&format!("kubectl patch svc web --type=merge -p {more}")).stderr;
    assert!(
        refused.contains(
            "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being \
             deleted, found new finalizers []string{\"example.com/more\"}"
        ),
        "{refused}"
    );
    lab.run("kubectl patch svc web --type=json -p '[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]'");
    assert!(lab.run("kubectl get svc web").stderr.contains("not found"));
}

#[test]
fn foreground_deletion_takes_what_is_owned_first() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.run("kubectl delete deploy web --cascade=foreground --wait=false");
    let held = lab.prints("kubectl get deploy,rs -o jsonpath='{.items[*].metadata.finalizers}'");
    assert_eq!(held, "[\"foregroundDeletion\"] [\"foregroundDeletion\"]");
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: 60_000 }).world;
    let left = lab.run("kubectl get deploy,rs,pods");
    assert_eq!(left.stdout, "", "{}", left.stderr);
}

/// staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go
/// deletionFinalizersForGarbageCollection: each request says anew what is waited for.
#[test]
fn a_second_deletion_in_the_background_waits_for_nothing_more() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.run("kubectl delete deploy web --cascade=foreground --wait=false");
    assert!(lab.prints("kubectl get deploy").contains("web"), "it waits for its Pods");
    lab.run("kubectl delete deploy web --wait=false");
    assert!(lab.run("kubectl get deploy web").stderr.contains("not found"));

    let mut lab = Lab::with(DEPLOYMENT);
    let hold = "'{\"metadata\":{\"finalizers\":[\"example.com/wait\"]}}'";
    lab.run(&format!("kubectl patch deploy web -p {hold}"));
    lab.run("kubectl delete deploy web --wait=false");
    let finalizers = "kubectl get deploy web -o jsonpath='{.metadata.finalizers}'";
    assert_eq!(lab.prints(finalizers), "[\"example.com/wait\"]");
    lab.run("kubectl delete deploy web --cascade=foreground --wait=false");
    assert_eq!(lab.prints(finalizers), "[\"example.com/wait\",\"foregroundDeletion\"]");
    lab.run("kubectl delete deploy web --wait=false");
    assert_eq!(lab.prints(finalizers), "[\"example.com/wait\"]");
}

#[test]
fn a_load_balancer_keeps_its_service_until_it_is_taken_back() {
    let mut lab = Lab::new();
    let provider = Command::SetProvider { provider: Provider::Gcp };
    lab.cluster.world = step(&lab.cluster.world, &provider).world;
    lab.feed("kubectl apply -f -", &WEB.replace("spec:", "spec:\n  type: LoadBalancer"));
    let held = lab.prints("kubectl get svc web -o jsonpath='{.metadata.finalizers}'");
    assert_eq!(held, "[\"service.kubernetes.io/load-balancer-cleanup\"]");
    lab.run("kubectl patch svc web -p '{\"spec\":{\"type\":\"ClusterIP\"}}'");
    assert_eq!(lab.prints("kubectl get svc web -o jsonpath='{.metadata.finalizers}'"), "");
    lab.run("kubectl patch svc web -p '{\"spec\":{\"type\":\"LoadBalancer\"}}'");
    lab.run("kubectl delete svc web");
    assert!(lab.run("kubectl get svc web").stderr.contains("not found"));
    assert!(lab.prints("kubectl get events").contains("DeletedLoadBalancer"));
}

#[test]
fn an_ingress_class_is_checked_shown_and_given_to_ingresses_without_one() {
    let mut lab = Lab::new();
    let class = "apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
  annotations: {ingressclass.kubernetes.io/is-default-class: 'true'}
spec:
  controller: k8s.io/ingress-nginx
";
    let bad =
        lab.feed("kubectl apply -f -", &class.replace("k8s.io/ingress-nginx", "nginx")).stderr;
    assert_eq!(
        bad,
        "The IngressClass \"nginx\" is invalid: spec.controller: Invalid value: \"nginx\": must be a \
         domain-prefixed path (such as \"acme.io/foo\")\n"
    );
    assert_eq!(
        lab.feed("kubectl apply -f -", class).stdout,
        "ingressclass.networking.k8s.io/nginx created\n"
    );
    let table = lab.prints("kubectl get ingressclass");
    assert!(
        table.starts_with(
            "NAME    CONTROLLER             PARAMETERS   AGE\nnginx   k8s.io/ingress-nginx   <none>"
        ),
        "{table}"
    );
    let ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  \
                   defaultBackend: {service: {name: web, port: {number: 80}}}\n";
    lab.feed("kubectl apply -f -", ingress);
    assert_eq!(lab.prints("kubectl get ing web -o jsonpath='{.spec.ingressClassName}'"), "nginx");
}

#[test]
fn an_autoscaler_without_a_metrics_server_only_keeps_its_limits() {
    let mut lab = Lab::with(DEPLOYMENT);
    let said = lab.prints("kubectl autoscale deploy web --min=3 --max=5 --cpu=50%");
    assert_eq!(said, "horizontalpodautoscaler.autoscaling/web autoscaled\n");
    assert_eq!(lab.prints("kubectl get deploy web -o jsonpath='{.spec.replicas}'"), "3");
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: REST_MS }).world;
    let table = lab.prints("kubectl get hpa");
    assert!(
        table.starts_with(
            "NAME   REFERENCE        TARGETS              MINPODS   MAXPODS   REPLICAS   AGE\n\
             web    Deployment/web   cpu: <unknown>/50%   3         5         3          2m"
        ),
        "{table}"
    );
    let described = lab.prints("kubectl describe hpa web");
    for wanted in [
        "  resource cpu on pods  (as a percentage of request):  <unknown> / 50%\n",
        "Deployment pods:                                       3 current / 3 desired\n",
        "  ScalingActive  False   FailedGetResourceMetric",
        "New size: 3; reason: Current number of replicas below Spec.MinReplicas",
    ] {
        assert!(described.contains(wanted), "{wanted}\n{described}");
    }
    let again = lab.run("kubectl autoscale deploy web --max=5").stderr;
    let there = "Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling \"web\" \
                 already exists\n";
    assert_eq!(again, there);
    let service = lab.feed("kubectl apply -f -", WEB);
    assert_eq!(service.exit, 0);
    assert_eq!(
        lab.run("kubectl autoscale svc web --max=5").stderr,
        "error: cannot autoscale a Service: could not find scale subresource for /v1, \
         Resource=services in discovery information\n"
    );
}

/// curl keeps a connection open, and what follows on it is not chosen anew.
#[test]
fn urls_of_one_server_are_fetched_on_one_connection() {
    let mut lab = Lab::with(&format!("{WEB}---\n{DEPLOYMENT}"));
    let twice = "kubectl exec deploy/web -- curl -s web/hostname web/hostname";
    for _ in 0..8 {
        let said = lab.prints(twice);
        let middle = said.len() / 2;
        assert!(said.starts_with("web-"), "{said}");
        assert_eq!(said.get(..middle), said.get(middle..), "two Pods answered on one connection");
    }
    let apart: std::collections::BTreeSet<String> =
        (0..16).map(|_| lab.prints("kubectl exec deploy/web -- curl -s web/hostname")).collect();
    assert_eq!(apart.len(), 2);
    let two = lab.run("kubectl exec deploy/web -- curl -sv -o /dev/null web/hostname web/hostname");
    assert!(two.stdout.starts_with("web-"), "the second has no --output: {two:?}");
    assert!(two.stderr.contains("Re-using existing http: connection with host web"), "{two:?}");
    let last = lab.run("kubectl exec deploy/web -- curl -s nowhere web/hostname");
    assert_eq!((last.exit, last.stdout.is_empty()), (0, false), "the last one decides");
}

/// pkg/proxy/healthcheck/service_health.go (v1.36): a count, and 503 where it is zero.
#[test]
fn a_node_tells_load_balancers_how_many_ready_endpoints_it_has() {
    let mut lab = Lab::with(DEPLOYMENT);
    let provider = Command::SetProvider { provider: Provider::Gcp };
    lab.cluster.world = step(&lab.cluster.world, &provider).world;
    let spec =
        "spec:\n  type: LoadBalancer\n  externalTrafficPolicy: Local\n  healthCheckNodePort: 32000";
    lab.feed("kubectl apply -f -", &WEB.replace("spec:", spec));
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: REST_MS }).world;
    let told = |count: u32| {
        format!(
            "{{\n\t\"service\": {{\n\t\t\"namespace\": \"default\",\n\t\t\"name\": \"web\"\n\t}},\n\t\"localEndpoints\": {count},\n\t\"serviceProxyHealthy\": true\n}}"
        )
    };
    assert_eq!(lab.prints("curl -s 172.18.0.2:32000"), told(1));
    let verbose = lab.run("curl -sv 172.18.0.4:32000");
    assert_eq!(verbose.stdout, told(0));
    assert!(verbose.stderr.contains("< HTTP/1.1 503 Service Unavailable\n"), "{}", verbose.stderr);
}
