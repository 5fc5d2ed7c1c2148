//! What Pods ask for, and what share of a node that is. Models
//! k8s.io/component-helpers/resource PodRequests and PodLimits (v1.36).

use std::collections::BTreeMap;

use service_lab_engine::schema::{quantity_nano, quantity_sum};
use service_lab_engine::value::Value;

use super::string_map;

/// Amounts by resource, each as it is written.
pub(super) type Amounts = BTreeMap<String, String>;

/// Bits of a floating-point number.
const BITS: u32 = 53;

/// Adds amounts to others.
pub(super) fn add(all: &mut Amounts, more: &Amounts) {
    for (name, amount) in more {
        let sum = all.get(name).and_then(|it| quantity_sum(it, amount));
        all.insert(name.clone(), sum.unwrap_or_else(|| amount.clone()));
    }
}

fn raise(all: &mut Amounts, other: &Amounts) {
    for (name, amount) in other {
        let lower = all.get(name).is_none_or(|it| nano(it) < nano(amount));
        if lower {
            all.insert(name.clone(), amount.clone());
        }
    }
}

fn nano(amount: &str) -> i128 {
    quantity_nano(amount).unwrap_or(0)
}

/// What a Pod asks for (`requests`), or may use (`limits`).
pub(super) fn of_pod(pod: &Value, field: &str) -> Amounts {
    let own = |it: &Value| string_map(it.get("resources").and_then(|it| it.get(field)));
    let mut all = Amounts::new();
    for container in pod.list("spec.containers") {
        add(&mut all, &own(container));
    }
    // Containers that go on beside the others count with them; of those that end first,
    // the one that needs most.
    let (mut beside, mut first) = (Amounts::new(), Amounts::new());
    for container in pod.list("spec.initContainers") {
        let mut needed = own(container);
        if container.text("restartPolicy") == "Always" {
            add(&mut all, &needed);
            add(&mut beside, &needed);
            needed.clone_from(&beside);
        } else {
            add(&mut needed, &beside);
        }
        raise(&mut first, &needed);
    }
    raise(&mut all, &first);
    let whole = string_map(pod.at("spec.resources").and_then(|it| it.get(field)));
    for (name, amount) in whole {
        if matches!(name.as_str(), "cpu" | "memory") || name.starts_with("hugepages-") {
            all.insert(name, amount);
        }
    }
    let mut overhead = string_map(pod.at("spec.overhead"));
    if field == "limits" {
        overhead.retain(|name, _| all.get(name).is_some_and(|it| nano(it) != 0));
    }
    add(&mut all, &overhead);
    all
}

/// `100m (2%)`. CPU is counted in thousandths, all else in whole units. Where
/// the node has nothing of it, upstream divides by zero all the same for single Pods.
pub(super) fn share(name: &str, amount: Option<&String>, whole: &str, single: bool) -> String {
    let amount = amount.map_or("0", String::as_str);
    let unit = if name == "cpu" { 1_000_000 } else { 1_000_000_000 };
    let units =
        |amount: &str| (nano(amount).max(0) + unit - 1).unsigned_abs() / unit.unsigned_abs();
    match units(whole) {
        0 if single => format!("{amount} ({}%)", i64::MIN),
        whole => format!("{amount} ({}%)", percent(units(amount), whole)),
    }
}

/// How many hundredths of `whole` an amount is, as upstream's floating-point
/// numbers have it: 290 of 1000 are 28.
fn percent(amount: u128, whole: u128) -> u128 {
    if amount == 0 || whole == 0 {
        return 0;
    }
    // The quotient in 53 bits, times a power of two.
    let mut shift = 0_u32;
    while shift < 64 && (amount << shift) / whole < (1 << (BITS - 1)) {
        shift += 1;
    }
    let quotient = round_half_even(amount << shift, whole);
    // A hundred times that has up to seven bits more.
    let product = quotient * 100;
    let excess = (128 - product.leading_zeros()).saturating_sub(BITS);
    (round_half_even(product, 1 << excess) << excess) >> shift
}

fn round_half_even(number: u128, by: u128) -> u128 {
    let (quotient, rest) = (number / by, number % by);
    let up = rest * 2 > by || (rest * 2 == by && quotient % 2 == 1);
    quotient + u128::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// pkg/describe describeNodeResource: int64(float64(a) / float64(b) * 100).
    #[test]
    fn shares_are_those_of_floating_point_numbers() {
        let all = [(100, 4000), (290, 1000), (570, 1000), (1, 3), (2, 2), (9, 4), (5, 0), (7, 100)];
        assert_eq!(
            all.map(|(amount, whole)| percent(amount, whole)),
            [2, 28, 56, 33, 100, 225, 0, 7]
        );
    }
}
