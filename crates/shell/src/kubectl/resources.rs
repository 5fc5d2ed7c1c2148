//! Resource types by all their names. Models the server's discovery documents
//! and kubectl's shortcut expansion (v1.36).

use service_lab_engine::objects::Kind;

/// A resource type that the server knows.
#[derive(Debug, PartialEq, Eq)]
pub struct Resource {
    /// Plural name.
    pub name: &'static str,
    /// Short names.
    pub short: &'static [&'static str],
    /// Group and version: `v1`, `apps/v1`.
    pub api_version: &'static str,
    /// Whether its objects live in a namespace.
    pub namespaced: bool,
    /// Kind.
    pub kind: &'static str,
}

const fn row(
    name: &'static str,
    short: &'static [&'static str],
    api_version: &'static str,
    namespaced: bool,
    kind: &'static str,
) -> Resource {
    Resource { name, short, api_version, namespaced, kind }
}

/// All resource types, by group, as `kubectl api-resources` lists them.
pub static RESOURCES: &[Resource] = &[
    row("bindings", &[], "v1", true, "Binding"),
    row("componentstatuses", &["cs"], "v1", false, "ComponentStatus"),
    row("configmaps", &["cm"], "v1", true, "ConfigMap"),
    row("endpoints", &["ep"], "v1", true, "Endpoints"),
    row("events", &["ev"], "v1", true, "Event"),
    row("limitranges", &["limits"], "v1", true, "LimitRange"),
    row("namespaces", &["ns"], "v1", false, "Namespace"),
    row("nodes", &["no"], "v1", false, "Node"),
    row("persistentvolumeclaims", &["pvc"], "v1", true, "PersistentVolumeClaim"),
    row("persistentvolumes", &["pv"], "v1", false, "PersistentVolume"),
    row("pods", &["po"], "v1", true, "Pod"),
    row("podtemplates", &[], "v1", true, "PodTemplate"),
    row("replicationcontrollers", &["rc"], "v1", true, "ReplicationController"),
    row("resourcequotas", &["quota"], "v1", true, "ResourceQuota"),
    row("secrets", &[], "v1", true, "Secret"),
    row("serviceaccounts", &["sa"], "v1", true, "ServiceAccount"),
    row("services", &["svc"], "v1", true, "Service"),
    row(
        "mutatingadmissionpolicies",
        &[],
        "admissionregistration.k8s.io/v1",
        false,
        "MutatingAdmissionPolicy",
    ),
    row(
        "mutatingadmissionpolicybindings",
        &[],
        "admissionregistration.k8s.io/v1",
        false,
        "MutatingAdmissionPolicyBinding",
    ),
    row(
        "mutatingwebhookconfigurations",
        &[],
        "admissionregistration.k8s.io/v1",
        false,
        "MutatingWebhookConfiguration",
    ),
    row(
        "validatingadmissionpolicies",
        &[],
        "admissionregistration.k8s.io/v1",
        false,
        "ValidatingAdmissionPolicy",
    ),
    row(
        "validatingadmissionpolicybindings",
        &[],
        "admissionregistration.k8s.io/v1",
        false,
        "ValidatingAdmissionPolicyBinding",
    ),
    row(
        "validatingwebhookconfigurations",
        &[],
        "admissionregistration.k8s.io/v1",
        false,
        "ValidatingWebhookConfiguration",
    ),
    row(
        "customresourcedefinitions",
        &["crd", "crds"],
        "apiextensions.k8s.io/v1",
        false,
        "CustomResourceDefinition",
    ),
    row("apiservices", &[], "apiregistration.k8s.io/v1", false, "APIService"),
    row("controllerrevisions", &[], "apps/v1", true, "ControllerRevision"),
    row("daemonsets", &["ds"], "apps/v1", true, "DaemonSet"),
    row("deployments", &["deploy"], "apps/v1", true, "Deployment"),
    row("replicasets", &["rs"], "apps/v1", true, "ReplicaSet"),
    row("statefulsets", &["sts"], "apps/v1", true, "StatefulSet"),
    row("selfsubjectreviews", &[], "authentication.k8s.io/v1", false, "SelfSubjectReview"),
    row("tokenreviews", &[], "authentication.k8s.io/v1", false, "TokenReview"),
    row(
        "localsubjectaccessreviews",
        &[],
        "authorization.k8s.io/v1",
        true,
        "LocalSubjectAccessReview",
    ),
    row(
        "selfsubjectaccessreviews",
        &[],
        "authorization.k8s.io/v1",
        false,
        "SelfSubjectAccessReview",
    ),
    row("selfsubjectrulesreviews", &[], "authorization.k8s.io/v1", false, "SelfSubjectRulesReview"),
    row("subjectaccessreviews", &[], "authorization.k8s.io/v1", false, "SubjectAccessReview"),
    row("horizontalpodautoscalers", &["hpa"], "autoscaling/v2", true, "HorizontalPodAutoscaler"),
    row("cronjobs", &["cj"], "batch/v1", true, "CronJob"),
    row("jobs", &[], "batch/v1", true, "Job"),
    row(
        "certificatesigningrequests",
        &["csr"],
        "certificates.k8s.io/v1",
        false,
        "CertificateSigningRequest",
    ),
    row("leases", &[], "coordination.k8s.io/v1", true, "Lease"),
    row("endpointslices", &[], "discovery.k8s.io/v1", true, "EndpointSlice"),
    row("events", &["ev"], "events.k8s.io/v1", true, "Event"),
    row("flowschemas", &[], "flowcontrol.apiserver.k8s.io/v1", false, "FlowSchema"),
    row(
        "prioritylevelconfigurations",
        &[],
        "flowcontrol.apiserver.k8s.io/v1",
        false,
        "PriorityLevelConfiguration",
    ),
    row("ingressclasses", &[], "networking.k8s.io/v1", false, "IngressClass"),
    row("ingresses", &["ing"], "networking.k8s.io/v1", true, "Ingress"),
    row("ipaddresses", &["ip"], "networking.k8s.io/v1", false, "IPAddress"),
    row("networkpolicies", &["netpol"], "networking.k8s.io/v1", true, "NetworkPolicy"),
    row("servicecidrs", &[], "networking.k8s.io/v1", false, "ServiceCIDR"),
    row("runtimeclasses", &[], "node.k8s.io/v1", false, "RuntimeClass"),
    row("poddisruptionbudgets", &["pdb"], "policy/v1", true, "PodDisruptionBudget"),
    row("clusterrolebindings", &[], "rbac.authorization.k8s.io/v1", false, "ClusterRoleBinding"),
    row("clusterroles", &[], "rbac.authorization.k8s.io/v1", false, "ClusterRole"),
    row("rolebindings", &[], "rbac.authorization.k8s.io/v1", true, "RoleBinding"),
    row("roles", &[], "rbac.authorization.k8s.io/v1", true, "Role"),
    row("deviceclasses", &[], "resource.k8s.io/v1", false, "DeviceClass"),
    row("resourceclaims", &[], "resource.k8s.io/v1", true, "ResourceClaim"),
    row("resourceclaimtemplates", &[], "resource.k8s.io/v1", true, "ResourceClaimTemplate"),
    row("resourceslices", &[], "resource.k8s.io/v1", false, "ResourceSlice"),
    row("priorityclasses", &["pc"], "scheduling.k8s.io/v1", false, "PriorityClass"),
    row("csidrivers", &[], "storage.k8s.io/v1", false, "CSIDriver"),
    row("csinodes", &[], "storage.k8s.io/v1", false, "CSINode"),
    row("csistoragecapacities", &[], "storage.k8s.io/v1", true, "CSIStorageCapacity"),
    row("storageclasses", &["sc"], "storage.k8s.io/v1", false, "StorageClass"),
    row("volumeattachments", &[], "storage.k8s.io/v1", false, "VolumeAttachment"),
    row("volumeattributesclasses", &["vac"], "storage.k8s.io/v1", false, "VolumeAttributesClass"),
];

impl Resource {
    /// API group; `""` is the core group.
    pub fn group(&self) -> &'static str {
        self.api_version.split_once('/').map_or("", |(group, _)| group)
    }

    /// Whether the server has this subresource of the type's objects. What is
    /// read and written of a Pod beside is not told apart.
    pub fn has_part(&self, part: &str) -> bool {
        match part {
            "" => true,
            "status" => !matches!(
                self.kind,
                "ConfigMap" | "Endpoints" | "EndpointSlice" | "IngressClass" | "NetworkPolicy"
            ),
            "scale" => matches!(self.kind, "Deployment" | "ReplicaSet" | "StatefulSet"),
            _ => self.kind == "Pod",
        }
    }

    /// The kind, where the lab simulates it.
    pub fn simulated(&self) -> Option<Kind> {
        Kind::find(self.api_version, self.kind)
    }

    /// Whether every cluster has objects of a type that the lab does not have.
    pub fn left_out(&self) -> bool {
        matches!(
            self.kind,
            "APIService"
                | "ClusterRole"
                | "ClusterRoleBinding"
                | "ComponentStatus"
                | "CSINode"
                | "FlowSchema"
                | "PriorityClass"
                | "PriorityLevelConfiguration"
        )
    }

    /// Whether it is of the category `all`.
    pub fn in_all(&self) -> bool {
        ALL.contains(&self.qualified().as_str())
    }

    /// What can be asked of it. Models the verbs of the discovery documents.
    pub fn verbs(&self) -> &'static str {
        match self.kind {
            "Binding"
            | "LocalSubjectAccessReview"
            | "SelfSubjectAccessReview"
            | "SelfSubjectReview"
            | "SelfSubjectRulesReview"
            | "SubjectAccessReview"
            | "TokenReview" => "create",
            "ComponentStatus" => "get,list",
            _ => "create,delete,deletecollection,get,list,patch,update,watch",
        }
    }

    /// `services`, `deployments.apps`: as error texts name it.
    pub fn qualified(&self) -> String {
        with_group(self.name, self.group())
    }

    /// `service`, `deployment.apps`: as printed before a slash or a name.
    pub fn singular(&self) -> String {
        with_group(&self.kind.to_ascii_lowercase(), self.group())
    }
}

fn with_group(name: &str, group: &str) -> String {
    if group.is_empty() { name.to_owned() } else { format!("{name}.{group}") }
}

/// The resource type that a learner means by a word. Short names count letter
/// by letter, all others without case.
///
/// # Errors
/// `the server doesn't have a resource type "..."`.
pub fn find(word: &str) -> Result<&'static Resource, String> {
    let lower = word.to_ascii_lowercase();
    let (name, group) = match lower.split_once('.') {
        Some((name, group)) => (name, Some(group)),
        None => (lower.as_str(), None),
    };
    let typed = word.split('.').next().unwrap_or("");
    RESOURCES
        .iter()
        .find(|it| {
            let named =
                it.name == name || it.short.contains(&typed) || it.kind.eq_ignore_ascii_case(name);
            let of_group = group.is_none_or(|group| {
                let version = it.api_version.rsplit('/').next().unwrap_or_default();
                let bare = group.strip_prefix(version).and_then(|it| it.strip_prefix('.'));
                let group = bare.unwrap_or(group);
                group.is_empty() || it.group() == group
            });
            named && of_group
        })
        .ok_or_else(|| format!("the server doesn't have a resource type \"{typed}\""))
}

/// The resource type of an object as it stands in a file.
pub fn of_value(value: &service_lab_engine::value::Value) -> Option<&'static Resource> {
    let (kind, version) = (value.text("kind"), value.text("apiVersion"));
    RESOURCES.iter().find(|it| it.kind == kind && it.api_version == version)
}

/// The resource type of a simulated kind.
pub fn of_kind(kind: Kind) -> &'static Resource {
    static NOTHING: Resource = row("", &[], "v1", true, "");
    RESOURCES.iter().find(|it| it.simulated() == Some(kind)).unwrap_or(&NOTHING)
}

/// Types of `kubectl get all`, in its order.
pub const ALL: [&str; 10] = [
    "pods",
    "replicationcontrollers",
    "services",
    "daemonsets.apps",
    "deployments.apps",
    "replicasets.apps",
    "statefulsets.apps",
    "horizontalpodautoscalers.autoscaling",
    "cronjobs.batch",
    "jobs.batch",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_found_by_each_of_its_names() {
        for word in ["svc", "service", "services", "Service", "svc.", "services.v1."] {
            assert_eq!(find(word).map(|it| it.name), Ok("services"), "{word}");
        }
        assert_eq!(find("deployments.apps").map(|it| it.name), Ok("deployments"));
        assert!(find("svcs").is_err() && find("SVC").is_err());
        // Models Builder.mappingFor: a refusal names the type without its group.
        for word in ["svc.v1", "services.apps", "Foo.bar"] {
            let name = word.split('.').next().unwrap_or("");
            let wanted = format!("the server doesn't have a resource type \"{name}\"");
            assert_eq!(find(word).map(|it| it.name), Err(wanted));
        }
    }

    #[test]
    fn every_simulated_kind_is_a_resource() {
        for kind in Kind::ALL {
            assert_eq!(of_kind(kind).kind, kind.name());
        }
    }
}
