//! Topology mode Auto: endpoints are allotted to zones in proportion to the
//! CPU of their nodes.
//!
//! The only place of the engine that computes with floating-point numbers:
//! whether 80 % of 6 endpoints need 4 or 5 depends on how upstream's doubles
//! round. Only `+ - * /` and `ceil` are used, which IEEE 754 defines to the
//! last bit, so the result is the same on every machine.
//!
//! Models staging/src/k8s.io/endpointslice/topologycache (v1.36).
#![allow(clippy::float_arithmetic, reason = "upstream's rounding decides, see above")]

use std::collections::{BTreeMap, BTreeSet};

use super::hints::{ready, zone_hint};
use super::reconcile::Plan;
use super::{CONTROLLER, MANAGED_BY};
use crate::controllers::plane::{Note, Plane, Todo};
use crate::objects::{Key, Kind, Node, View};
use crate::store::Store;
use crate::value::Value;

/// How much more than its share an endpoint may be loaded with (upstream
/// `overloadThreshold`).
const OVERLOAD: f64 = 0.2;

/// Each zone's share of the cluster's CPU; empty where it is not known.
pub struct Zones {
    ratios: BTreeMap<String, f64>,
}

/// How many endpoints a zone may have at most, and its exact share.
struct Allocation {
    maximum: i64,
    desired: f64,
}

/// The fewest endpoints that a share may be served by.
fn minimum(desired: f64) -> i64 {
    (desired * (1.0 / (1.0 + OVERLOAD))).ceil() as i64
}

/// The CPU of each zone in thousandths.
pub type ZoneCpu = BTreeMap<String, i128>;

/// Models TopologyCache.SetNodes: empty where a node lacks its zone or CPU, or
/// where fewer than two zones are left.
fn cpu_by_zone(store: &Store) -> ZoneCpu {
    let mut cpu = ZoneCpu::new();
    for (object, node) in store.nodes() {
        let excluded = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];
        if excluded.iter().any(|it| object.meta.labels.contains_key(*it)) || !node.ready {
            continue;
        }
        match capacity(node) {
            Some((zone, milli)) => *cpu.entry(zone.to_owned()).or_default() += milli,
            None => return ZoneCpu::new(),
        }
    }
    if cpu.len() < 2 { ZoneCpu::new() } else { cpu }
}

impl Zones {
    /// The shares as the controller knows them: it looks at the Nodes only
    /// when one comes, goes, changes its readiness or its zone, so that a
    /// Node's CPU alone changes nothing. Services that such a change leaves
    /// with too few endpoints in a zone are added to `stale`.
    ///
    /// Models addNode, updateNode, deleteNode and checkNodeTopologyDistribution
    /// of pkg/controller/endpointslice (v1.36).
    pub fn known(plane: &Plane<'_>, stale: &mut BTreeSet<Key>, todo: &mut Todo) -> Self {
        if !plane.news.iter().any(topology_changed) {
            return Self::of(&plane.machines.zone_cpu);
        }
        let cpu = cpu_by_zone(plane.store);
        let zones = Self::of(&cpu);
        let services = plane.machines.topology_hints.iter();
        let overloaded =
            |it: &&Key| hints_of(plane.store, it).values().any(|it| zones.overloads(it));
        stale.extend(services.filter(overloaded).cloned());
        todo.notes.push(Note::ZoneCpu(cpu));
        zones
    }

    fn of(cpu: &ZoneCpu) -> Self {
        let total: i128 = cpu.values().sum();
        let share = |milli: i128| milli as f64 / total as f64;
        Self { ratios: cpu.iter().map(|(zone, milli)| (zone.clone(), share(*milli))).collect() }
    }

    /// Models getAllocations.
    fn allocate(&self, endpoints: i64) -> Result<BTreeMap<&str, Allocation>, String> {
        let zones = self.ratios.len();
        if zones == 0 {
            return Err("Insufficient Node information: allocatable CPU or zone not specified on \
                        one or more nodes"
                .to_owned());
        }
        if zones as i64 > endpoints {
            return Err(format!(
                "Insufficient number of endpoints ({endpoints} endpoints, {zones} zones)"
            ));
        }
        let least = |ratio: f64| minimum(ratio * endpoints as f64);
        let all: i64 = self.ratios.values().map(|it| least(*it)).sum();
        if all > endpoints {
            return Err(format!(
                "Unable to allocate minimum required endpoints to each zone without exceeding \
                 overload threshold ({endpoints} endpoints, {zones} zones)"
            ));
        }
        let allotted = self.ratios.iter().map(|(zone, ratio)| {
            let minimum = least(*ratio);
            let desired = (ratio * endpoints as f64).max(minimum as f64);
            (zone.as_str(), Allocation { maximum: minimum + endpoints - all, desired })
        });
        Ok(allotted.collect())
    }

    /// Models serviceOverloaded.
    fn overloads(&self, hints: &BTreeMap<String, i64>) -> bool {
        if hints.is_empty() || self.ratios.is_empty() {
            return !hints.is_empty();
        }
        let endpoints: i64 = hints.values().sum();
        self.ratios.iter().any(|(zone, ratio)| {
            let least = (endpoints as f64 * ratio * (1.0 / (1.0 + OVERLOAD))).ceil() as i64;
            hints.get(zone).is_none_or(|count| *count < least)
        })
    }
}

fn capacity(node: &Node) -> Option<(&str, i128)> {
    let zone = node.zone.as_deref().filter(|it| !it.is_empty())?;
    let milli = milli_value(node.allocatable_cpu.as_deref()?)?;
    (milli > 0).then_some((zone, milli))
}

/// A quantity in thousandths, rounded up: `4` is 4000, `500m` is 500.
fn milli_value(text: &str) -> Option<i128> {
    // Exponent of ten that turns the suffix into millionths of a thousandth.
    let (number, power) = match text.char_indices().last()? {
        (end, 'n') => (text.get(..end)?, 0),
        (end, 'u') => (text.get(..end)?, 3),
        (end, 'm') => (text.get(..end)?, 6),
        (end, 'k') => (text.get(..end)?, 12),
        (end, 'M') => (text.get(..end)?, 15),
        (end, 'G') => (text.get(..end)?, 18),
        _ => (text, 9),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits: i128 = format!("{whole}{part}").parse().ok()?;
    let scale = i32::try_from(part.len()).ok()?;
    let nano_milli = if power >= scale {
        digits.checked_mul(10_i128.checked_pow(u32::try_from(power - scale).ok()?)?)?
    } else {
        digits.checked_div(10_i128.checked_pow(u32::try_from(scale - power).ok()?)?)?
    };
    Some((nano_milli + 999_999) / 1_000_000)
}

fn topology_changed(news: &crate::controllers::plane::Difference) -> bool {
    let node = |it: &Option<std::sync::Arc<crate::objects::Object>>| match it.as_ref()?.view {
        View::Node(ref node) => Some((node.ready, node.zone.clone())),
        _ => None,
    };
    news.kind() == Some(Kind::Node) && node(&news.before) != node(&news.after)
}

/// How many endpoints of a Service are meant for each zone, by address type.
fn hints_of<'a>(store: &'a Store, service: &Key) -> BTreeMap<&'a str, Counts> {
    let mut count: BTreeMap<&'a str, Counts> = BTreeMap::new();
    for slice in store.in_namespace(Kind::EndpointSlice, &service.namespace) {
        let View::EndpointSlice(view) = &slice.view else { continue };
        let ours = slice.meta.labels.get(MANAGED_BY).is_some_and(|it| it == CONTROLLER);
        if !ours || view.service.as_deref() != Some(&*service.name) {
            continue;
        }
        let hints = view.endpoints.iter().filter_map(|it| it.hints.as_ref());
        for zone in hints.flat_map(|it| &it.zones) {
            let zones = count.entry(view.address_type.as_str()).or_default();
            *zones.entry(zone.clone()).or_default() += 1;
        }
    }
    count
}

/// Allots every ready endpoint of the plan to a zone. Nothing is changed where
/// that cannot be done; why not is said in Kubernetes' words.
///
/// Models TopologyCache.AddHints.
pub fn add_hints(zones: &Zones, plan: &mut Plan) -> Result<(), String> {
    let slices = plan.create.iter().chain(&plan.update).chain(&plan.unchanged);
    let count = slices.flat_map(|it| &it.endpoints).filter(|it| ready(it)).count();
    let allotted = zones.allocate(count as i64)?;
    let mut given = keep_unchanged(&allotted, plan);
    for endpoint in plan.create.iter_mut().chain(&mut plan.update).flat_map(|it| &mut it.endpoints)
    {
        if !ready(endpoint) {
            continue;
        }
        let zone = endpoint.text("zone").to_owned();
        if zone.is_empty() {
            return Err("One or more endpoints do not have a zone specified".to_owned());
        }
        endpoint.set("hints", zone_hint(&zone));
        *given.entry(zone).or_default() += 1;
    }
    let (mut giving, mut receiving) = exchange(&allotted, &given);
    for endpoint in plan.create.iter_mut().chain(&mut plan.update).flat_map(|it| &mut it.endpoints)
    {
        if ready(endpoint) {
            hand_over(endpoint, &mut giving, &mut receiving);
        }
    }
    if given.is_empty() {
        return Err("No hints allocated for zones".to_owned());
    }
    Ok(())
}

/// Counts the hints of slices that may stay as they are; the others are to be
/// updated. Models getAllocatedHintsByZone and getHintsByZone.
fn keep_unchanged(allotted: &BTreeMap<&str, Allocation>, plan: &mut Plan) -> BTreeMap<String, i64> {
    let mut given: BTreeMap<String, i64> = BTreeMap::new();
    for slice in std::mem::take(&mut plan.unchanged) {
        match slice_hints(&slice.endpoints, &given, allotted) {
            None => plan.update.push(slice),
            Some(hints) => {
                plan.unchanged.push(slice);
                for (zone, count) in hints {
                    *given.entry(zone).or_default() += count;
                }
            }
        }
    }
    given
}

fn slice_hints(
    endpoints: &[Value],
    given: &BTreeMap<String, i64>,
    allotted: &BTreeMap<&str, Allocation>,
) -> Option<BTreeMap<String, i64>> {
    let mut hints: BTreeMap<String, i64> = BTreeMap::new();
    for endpoint in endpoints.iter().filter(|it| ready(it)) {
        let zones = endpoint.list("hints.forZones");
        if zones.is_empty() {
            return None;
        }
        for zone in zones {
            allotted.get(zone.text("name"))?;
            *hints.entry(zone.text("name").to_owned()).or_default() += 1;
        }
    }
    let fits = hints.iter().all(|(zone, count)| {
        let already = given.get(zone).copied().unwrap_or(0);
        allotted.get(zone.as_str()).is_some_and(|it| count + already <= it.maximum)
    });
    fits.then_some(hints)
}

type Counts = BTreeMap<String, i64>;

/// How many endpoints each zone gives away and receives. Models
/// getGivingAndReceivingZones.
fn exchange(allotted: &BTreeMap<&str, Allocation>, given: &Counts) -> (Counts, Counts) {
    let mut surplus = Amounts::new();
    let mut lack = Amounts::new();
    for (zone, allocation) in allotted {
        let difference = given.get(*zone).copied().unwrap_or(0) as f64 - allocation.desired;
        if difference > 0.0 {
            surplus.insert((*zone).to_owned(), difference);
        } else if difference < 0.0 {
            lack.insert((*zone).to_owned(), -difference);
        }
    }
    let (mut giving, mut receiving) = (Counts::new(), Counts::new());
    while let (Some((from, gives)), Some((to, takes))) = (most(&surplus), most(&lack)) {
        if (gives < 1.0 && takes < 1.0) || gives < 0.5 || takes < 0.5 {
            break;
        }
        for (counts, amounts, zone) in
            [(&mut giving, &mut surplus, from), (&mut receiving, &mut lack, to)]
        {
            *amounts.entry(zone.clone()).or_default() -= 1.0;
            *counts.entry(zone).or_default() += 1;
        }
    }
    (giving, receiving)
}

type Amounts = BTreeMap<String, f64>;

/// The zone with the greatest amount above 0; of equal ones the first by name
/// (upstream leaves that to chance).
fn most(amounts: &Amounts) -> Option<(String, f64)> {
    let mut best: Option<(&String, f64)> = None;
    for (zone, amount) in amounts {
        if *amount > best.map_or(0.0, |(_, most)| most) {
            best = Some((zone, *amount));
        }
    }
    best.map(|(zone, amount)| (zone.clone(), amount))
}

/// Gives one endpoint to another zone where its own has too many. Models
/// redistributeHints.
fn hand_over(endpoint: &mut Value, giving: &mut Counts, receiving: &mut Counts) {
    let Some(left) = giving.get_mut(endpoint.text("zone")).filter(|it| **it > 0) else { return };
    let Some((to, wants)) = receiving.iter_mut().find(|(_, count)| **count > 0) else { return };
    endpoint.set("hints", zone_hint(to));
    *left -= 1;
    *wants -= 1;
}
