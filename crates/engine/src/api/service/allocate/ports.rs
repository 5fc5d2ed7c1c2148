//! Node ports and the port of a health check: those asked for, or free ones.
//!
//! Models initNodePorts, updateNodePorts and allocHealthCheckNodePort of
//! pkg/registry/core/service/storage/alloc.go (v1.36).

use super::{refuse, spec};
use crate::api::Status;
use crate::api::problems::{Problems, Shown, bare_error, internal};
use crate::api::service::node_ports::NodePorts;
use crate::api::service::{is_load_balancer, node_ports, number, ports_mut};
use crate::diagnostic::Code;
use crate::value::Value;

/// Models initNodePorts: ports of the same number share one node port.
pub(super) fn create_node_ports(
    service: &mut Value,
    pool: &mut NodePorts<'_>,
) -> Result<(), Status> {
    let allocate = should_allocate(service);
    let asked: Vec<(i64, i64)> = service
        .list("spec.ports")
        .iter()
        .map(|it| (number(it, "port"), number(it, "nodePort")))
        .collect();
    let mut given: Vec<(i64, i64)> = Vec::new();
    let mut chosen = Vec::new();
    for (place, (port, wanted)) in asked.iter().copied().enumerate() {
        if wanted == 0 && !allocate {
            chosen.push(0);
            continue;
        }
        let before = given.iter().find(|it| it.0 == port).map(|it| it.1);
        let result = match before {
            Some(shared) if wanted == 0 || wanted == shared => shared,
            Some(_) => {
                if let Err(why) = pool.allocate(wanted) {
                    refuse_port(service, place, wanted, why)?;
                }
                wanted
            }
            None => {
                let wish = asked.iter().find(|it| it.0 == port && it.1 != 0).map(|it| it.1);
                let got = match wish {
                    Some(wish) => {
                        if let Err(why) = pool.allocate(wish) {
                            refuse_port(service, place, wish, why)?;
                        }
                        wish
                    }
                    None => pool.next().ok_or_else(exhausted)?,
                };
                given.push((port, got));
                got
            }
        };
        chosen.push(result);
    }
    write_node_ports(service, &chosen);
    Ok(())
}

/// Models updateNodePorts.
pub(super) fn update_node_ports(
    service: &mut Value,
    old: &Value,
    pool: &mut NodePorts<'_>,
) -> Result<(), Status> {
    let allocate = should_allocate(service);
    let before = node_ports(old);
    let asked: Vec<(String, i64)> = service
        .list("spec.ports")
        .iter()
        .map(|it| (it.text("protocol").to_owned(), number(it, "nodePort")))
        .collect();
    let mut fresh: Vec<i64> = Vec::new();
    let mut chosen: Vec<i64> = Vec::new();
    let mut pairs: Vec<(String, i64)> = Vec::new();
    for (place, (protocol, wanted)) in asked.into_iter().enumerate() {
        if wanted == 0 && !allocate {
            chosen.push(0);
            continue;
        }
        let got = if wanted != 0 {
            if !before.contains(&wanted) && !fresh.contains(&wanted) {
                if let Err(why) = pool.allocate(wanted) {
                    refuse_port(service, place, wanted, why)?;
                }
                fresh.push(wanted);
            }
            wanted
        } else {
            pool.next().ok_or_else(exhausted)?
        };
        if pairs.contains(&(protocol.clone(), got)) {
            return Err(bare_error(format!("duplicate nodePort: {{{protocol} {got}}}")));
        }
        pairs.push((protocol, got));
        chosen.push(got);
    }
    write_node_ports(service, &chosen);
    Ok(())
}

/// Models allocHealthCheckNodePort.
pub(super) fn allocate_health_check(
    service: &mut Value,
    pool: &mut NodePorts<'_>,
) -> Result<(), Status> {
    let path = "spec.healthCheckNodePort";
    let asked = number(service, path);
    if asked != 0 {
        return pool.allocate(asked).map_err(|(_, why)| {
            let why = format!("failed to allocate requested HealthCheck NodePort {asked}: {why}");
            internal(Code::HealthCheckNodePortRefused, spec("healthCheckNodePort"), why)
        });
    }
    let got = pool.next().ok_or_else(|| {
        let why = "failed to allocate a HealthCheck NodePort 0: range is full".to_owned();
        internal(Code::PoolExhausted, spec("healthCheckNodePort"), why)
    })?;
    service.set(path, got);
    Ok(())
}

fn write_node_ports(service: &mut Value, chosen: &[i64]) {
    for (port, got) in ports_mut(service).iter_mut().zip(chosen) {
        if *got != 0 {
            port.set("nodePort", *got);
        }
    }
}

fn should_allocate(service: &Value) -> bool {
    let flag = service.at("spec.allocateLoadBalancerNodePorts").and_then(Value::as_bool);
    !is_load_balancer(service) || flag.unwrap_or(true)
}

fn refuse_port(
    service: &Value,
    place: usize,
    port: i64,
    why: (Code, String),
) -> Result<(), Status> {
    let mut wrong = Problems::default();
    let at = spec("ports").index(place).field("nodePort");
    wrong.invalid(why.0, &at, Shown::from(port), &why.1);
    refuse(service, wrong)
}

fn exhausted() -> Status {
    let why = "failed to allocate a nodePort: range is full".to_owned();
    internal(Code::PoolExhausted, spec("ports"), why)
}
