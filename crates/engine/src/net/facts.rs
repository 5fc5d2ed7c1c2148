//! What follows from the store, computed when it is first looked at: each
//! node's rules, and who has which address.
//!
//! A cache and nothing else: it takes no part in comparing worlds, and a store
//! that was changed behind its back is noticed and read anew.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::atlas::{self, Atlas};
use super::lag::Lag;
use crate::cluster::ClusterConfig;
use crate::objects::{Key, Kind, Object, Pod, View};
use crate::processes::{self, Process};
use crate::proxy::{NodeRules, ProxyConfig, ServiceName, Watched};
use crate::store::{Change, Store};
use crate::world::World;

/// Changes that are followed one by one; with more it is cheaper to read the
/// whole store again.
const MAX_FOLLOWED: usize = 2_000;

/// Services up to which each node's rules are made alone: it is sooner done than
/// looking what they have in common, and a first visit needs no code for that.
const ALONE: usize = 30;

/// What follows from one state of the store.
#[derive(Debug)]
pub struct Facts {
    store: Store,
    config: Arc<ClusterConfig>,
    lag: Lag,
    watched: Watched,
    /// In the order of names.
    nodes: Vec<(Arc<str>, Lazy)>,
    /// Each Pod as packets meet it, in the order of keys.
    pods: Vec<PodFacts>,
    /// Whether there is any NetworkPolicy.
    pub has_policies: bool,
    pub atlas: Arc<Atlas>,
}

/// A Pod as packets meet it.
#[derive(Debug)]
pub struct PodFacts {
    object: Arc<Object>,
    /// Whether no container of it runs; once somebody sends from it.
    all_down: OnceLock<bool>,
    /// Once somebody knocks.
    heard: OnceLock<Vec<Heard>>,
}

/// What a Pod listens on, and whether its program is there.
#[derive(Debug)]
pub struct Heard {
    pub process: Process,
    /// It runs.
    pub up: bool,
    /// When it has had its SIGTERM; `None`: it may stay.
    pub ends_ms: Option<u64>,
}

impl PodFacts {
    /// The Pod; nothing for another object.
    pub fn view(&self) -> Option<&Pod> {
        match &self.object.view {
            View::Pod(pod) => Some(pod),
            _ => None,
        }
    }

    /// Whether no container of it runs.
    pub fn all_down(&self) -> bool {
        *self.all_down.get_or_init(|| processes::all_down(&self.object))
    }

    fn hear(&self, config: &ClusterConfig) -> Vec<Heard> {
        let all = self.view().map(|pod| processes::of_pod(config, pod)).unwrap_or_default();
        let heard = |process: Process| Heard {
            up: processes::runs(&self.object, &process.container),
            ends_ms: processes::ends_ms(&self.object, &process.container),
            process,
        };
        all.into_iter().map(heard).collect()
    }
}

/// A node's rules, once somebody asks.
#[derive(Debug, Default)]
struct Lazy {
    rules: OnceLock<Arc<NodeRules>>,
    /// Older rules, and the Services that changed since.
    before: Option<(Arc<NodeRules>, BTreeSet<ServiceName>)>,
}

impl Facts {
    /// Reads a whole store.
    fn read(store: &Store, config: &Arc<ClusterConfig>, lag: &Lag) -> Self {
        Self {
            watched: Watched::of(store),
            nodes: node_names(store).map(|name| (name, Lazy::default())).collect(),
            pods: nobody_knocked(store),
            has_policies: has_policies(store),
            atlas: Arc::new(Atlas::build(store, config)),
            store: store.clone(),
            config: config.clone(),
            lag: lag.clone(),
        }
    }

    /// The facts after some changes; equal to reading the whole store.
    fn follow(
        &self,
        changes: &[Change],
        store: &Store,
        config: &Arc<ClusterConfig>,
        lag: &Lag,
    ) -> Self {
        let mut watched = self.watched.clone();
        let mut touched = BTreeSet::new();
        for change in changes {
            touched.extend(watched.follow(change));
        }
        let moves = |it: &Change| atlas::moves_addresses(it, config);
        let moved = !Arc::ptr_eq(&self.config, config) || changes.iter().any(moves);
        let atlas = if moved { Arc::new(Atlas::build(store, config)) } else { self.atlas.clone() };
        let nodes = node_names(store)
            .map(|name| {
                let lazy = self.node(&name).map(|it| it.after(&touched, moved)).unwrap_or_default();
                (name, lazy)
            })
            .collect();
        Self {
            watched,
            nodes,
            pods: nobody_knocked(store),
            has_policies: has_policies(store),
            atlas,
            store: store.clone(),
            config: config.clone(),
            lag: lag.clone(),
        }
    }

    fn is_of(&self, store: &Store, config: &Arc<ClusterConfig>, lag: &Lag) -> bool {
        self.store.is_same(store) && Arc::ptr_eq(&self.config, config) && self.lag.is_same(lag)
    }

    /// The rules of a node; `None` where there is no such node.
    pub fn rules(&self, node: &str) -> Option<&Arc<NodeRules>> {
        let lazy = self.node(node)?;
        Some(lazy.rules.get_or_init(|| Arc::new(self.build(node, lazy))))
    }

    fn node(&self, name: &str) -> Option<&Lazy> {
        let place = self.nodes.binary_search_by(|it| (*it.0).cmp(name)).ok()?;
        self.nodes.get(place).map(|it| &it.1)
    }

    /// A Pod as packets meet it.
    pub fn pod(&self, key: &Key) -> Option<&PodFacts> {
        let place = self.pods.binary_search_by(|it| it.object.key.cmp(key)).ok()?;
        self.pods.get(place)
    }

    /// The same, and what it listens on.
    pub fn knock(&self, key: &Key) -> Option<(&PodFacts, &[Heard])> {
        let pod = self.pod(key)?;
        Some((pod, pod.heard.get_or_init(|| pod.hear(&self.config))))
    }

    /// What a Pod listens on; empty where there is no such Pod.
    pub fn listeners(&self, key: &Key) -> &[Heard] {
        self.knock(key).map(|it| it.1).unwrap_or_default()
    }

    fn build(&self, node: &str, lazy: &Lazy) -> NodeRules {
        let settings = match self.store.find(Kind::Node, "", node).map(|it| &it.view) {
            Some(View::Node(view)) => ProxyConfig::of_node(node, view, &self.config),
            _ => ProxyConfig::default(),
        };
        let mut watched = self.watched.clone();
        for late in self.lag.of_node(node, &self.store) {
            watched.follow(&late);
        }
        match &lazy.before {
            Some((rules, touched)) if *rules.config() == settings => {
                rules.update(&watched, touched)
            }
            _ => {
                // While no node is behind, all have the same Services.
                let shares = self.lag.next_ms().is_none() && watched.names().len() > ALONE;
                let all = || self.nodes.iter().find_map(|it| it.1.rules.get());
                match shares.then(all).flatten() {
                    Some(other) => NodeRules::build_like(&watched, settings, other),
                    None => NodeRules::build(&watched, settings),
                }
            }
        }
    }
}

impl Lazy {
    fn after(&self, touched: &BTreeSet<ServiceName>, moved: bool) -> Self {
        let before = match (self.rules.get(), &self.before) {
            (Some(rules), _) if touched.is_empty() && !moved => {
                return Self { rules: rules.clone().into(), before: None };
            }
            (Some(rules), _) => Some((rules.clone(), touched.clone())),
            (None, Some((rules, earlier))) => {
                Some((rules.clone(), earlier.union(touched).cloned().collect()))
            }
            (None, None) => None,
        };
        Self { rules: OnceLock::new(), before }
    }
}

fn nobody_knocked(store: &Store) -> Vec<PodFacts> {
    let fresh = |it: &Arc<Object>| PodFacts {
        object: it.clone(),
        all_down: OnceLock::new(),
        heard: OnceLock::new(),
    };
    store.of_kind(Kind::Pod).map(fresh).collect()
}

fn has_policies(store: &Store) -> bool {
    store.of_kind(Kind::NetworkPolicy).next().is_some()
}

fn node_names(store: &Store) -> impl Iterator<Item = Arc<str>> {
    store.nodes().map(|(node, _)| node.meta.name.clone())
}

/// A world's cache of [`Facts`]. Equal to every other one.
#[derive(Clone, Debug, Default)]
pub struct FactsCache {
    slot: Arc<OnceLock<Arc<Facts>>>,
    /// Older facts, and what changed since.
    before: Option<(Arc<Facts>, Vec<Change>)>,
}

impl PartialEq for FactsCache {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for FactsCache {}

impl FactsCache {
    /// Notes that the store (or the settings) changed.
    pub fn changed(&mut self, changes: &[Change]) {
        let before = match (self.slot.get(), self.before.take()) {
            (Some(facts), _) => Some((facts.clone(), changes.to_vec())),
            (None, Some((facts, mut earlier))) => {
                earlier.extend_from_slice(changes);
                Some((facts, earlier))
            }
            (None, None) => None,
        };
        self.before = before.filter(|(_, changes)| changes.len() <= MAX_FOLLOWED);
        self.slot = Arc::new(OnceLock::new());
    }

    fn of(&self, store: &Store, config: &Arc<ClusterConfig>, lag: &Lag) -> Arc<Facts> {
        let facts = self.slot.get_or_init(|| {
            Arc::new(match &self.before {
                Some((facts, changes)) => facts.follow(changes, store, config, lag),
                None => Facts::read(store, config, lag),
            })
        });
        if facts.is_of(store, config, lag) {
            facts.clone()
        } else {
            Arc::new(Facts::read(store, config, lag))
        }
    }
}

impl World {
    /// What follows from the store as it is now.
    pub fn facts(&self) -> Arc<Facts> {
        self.cache.of(&self.store, &self.config, &self.lag)
    }

    /// Works out ahead of the next packet what follows from the store, the rules
    /// of one node, and those of another like them; the others' are made when
    /// they are crossed.
    pub fn prepare(&self) {
        let facts = self.facts();
        for (node, _) in facts.nodes.iter().take(2) {
            facts.rules(node);
        }
    }

    /// The rules that kube-proxy has written on a node.
    pub fn rules(&self, node: &str) -> Option<Arc<NodeRules>> {
        self.facts().rules(node).cloned()
    }
}
