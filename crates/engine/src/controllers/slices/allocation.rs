//! Topology mode Auto: endpoints are allotted to zones in proportion to the
//! CPU of their nodes. Ratios are kept as fractions over the cluster's CPU, so
//! nothing here is rounded before it must be.
//!
//! Models staging/src/k8s.io/endpointslice/topologycache (v1.36).

use std::collections::{BTreeMap, BTreeSet};

use super::hints::{ready, zone_hint};
use super::reconcile::Plan;
use crate::controllers::plane::Plane;
use crate::objects::{Key, Kind, Node, View};
use crate::store::Store;
use crate::value::Value;

/// CPU of each zone in thousandths, and of all.
pub struct Zones {
    cpu: BTreeMap<String, i128>,
    total: i128,
}

/// How many endpoints a zone shall have. `desired` is in units of
/// 1/`total` endpoints.
struct Allocation {
    minimum: i128,
    maximum: i128,
    desired: i128,
}

impl Zones {
    /// Models TopologyCache.SetNodes: empty where a node lacks its zone or
    /// CPU, or where fewer than two zones are left.
    pub fn of(store: &Store) -> Self {
        let mut cpu: BTreeMap<String, i128> = BTreeMap::new();
        for (object, node) in store.nodes() {
            let excluded =
                ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];
            if excluded.iter().any(|it| object.meta.labels.contains_key(*it)) || !node.ready {
                continue;
            }
            match capacity(node) {
                Some((zone, milli)) => *cpu.entry(zone.to_owned()).or_default() += milli,
                None => return Self { cpu: BTreeMap::new(), total: 0 },
            }
        }
        if cpu.len() < 2 {
            cpu.clear();
        }
        let total = cpu.values().sum();
        Self { cpu, total }
    }

    /// Models getAllocations.
    fn allocate(&self, endpoints: i128) -> Result<BTreeMap<&str, Allocation>, String> {
        let zones = self.cpu.len();
        if zones == 0 {
            return Err("Insufficient Node information: allocatable CPU or zone not specified on \
                        one or more nodes"
                .to_owned());
        }
        if zones as i128 > endpoints {
            return Err(format!(
                "Insufficient number of endpoints ({endpoints} endpoints, {zones} zones)"
            ));
        }
        // An endpoint may be loaded by at most 20 % more than its share.
        let minimum = |cpu: i128| {
            (cpu * endpoints * 5).div_euclid(self.total * 6)
                + i128::from((cpu * endpoints * 5).rem_euclid(self.total * 6) > 0)
        };
        let min_total: i128 = self.cpu.values().map(|cpu| minimum(*cpu)).sum();
        if min_total > endpoints {
            return Err(format!(
                "Unable to allocate minimum required endpoints to each zone without exceeding \
                 overload threshold ({endpoints} endpoints, {zones} zones)"
            ));
        }
        let allotted = self.cpu.iter().map(|(zone, cpu)| {
            let minimum = minimum(*cpu);
            let desired = (cpu * endpoints).max(minimum * self.total);
            let maximum = minimum + endpoints - min_total;
            (zone.as_str(), Allocation { minimum, maximum, desired })
        });
        Ok(allotted.collect())
    }

    /// Models serviceOverloaded.
    fn overloads(&self, hints: &BTreeMap<String, i128>) -> bool {
        if hints.is_empty() {
            return false;
        }
        let endpoints: i128 = hints.values().sum();
        match self.allocate(endpoints) {
            Err(_) if self.cpu.is_empty() => true,
            Err(_) => self.cpu.iter().any(|(zone, cpu)| {
                let least = (cpu * endpoints * 5 + self.total * 6 - 1) / (self.total * 6).max(1);
                hints.get(zone).is_none_or(|count| *count < least)
            }),
            Ok(allotted) => allotted
                .iter()
                .any(|(zone, it)| hints.get(*zone).is_none_or(|count| *count < it.minimum)),
        }
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

/// Services that a change of nodes leaves with too few endpoints in a zone.
///
/// Models checkNodeTopologyDistribution.
pub fn overloaded(plane: &Plane<'_>) -> BTreeSet<Key> {
    if plane.machines.topology_hints.is_empty() || !plane.news.iter().any(topology_changed) {
        return BTreeSet::new();
    }
    let zones = Zones::of(plane.store);
    let services = plane.machines.topology_hints.iter();
    services.filter(|it| zones.overloads(&hints_of(plane.store, it))).cloned().collect()
}

fn topology_changed(news: &crate::controllers::plane::Difference) -> bool {
    let node = |it: &Option<std::sync::Arc<crate::objects::Object>>| match it.as_ref()?.view {
        View::Node(ref node) => Some((node.ready, node.zone.clone())),
        _ => None,
    };
    news.kind() == Some(Kind::Node) && node(&news.before) != node(&news.after)
}

/// How many endpoints of a Service are meant for each zone.
fn hints_of(store: &Store, service: &Key) -> BTreeMap<String, i128> {
    let mut count: BTreeMap<String, i128> = BTreeMap::new();
    for slice in store.in_namespace(Kind::EndpointSlice, &service.namespace) {
        let View::EndpointSlice(view) = &slice.view else { continue };
        if view.service.as_deref() == Some(&*service.name) {
            let hints = view.endpoints.iter().filter_map(|it| it.hints.as_ref());
            for zone in hints.flat_map(|it| &it.zones) {
                *count.entry(zone.clone()).or_default() += 1;
            }
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
    let allotted = zones.allocate(count as i128)?;
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
    let (mut giving, mut receiving) = exchange(zones.total, &allotted, &given);
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
fn keep_unchanged(
    allotted: &BTreeMap<&str, Allocation>,
    plan: &mut Plan,
) -> BTreeMap<String, i128> {
    let mut given: BTreeMap<String, i128> = BTreeMap::new();
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
    given: &BTreeMap<String, i128>,
    allotted: &BTreeMap<&str, Allocation>,
) -> Option<BTreeMap<String, i128>> {
    let mut hints: BTreeMap<String, i128> = BTreeMap::new();
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

type Counts = BTreeMap<String, i128>;

/// How many endpoints each zone gives away and receives. Models
/// getGivingAndReceivingZones; amounts are in units of 1/`total` endpoints.
fn exchange(
    total: i128,
    allotted: &BTreeMap<&str, Allocation>,
    given: &Counts,
) -> (Counts, Counts) {
    let mut surplus = Counts::new();
    let mut lack = Counts::new();
    for (zone, allocation) in allotted {
        let difference = given.get(*zone).copied().unwrap_or(0) * total - allocation.desired;
        if difference > 0 {
            surplus.insert((*zone).to_owned(), difference);
        } else if difference < 0 {
            lack.insert((*zone).to_owned(), -difference);
        }
    }
    let (mut giving, mut receiving) = (Counts::new(), Counts::new());
    while let (Some((from, gives)), Some((to, takes))) = (most(&surplus), most(&lack)) {
        let small = gives < total && takes < total;
        if small || gives * 2 < total || takes * 2 < total {
            break;
        }
        for (counts, amounts, zone) in
            [(&mut giving, &mut surplus, from), (&mut receiving, &mut lack, to)]
        {
            *amounts.entry(zone.clone()).or_default() -= total;
            *counts.entry(zone).or_default() += 1;
        }
    }
    (giving, receiving)
}

/// The zone with the greatest amount above 0; of equal ones the first by name
/// (upstream leaves that to chance).
fn most(amounts: &Counts) -> Option<(String, i128)> {
    let mut best: Option<(&String, i128)> = None;
    for (zone, amount) in amounts {
        if *amount > best.map_or(0, |(_, most)| most) {
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
