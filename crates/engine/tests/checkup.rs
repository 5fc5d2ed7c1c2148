//! Every way in to every Service is tried, and what does not work is found.

use service_lab_engine::checkup::{Outcome, Way, look};
use service_lab_engine::cluster::{ClusterConfig, Provider};
use service_lab_engine::net::{Advice, Client, Reason, Request};
use service_lab_engine::objects::{Key, Kind, Protocol};
use service_lab_engine::world::{Command, Event, World, step};

/// A Deployment whose program listens on 8080, and who calls it.
const PODS: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: [netexec, --http-port=8080]
---
apiVersion: v1
kind: Pod
metadata: {name: visitor, labels: {app: visitor}}
spec:
  containers:
  - {name: main, image: registry.k8s.io/e2e-test-images/agnhost:2.53, args: [pause]}
";

fn world(text: &str) -> World {
    world_with(Provider::None, text)
}

fn world_with(provider: Provider, text: &str) -> World {
    let config = ClusterConfig { provider, ..ClusterConfig::default() };
    let (world, problems) = World::new(config);
    assert_eq!(problems, []);
    let world = step(&world, &Command::Edit { text: text.to_owned() }).world;
    step(&world, &Command::Wait { ms: 60_000 }).world
}

fn service(spec: &str) -> World {
    world(&with_service(spec))
}

fn with_service(spec: &str) -> String {
    format!("{PODS}---\napiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec:\n{spec}")
}

/// From whom to where, how many of them were answered, and the advice.
fn told(way: &Way) -> (String, Option<(u32, u32)>, Option<Advice>) {
    let route = |request: &Request| {
        let from = match &request.from {
            Client::Outside => "outside".to_owned(),
            Client::Node(name) | Client::Pod { name, .. } => name.to_string(),
        };
        format!("{from} {}:{}", request.host, request.port)
    };
    let (to, answered) = match &way.outcome {
        Outcome::Tried { request, sent, answered, .. } => {
            (route(request), Some((*answered, *sent)))
        }
        Outcome::KeptOut { request, .. } => (format!("{} kept out", route(request)), None),
        Outcome::Pending { .. } => ("pending".to_owned(), None),
        Outcome::Untried => ("untried".to_owned(), None),
    };
    (to, answered, way.advice().cloned())
}

fn key() -> Key {
    Key::new(Kind::Service, "default", "web")
}

#[test]
fn a_sound_service_is_asked_from_a_pod_and_at_every_node_and_the_world_stays() {
    let spec = "  type: NodePort\n  selector: {app: web}\n  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]\n";
    let world = service(spec);
    let before = world.clone();
    let ways = look(&world);
    assert_eq!(world, before);
    let found: Vec<_> = ways.iter().map(told).collect();
    let fine = |to: &str| (to.to_owned(), Some((8, 8)), None);
    assert_eq!(
        found,
        [
            fine("visitor web:80"),
            fine("outside 172.18.0.2:30080"),
            fine("outside 172.18.0.3:30080"),
            fine("outside 172.18.0.4:30080"),
        ]
    );
    assert!(ways.iter().all(Way::is_fine));
}

#[test]
fn a_selector_that_nobody_fits_and_a_port_where_nobody_listens_are_found() {
    let world = service("  selector: {app: wbe}\n  ports: [{port: 80, targetPort: 8080}]\n");
    let advice = Some(Advice::MatchSelector { service: key() });
    assert_eq!(told(&look(&world)[0]), ("visitor web:80".to_owned(), Some((0, 1)), advice));

    let world = self::service("  selector: {app: web}\n  ports: [{port: 80, targetPort: 80}]\n");
    let advice = Some(Advice::SetTargetPort { service: key(), from: 80, to: 8080 });
    assert_eq!(told(&look(&world)[0]), ("visitor web:80".to_owned(), Some((0, 8)), advice));
}

#[test]
fn one_endpoint_of_several_that_does_not_answer_is_found() {
    let other = PODS.replace("name: web}", "name: old}").replace("8080", "9090");
    let other = other.replace("{app: web}", "{app: web, version: old}");
    let service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n";
    let text = format!("{PODS}---\n{}{service}", other.split("---").next().unwrap_or_default());
    let ways = look(&world(&text));
    let Outcome::Tried { sent, answered, failed: Some(trace), .. } = &ways[0].outcome else {
        panic!("{ways:?}");
    };
    assert_eq!(*sent, 16);
    assert!((1..16).contains(answered), "{answered}");
    assert!(matches!(trace.because, Reason::NobodyListens { .. }), "{:?}", trace.because);
    // To follow the trace's advice would break what answers now.
    assert!(trace.advice.is_some());
    assert_eq!(ways[0].advice(), None);

    let held = text.replace("spec: {selector", "spec: {sessionAffinity: ClientIP, selector");
    let ways = look(&world(&held));
    let Outcome::Tried { answered, .. } = &ways[0].outcome else { panic!("{ways:?}") };
    assert!((1..16).contains(answered), "an affinity holds one caller: {answered}");
}

#[test]
fn a_local_policy_is_asked_on_each_node() {
    let spec = "  internalTrafficPolicy: Local\n  selector: {app: web}\n  ports: [{port: 80, targetPort: 8080}]\n";
    let ways = look(&service(spec));
    // The visitor, and three nodes, of which one has no Pod of `web`.
    assert_eq!(ways.len(), 4);
    let silent: Vec<_> = ways.iter().filter(|it| !it.is_fine()).map(told).collect();
    assert!(
        silent.iter().all(|(_, _, it)| matches!(it, Some(Advice::PlacePodOrUseCluster { .. }))),
        "{silent:?}"
    );
    let from_nodes = silent.iter().filter(|(to, ..)| to.starts_with("node-")).count();
    assert_eq!(from_nodes, 1);
}

#[test]
fn a_load_balancer_that_nobody_makes_is_found() {
    let spec =
        "  type: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80, targetPort: 8080}]\n";
    let ways = look(&service(spec));
    assert!(ways[0].is_fine());
    let advice = Some(Advice::InstallProvider { service: key(), node_port: true });
    let node_port = told(&ways[1]).0;
    assert!(node_port.starts_with("outside 172.18.0.2:3"), "{node_port}");
    assert_eq!(told(&ways[4]), ("pending".to_owned(), None, advice));
}

#[test]
fn a_load_balancer_that_does_not_come_says_what_it_waits_for() {
    let pending = |provider: Provider, spec: &str| {
        let head = "  type: LoadBalancer\n  selector: {app: web}\n";
        let ways = look(&world_with(provider, &with_service(&[head, spec].concat())));
        told(ways.last().expect("ways")).2
    };
    let port = "  ports: [{port: 80, targetPort: 8080}]\n";
    let none = ["  allocateLoadBalancerNodePorts: false\n", port].concat();
    let advice = Advice::InstallProvider { service: key(), node_port: false };
    assert_eq!(pending(Provider::None, &none), Some(advice));
    let class = "a.example/other".to_owned();
    let classed = ["  loadBalancerClass: a.example/other\n", port].concat();
    let advice = Advice::ServeClass { service: key(), class };
    assert_eq!(pending(Provider::Gcp, &classed), Some(advice));
    let spoken = "  ports: [{port: 80, protocol: UDP, targetPort: 8081}]\n";
    let advice = Advice::NoSuchBalancer { service: key(), protocol: Protocol::Udp };
    assert_eq!(pending(Provider::AwsClassic, spoken), Some(advice));
}

#[test]
fn a_pod_whose_program_has_ended_does_not_ask() {
    let ended = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: a-shell}\nspec: {containers: [{name: main, image: busybox}]}\n";
    let spec = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n";
    let ways = look(&world(&[PODS, ended, spec].concat()));
    assert_eq!(told(&ways[0]).0, "visitor web:80");
}

#[test]
fn a_closed_readiness_gate_is_named() {
    let gate = "\n    spec:\n      readinessGates: [{conditionType: a.example/open}]";
    let gated = PODS.replacen("\n    spec:", gate, 1);
    let spec = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n";
    let ways = look(&world(&[&gated, spec].concat()));
    let Some(Advice::OpenReadinessGate { gate, .. }) = told(&ways[0]).2 else { panic!("{ways:?}") };
    assert_eq!(gate, "a.example/open");
}

#[test]
fn whom_a_policy_lets_in_is_who_is_asked() {
    let guarded = |from: &str| {
        let policy = format!(
            "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: guard}}\nspec:\n  podSelector: {{matchLabels: {{app: web}}}}\n  ingress:\n  - from: [{{podSelector: {{matchLabels: {{app: {from}}}}}}}]\n"
        );
        let stranger = PODS.split("---").nth(1).unwrap_or_default();
        let stranger = stranger.replace("visitor", "a-stranger");
        let spec = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n";
        look(&world(&format!("{PODS}---{stranger}{spec}{policy}")))
    };
    let ways = guarded("visitor");
    assert_eq!(told(&ways[0]).0, "visitor web:80");
    assert!(ways[0].is_fine());
    let ways = guarded("nobody");
    assert_eq!(ways.len(), 1);
    assert!(matches!(told(&ways[0]).2, Some(Advice::AllowInPolicy { .. })), "{ways:?}");
}

#[test]
fn a_headless_service_is_asked_at_the_ports_of_its_pods_and_an_alias_at_any() {
    let ways = look(&service(
        "  clusterIP: None\n  selector: {app: web}\n  ports: [{port: 80, targetPort: 8080}]\n",
    ));
    assert_eq!(told(&ways[0]), ("visitor web:8080".to_owned(), Some((8, 8)), None));
    let ways = look(&service("  type: ExternalName\n  externalName: 192.0.2.1\n"));
    let advice = Some(Advice::NameNoAddress { address: "192.0.2.1".to_owned() });
    assert_eq!(told(&ways[0]), ("visitor web:80".to_owned(), Some((0, 1)), advice));
}

#[test]
fn a_pod_with_another_dns_does_not_ask() {
    let visitor = PODS.split("---").nth(1).unwrap_or_default();
    let agent = visitor.replace("visitor", "agent").replace("spec:", "spec:\n  dnsPolicy: Default");
    let spec = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n";
    let ways = look(&world(&format!("{PODS}---{agent}{spec}")));
    assert_eq!(told(&ways[0]), ("visitor web:80".to_owned(), Some((8, 8)), None));

    // Where it alone is there, a node asks; and nobody tells a Pod to come inside.
    let world = world(&format!("{}---{agent}{spec}", PODS.split("---").next().unwrap_or_default()));
    assert!(told(&look(&world)[0]).0.starts_with("node-1 10.96."));
    let from = Client::Pod { namespace: "default".into(), name: "agent".into() };
    let sent = step(&world, &Command::Send { request: Request::tcp(from, "web", 80) });
    let Some(Event::Sent(trace)) = sent.events.first() else { panic!("{:?}", sent.events) };
    assert!(matches!(trace.because, Reason::NoClusterDns { .. }), "{:?}", trace.because);
    assert_eq!(trace.advice, None);
}

#[test]
fn who_is_kept_out_is_no_fault_where_others_are_let_in() {
    let policy = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: guard}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  ingress:\n  - from: [{podSelector: {}}]\n";
    let spec = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}\n";
    let ways = look(&world(&format!("{PODS}{spec}{policy}")));
    let found: Vec<String> = ways.iter().map(|it| told(it).0).collect();
    let kept_out = found.iter().filter(|it| it.ends_with("kept out")).count();
    assert_eq!((found[0].as_str(), kept_out), ("visitor web:80", 2), "{found:?}");
}

#[test]
fn what_leads_out_of_the_cluster_is_listed_and_not_called_broken() {
    let alias = look(&service("  type: ExternalName\n  externalName: db.example.com\n"));
    assert_eq!(alias.iter().map(|it| told(it).0).collect::<Vec<_>>(), ["untried"]);
    let slice = "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web-1, labels: {kubernetes.io/service-name: web}}\naddressType: IPv4\nports: [{port: 5432}]\nendpoints: [{addresses: [192.0.2.42]}]\n";
    let ways = look(&service(&format!("  ports: [{{port: 5432}}]\n{slice}")));
    assert_eq!(ways.iter().map(|it| told(it).0).collect::<Vec<_>>(), ["untried"]);
    assert!(ways[0].is_fine());
}

#[test]
fn a_headless_service_that_nobody_stands_behind_is_found() {
    let alone = "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, selector: {app: db}, ports: [{port: 80}]}\n";
    assert_eq!(look(&world(alone)).iter().map(|it| told(it).0).collect::<Vec<_>>(), ["untried"]);
    let ways = look(&service("  clusterIP: None\n  selector: {app: wbe}\n  ports: [{port: 80}]\n"));
    let advice = Some(Advice::MatchSelector { service: key() });
    assert_eq!(told(&ways[0]), ("visitor web:80".to_owned(), Some((0, 1)), advice));
}

#[test]
fn a_name_for_different_ports_is_asked_for_at_each_pod() {
    let numbered = PODS.replace(
        "--http-port=8080]",
        "--http-port=8080]\n        ports: [{name: http, containerPort: 8080}]",
    );
    let other =
        numbered.split("---").next().unwrap_or_default().replace("name: web}", "name: old}");
    let other = other.replace("8080", "9090").replace("{app: web}", "{app: web, version: old}");
    let service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {clusterIP: None, selector: {app: web}, ports: [{port: 80, targetPort: http}]}\n";
    let ways = look(&world(&format!("{numbered}---\n{other}{service}")));
    assert_eq!(ways.len(), 4, "{ways:?}");
    assert!(ways.iter().all(Way::is_fine), "{ways:?}");
}

#[test]
fn a_selector_that_fits_what_does_not_run_is_not_called_wrong() {
    let world = service("  selector: {app: web}\n  ports: [{port: 80, targetPort: 8080}]\n");
    let scaled = Command::Scale { key: Key::new(Kind::Deployment, "default", "web"), replicas: 0 };
    let world = step(&step(&world, &scaled).world, &Command::Wait { ms: 60_000 }).world;
    let advice = Some(Advice::RunPods { service: key() });
    assert_eq!(told(&look(&world)[0]), ("visitor web:80".to_owned(), Some((0, 1)), advice));
}

#[test]
fn a_load_balancer_with_a_name_is_asked_by_it() {
    let spec =
        "  type: LoadBalancer\n  selector: {app: web}\n  ports: [{port: 80, targetPort: 8080}]\n";
    let world = step(&service(spec), &Command::SetProvider { provider: Provider::AwsNlb }).world;
    let world = step(&world, &Command::Wait { ms: 600_000 }).world;
    let ways = look(&world);
    let (to, answered, _) = told(&ways[1]);
    assert!(to.starts_with("outside ") && to.ends_with(".amazonaws.com:80"), "{to}");
    assert_eq!(answered, Some((8, 8)));
}
