//! Volumes of Pods and templates. Models describeVolumes of
//! k8s.io/kubectl/pkg/describe (v1.36).

use service_lab_engine::value::Value;

use super::{Sheet, or, string_map};
use crate::print::columns::go_text;

/// How a field is shown, and where it stands.
#[derive(Clone, Copy)]
enum Shown {
    /// A text; `""` where it is missing.
    Text(&'static str),
    /// A text, or this in its place.
    Or(&'static str, &'static str),
    /// `true` or `false`.
    Flag(&'static str),
    /// A whole number.
    Number(&'static str),
    /// Texts between brackets.
    Texts(&'static str),
    /// Texts joined by a comma and a blank.
    Joined(&'static str),
    /// The name of a Secret, as Go prints a pointer to one.
    Secret(&'static str),
    /// Texts by name, as Go prints a map.
    Map(&'static str),
}

use Shown::{Flag, Joined, Map, Number, Or, Secret, Text, Texts};

/// A kind of volume: its field, what it is, and the lines behind that.
type Source = (&'static str, &'static str, &'static [(&'static str, Shown)]);

const READ_ONLY: (&str, Shown) = ("ReadOnly:", Flag("readOnly"));
const FS_TYPE: (&str, Shown) = ("FSType:", Text("fsType"));
const VOLUME_ID: (&str, Shown) = ("VolumeID:", Text("volumeID"));
const PARTITION: (&str, Shown) = ("Partition:", Number("partition"));
const SECRET_REF: (&str, Shown) = ("SecretRef:", Secret("secretRef"));
const OPTIONAL: (&str, Shown) = ("Optional:", Flag("optional"));

/// In the order in which upstream asks for them.
const SOURCES: &[Source] = &[
    (
        "hostPath",
        "HostPath (bare host directory volume)",
        &[("Path:", Text("path")), ("HostPathType:", Or("type", "<none>"))],
    ),
    (
        "emptyDir",
        "EmptyDir (a temporary directory that shares a pod's lifetime)",
        &[("Medium:", Text("medium")), ("SizeLimit:", Or("sizeLimit", "<unset>"))],
    ),
    (
        "gcePersistentDisk",
        "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
        &[("PDName:", Text("pdName")), FS_TYPE, PARTITION, READ_ONLY],
    ),
    (
        "awsElasticBlockStore",
        "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
        &[VOLUME_ID, FS_TYPE, PARTITION, READ_ONLY],
    ),
    (
        "gitRepo",
        "GitRepo (a volume that is pulled from git when the pod is created)",
        &[("Repository:", Text("repository")), ("Revision:", Text("revision"))],
    ),
    (
        "secret",
        "Secret (a volume populated by a Secret)",
        &[("SecretName:", Text("secretName")), OPTIONAL],
    ),
    (
        "configMap",
        "ConfigMap (a volume populated by a ConfigMap)",
        &[("Name:", Text("name")), OPTIONAL],
    ),
    (
        "nfs",
        "NFS (an NFS mount that lasts the lifetime of a pod)",
        &[("Server:", Text("server")), ("Path:", Text("path")), READ_ONLY],
    ),
    (
        "iscsi",
        "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
        &[
            ("TargetPortal:", Text("targetPortal")),
            ("IQN:", Text("iqn")),
            ("Lun:", Number("lun")),
            // Upstream leaves the colon out.
            ("ISCSIInterface", Text("iscsiInterface")),
            FS_TYPE,
            READ_ONLY,
            ("Portals:", Texts("portals")),
            ("DiscoveryCHAPAuth:", Flag("chapAuthDiscovery")),
            ("SessionCHAPAuth:", Flag("chapAuthSession")),
            SECRET_REF,
            ("InitiatorName:", Or("initiatorName", "<none>")),
        ],
    ),
    (
        "glusterfs",
        "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
        &[("EndpointsName:", Text("endpoints")), ("Path:", Text("path")), READ_ONLY],
    ),
    (
        "persistentVolumeClaim",
        "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        &[("ClaimName:", Text("claimName")), READ_ONLY],
    ),
    (
        "ephemeral",
        "EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)",
        &[],
    ),
    (
        "rbd",
        "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
        &[
            ("CephMonitors:", Texts("monitors")),
            ("RBDImage:", Text("image")),
            FS_TYPE,
            ("RBDPool:", Text("pool")),
            ("RadosUser:", Text("user")),
            ("Keyring:", Text("keyring")),
            SECRET_REF,
            READ_ONLY,
        ],
    ),
    (
        "quobyte",
        "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
        &[("Registry:", Text("registry")), ("Volume:", Text("volume")), READ_ONLY],
    ),
    (
        "downwardAPI",
        "DownwardAPI (a volume populated by information about the pod)\n    Items:",
        &[],
    ),
    (
        "azureDisk",
        "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
        &[
            ("DiskName:", Text("diskName")),
            ("DiskURI:", Text("diskURI")),
            ("Kind: ", Text("kind")),
            FS_TYPE,
            ("CachingMode:", Text("cachingMode")),
            READ_ONLY,
        ],
    ),
    (
        "vsphereVolume",
        "vSphereVolume (a Persistent Disk resource in vSphere)",
        &[
            ("VolumePath:", Text("volumePath")),
            FS_TYPE,
            ("StoragePolicyName:", Text("storagePolicyName")),
        ],
    ),
    (
        "cinder",
        "Cinder (a Persistent Disk resource in OpenStack)",
        &[VOLUME_ID, FS_TYPE, READ_ONLY, SECRET_REF],
    ),
    (
        "photonPersistentDisk",
        "PhotonPersistentDisk (a Persistent Disk resource in photon platform)",
        &[("PdID:", Text("pdID")), FS_TYPE],
    ),
    ("portworxVolume", "PortworxVolume (a Portworx Volume resource)", &[VOLUME_ID]),
    (
        "scaleIO",
        "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
        &[
            ("Gateway:", Text("gateway")),
            ("System:", Text("system")),
            ("Protection Domain:", Text("protectionDomain")),
            ("Storage Pool:", Text("storagePool")),
            ("Storage Mode:", Text("storageMode")),
            ("VolumeName:", Text("volumeName")),
            FS_TYPE,
            READ_ONLY,
        ],
    ),
    (
        "cephfs",
        "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
        &[
            ("Monitors:", Texts("monitors")),
            ("Path:", Text("path")),
            ("User:", Text("user")),
            ("SecretFile:", Text("secretFile")),
            SECRET_REF,
            READ_ONLY,
        ],
    ),
    (
        "storageos",
        "StorageOS (a StorageOS Persistent Disk resource)",
        &[
            ("VolumeName:", Text("volumeName")),
            ("VolumeNamespace:", Text("volumeNamespace")),
            FS_TYPE,
            READ_ONLY,
        ],
    ),
    (
        "fc",
        "FC (a Fibre Channel disk)",
        &[("TargetWWNs:", Joined("targetWWNs")), ("LUN:", Or("lun", "<none>")), FS_TYPE, READ_ONLY],
    ),
    (
        "azureFile",
        "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
        &[("SecretName:", Text("secretName")), ("ShareName:", Text("shareName")), READ_ONLY],
    ),
    (
        "flexVolume",
        "FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)",
        &[
            ("Driver:", Text("driver")),
            FS_TYPE,
            SECRET_REF,
            READ_ONLY,
            ("Options:", Map("options")),
        ],
    ),
    (
        "flocker",
        "Flocker (a Flocker volume mounted by the Flocker agent)",
        &[("DatasetName:", Text("datasetName")), ("DatasetUUID:", Text("datasetUUID"))],
    ),
    ("projected", "Projected (a volume that contains injected data from multiple sources)", &[]),
    (
        "csi",
        "CSI (a Container Storage Interface (CSI) volume source)",
        &[("Driver:", Text("driver")), FS_TYPE, READ_ONLY],
    ),
    (
        "image",
        "Image (a container image or OCI artifact)",
        &[("Reference:", Text("reference")), ("PullPolicy:", Text("pullPolicy"))],
    ),
];

/// All volumes; `indent` is that of a template.
pub(super) fn lines(all: &[Value], indent: &str, sheet: &mut Sheet) {
    if all.is_empty() {
        sheet.line(format!("{indent}Volumes:\t<none>"));
        return;
    }
    sheet.line(format!("{indent}Volumes:"));
    // In a template only the name stands one blank further in.
    let more = if indent.is_empty() { "" } else { " " };
    for volume in all {
        sheet.line(format!("  {more}{}:", volume.text("name")));
        let source = SOURCES.iter().find_map(|it| Some((it, volume.get(it.0)?)));
        match source {
            Some(((field, what, fields), source)) => {
                sheet.line(format!("    Type:\t{what}"));
                for (title, how) in *fields {
                    sheet.line(format!("    {title}\t{}", shown(source, *how)));
                }
                rest(field, source, sheet);
            }
            None => sheet.line("  <unknown>"),
        }
    }
}

fn shown(source: &Value, how: Shown) -> String {
    let texts = |field: &str| -> Vec<&str> {
        source.list(field).iter().filter_map(Value::as_str).collect()
    };
    match how {
        Text(field) => source.text(field).to_owned(),
        // No size is as good as none at all.
        Or("sizeLimit", otherwise) => match source.text("sizeLimit") {
            "" | "0" => otherwise.to_owned(),
            size => size.to_owned(),
        },
        Or(field, otherwise) => source.get(field).map_or_else(|| otherwise.to_owned(), go_text),
        Flag(field) => (source.get(field) == Some(&Value::Bool(true))).to_string(),
        Number(field) => super::number(source, field).to_string(),
        Texts(field) => format!("[{}]", texts(field).join(" ")),
        Joined(field) => texts(field).join(", "),
        Secret(field) => match source.get(field) {
            Some(secret) => format!("&LocalObjectReference{{Name:{},}}", secret.text("name")),
            None => "nil".to_owned(),
        },
        Map(field) => {
            let all = string_map(source.get(field));
            let all: Vec<String> = all.iter().map(|(key, text)| format!("{key}:{text}")).collect();
            format!("map[{}]", all.join(" "))
        }
    }
}

/// What a kind has beside single fields.
fn rest(field: &str, source: &Value, sheet: &mut Sheet) {
    match field {
        "projected" => source.list("sources").iter().for_each(|it| projected(it, sheet)),
        "downwardAPI" => {
            for item in source.list("items") {
                for path in ["fieldRef.fieldPath", "resourceFieldRef.resource"] {
                    if !item.text(path).is_empty() {
                        sheet.line(format!("      {} -> {}", item.text(path), item.text("path")));
                    }
                }
            }
        }
        "ephemeral" => {
            if let Some(template) = source.get("volumeClaimTemplate") {
                claim(template, sheet);
            }
        }
        "csi" => {
            let all = string_map(source.get("volumeAttributes"));
            let mut title = "    VolumeAttributes:";
            if all.is_empty() {
                sheet.line(format!("{title}\t<none>"));
            }
            for (key, text) in all {
                sheet.line(format!("{title}\t    {}", super::shortened(&format!("{key}={text}"))));
                title = "        ";
            }
        }
        _ => {}
    }
}

/// The class of a claim. Models GetPersistentVolumeClaimClass.
pub(super) fn class_of(claim: &Value) -> &str {
    let old = claim.at("metadata.annotations");
    let old = old.and_then(|it| it.get("volume.beta.kubernetes.io/storage-class")?.as_str());
    old.unwrap_or_else(|| claim.text("spec.storageClassName"))
}

/// A claim that is made for one Pod. Models printPersistentVolumeClaim, whose
/// writer puts its indent before each piece that it writes.
fn claim(template: &Value, sheet: &mut Sheet) {
    sheet.line(format!("    StorageClass:\t{}", class_of(template)));
    sheet.line(format!("    Volume:\t{}", template.text("spec.volumeName")));
    let labels = string_map(template.at("metadata.labels"));
    let labels = labels.iter().map(|(key, text)| format!("{key}={text}")).collect();
    let notes = string_map(template.at("metadata.annotations"));
    let notes = notes.iter().map(|(key, text)| format!("{key}: {text}")).collect();
    let mut listed = |title: &str, more: &str, all: Vec<String>| {
        let all = if all.is_empty() { vec!["<none>".to_owned()] } else { all };
        for (place, text) in all.iter().enumerate() {
            let title = if place == 0 { title } else { more };
            sheet.line(format!("    {title}\t    {text}"));
        }
    };
    listed("Labels:", "    ", labels);
    listed("Annotations:", "", notes);
    sheet.line("    Capacity:\t\n    Access Modes:\t");
    let mode = template.text("spec.volumeMode");
    if !mode.is_empty() {
        sheet.line(format!("    VolumeMode:\t{mode}"));
    }
}

/// Models printProjectedVolumeSource.
fn projected(source: &Value, sheet: &mut Sheet) {
    let named = [("SecretName", "secret"), ("ConfigMapName", "configMap")];
    let optional = |it: &Value| it.get("optional") == Some(&Value::Bool(true));
    if let Some((title, from)) = named.iter().find_map(|it| Some((it.0, source.get(it.1)?))) {
        sheet.line(format!("    {title}:\t{}", or(from.text("name"), "")));
        sheet.line(format!("    Optional:\t{}", optional(from)));
    } else if source.get("downwardAPI").is_some() {
        sheet.line("    DownwardAPI:\ttrue");
    } else if let Some(token) = source.get("serviceAccountToken") {
        let seconds = super::number(token, "expirationSeconds");
        sheet.line(format!("    TokenExpirationSeconds:\t{seconds}"));
    }
}
