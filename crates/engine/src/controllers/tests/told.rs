//! What the kubelet tells of containers, word for word.

use super::*;

/// What was told of Pods since the last time, by container.
fn told(lab: &mut Lab, ms: u64) -> Vec<String> {
    let mut reports = lab.settle().reports;
    let end = lab.now_ms + ms;
    while let Some(next) = lab.next_at_ms.filter(|it| *it <= end) {
        lab.now_ms = next.max(lab.now_ms + 1);
        reports.extend(lab.settle().reports);
    }
    lab.now_ms = end;
    let of_pods = reports.iter().filter(|it| it.about.kind == Kind::Pod && it.from == "kubelet");
    of_pods
        .map(|it| format!("{:?} {} {}: {}", it.severity, it.reason, it.container, it.message))
        .collect()
}

fn pod(image: &str) -> Value {
    let mut run = container();
    run.set("image", image);
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Pod");
    value.set("metadata.name", "a");
    value.set("metadata.namespace", "default");
    value.set("metadata.uid", "uid-a");
    value.set("spec.containers", vec![run]);
    value.set("spec.terminationGracePeriodSeconds", 30);
    value.set("status.phase", "Pending");
    value
}

/// pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer and
/// killContainer, kuberuntime_manager.go doBackOff, images/image_manager.go
/// EnsureImageExists (v1.36).
#[test]
fn the_kubelet_tells_what_becomes_of_each_container() {
    let start = [
        "Normal Pulled web: Container image \"nginx:1\" already present on machine and can be \
         accessed by the pod",
        "Normal Created web: Container created",
        "Normal Started web: Container started",
    ];
    let mut lab = Lab::new();
    let key = Key::new(Kind::Pod, "default", "a");
    lab.store.put(Object::new(Kind::Pod, pod("nginx:1")), Actor::Learner);
    assert_eq!(told(&mut lab, 5_000), start);
    crash(&mut lab.store, &key, 1, lab.now_ms);
    assert_eq!(told(&mut lab, 5_000), start);
    crash(&mut lab.store, &key, 1, lab.now_ms);
    let back_off = "Warning BackOff web: Back-off restarting failed container web in pod \
                    a_default(uid-a)";
    let mut again = vec![back_off];
    again.extend(start);
    assert_eq!(told(&mut lab, 15_000), again);
    let ending = graceful_end(lab.store.get(&key).expect("it runs"), lab.now_ms);
    lab.store.put(Object::new(Kind::Pod, ending), Actor::Learner);
    assert_eq!(told(&mut lab, 60_000), ["Normal Killing web: Stopping container web"]);
    assert!(lab.store.get(&key).is_none());

    lab.store.put(Object::new(Kind::Pod, pod("nginx:nope")), Actor::Learner);
    let pull = [
        "Normal Pulling web: Pulling image \"nginx:nope\"",
        "Warning Failed web: Failed to pull image \"nginx:nope\": nginx:nope: not found",
        "Warning Failed web: Error: ErrImagePull",
        "Normal BackOff web: Back-off pulling image \"nginx:nope\"",
        "Warning Failed web: Error: ImagePullBackOff",
    ];
    assert_eq!(told(&mut lab, 60_000), pull);
}

/// pkg/kubelet/prober/prober.go probe, pkg/probe/http and pkg/probe/tcp: told
/// once where the kubelet tells it each time.
#[test]
fn a_probe_that_fails_is_told_of_with_its_reason() {
    let probed = |kind: &str, action: &str, delay: i64| {
        let mut value = pod("nginx:1");
        let mut run = container();
        run.set("image", "nginx:1");
        run.set(&format!("{kind}.{action}.port"), 81);
        if action == "httpGet" {
            run.set(&format!("{kind}.{action}.path"), "/ready");
        }
        run.set(&format!("{kind}.initialDelaySeconds"), delay);
        value.set("spec.containers", vec![run]);
        value
    };
    let unhealthy = |probe: Probe, value: Value| -> Vec<String> {
        let mut lab = Lab::new();
        lab.probe = probe;
        lab.store.put(Object::new(Kind::Pod, value), Actor::Learner);
        let all = told(&mut lab, 20_000);
        let ip = lab.pods().remove(0).1;
        let all = all.into_iter().filter(|it| it.contains("Unhealthy"));
        all.map(|it| it.replace(&ip, "IP")).collect()
    };
    let never: Probe = |_, _, _| false;
    let front: Probe = |_, _, probe| probe.text("httpGet.path") == "/";
    let refused = "dial tcp IP:81: connect: connection refused";
    let said = |what: String| vec![format!("Warning Unhealthy web: {what}")];
    for delay in [0, 5] {
        assert_eq!(
            unhealthy(never, probed("readinessProbe", "httpGet", delay)),
            said(format!("Readiness probe failed: Get \"http://IP:81/ready\": {refused}"))
        );
        assert_eq!(
            unhealthy(front, probed("readinessProbe", "httpGet", delay)),
            said("Readiness probe failed: HTTP probe failed with statuscode: 404".to_owned())
        );
        assert_eq!(
            unhealthy(never, probed("startupProbe", "tcpSocket", delay)),
            said(format!("Startup probe failed: {refused}"))
        );
    }
    assert!(unhealthy(|_, _, _| true, probed("readinessProbe", "httpGet", 0)).is_empty());

    let mut lab = Lab::new();
    lab.store.put(Object::new(Kind::Pod, probed("livenessProbe", "tcpSocket", 0)), Actor::Learner);
    assert_eq!(told(&mut lab, 10_000).len(), 3);
    lab.probe = never;
    lab.now_ms += 60_000;
    let killed = told(&mut lab, 500);
    assert_eq!(killed.len(), 2, "{killed:?}");
    assert!(killed[0].contains("Unhealthy web: Liveness probe failed: dial tcp "));
    let why = "Normal Killing web: Container web failed liveness probe, will be restarted";
    assert_eq!(killed[1], why);
    let mut switched = Lab::new();
    switched
        .store
        .put(Object::new(Kind::Pod, probed("readinessProbe", "httpGet", 0)), Actor::Learner);
    told(&mut switched, 10_000);
    switched.machines.not_ready.insert(Key::new(Kind::Pod, "default", "a"), switched.now_ms);
    assert_eq!(
        told(&mut switched, 60_000),
        said("Readiness probe failed: HTTP probe failed with statuscode: 503".to_owned())
    );
}
