//! The blocks of a node in one family, in order, with the place of each one's
//! rules in the shared chains and an index of what they serve.
//!
//! Owns no decision: the index only leaves out what cannot match, and tells
//! how many rules the kernel would have tried.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use crate::objects::Protocol;

use super::block::Block;
use super::rule::{Destination, ElementKey, Rule, Shared};
use super::service_port::PortName;
use super::watched::ServiceName;

/// Blocks a chunk: an update copies one chunk and the list of chunks, so this
/// is near the square root of the number of Services that the lab aims at
/// (10 000).
const CHUNK: usize = 64;

/// Rules in each shared chain.
type Counts = [u32; Shared::COUNT];

#[derive(Clone, Debug, Default)]
struct Chunk {
    blocks: Vec<Arc<Block>>,
    /// For each block, how many rules of the chunk come before its own.
    starts: Vec<Counts>,
    totals: Counts,
    endpoints: usize,
}

/// Blocks sorted by name. A clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    chunks: Vec<Arc<Chunk>>,
    /// For each chunk, how many rules of other chunks come before it.
    starts: Vec<Counts>,
    totals: Counts,
    index: Arc<Index>,
    endpoints: usize,
}

impl Blocks {
    /// Sorts the blocks by name; of two with one name the first counts.
    pub fn new(blocks: Vec<Arc<Block>>) -> Self {
        let blocks = sorted(blocks);
        let index = Arc::new(Index::of(blocks.iter()));
        let chunks = blocks.chunks(CHUNK).map(|part| Arc::new(Chunk::new(part.to_vec()))).collect();
        Self::assemble(chunks, index)
    }

    /// The same blocks, each as it is on another node.
    pub fn on_another_node(&self, as_there: impl Fn(&Arc<Block>) -> Arc<Block>) -> Self {
        let mut same_keys = true;
        let there = |chunk: &Arc<Chunk>| {
            let blocks: Vec<Arc<Block>> = chunk.blocks.iter().map(&as_there).collect();
            let mut pairs = chunk.blocks.iter().zip(&blocks);
            if pairs.clone().all(|(here, there)| Arc::ptr_eq(here, there)) {
                return chunk.clone();
            }
            same_keys &= pairs.all(|(here, there)| have_same_keys(here, there));
            Arc::new(Chunk::new(blocks))
        };
        let chunks = self.chunks.iter().map(there).collect();
        self.assemble_like(chunks, same_keys)
    }

    /// Shares the index where the chunks have the same keys.
    fn assemble_like(&self, chunks: Vec<Arc<Chunk>>, same_keys: bool) -> Self {
        let index = if same_keys {
            self.index.clone()
        } else {
            Arc::new(Index::of(chunks.iter().flat_map(|chunk| &chunk.blocks)))
        };
        Self::assemble(chunks, index)
    }

    fn assemble(chunks: Vec<Arc<Chunk>>, index: Arc<Index>) -> Self {
        let mut totals = Counts::default();
        let mut starts = Vec::with_capacity(chunks.len());
        let mut endpoints = 0;
        for chunk in &chunks {
            starts.push(totals);
            add(&mut totals, &chunk.totals);
            endpoints += chunk.endpoints;
        }
        Self { chunks, starts, totals, index, endpoints }
    }

    /// The same blocks, with those of some Services replaced.
    pub fn with_services(&self, changed: BTreeMap<ServiceName, Vec<Arc<Block>>>) -> Self {
        let mut chunks = self.chunks.clone();
        let mut same_keys = true;
        for ((namespace, service), blocks) in &changed {
            let start = self.first_of(namespace, service);
            let old: Vec<&Arc<Block>> = (start..)
                .map_while(|ordinal| self.get(ordinal))
                .take_while(|it| is_of(it.name(), namespace, service))
                .collect();
            let new = sorted(blocks.clone());
            if !old.iter().map(|it| it.name()).eq(new.iter().map(|it| it.name())) {
                return self.rearranged(changed);
            }
            same_keys &= old.iter().zip(&new).all(|(old, new)| have_same_keys(old, new));
            for (ordinal, block) in (start..).zip(new) {
                if let Some(chunk) = chunks.get_mut(ordinal as usize / CHUNK) {
                    Arc::make_mut(chunk).put(ordinal as usize % CHUNK, block);
                }
            }
        }
        for (chunk, before) in chunks.iter_mut().zip(&self.chunks) {
            if !Arc::ptr_eq(chunk, before) {
                Arc::make_mut(chunk).count();
            }
        }
        self.assemble_like(chunks, same_keys)
    }

    /// The same, where ports come or go, so that places change.
    fn rearranged(&self, changed: BTreeMap<ServiceName, Vec<Arc<Block>>>) -> Self {
        let is_changed = |block: &Arc<Block>| changed.contains_key(&block.service());
        let mut blocks: Vec<Arc<Block>> =
            self.iter().filter(|block| !is_changed(block)).cloned().collect();
        blocks.extend(changed.into_values().flatten());
        Self::new(blocks)
    }

    /// The block at a place.
    pub fn get(&self, ordinal: u32) -> Option<&Arc<Block>> {
        self.chunks.get(ordinal as usize / CHUNK)?.blocks.get(ordinal as usize % CHUNK)
    }

    /// The block of this name.
    pub fn find(&self, name: &PortName) -> Option<&Arc<Block>> {
        let found = self.get(self.partition(|it| it.name().as_ref() < name))?;
        (found.name().as_ref() == name).then_some(found)
    }

    /// All blocks in order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Block>> {
        self.chunks.iter().flat_map(|chunk| &chunk.blocks)
    }

    /// How many endpoints they have together, usable or not.
    pub fn endpoints(&self) -> usize {
        self.endpoints
    }

    /// How many rules they have in a shared chain.
    pub fn total(&self, chain: Shared) -> u32 {
        self.totals.get(chain as usize).copied().unwrap_or(0)
    }

    /// How many of them come before those of the block at a place.
    pub fn start_of(&self, ordinal: u32, chain: Shared) -> u32 {
        let (chunk, place) = (ordinal as usize / CHUNK, ordinal as usize % CHUNK);
        let before = self.starts.get(chunk).and_then(|counts| counts.get(chain as usize));
        let within =
            self.chunks.get(chunk).and_then(|chunk| chunk.starts.get(place)?.get(chain as usize));
        before.copied().unwrap_or(0) + within.copied().unwrap_or(0)
    }

    /// Places of the blocks that have a rule or an element for a key,
    /// ascending.
    pub fn having(&self, key: IndexKey) -> impl Iterator<Item = u32> + use<'_> {
        self.index.find(key).iter().map(|(_, ordinal)| *ordinal)
    }

    /// Places of the blocks that have one for either key, ascending, each
    /// once.
    pub fn having_either(&self, one: IndexKey, other: IndexKey) -> Candidates<'_> {
        Candidates { one: self.index.find(one), other: self.index.find(other) }
    }

    fn first_of(&self, namespace: &str, service: &str) -> u32 {
        self.partition(|it| {
            let name = it.name();
            (&*name.namespace, &*name.service) < (namespace, service)
        })
    }

    /// The first place where the condition no longer holds.
    fn partition(&self, holds: impl Fn(&Block) -> bool) -> u32 {
        let chunk = self
            .chunks
            .partition_point(|chunk| chunk.blocks.last().is_some_and(|last| holds(last)));
        let within =
            self.chunks.get(chunk).map_or(0, |chunk| chunk.blocks.partition_point(|it| holds(it)));
        u32::try_from(chunk * CHUNK + within).unwrap_or(u32::MAX)
    }
}

/// Places of blocks from two rows, ascending, each once.
#[derive(Clone, Copy)]
pub struct Candidates<'a> {
    one: &'a [(Packed, u32)],
    other: &'a [(Packed, u32)],
}

impl Iterator for Candidates<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (place, takes_one, takes_other) = match (self.one.first(), self.other.first()) {
            (Some((_, a)), Some((_, b))) => (*a.min(b), a <= b, b <= a),
            (Some((_, a)), None) => (*a, true, false),
            (None, Some((_, b))) => (*b, false, true),
            (None, None) => return None,
        };
        if takes_one {
            self.one = self.one.get(1..).unwrap_or_default();
        }
        if takes_other {
            self.other = self.other.get(1..).unwrap_or_default();
        }
        Some(place)
    }
}

impl PartialEq for Blocks {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Blocks {}

impl Chunk {
    fn new(blocks: Vec<Arc<Block>>) -> Self {
        let mut chunk = Self { blocks, ..Self::default() };
        chunk.count();
        chunk
    }

    /// Puts another block at a place; the chunk has to be counted anew.
    fn put(&mut self, place: usize, block: Arc<Block>) {
        if let Some(old) = self.blocks.get_mut(place) {
            *old = block;
        }
    }

    fn count(&mut self) {
        self.totals = Counts::default();
        self.starts = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            self.starts.push(self.totals);
            for (chain, _) in &block.rules.shared {
                if let Some(count) = self.totals.get_mut(*chain as usize) {
                    *count += 1;
                }
            }
        }
        self.endpoints = self.blocks.iter().map(|block| block.endpoints.len()).sum();
    }
}

fn add(totals: &mut Counts, more: &Counts) {
    for (total, more) in totals.iter_mut().zip(more) {
        *total += more;
    }
}

fn sorted(mut blocks: Vec<Arc<Block>>) -> Vec<Arc<Block>> {
    blocks.sort_by(|a, b| a.name().cmp(b.name()));
    blocks.dedup_by(|later, first| later.name() == first.name());
    blocks
}

fn is_of(name: &PortName, namespace: &str, service: &str) -> bool {
    *name.namespace == *namespace && *name.service == *service
}

/// What a packet must have to be met by a rule or an element: a destination
/// address, or any; a protocol and port, or any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndexKey {
    pub address: Option<IpAddr>,
    pub port: Option<(Protocol, u16)>,
}

/// Which blocks have a rule or an element for a key.
#[derive(Debug, Default)]
struct Index(Vec<(Packed, u32)>);

/// A key as two numbers, which are compared faster: the address, and what else
/// there is.
type Packed = (u128, u32);

fn packed(key: IndexKey) -> Packed {
    let (address, family) = match key.address {
        None => (0, 0),
        Some(IpAddr::V4(ip)) => (u128::from(u32::from(ip)), 1),
        Some(IpAddr::V6(ip)) => (u128::from(ip), 2),
    };
    let port = key.port.map_or(0, |(protocol, port)| (1 + protocol as u32) << 16 | u32::from(port));
    (address, family << 24 | port)
}

impl Index {
    fn of<'a>(blocks: impl Iterator<Item = &'a Arc<Block>>) -> Self {
        let mut entries: Vec<(Packed, u32)> = Vec::new();
        for (ordinal, block) in (0u32..).zip(blocks) {
            entries.extend(keys_of(block).map(|key| (packed(key), ordinal)));
        }
        entries.sort_unstable();
        entries.dedup();
        Self(entries)
    }

    fn find(&self, key: IndexKey) -> &[(Packed, u32)] {
        let key = packed(key);
        let start = self.0.partition_point(|(it, _)| *it < key);
        let found = self.0.get(start..).unwrap_or_default();
        let length = found.iter().take_while(|(it, _)| *it == key).count();
        found.get(..length).unwrap_or_default()
    }
}

/// What the rules and elements of a block are found by; hairpin elements are
/// not indexed.
fn keys_of(block: &Block) -> impl Iterator<Item = IndexKey> {
    let rules = block.rules.shared.iter().map(|(_, rule)| key_of_rule(rule));
    let elements = block.rules.elements.iter().filter_map(|it| key_of_element(&it.key));
    rules.chain(elements)
}

fn have_same_keys(one: &Block, other: &Block) -> bool {
    Arc::ptr_eq(&one.rules, &other.rules) || keys_of(one).eq(keys_of(other))
}

fn key_of_rule(rule: &Rule) -> IndexKey {
    let address = if let Some(Destination::Is(address)) = rule.matches.destination {
        Some(address)
    } else {
        None
    };
    let port = rule.matches.protocol.zip(rule.matches.destination_port);
    IndexKey { address, port }
}

/// The key of an element; `None` for those that are not indexed.
pub fn key_of_element(key: &ElementKey) -> Option<IndexKey> {
    match *key {
        ElementKey::Address(address) => Some(IndexKey { address: Some(address), port: None }),
        ElementKey::Destination(address, protocol, port) => {
            Some(IndexKey { address: Some(address), port: Some((protocol, port)) })
        }
        ElementKey::NodePort(protocol, port) => {
            Some(IndexKey { address: None, port: Some((protocol, port)) })
        }
        ElementKey::Hairpin(..) => None,
    }
}
