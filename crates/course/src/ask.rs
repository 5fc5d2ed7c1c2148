//! A lesson's words for who sends what where, looked up in a certain world.

use std::collections::BTreeMap;

use service_lab_engine::net::{Client, Request};
use service_lab_engine::objects::{Key, Kind, Object, Service, View};
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, World, step_on};

use crate::goal::{Act, RequestSpec, Selector, Sender, Target, TargetPort};
use crate::lesson::{Lesson, ObjectRef, ValueSpec, Values};

/// A request of a lesson in a certain world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// It can be sent.
    Send(Request),
    /// There is nothing to send to (no load-balancer address yet, no such
    /// Pod or Service).
    NoAddress,
    /// The sender does not exist.
    NoSender,
}

/// The world after an act. An act on something that is not there does nothing.
pub fn act(world: &World, act: &Act) -> World {
    commands(world, act).iter().fold(world.clone(), |world, command| step_on(world, command).world)
}

/// An act as commands, for the learner's own world and its history.
pub fn commands(world: &World, act: &Act) -> Vec<Command> {
    let pod = |pods: &Selector| pods_with(world, pods).next().map(|it| it.key.clone());
    match act {
        Act::DeletePod(pods) => pod(pods).map(|key| Command::Delete { key }).into_iter().collect(),
        Act::CrashPod(pods) => pod(pods).map(|key| Command::CrashPod { key }).into_iter().collect(),
        Act::SetReady { pod: pods, ready } => {
            pod(pods).map(|key| Command::SetReady { key, ready: *ready }).into_iter().collect()
        }
        Act::Scale { deployment, replicas } => vec![Command::Scale {
            key: Key::new(Kind::Deployment, NAMESPACE, deployment),
            replicas: i64::from(*replicas),
        }],
        Act::SetNode { node, up } => {
            vec![Command::SetNode { name: node.as_str().into(), up: *up }]
        }
        Act::Wait { seconds } => vec![Command::Wait { ms: u64::from(*seconds) * 1000 }],
    }
}

/// The namespace of lessons.
const NAMESPACE: &str = "default";

/// A request of a lesson as it would be sent in this world.
pub fn ask(world: &World, request: &RequestSpec, values: &Values) -> Ask {
    let Some(from) = client(world, &request.from) else { return Ask::NoSender };
    match (host(world, &request.to, values), port(world, &request.port)) {
        (Some(host), Some(port)) => Ask::Send(Request::tcp(from, &host, port)),
        _ => Ask::NoAddress,
    }
}

fn client(world: &World, sender: &Sender) -> Option<Client> {
    let pod = |key: &Key| Client::Pod { namespace: key.namespace.clone(), name: key.name.clone() };
    match sender {
        Sender::Outside => Some(Client::Outside),
        Sender::Node(name) => {
            world.store.find(Kind::Node, "", name).map(|it| Client::Node(it.key.name.clone()))
        }
        Sender::Pod(name) => world.store.find(Kind::Pod, NAMESPACE, name).map(|it| pod(&it.key)),
        Sender::PodWith(pods) => pods_with(world, pods).next().map(|it| pod(&it.key)),
    }
}

fn host(world: &World, target: &Target, values: &Values) -> Option<String> {
    match target {
        Target::Host(text) => match text.strip_prefix('$') {
            Some(name) => values.get(name).cloned(),
            None => Some(text.clone()),
        },
        Target::Node(name) => match &world.store.find(Kind::Node, "", name)?.view {
            View::Node(node) => node.internal_ips.first().map(ToString::to_string),
            _ => None,
        },
        Target::Service(name) => {
            service(world, name, |it| it.cluster_ips.first().map(ToString::to_string))
        }
        Target::LoadBalancer(name) => service(world, name, |it| {
            let point = it.ingress.first()?;
            point.ip.map(|ip| ip.to_string()).or_else(|| point.hostname.clone())
        }),
        Target::PodWith(pods) => match &pods_with(world, pods).next()?.view {
            View::Pod(pod) => pod.ips.first().map(ToString::to_string),
            _ => None,
        },
    }
}

fn port(world: &World, port: &TargetPort) -> Option<u16> {
    match port {
        TargetPort::Number(number) => Some(*number),
        TargetPort::NodePortOf(name) => service(world, name, |it| {
            it.ports.first().map(|port| port.node_port).filter(|port| *port != 0)
        }),
    }
}

pub(crate) fn service<T>(
    world: &World,
    name: &str,
    read: impl Fn(&Service) -> Option<T>,
) -> Option<T> {
    match &world.store.find(Kind::Service, NAMESPACE, name)?.view {
        View::Service(service) => read(service),
        _ => None,
    }
}

/// Pods of the lessons' namespace that have these labels and are not on their
/// way out, by name.
pub(crate) fn pods_with<'a>(
    world: &'a World,
    pods: &'a Selector,
) -> impl Iterator<Item = &'a Object> {
    world.store.pods().map(|(object, _)| object).filter(move |object| {
        object.key.namespace.as_ref() == NAMESPACE && !object.meta.deleting && has(object, pods)
    })
}

pub(crate) fn has(object: &Object, labels: &Selector) -> bool {
    labels.iter().all(|(key, value)| object.meta.labels.get(key) == Some(value))
}

/// A field by its dotted path of names and places, as text.
pub(crate) fn field_text(value: &Value, path: &str) -> Option<String> {
    let found = path.split('.').try_fold(value, |value, part| match part.parse::<usize>() {
        Ok(place) => value.as_list()?.get(place),
        Err(_) => value.get(part),
    })?;
    match found {
        Value::Null => None,
        Value::Str(text) => Some(text.clone()),
        other => Some(other.to_json()),
    }
}

impl Lesson {
    /// The live values of its prose, read from the starts of its benches:
    /// `start` gives the start world of a bench. What is not there reads `?`.
    pub fn values(&self, start: impl Fn(&str) -> Option<World>) -> Values {
        let mut worlds: BTreeMap<&str, Option<World>> = BTreeMap::new();
        self.values
            .iter()
            .map(|spec| {
                let world = worlds.entry(&spec.bench).or_insert_with(|| start(&spec.bench));
                let text = world.as_ref().and_then(|world| value_in(world, spec));
                (spec.name.clone(), text.unwrap_or_else(|| "?".to_owned()))
            })
            .collect()
    }
}

fn value_in(world: &World, spec: &ValueSpec) -> Option<String> {
    let object = match &spec.object {
        ObjectRef::Named(key) => world.store.get(key)?.as_ref(),
        ObjectRef::PodWith(pods) => pods_with(world, pods).next()?,
    };
    field_text(&object.value, &spec.field)
}
