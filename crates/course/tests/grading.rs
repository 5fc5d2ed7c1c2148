//! Goals and predictions are judged by what happens, on a clone of the world.

use service_lab_course::{
    Act, Choice, Expect, Goal, GoalKind, Listener, Party, Prediction, RequestSpec, Selector,
    Sender, Target, TargetPort, VerdictKind, Wanted, act, commands, grade, truths,
};
use service_lab_engine::cluster::{ClusterConfig, NodeConfig};
use service_lab_engine::objects::{Key, Kind};
use service_lab_engine::world::{Command, World, step};

const WEB: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: [netexec, --http-port=8080]
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector: {app: web}
  ports:
  - {port: 80, targetPort: 8080, nodePort: 30080}
";

fn world() -> World {
    let nodes = (1..=2).map(NodeConfig::numbered).collect();
    let (world, problems) = World::new(ClusterConfig { nodes, ..ClusterConfig::default() });
    assert_eq!(problems, []);
    let edited = step(&world, &Command::Edit { text: WEB.to_owned() }).world;
    step(&edited, &Command::Wait { ms: 60_000 }).world
}

fn web() -> Selector {
    [("app".to_owned(), "web".to_owned())].into()
}

fn from_outside(count: u32) -> RequestSpec {
    RequestSpec {
        from: Sender::Outside,
        to: Target::Node("node-1".to_owned()),
        port: TargetPort::NodePortOf("web".to_owned()),
        count,
    }
}

fn met(world: &World, acts: Vec<Act>, request: RequestSpec, expect: Expect) -> bool {
    let kind = GoalKind::Behaves { acts, request, expect };
    grade(world, &Goal { id: "g".to_owned(), kind }, &Default::default()).met
}

fn all(verdict: VerdictKind) -> Expect {
    Expect { verdict: Some(verdict), ..Expect::default() }
}

#[test]
fn a_goal_on_behaviour_is_met_by_what_happens() {
    let world = world();
    assert!(met(&world, vec![], from_outside(1), all(VerdictKind::Delivered)));
    assert!(!met(&world, vec![], from_outside(1), all(VerdictKind::Refused)));
}

#[test]
fn three_pods_answer_by_chance_and_not_in_turn() {
    let world = world();
    let spread = |least, in_turn| Expect {
        spread_at_least: Some(least),
        in_turn: Some(in_turn),
        ..Expect::default()
    };
    assert!(met(&world, vec![], from_outside(30), spread(3, false)));
    assert!(!met(&world, vec![], from_outside(30), spread(4, false)));
    assert!(!met(&world, vec![], from_outside(30), spread(3, true)));
}

#[test]
fn the_source_that_a_pod_sees_is_told_from_the_clients() {
    let world = world();
    let seen = |party| Expect { source_seen: Some(party), ..Expect::default() };
    assert!(met(&world, vec![], from_outside(1), seen(Party::AnyNode)));
    assert!(!met(&world, vec![], from_outside(1), seen(Party::Client)));
    assert!(!met(&world, vec![], from_outside(1), seen(Party::Service("web".to_owned()))));
}

#[test]
fn a_program_is_known_by_the_address_and_port_that_it_answers_at() {
    let world = world();
    let pod = world.store.pods().next().expect("three Pods").1.ips[0];
    let at = |address, port| Expect {
        answered_at: Some(Listener { address, port }),
        ..Expect::default()
    };
    assert!(met(&world, vec![], from_outside(5), at(None, Some(8080))));
    assert!(!met(&world, vec![], from_outside(5), at(None, Some(30080))));
    assert!(!met(&world, vec![], from_outside(30), at(Some(pod), None)));
    let one =
        vec![Act::Scale { deployment: "web".to_owned(), replicas: 1 }, Act::Wait { seconds: 60 }];
    let left = act(&act(&world, &one[0]), &one[1]).store.pods().next().expect("one Pod").1.ips[0];
    assert!(met(&world, one.clone(), from_outside(5), at(Some(left), None)));
    assert!(met(&world, one.clone(), from_outside(5), at(Some(left), Some(8080))));
    assert!(!met(&world, one, from_outside(5), at(Some(left), Some(9090))));
}

#[test]
fn grading_leaves_the_learners_world_as_it_is() {
    let world = world();
    let before = world.clone();
    let acts = vec![Act::SetNode { node: "node-1".to_owned(), up: false }];
    assert!(met(&world, acts, from_outside(1), all(VerdictKind::TimedOut)));
    assert_eq!(world, before);
}

#[test]
fn a_service_that_is_not_there_gives_no_address() {
    let world = world();
    let request = RequestSpec {
        to: Target::LoadBalancer("web".to_owned()),
        port: TargetPort::Number(80),
        ..from_outside(1)
    };
    let address = |there| Expect { address: Some(there), ..Expect::default() };
    assert!(met(&world, vec![], request.clone(), address(false)));
    assert!(!met(&world, vec![], request.clone(), address(true)));
    assert!(!met(&world, vec![], request, all(VerdictKind::Delivered)));
}

#[test]
fn states_are_goals_where_nothing_happens() {
    let world = world();
    let goal = |kind| grade(&world, &Goal { id: "g".to_owned(), kind }, &Default::default()).met;
    let ready = |at_least, at_most| GoalKind::PodsReady { pods: web(), at_least, at_most };
    let holds = |field: &str, wanted| GoalKind::Field {
        object: Key::new(Kind::Service, "default", "web"),
        field: field.to_owned(),
        wanted,
    };
    let field = |is: &str| holds("spec.ports.0.nodePort", Wanted::Text(is.to_owned()));
    assert!(goal(ready(3, Some(3))));
    assert!(!goal(ready(4, None)));
    assert!(goal(field("30080")));
    assert!(goal(holds("spec.selector", Wanted::Anything)));
    assert!(!goal(holds("spec.selector", Wanted::Nothing)));
    assert!(goal(holds("spec.externalName", Wanted::Nothing)));
    assert!(!goal(holds("spec.externalName", Wanted::Anything)));
    assert!(goal(GoalKind::Any(vec![field("1"), field("30080")])));
    assert!(!goal(GoalKind::All(vec![field("1"), field("30080")])));
}

#[test]
fn a_prediction_knows_its_truth_only_by_trying() {
    let world = world();
    let prediction = Prediction {
        id: "p".to_owned(),
        acts: vec![],
        request: from_outside(1),
        options: [VerdictKind::Refused, VerdictKind::Delivered]
            .map(|verdict| Choice { id: format!("{verdict:?}"), expect: all(verdict) })
            .into(),
    };
    assert_eq!(truths(&world, &prediction, &Default::default()), [1]);
}

#[test]
fn an_act_on_nothing_does_nothing() {
    let world = world();
    let nobody: Selector = [("app".to_owned(), "nobody".to_owned())].into();
    assert_eq!(commands(&world, &Act::DeletePod(nobody.clone())), []);
    assert_eq!(act(&world, &Act::CrashPod(nobody)), world);
}
