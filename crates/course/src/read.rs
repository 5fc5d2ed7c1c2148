//! From the texts of content/ to typed lessons.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use service_lab_engine::cluster::{
    Answer, ClusterConfig, Listener, NodeConfig, Provider, ProxyMode,
};
use service_lab_engine::objects::{Key, Kind, Protocol};
use service_lab_engine::span::Span;
use service_lab_engine::yaml::Node;

use crate::bench::BenchSpec;
use crate::content::{Chapter, Content, Course, Example, Files};
use crate::fault::{Expected, Fault, FaultKind};
use crate::fields::{Faults, Map, document, flag, list, number, spelt, text, word};
use crate::lesson::{
    Block, Choice, Depth, Exercise, Lesson, ObjectRef, Panel, Prediction, Step, Try, ValueSpec,
};
use crate::read::goals::{acts, expect, goals, request, selector, sender};

mod goals;

/// Reads all of content/.
pub(crate) fn content(files: &Files) -> (Content, Vec<Fault>) {
    let mut faults = Vec::new();
    let course = course(files, &mut faults);
    let lessons = course
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.lessons)
        .filter_map(|id| lesson(files, id, &mut faults))
        .collect();
    let examples = examples(files, &mut faults);
    (Content { course, lessons, examples }, faults)
}

/// Opens a file of one document and reads it; its faults join the others.
fn open<T>(
    files: &Files,
    path: &str,
    all: &mut Vec<Fault>,
    read: impl FnOnce(&Node, &mut Faults) -> Option<T>,
) -> Option<T> {
    let mut faults = Faults::of(path);
    let found = match files.get(path) {
        Some(text) => document(text, &mut faults).and_then(|root| read(&root, &mut faults)),
        None => {
            faults.add(Span::at(0), FaultKind::NoFile);
            None
        }
    };
    all.append(&mut faults.list);
    found
}

fn course(files: &Files, all: &mut Vec<Fault>) -> Course {
    open(files, "course.yaml", all, |root, faults| {
        let mut map = Map::of(root, faults)?;
        let chapters = map
            .need("chapters", faults)
            .map(|node| list(node, faults))
            .unwrap_or_default()
            .iter()
            .filter_map(|node| {
                let mut map = Map::of(node, faults)?;
                let id = text(map.need("id", faults)?, faults)?;
                let lessons = texts(map.need("lessons", faults)?, faults);
                map.end(faults);
                Some(Chapter { id, lessons })
            })
            .collect();
        map.end(faults);
        Some(Course { chapters })
    })
    .unwrap_or_default()
}

fn texts(node: &Node, faults: &mut Faults) -> Vec<String> {
    list(node, faults).iter().filter_map(|it| text(it, faults)).collect()
}

/// Reads the examples.
pub(crate) fn examples(files: &Files, all: &mut Vec<Fault>) -> Vec<Example> {
    let ids = open(files, "examples.yaml", all, |root, faults| {
        let mut map = Map::of(root, faults)?;
        let ids = texts(map.need("examples", faults)?, faults);
        map.end(faults);
        Some(ids)
    });
    ids.unwrap_or_default()
        .into_iter()
        .filter_map(|id| {
            let folder = format!("examples/{id}");
            let bench = bench(files, &folder, "start.yaml", "cluster.yaml", 0, all)?;
            Some(Example { id, bench })
        })
        .collect()
}

/// Reads a bench: its start text and its cluster.
fn bench(
    files: &Files,
    folder: &str,
    start: &str,
    cluster: &str,
    seed: u64,
    all: &mut Vec<Fault>,
) -> Option<BenchSpec> {
    let start = file(files, &format!("{folder}/{start}"), all)?;
    let path = format!("{folder}/{cluster}");
    let (mut config, objects) = open(files, &path, all, self::cluster)?;
    if let Some(objects) = objects {
        config.manifests = file(files, &format!("{folder}/{objects}"), all)?;
    }
    config.seed = seed;
    Some(BenchSpec { config, start })
}

fn file(files: &Files, path: &str, all: &mut Vec<Fault>) -> Option<String> {
    let found = files.get(path).cloned();
    if found.is_none() {
        let at = Span::at(0);
        all.push(Fault { file: path.to_owned(), at, kind: FaultKind::NoFile });
    }
    found
}

const PROVIDERS: &[(&str, Provider)] = &[
    ("none", Provider::None),
    ("gcp", Provider::Gcp),
    ("azure", Provider::Azure),
    ("aws-nlb", Provider::AwsNlb),
    ("aws-classic", Provider::AwsClassic),
    ("openstack", Provider::OpenStack),
    ("kind", Provider::CloudProviderKind),
];

const PROXY_MODES: &[(&str, ProxyMode)] =
    &[("iptables", ProxyMode::Iptables), ("nftables", ProxyMode::Nftables)];

/// Reads the description of a cluster on its own, as a lesson's
/// `cluster.yaml`. The file of its own objects is not opened: its name comes
/// beside the cluster, whose `manifests` stay empty.
pub fn read_cluster(
    path: &str,
    text: &str,
) -> (Option<(ClusterConfig, Option<String>)>, Vec<Fault>) {
    let mut all = Vec::new();
    let files = Files::from([(path.to_owned(), text.to_owned())]);
    let found = open(&files, path, &mut all, cluster);
    (found, all)
}

/// A cluster and the name of the file with its own objects.
fn cluster(root: &Node, faults: &mut Faults) -> Option<(ClusterConfig, Option<String>)> {
    let mut map = Map::of(root, faults)?;
    let mut config = ClusterConfig::default();
    if let Some(node) = map.take("provider") {
        config.provider = word(node, PROVIDERS, faults)?;
    }
    if let Some(node) = map.take("proxyMode") {
        config.proxy_mode = word(node, PROXY_MODES, faults)?;
    }
    if let Some(node) = map.take("outside") {
        config.outside = spelt(node, |it| it.parse().ok(), Expected::Address, faults)?;
    }
    if let Some(node) = map.take("nodesReachable") {
        config.nodes_reachable = flag(node, faults)?;
    }
    if let Some(node) = map.take("hairpin") {
        config.hairpin = flag(node, faults)?;
    }
    if let Some(node) = map.take("masqueradeToNodes") {
        config.masquerade_to_nodes = flag(node, faults)?;
    }
    if let Some(node) = map.take("serviceCIDR") {
        config.service_cidrs = vec![spelt(node, |it| it.parse().ok(), Expected::Address, faults)?];
    }
    let nodes = map.need("nodes", faults)?;
    config.nodes = list(nodes, faults).iter().filter_map(|it| cluster_node(it, faults)).collect();
    for node in map.take("images").map(|it| list(it, faults)).unwrap_or_default() {
        if let Some((image, listeners)) = image(node, faults) {
            config.images.insert(image, listeners);
        }
    }
    for node in map.take("outsideHosts").map(|it| list(it, faults)).unwrap_or_default() {
        if let Some((name, address)) = outside_host(node, faults) {
            config.outside_hosts.entry(name).or_default().push(address);
        }
    }
    let objects = map.take("objects").and_then(|it| text(it, faults));
    map.end(faults);
    Some((config, objects))
}

fn cluster_node(node: &Node, faults: &mut Faults) -> Option<NodeConfig> {
    let mut map = Map::of(node, faults)?;
    let name = text(map.need("name", faults)?, faults)?;
    let address = map.need("address", faults)?;
    let address = spelt(address, |it| it.parse().ok(), Expected::Address, faults)?;
    let pods = map.need("podCIDR", faults)?;
    let pods = spelt(pods, |it| it.parse().ok(), Expected::Address, faults)?;
    let zone = map.take("zone").and_then(|it| text(it, faults));
    map.end(faults);
    Some(NodeConfig {
        name,
        addresses: vec![address],
        external_addresses: Vec::new(),
        pod_cidrs: vec![pods],
        zone,
        labels: BTreeMap::new(),
    })
}

fn image(node: &Node, faults: &mut Faults) -> Option<(String, Vec<Listener>)> {
    let mut map = Map::of(node, faults)?;
    let image = text(map.need("image", faults)?, faults)?;
    let listeners = list(map.need("listens", faults)?, faults)
        .iter()
        .filter_map(|node| {
            let mut map = Map::of(node, faults)?;
            let port = number(map.need("port", faults)?, faults)?;
            let address = match map.take("address") {
                Some(node) => Some(spelt(node, |it| it.parse().ok(), Expected::Address, faults)?),
                None => None,
            };
            map.end(faults);
            Some(Listener { address, port, protocol: Protocol::Tcp, answers: Answer::Hostname })
        })
        .collect();
    map.end(faults);
    Some((image, listeners))
}

/// A machine outside the cluster that answers.
fn outside_host(node: &Node, faults: &mut Faults) -> Option<(String, IpAddr)> {
    let mut map = Map::of(node, faults)?;
    let name = text(map.need("name", faults)?, faults)?;
    let address = map.need("address", faults)?;
    let address = spelt(address, |it| it.parse().ok(), Expected::Address, faults)?;
    map.end(faults);
    Some((name, address))
}

fn lesson(files: &Files, id: &str, all: &mut Vec<Fault>) -> Option<Lesson> {
    let folder = format!("lessons/{id}");
    let mut starts = Vec::new();
    let read = open(files, &format!("{folder}/lesson.yaml"), all, |root, faults| {
        let mut map = Map::of(root, faults)?;
        let named = text(map.need("id", faults)?, faults)?;
        if named != id {
            faults.add(root.span, FaultKind::Undeclared { id: named });
        }
        let seed = number(map.need("seed", faults)?, faults)?;
        starts = Map::of(map.need("benches", faults)?, faults)?
            .entries()
            .iter()
            .filter_map(|entry| {
                let mut map = Map::of(&entry.value, faults)?;
                let start = text(map.need("start", faults)?, faults)?;
                let cluster = map.take("cluster").and_then(|it| text(it, faults));
                map.end(faults);
                let cluster = cluster.unwrap_or_else(|| "cluster.yaml".to_owned());
                Some((entry.key.clone(), start, cluster))
            })
            .collect();
        let values = map
            .take("values")
            .map(|it| list(it, faults))
            .unwrap_or_default()
            .iter()
            .filter_map(|it| value(it, faults))
            .collect();
        let steps: Vec<Step> = list(map.need("steps", faults)?, faults)
            .iter()
            .filter_map(|it| lesson_step(it, faults))
            .collect();
        map.end(faults);
        let known: BTreeSet<&str> = starts.iter().map(|(id, _, _)| id.as_str()).collect();
        for id in steps.iter().map(|it| it.bench.as_str()).chain(["main"]) {
            if !known.contains(id) {
                faults.add(root.span, FaultKind::Undeclared { id: id.to_owned() });
            }
        }
        repeated(&steps, root.span, faults);
        Some(Lesson { id: id.to_owned(), seed, benches: BTreeMap::new(), values, steps })
    });
    let mut lesson = read?;
    for (id, start, cluster) in starts {
        let bench = bench(files, &folder, &start, &cluster, lesson.seed, all)?;
        lesson.benches.insert(id, bench);
    }
    for step in &mut lesson.steps {
        for block in &mut step.blocks {
            if let Block::Exercise(exercise) = block {
                let path = format!("{folder}/{}", exercise.solution);
                exercise.solution = file(files, &path, all)?;
            }
        }
    }
    Some(lesson)
}

/// Ids of steps, predictions, buttons and exercises stand once in a lesson.
fn repeated(steps: &[Step], at: Span, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    let ids = steps.iter().flat_map(|step| {
        [format!("step-{}", step.id)].into_iter().chain(step.blocks.iter().map(
            |block| match block {
                Block::Prose(id) => id.clone(),
                Block::Predict(it) => format!("predict-{}", it.id),
                Block::Try(it) => format!("try-{}", it.id),
                Block::Exercise(it) => format!("exercise-{}", it.id),
            },
        ))
    });
    for id in ids {
        if !seen.insert(id.clone()) {
            faults.add(at, FaultKind::Repeated { id });
        }
    }
}

const OBJECT_KINDS: &[(&str, Kind)] = &[
    ("service", Kind::Service),
    ("pod", Kind::Pod),
    ("deployment", Kind::Deployment),
    ("node", Kind::Node),
];

/// `service/web`, `pod/app=web`.
fn object_ref(text: &str) -> Option<ObjectRef> {
    let (kind, name) = text.split_once('/')?;
    let kind = OBJECT_KINDS.iter().find(|(word, _)| *word == kind)?.1;
    if kind == Kind::Pod && name.contains('=') {
        return selector(name).map(ObjectRef::PodWith);
    }
    Some(ObjectRef::Named(Key::new(kind, "default", name)))
}

fn value(node: &Node, faults: &mut Faults) -> Option<ValueSpec> {
    let mut map = Map::of(node, faults)?;
    let name = text(map.need("name", faults)?, faults)?;
    let bench =
        map.take("bench").and_then(|it| text(it, faults)).unwrap_or_else(|| "main".to_owned());
    let object = spelt(map.need("object", faults)?, object_ref, Expected::Target, faults)?;
    let field = text(map.need("field", faults)?, faults)?;
    map.end(faults);
    Some(ValueSpec { name, bench, object, field })
}

const DEPTHS: &[(&str, Depth)] =
    &[("story", Depth::Story), ("network", Depth::Network), ("kernel", Depth::Kernel)];

const PANELS: &[(&str, Panel)] = &[
    ("picture", Panel::Picture),
    ("editor", Panel::Editor),
    ("trace", Panel::Trace),
    ("chart", Panel::Chart),
    ("objects", Panel::Objects),
    ("rules", Panel::Rules),
    ("dns", Panel::Dns),
    ("terminal", Panel::Terminal),
];

fn lesson_step(node: &Node, faults: &mut Faults) -> Option<Step> {
    let mut map = Map::of(node, faults)?;
    let id = text(map.need("id", faults)?, faults)?;
    let bench =
        map.take("bench").and_then(|it| text(it, faults)).unwrap_or_else(|| "main".to_owned());
    let depth = match map.take("depth") {
        Some(node) => word(node, DEPTHS, faults)?,
        None => Depth::default(),
    };
    let panels = map.take("panels").map(|it| list(it, faults)).unwrap_or_default();
    let panels = panels.iter().filter_map(|it| word(it, PANELS, faults)).collect();
    let clients = map.take("clients").map(|it| list(it, faults)).unwrap_or_default();
    let clients =
        clients.iter().filter_map(|it| spelt(it, sender, Expected::Sender, faults)).collect();
    let blocks = list(map.need("blocks", faults)?, faults)
        .iter()
        .filter_map(|it| block(it, faults))
        .collect();
    map.end(faults);
    Some(Step { id, bench, depth, panels, clients, blocks })
}

fn block(node: &Node, faults: &mut Faults) -> Option<Block> {
    let mut map = Map::of(node, faults)?;
    let found = if let Some(node) = map.take("prose") {
        Some(Block::Prose(text(node, faults)?))
    } else if let Some(node) = map.take("predict") {
        Some(Block::Predict(prediction(node, faults)?))
    } else if let Some(node) = map.take("try") {
        Some(Block::Try(button(node, faults)?))
    } else if let Some(node) = map.take("exercise") {
        Some(Block::Exercise(exercise(node, faults)?))
    } else {
        let words = vec!["prose", "predict", "try", "exercise"];
        faults.not(node, Expected::OneOf(words));
        None
    };
    map.end(faults);
    found
}

fn prediction(node: &Node, faults: &mut Faults) -> Option<Prediction> {
    let mut map = Map::of(node, faults)?;
    let id = text(map.need("id", faults)?, faults)?;
    let acts = acts(map.take("do"), faults);
    let request = request(map.need("request", faults)?, faults)?;
    let options = list(map.need("options", faults)?, faults)
        .iter()
        .filter_map(|node| {
            let mut map = Map::of(node, faults)?;
            let id = text(map.need("id", faults)?, faults)?;
            let expect = expect(map.need("expect", faults)?, faults)?;
            map.end(faults);
            Some(Choice { id, expect })
        })
        .collect();
    map.end(faults);
    Some(Prediction { id, acts, request, options })
}

fn button(node: &Node, faults: &mut Faults) -> Option<Try> {
    let mut map = Map::of(node, faults)?;
    let id = text(map.need("id", faults)?, faults)?;
    let acts = acts(map.take("do"), faults);
    let request = match map.take("request") {
        Some(node) => Some(request(node, faults)?),
        None => None,
    };
    map.end(faults);
    Some(Try { id, acts, request })
}

fn exercise(node: &Node, faults: &mut Faults) -> Option<Exercise> {
    let mut map = Map::of(node, faults)?;
    let id = text(map.need("id", faults)?, faults)?;
    let hints = number::<u8>(map.need("hints", faults)?, faults)?;
    let solution = text(map.need("solution", faults)?, faults)?;
    let goals = goals(map.need("goals", faults)?, faults);
    map.end(faults);
    Some(Exercise { id, goals, hints: usize::from(hints), solution })
}
