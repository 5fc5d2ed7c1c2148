use super::*;

const DEPLOYMENT: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx
";

/// The nodes of the Pods of a Deployment of two and of what these commands
/// make, in the order in which they came, with " going" where one is; bound
/// as the list says.
fn nodes_after(commands: &[&str], place: &[&str]) -> Vec<String> {
    let mut rollout = Rollout::new(&json!({"kubelet": {"place": place}}));
    rollout.kubectl("kubectl apply -f -", DEPLOYMENT);
    rollout.settle();
    for command in commands {
        rollout.kubectl(command, "");
        rollout.settle();
    }
    let here = rollout.pods_here();
    let told = rollout.pods.iter().filter_map(|name| {
        let pod = here.iter().find(|it| it["pod"] == json!(name))?;
        let going = if pod["terminating"] == json!(true) { " going" } else { "" };
        Some([pod["node"].as_str()?, going].concat())
    });
    told.collect()
}

#[test]
fn a_pod_is_bound_before_its_size_is_taken_back() {
    let place = ["node-1", "node-2", "node-2"];
    let nodes = nodes_after(&["kubectl scale rs -l app=web --replicas=4"], &place);
    assert_eq!(nodes, ["node-1", "node-2", "node-2 going", "node-1 going"]);
}

#[test]
fn pods_go_where_the_namespace_has_fewest_whoever_owns_them() {
    let commands = [
        "kubectl run one --image=nginx",
        "kubectl run two --image=nginx",
        "kubectl scale deployment web --replicas=4",
    ];
    let nodes = nodes_after(&commands, &[]);
    assert_eq!(nodes, ["node-1", "node-2", "node-3", "node-1", "node-2", "node-3"]);
}

#[test]
fn a_pod_that_is_going_still_counts_on_its_node() {
    let nodes = nodes_after(&["kubectl delete pod <p1> --wait=false"], &[]);
    assert_eq!(nodes, ["node-1 going", "node-2", "node-3"]);
}

#[test]
fn what_goes_with_its_deployment_goes_in_any_order() {
    let went = |one: &str, two: &str| {
        json!([
            {"rs": "r3", "from": 1, "to": 0},
            {"rs": one, "deleted": true},
            {"rs": two, "deleted": true},
        ])
    };
    let gone = json!({"deployment": null});
    assert_eq!(in_order(&gone, &went("r2", "r1")), in_order(&gone, &went("r1", "r2")));
    let there = json!({"deployment": {"spec": 1}});
    assert_ne!(in_order(&there, &went("r2", "r1")), in_order(&there, &went("r1", "r2")));
}
