//! A patched object as a refusal shows it: what the patch touched has its
//! fields sorted, all else stands as Go printed it.
//!
//! Models evanphx/json-patch, which takes apart only what it must (v4), on the
//! JSON of k8s.io/api (v1.36).

use crate::value::{Map, Value, write_json_string};

/// Fields in the order of their Go structs, as far as Services, their metadata
/// and the plainest fields of other kinds have them; it is one order for all,
/// since no two of these structs disagree. Others come after, sorted.
const ORDER: &str = "manager operation apiVersion kind metadata time fieldsType subresource name \
    generateName namespace uid resourceVersion generation creationTimestamp deletionTimestamp \
    deletionGracePeriodSeconds labels annotations ownerReferences controller blockOwnerDeletion \
    finalizers managedFields spec status replicas protocol appProtocol port targetPort nodePort \
    image command args workingDir ports envFrom env matchLabels matchExpressions selector template \
    clusterIP clusterIPs type externalIPs sessionAffinity loadBalancerIP loadBalancerSourceRanges \
    externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses \
    sessionAffinityConfig ipFamilies ipFamilyPolicy allocateLoadBalancerNodePorts \
    loadBalancerClass internalTrafficPolicy trafficDistribution loadBalancer ingress ip hostname \
    ipMode";

/// Fields that are maps in Go, whose keys it sorts.
const MAPS: [&str; 6] =
    ["labels", "annotations", "selector", "matchLabels", "nodeSelector", "data"];

/// The text of a value with this merge patch in it.
pub(super) fn write(value: &Value, patch: &Value) -> String {
    let mut out = String::new();
    put(value, patch.as_map(), &mut out);
    out
}

fn put(value: &Value, patch: Option<&Map>, out: &mut String) {
    let sorted = Map::new();
    match value {
        Value::Map(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            if patch.is_none() {
                let place = |name: &str| {
                    ORDER.split_whitespace().position(|it| it == name).unwrap_or(usize::MAX)
                };
                names.sort_by_key(|it| place(it));
            }
            out.push('{');
            for (place, name) in names.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write_json_string(name, out);
                out.push(':');
                let inner = patch.and_then(|it| it.get(name)).and_then(Value::as_map);
                let inner = inner.or_else(|| MAPS.contains(&name.as_str()).then_some(&sorted));
                put(map.get(name).unwrap_or(&Value::Null), inner, out);
            }
            out.push('}');
        }
        Value::List(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                put(item, None, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_json()),
    }
}
