//! Whole clusters, moved on by hand.

use super::*;
use crate::cluster::ClusterConfig;
use crate::objects::{PodPhase, ServiceType};
use crate::value::Map;

mod left_over;
mod listed;
mod refused;
mod replaced;
mod revisions;
mod rollouts;
mod stateful;
mod told;
mod upstream;

/// A cluster that is moved through time.
struct Lab {
    store: Store,
    machines: Machines,
    config: ClusterConfig,
    now_ms: u64,
    next_at_ms: Option<u64>,
    who: Who,
    probe: Probe,
}

impl Lab {
    fn new() -> Self {
        let config = ClusterConfig::default();
        let mut store = Store::default();
        bootstrap(&mut store, &config);
        let machines = Machines::default();
        let (who, probe): (Who, Probe) = (Who::Everyone, |_, _, _| true);
        let mut lab = Self { store, machines, config, now_ms: 0, next_at_ms: None, who, probe };
        lab.settle();
        lab
    }

    fn settle(&mut self) -> Settled {
        let given =
            Given { config: &self.config, now_ms: self.now_ms, probe: self.probe, who: self.who };
        let settled = settle(&mut self.store, &mut self.machines, &given);
        assert!(settled.settled, "the controllers must come to rest");
        self.next_at_ms = settled.next_at_ms;
        settled
    }

    fn wait(&mut self, ms: u64) {
        let end = self.now_ms + ms;
        while let Some(next) = self.next_at_ms.filter(|it| *it <= end) {
            self.now_ms = next.max(self.now_ms + 1);
            self.settle();
        }
        self.now_ms = end;
        self.settle();
    }

    fn put(&mut self, value: Value) {
        let kind = Kind::find(value.text("apiVersion"), value.text("kind")).expect("a known kind");
        let mut value = value;
        value.set("metadata.namespace", "default");
        value.set("metadata.uid", format!("uid-{}", value.text("metadata.name")));
        self.store.put(Object::new(kind, value), Actor::Learner);
        self.settle();
    }

    fn pods(&self) -> Vec<(String, String, String)> {
        self.store
            .pods()
            .map(|(object, pod)| {
                let ip = pod.ips.first().map(ToString::to_string).unwrap_or_default();
                (object.key.name.to_string(), ip, pod.node_name.clone())
            })
            .collect()
    }

    /// The names of the Pods that are being deleted.
    fn ending(&self) -> Vec<&str> {
        let ending = self.store.pods().filter(|(object, _)| object.meta.deleting);
        ending.map(|(object, _)| &*object.key.name).collect()
    }

    fn ready(&self) -> usize {
        self.store.pods().filter(|(object, pod)| pod.ready && !object.meta.deleting).count()
    }

    fn endpoints(&self, service: &str) -> Vec<(bool, bool)> {
        self.store
            .endpoint_slices()
            .filter(|(_, slice)| slice.service.as_deref() == Some(service))
            .flat_map(|(_, slice)| &slice.endpoints)
            .map(|it| (it.ready == Some(true), it.terminating == Some(true)))
            .collect()
    }
}

fn container() -> Value {
    let mut value = Value::map();
    value.set("name", "web");
    value.set("image", "nginx:1.27");
    value
}

fn deployment(replicas: i64) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", "apps/v1");
    value.set("kind", "Deployment");
    value.set("metadata.name", "web");
    value.set("spec.replicas", replicas);
    value.set("spec.progressDeadlineSeconds", 600);
    value.set("spec.selector.matchLabels.app", "web");
    value.set("spec.template.metadata.labels.app", "web");
    value.set("spec.template.spec.containers", vec![container()]);
    value
}

fn service() -> Value {
    let mut port = Value::map();
    port.set("port", 80);
    port.set("targetPort", 80);
    port.set("protocol", "TCP");
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Service");
    value.set("metadata.name", "web");
    value.set("spec.type", "ClusterIP");
    value.set("spec.clusterIP", "10.96.7.7");
    value.set("spec.ipFamilies", vec!["IPv4".into()]);
    value.set("spec.selector.app", "web");
    value.set("spec.ports", vec![port]);
    value
}

#[test]
fn a_deployment_brings_running_pods_spread_over_the_nodes_behind_its_service() {
    let mut lab = Lab::new();
    lab.put(service());
    lab.put(deployment(3));
    assert_eq!(lab.ready(), 0);
    lab.wait(2_000);
    assert_eq!(lab.ready(), 3, "{:?}", lab.pods());
    let nodes: BTreeSet<String> = lab.pods().into_iter().map(|(_, _, node)| node).collect();
    assert_eq!(nodes.len(), 3);
    assert_eq!(lab.endpoints("web"), vec![(true, false); 3]);
    let stored = lab.store.find(Kind::Deployment, "default", "web").expect("it is there");
    assert_eq!(stored.value.at("status.availableReplicas"), Some(&Value::Int(3)));
    let progressing = condition::find(&stored.value, "Progressing").expect("it is told");
    assert_eq!(progressing.text("reason"), "NewReplicaSetAvailable");
}

#[test]
fn a_pod_made_by_hand_runs_too() {
    let mut lab = Lab::new();
    let mut pod = Value::map();
    pod.set("apiVersion", "v1");
    pod.set("kind", "Pod");
    pod.set("metadata.name", "web");
    pod.set("spec.containers", vec![container()]);
    lab.put(pod);
    lab.wait(2_000);
    assert_eq!(lab.pods(), [("web".into(), "10.244.1.2".into(), "node-1".into())]);
}

#[test]
fn a_deleted_pod_is_replaced_under_a_new_name_and_address() {
    let mut lab = Lab::new();
    lab.put(service());
    lab.put(deployment(2));
    lab.wait(2_000);
    let before = lab.pods();
    let key = Key::new(Kind::Pod, "default", &before[0].0);
    let ending = graceful_end(lab.store.get(&key).expect("it is there"), lab.now_ms);
    lab.store.put(Object::new(Kind::Pod, ending), Actor::Learner);
    lab.settle();
    assert_eq!(lab.pods().len(), 3, "the old one is ending while the new one comes");
    assert!(lab.endpoints("web").contains(&(false, true)));
    lab.wait(2_000);
    assert_eq!(lab.ready(), 2);
    lab.wait(40_000);
    let after = lab.pods();
    assert_eq!(after.len(), 2);
    assert!(after.iter().all(|(name, ip, _)| *name != before[0].0 && *ip != before[0].1));
}

#[test]
fn a_silent_node_is_given_up_after_fifty_seconds_and_emptied_after_five_minutes() {
    let mut lab = Lab::new();
    lab.put(service());
    lab.put(deployment(3));
    lab.wait(2_000);
    lab.machines.powered_off.insert("node-2".into(), lab.now_ms);
    lab.settle();
    lab.wait(49_000);
    assert_eq!(lab.ready(), 3, "nobody knows yet");
    lab.wait(2_000);
    assert_eq!(lab.ready(), 2);
    assert_eq!(lab.endpoints("web").iter().filter(|it| it.0).count(), 2);
    lab.wait(298_000);
    assert_eq!(lab.pods().len(), 3);
    lab.wait(5_000);
    assert_eq!(lab.pods().len(), 4, "the lost one is ending for ever, another one runs");
    assert_eq!(lab.ready(), 3);
    lab.machines.powered_off.clear();
    lab.settle();
    lab.wait(60_000);
    assert_eq!(lab.pods().len(), 3);
}

#[test]
fn a_crash_restarts_the_container_later_each_time_until_it_has_run_for_ten_minutes() {
    let mut lab = Lab::new();
    lab.put(deployment(1));
    lab.wait(2_000);
    let key = Key::new(Kind::Pod, "default", &lab.pods()[0].0);
    for (calm, wait) in
        [(0, 1_000), (0, 10_000), (0, 20_000), (598_000, 40_000), (600_000, 1_000), (0, 10_000)]
    {
        lab.wait(calm);
        assert!(crash(&mut lab.store, &key, 1, lab.now_ms).is_some());
        lab.settle();
        lab.wait(wait - 1_000);
        assert_eq!(lab.ready(), 0, "{wait}");
        lab.wait(2_000);
        assert_eq!(lab.ready(), 1, "{wait}");
    }
}

#[test]
fn the_pod_that_is_not_ready_goes_first_when_a_deployment_shrinks() {
    let mut lab = Lab::new();
    lab.put(deployment(3));
    lab.wait(5_000);
    let sick = lab.pods()[1].0.clone();
    lab.machines.not_ready.insert(Key::new(Kind::Pod, "default", &sick), lab.now_ms);
    lab.settle();
    assert_eq!(lab.ready(), 2);
    let mut smaller = lab.store.find(Kind::Deployment, "default", "web").expect("it").value.clone();
    smaller.set("spec.replicas", 2);
    lab.store.put(Object::new(Kind::Deployment, smaller), Actor::Learner);
    lab.settle();
    assert_eq!(lab.ending(), [sick]);
}

#[test]
fn a_rolling_update_never_has_fewer_pods_ready_than_it_may() {
    let mut lab = Lab::new();
    lab.put(deployment(4));
    lab.wait(5_000);
    let mut newer = lab.store.find(Kind::Deployment, "default", "web").expect("it").value.clone();
    let mut changed = container();
    changed.set("image", "nginx:1.28");
    newer.set("spec.template.spec.containers", vec![changed]);
    lab.store.put(Object::new(Kind::Deployment, newer), Actor::Learner);
    lab.settle();
    for _ in 0..60 {
        lab.wait(1_000);
        assert!(lab.ready() >= 3, "25 % of 4 may be missing");
        assert!(lab.store.replica_sets().map(|(_, it)| it.replicas).sum::<i64>() <= 5);
    }
    let sizes: Vec<i64> = lab.store.replica_sets().map(|(_, it)| it.replicas).collect();
    assert_eq!(sizes.iter().filter(|it| **it == 4).count(), 1);
    assert!(lab.store.pods().all(|(_, pod)| pod.containers[0].image == "nginx:1.28"));
}

#[test]
fn the_same_history_gives_the_same_cluster() {
    let run = || {
        let mut lab = Lab::new();
        lab.put(service());
        lab.put(deployment(5));
        lab.wait(10_000);
        lab
    };
    let (one, other) = (run(), run());
    assert_eq!(one.store, other.store);
    assert_eq!(one.machines, other.machines);
}

#[test]
fn an_image_that_does_not_exist_keeps_its_pod_pending() {
    let mut lab = Lab::new();
    let mut wrong = deployment(1);
    let mut changed = container();
    changed.set("image", "nginx:nope");
    wrong.set("spec.template.spec.containers", vec![changed]);
    lab.put(wrong);
    lab.wait(700_000);
    assert!(lab.store.pods().all(|(_, pod)| pod.phase == PodPhase::Pending && !pod.ready));
    let stored = lab.store.find(Kind::Deployment, "default", "web").expect("it is there");
    let progressing = condition::find(&stored.value, "Progressing").expect("it is told");
    assert_eq!(progressing.text("reason"), "ProgressDeadlineExceeded");
}

#[test]
fn a_load_balancer_gets_its_address_from_the_provider_after_a_while() {
    let mut lab = Lab::new();
    lab.config.provider = Provider::CloudProviderKind;
    let mut wanted = service();
    wanted.set("spec.type", "LoadBalancer");
    lab.put(wanted);
    let point = |lab: &Lab| {
        let (_, view) = lab
            .store
            .services()
            .find(|(_, it)| it.kind == ServiceType::LoadBalancer)
            .expect("it is there");
        view.ingress.first().map(|it| (it.ip, it.hostname.is_some(), it.proxy))
    };
    assert_eq!(point(&lab), None);
    lab.wait(5_000);
    assert!(matches!(point(&lab), Some((Some(_), false, true))));
    lab.config.provider = Provider::AwsNlb;
    lab.settle();
    lab.wait(60_000);
    assert!(matches!(point(&lab), Some((None, true, false))));
    lab.config.provider = Provider::None;
    lab.settle();
    assert_eq!(point(&lab), None);
}

#[test]
fn the_kubernetes_service_comes_back_when_it_is_deleted() {
    let mut lab = Lab::new();
    let key = Key::new(Kind::Service, "default", "kubernetes");
    assert!(lab.store.get(&key).is_some());
    lab.store.delete(&key, Actor::Learner);
    lab.settle();
    assert!(lab.store.get(&key).is_some());
    assert_eq!(lab.endpoints("kubernetes"), vec![(true, false)]);
}

#[test]
fn what_a_deleted_deployment_owned_goes_with_it() {
    let mut lab = Lab::new();
    lab.put(deployment(2));
    lab.wait(3_000);
    lab.store.delete(&Key::new(Kind::Deployment, "default", "web"), Actor::Learner);
    lab.settle();
    assert_eq!(lab.store.replica_sets().count(), 0);
    assert!(lab.store.pods().all(|(object, _)| object.meta.deleting));
    lab.wait(31_000);
    assert_eq!(lab.pods(), []);
}

#[test]
fn many_services_settle_in_few_rounds_and_an_edit_of_one_touches_only_its_own_slices() {
    let mut lab = Lab::new();
    for number in 0..100 {
        let name = format!("web-{number}");
        let mut wanted = service();
        wanted.set("metadata.name", name.as_str());
        wanted.set("metadata.namespace", "default");
        wanted.set("spec.selector.app", name.as_str());
        lab.store.put(Object::new(Kind::Service, wanted), Actor::Learner);
        let mut sized = deployment(3);
        sized.set("metadata.name", name.as_str());
        sized.set("metadata.namespace", "default");
        sized.set("metadata.uid", format!("uid-{name}"));
        sized.set("spec.selector.matchLabels.app", name.as_str());
        sized.set("spec.template.metadata.labels.app", name.as_str());
        lab.store.put(Object::new(Kind::Deployment, sized), Actor::Learner);
    }
    lab.settle();
    lab.wait(5_000);
    assert_eq!(lab.ready(), 300);
    assert_eq!(lab.endpoints("web-7").len(), 3);
    let mut changed = lab.store.find(Kind::Service, "default", "web-7").expect("it").value.clone();
    changed.set("spec.selector.app", "nothing");
    lab.store.put(Object::new(Kind::Service, changed), Actor::Learner);
    let settled = lab.settle();
    let touched: BTreeSet<&Kind> = settled.changes.iter().map(|it| &it.key.kind).collect();
    assert_eq!(settled.changes.len(), 2, "{touched:?}");
    assert_eq!(touched, BTreeSet::from([&Kind::Endpoints, &Kind::EndpointSlice]));
}

#[test]
fn a_pod_with_a_probe_stays_ready_until_the_probe_has_failed_three_times() {
    let mut lab = Lab::new();
    let mut probed = container();
    probed.set("readinessProbe.httpGet.port", 80);
    probed.set("readinessProbe.initialDelaySeconds", 5);
    let mut wanted = deployment(1);
    wanted.set("spec.template.spec.containers", vec![probed]);
    lab.put(wanted);
    lab.wait(4_000);
    assert_eq!(lab.ready(), 0, "the first probe comes after the initial delay");
    lab.wait(3_000);
    assert_eq!(lab.ready(), 1);
    let key = Key::new(Kind::Pod, "default", &lab.pods()[0].0);
    lab.machines.not_ready.insert(key, lab.now_ms);
    lab.settle();
    lab.wait(29_000);
    assert_eq!(lab.ready(), 1);
    lab.wait(2_000);
    assert_eq!(lab.ready(), 0);
}

#[test]
fn a_pod_finds_no_node_that_its_selector_names_and_says_so() {
    let mut lab = Lab::new();
    let mut picky = deployment(1);
    picky.set("spec.template.spec.nodeSelector.disk", "ssd");
    lab.put(picky);
    lab.wait(5_000);
    let (pod, _) = lab.store.pods().next().expect("one Pod");
    let scheduled = condition::find(&pod.value, "PodScheduled").expect("it is told");
    assert_eq!(scheduled.text("reason"), "Unschedulable");
    assert!(
        scheduled.text("message").starts_with("0/3 nodes are available: 3 node(s) didn't match")
    );
}

/// pkg/controller/util/node/controller_utils.go MarkPodsNotReady changes the
/// status alone; pkg/controller/tainteviction/taint_eviction.go tells why it
/// deletes, and of what it does not delete after all.
#[test]
fn pods_of_a_lost_node_say_why_they_go_and_stay_when_it_is_back_in_time() {
    let mut lab = Lab::new();
    lab.put(deployment(3));
    lab.wait(2_000);
    let lost = |lab: &Lab| {
        let (pod, _) = lab.store.pods().find(|(_, it)| it.node_name == "node-2").expect("one");
        pod.clone()
    };
    lab.machines.powered_off.insert("node-2".into(), lab.now_ms);
    lab.settle();
    lab.wait(60_000);
    let pod = lost(&lab);
    let ready = condition::find(&pod.value, "Ready").expect("it is told");
    assert_eq!((ready.text("status"), ready.text("reason")), ("False", ""));
    lab.machines.powered_off.clear();
    let back = lab.settle();
    let told = |settled: &Settled| -> Vec<String> {
        let all = settled.reports.iter().filter(|it| it.reason == "TaintManagerEviction");
        all.map(|it| it.message.clone()).collect()
    };
    assert_eq!(told(&back), [format!("Cancelling deletion of Pod default/{}", pod.key.name)]);
    assert!(told(&lab.settle()).is_empty());
    lab.machines.powered_off.insert("node-2".into(), lab.now_ms);
    lab.settle();
    lab.wait(400_000);
    let pod = lost(&lab);
    assert!(pod.meta.deleting);
    let why = condition::find(&pod.value, "DisruptionTarget").expect("it is told");
    assert_eq!(why.text("reason"), "DeletionByTaintManager");
    assert_eq!(why.text("message"), "Taint manager: deleting due to NoExecute taint");
}
