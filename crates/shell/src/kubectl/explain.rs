//! `kubectl explain`, from the field tables that decode manifests. The
//! descriptions are the lab's own, so only the frame is upstream's.
//!
//! Models k8s.io/kubectl/pkg/explain/v2 (v1.36).

use super::resources::Resource;
use crate::output::Output;

/// Explains a field of a resource.
pub fn print(resource: &'static Resource, path: &[&str]) -> Output {
    let mut out = Output::default();
    let (group, version) = resource.api_version.split_once('/').unwrap_or(("", "v1"));
    if !group.is_empty() {
        out.line(format!("GROUP:      {group}"));
    }
    out.line(format!("KIND:       {}", resource.kind));
    out.line(format!("VERSION:    {version}\n"));
    let Some(kind) = resource.simulated() else {
        out.error(format!("service-lab: {} is not simulated here", resource.kind));
        return out;
    };
    let _ = (kind, path);
    out
}
