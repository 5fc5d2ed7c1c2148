//! Warnings about the volumes of a Pod, and about claims for storage.
//!
//! Models pkg/api/pod/warnings.go and pkg/api/persistentvolumeclaim (v1.36).

use crate::schema::quantity_nano;
use crate::value::Value;
use crate::yaml::quote;

/// Volume sources that go or are gone, in the order in which upstream looks at
/// them; one of them it spells in its own way.
const OLD_VOLUMES: [(&str, &str, &str); 9] = [
    (
        "photonPersistentDisk",
        "photonPersistentDisk",
        "deprecated in v1.11, non-functional in v1.16+",
    ),
    ("gitRepo", "gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
    ("scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
    ("flocker", "flocker", "deprecated in v1.22, non-functional in v1.25+"),
    ("storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
    ("quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"),
    ("glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
    ("cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
    ("rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"),
];

/// Sources that go, and files that stand in each other's way.
pub(super) fn volumes(spec: &Value, at: &str, out: &mut Vec<String>) {
    for (place, volume) in spec.list("volumes").iter().enumerate() {
        let at = format!("{at}.volumes[{place}]");
        let there = |name: &str| volume.get(name).is_some_and(|it| !it.is_null());
        for (field, shown, words) in OLD_VOLUMES {
            if there(field) {
                out.push(format!("{at}.{shown}: {words}"));
            }
            // Between these two upstream looks at claims that live with the Pod.
            let claim = volume.at("ephemeral.volumeClaimTemplate.spec");
            if let Some(claim) = claim.filter(|_| field == "glusterfs") {
                let at = format!("{at}.ephemeral.volumeClaimTemplate.spec");
                out.extend(claim_warnings(claim, &at));
            }
        }
    }
    for volume in spec.list("volumes") {
        overlaps(volume, out);
    }
}

/// Warnings about the spec of a claim for storage.
///
/// Models pkg/api/persistentvolumeclaim GetWarningsForPersistentVolumeClaimSpec.
pub(crate) fn claim_warnings(spec: &Value, at: &str) -> Vec<String> {
    let mut out = Vec::new();
    for list in ["requests", "limits"] {
        let path = format!("{at}.resources.{list}");
        fraction(spec.at(&format!("resources.{list}")), "storage", &path, &mut out);
    }
    out
}

/// A file of a volume: its path, and which of several sources it is from.
struct File<'a> {
    path: &'a str,
    source: &'a str,
}

impl File<'_> {
    fn shown(&self) -> String {
        let path = quote(self.path);
        if self.source.is_empty() { path } else { format!("{path} ({})", self.source) }
    }

    /// Whether one is the other, or lies in it.
    fn meets(&self, other: &File<'_>) -> bool {
        let inside = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|it| it.is_empty() || it.starts_with('/'))
        };
        let (one, two) = (self.path, other.path);
        !one.is_empty() && !two.is_empty() && (inside(one, two) || inside(two, one))
    }
}

/// warningsForOverlappingVirtualPaths, of one volume.
fn overlaps(volume: &Value, out: &mut Vec<String>) {
    let name = quote(volume.text("name"));
    for (source, field) in [("configMap", "name"), ("secret", "secretName"), ("downwardAPI", "")] {
        if let Some(source_of) = volume.get(source) {
            let items = source_of.list("items").iter().map(|it| (it.text("path"), ""));
            told(&name, &kind_of_files(source, source_of, field), items, out);
        }
    }
    let Some(projected) = volume.get("projected").filter(|it| !it.is_null()) else { return };
    let mut labels: Vec<(String, Vec<&str>)> = Vec::new();
    for one in projected.list("sources") {
        let source = one.as_map().and_then(|it| it.iter().find(|(_, it)| !it.is_null()));
        let Some((source, of)) = source else {
            out.push(format!("volume {name} (Projected) has no sources provided"));
            continue;
        };
        let paths: Vec<&str> = match source.as_str() {
            "configMap" | "secret" | "downwardAPI" => {
                of.list("items").iter().map(|it| it.text("path")).collect()
            }
            _ => vec![of.text("path")],
        };
        let field = if of.text("name").is_empty() { "signerName" } else { "name" };
        labels.push((kind_of_files(source, of, field), paths));
    }
    let files =
        labels.iter().flat_map(|(source, paths)| paths.iter().map(move |it| (*it, &**source)));
    told(&name, "Projected", files, out);
}

/// `ConfigMap "web"`, `ServiceAccountToken`: a source as these warnings name it.
fn kind_of_files(source: &str, of: &Value, field: &str) -> String {
    let kind = match source {
        "configMap" => "ConfigMap",
        "secret" => "Secret",
        "clusterTrustBundle" => "ClusterTrustBundle",
        "serviceAccountToken" => return "ServiceAccountToken".to_owned(),
        _ => return "DownwardAPI".to_owned(),
    };
    format!("{kind} {}", quote(of.text(field)))
}

fn told<'a>(
    name: &str,
    kind: &str,
    files: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut Vec<String>,
) {
    let mut before: Vec<File<'_>> = Vec::new();
    for (path, source) in files {
        let file = File { path: path.trim_end_matches('/'), source };
        for other in before.iter().filter(|it| it.meets(&file)) {
            let (file, other) = (file.shown(), other.shown());
            out.push(format!("volume {name} ({kind}): overlapping paths: {file} with {other}"));
        }
        before.push(file);
    }
}

/// An amount of bytes that is no whole number.
pub(super) fn fraction(amounts: Option<&Value>, name: &str, path: &str, out: &mut Vec<String>) {
    let Some(amount) = amounts.and_then(|it| it.get(name)?.as_str()) else { return };
    if quantity_nano(amount).is_some_and(|it| it % 1_000_000_000 != 0) {
        out.push(format!(
            "{path}[{name}]: fractional byte value \"{amount}\" is invalid, must be an integer"
        ));
    }
}
