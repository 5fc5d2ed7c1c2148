//! Which resource a manifest means: apiVersion and kind, as kubectl finds
//! them among what the server has.
//!
//! Models k8s.io/client-go/restmapper (v1.36): kinds also match in lower case.

use crate::objects::Kind;

/// What an apiVersion and a kind mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Simulated.
    Known(Kind),
    /// A kind of Kubernetes that the lab does not simulate.
    NotSimulated,
    /// Nothing that the server has.
    Nothing,
}

/// Finds the meaning; a `List` of a kind means that kind.
pub(super) fn meaning(api_version: &str, kind: &str) -> Meaning {
    let lower = !kind.bytes().any(|it| it.is_ascii_uppercase());
    let same = |it: &Kind| it.name() == kind || lower && it.name().eq_ignore_ascii_case(kind);
    let api_version =
        api_version.strip_prefix('/').filter(|it| !it.contains('/')).unwrap_or(api_version);
    // Without a version the preferred one is taken.
    let served = |it: &Kind| {
        it.api_version() == api_version || api_version.is_empty() && it.group().is_empty()
    };
    let name = kind.strip_suffix("List").unwrap_or(kind);
    let found = Kind::ALL.into_iter().find(|it| served(it) && (same(it) || it.name() == name));
    match found {
        Some(kind) => Meaning::Known(kind),
        None if is_not_simulated(api_version, kind) => Meaning::NotSimulated,
        None => Meaning::Nothing,
    }
}

fn is_not_simulated(api_version: &str, kind: &str) -> bool {
    let name = kind.strip_suffix("List").unwrap_or(kind);
    OTHERS
        .iter()
        .any(|(version, kinds)| *version == api_version && kinds.split(' ').any(|it| it == name))
}

/// What else a v1.36 server has.
const OTHERS: [(&str, &str); 18] = [
    (
        "v1",
        "Secret ServiceAccount PersistentVolume PersistentVolumeClaim LimitRange ResourceQuota \
         ReplicationController PodTemplate Event Binding ComponentStatus",
    ),
    ("apps/v1", "DaemonSet ControllerRevision"),
    ("batch/v1", "Job CronJob"),
    ("autoscaling/v1", "HorizontalPodAutoscaler"),
    ("policy/v1", "PodDisruptionBudget"),
    ("networking.k8s.io/v1", "IPAddress ServiceCIDR"),
    ("rbac.authorization.k8s.io/v1", "Role RoleBinding ClusterRole ClusterRoleBinding"),
    (
        "storage.k8s.io/v1",
        "StorageClass CSIDriver CSINode CSIStorageCapacity VolumeAttachment VolumeAttributesClass",
    ),
    ("coordination.k8s.io/v1", "Lease"),
    ("scheduling.k8s.io/v1", "PriorityClass"),
    ("events.k8s.io/v1", "Event"),
    ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    ("apiregistration.k8s.io/v1", "APIService"),
    (
        "admissionregistration.k8s.io/v1",
        "MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy \
         ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
    ),
    ("certificates.k8s.io/v1", "CertificateSigningRequest"),
    ("node.k8s.io/v1", "RuntimeClass"),
    ("resource.k8s.io/v1", "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice"),
    ("flowcontrol.apiserver.k8s.io/v1", "FlowSchema PriorityLevelConfiguration"),
];
