//! What the server says of a Pod, against the words of
//! pkg/apis/core/validation/validation.go, pkg/api/pod/warnings.go and
//! plugin/pkg/admission (v1.36).

use crate::client::fixture::{cluster, sent};
use crate::client::{Run, Verb, run};
use crate::objects::Kind;
use crate::value::Value;

/// Creates a Pod with these lines in its spec and in its container.
fn create(spec: &str, container: &str) -> Run {
    let line = |indent: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!("{indent}{text}\n") }
    };
    let text = format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n{}  containers:\n  - name: web\n    \
         image: nginx\n{}",
        line("  ", spec),
        line("    ", container)
    );
    sent(&[(Verb::Create, &text)])
}

#[test]
fn what_a_container_asks_for_is_checked_as_upstream_does() {
    for (container, words) in [
        (
            "resources: {requests: {cpu: 2}, limits: {cpu: 1}}",
            "resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1",
        ),
        (
            "resources: {requests: {gpu: 1}}",
            "resources.requests[gpu]: Invalid value: \"gpu\": must be a standard resource for containers",
        ),
        (
            "resources: {requests: {example.com/gpu: 1}}",
            "resources.limits: Required value: Limit must be set for non overcommitable resources",
        ),
        (
            "resources: {limits: {hugepages-2Mi: 3Mi, memory: 1Gi}}",
            "resources.limits[hugepages-2Mi]: Invalid value: \"3Mi\": 3Mi is not positive integer multiple of hugepages-2Mi",
        ),
        (
            "restartPolicyRules: [{action: Stop, exitCodes: {operator: is, values: [1]}}, {action: Restart}]",
            "* spec.containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used\n* spec.containers[0].restartPolicyRules[0].action: Unsupported value: \"Stop\": supported values: \"Restart\"\n* spec.containers[0].restartPolicyRules[0].exitCodes.operator: Unsupported value: \"is\": supported values: \"In\", \"NotIn\"\n* spec.containers[0].restartPolicyRules[1].exitCodes: Required value: must be specified",
        ),
        (
            "resources: {limits: {example.com/gpu: 500m}}",
            "resources.limits[example.com/gpu]: Invalid value: \"500m\": must be an integer",
        ),
        (
            "readinessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 5}",
            "readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes",
        ),
        (
            "lifecycle: {preStop: {sleep: {seconds: 31}}}",
            "lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)",
        ),
        (
            "envFrom: [{prefix: A}]",
            "envFrom: Invalid value: \"\": must specify one of: `configMapRef` or `secretRef`",
        ),
        (
            "env: [{name: A, valueFrom: {configMapKeyRef: {key: b}}}]",
            "env[0].valueFrom.configMapKeyRef.name: Invalid value: \"\"",
        ),
        (
            "env: [{name: A, valueFrom: {resourceFieldRef: {resource: cpu}}}]",
            "resourceFieldRef.resource: Unsupported value: \"cpu\": supported values: \"limits.cpu\"",
        ),
        (
            "env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 10m}}}]",
            "resourceFieldRef.divisor: Invalid value: \"limits.cpu\": only divisor's values 1m and 1 are supported with the cpu resource",
        ),
        (
            "env: [{name: A, valueFrom: {resourceFieldRef: {resource: requests.cpu, divisor: 1k}}}]",
            "resourceFieldRef.divisor: Invalid value: \"requests.cpu\": only divisor's values 1m and 1 are supported with the cpu resource",
        ),
        (
            "env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1m}}}]",
            "resourceFieldRef.divisor: Invalid value: \"limits.memory\": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource",
        ),
        (
            "env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['a b']\"}}}]",
            "valueFrom.fieldRef: Invalid value: \"a b\": name part must consist of",
        ),
        (
            "securityContext: {allowPrivilegeEscalation: false, privileged: true, runAsUser: 5, capabilities: {drop: [ALL]}}",
            "securityContext: Invalid value: {\"Capabilities\":{\"Add\":null,\"Drop\":[\"ALL\"]},\"Privileged\":true,\"SELinuxOptions\":null,\"WindowsOptions\":null,\"RunAsUser\":5,\"RunAsGroup\":null,\"RunAsNonRoot\":null,\"ReadOnlyRootFilesystem\":null,\"AllowPrivilegeEscalation\":false,\"ProcMount\":null,\"SeccompProfile\":null,\"AppArmorProfile\":null}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true",
        ),
        (
            "env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.name['b']\"}}}]",
            "fieldRef.fieldPath: Invalid value: \"metadata.name['b']\": error converting fieldPath: field label does not support subscript: metadata.name['b']",
        ),
        (
            "env: [{name: A, valueFrom: {fileKeyRef: {volumeName: B, path: a/../b}}}]",
            "* spec.containers[0].env[0].valueFrom.fileKeyRef.key: Required value\n* spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Invalid value: \"B\": a lowercase RFC 1123 label must",
        ),
        (
            "env: [{name: A, valueFrom: {fileKeyRef: {volumeName: b, path: a/../b, key: C=}}}]",
            "fileKeyRef.path: Invalid value: \"a/../b\": must not contain '..'\n* spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Not found: \"b\"",
        ),
        (
            "securityContext: {allowPrivilegeEscalation: false, privileged: true, seccompProfile: {type: a}, appArmorProfile: {type: b}}",
            "seccompProfile.type: Unsupported value: \"a\": supported values: \"Localhost\", \"RuntimeDefault\", \"Unconfined\"\n* spec.containers[0].securityContext: Invalid value: {\"Capabilities\":null",
        ),
        (
            "securityContext: {procMount: Unmasked}",
            "securityContext.procMount: Invalid value: \"Unmasked\": `hostUsers` must be false to use `Unmasked`",
        ),
        (
            "volumeMounts: [{name: a, mountPath: /a, recursiveReadOnly: Enabled}]",
            "volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true",
        ),
        (
            "securityContext: {runAsUser: -1}",
            "securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive",
        ),
    ] {
        let told = create("", container).stderr;
        assert!(told.contains(words), "{container}\n{told}");
        assert!(told.contains("spec.containers[0]."), "{told}");
    }
}

#[test]
fn what_a_pod_asks_for_is_checked_as_upstream_does() {
    for (spec, words) in [
        (
            "dnsPolicy: None",
            "spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None",
        ),
        (
            "volumes: [{name: a, emptyDir: {}, hostPath: {path: /a}}]",
            "spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type",
        ),
        (
            "volumes: [{name: a, hostPath: {path: /a/../b}}]",
            "spec.volumes[0].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'",
        ),
        (
            "volumes: [{name: a, downwardAPI: {items: [{path: /b, fieldRef: {fieldPath: status.podIP}}]}}]",
            "* spec.volumes[0].downwardAPI.path: Invalid value: \"/b\": must be a relative path\n* spec.volumes[0].downwardAPI.fieldRef.fieldPath: Unsupported value: \"status.podIP\": supported values: \"metadata.annotations\", \"metadata.labels\", \"metadata.name\", \"metadata.namespace\", \"metadata.uid\"",
        ),
        (
            "volumes: [{name: a, projected: {sources: [{configMap: {name: b, items: [{key: c, path: d}]}}, {downwardAPI: {items: [{path: d, resourceFieldRef: {resource: limits.cpu}}]}}]}}]",
            "* spec.volumes[0].projected.sources[1].downwardAPI.resourceFieldRef.containerName: Required value\n* spec.volumes[0].projected: Invalid value: \"d\": conflicting duplicate paths",
        ),
        (
            "volumes: [{name: a, projected: {sources: [{secret: {}, serviceAccountToken: {expirationSeconds: 5}}]}}]",
            "* spec.volumes[0].projected.sources[0].secret.name: Required value\n* spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes\n* spec.volumes[0].projected.path: Required value\n* spec.volumes[0].projected.sources[0]: Forbidden: may not specify more than 1 volume type",
        ),
        ("volumes: [{name: a, configMap: {}}]", "spec.volumes[0].configMap.name: Required value"),
        (
            "volumes: [{name: a, emptyDir: {}, downwardAPI: {}}]",
            "spec.volumes[0].downwarAPI: Forbidden: may not specify more than 1 volume type",
        ),
        (
            "volumes: [{name: a, image: {}}, {name: b, image: {reference: c, pullPolicy: d}}]",
            "* spec.volumes[0].image.reference: Required value\n* spec.volumes[1].image.pullPolicy: Unsupported value: \"d\": supported values: \"Always\", \"IfNotPresent\", \"Never\"",
        ),
        (
            "volumes: [{name: a, ephemeral: {}}]",
            "spec.volumes[0].ephemeral.volumeClaimTemplate: Required value",
        ),
        (
            "hostUsers: false\n  initContainers: [{name: a, image: b, volumeDevices: [{name: c, devicePath: /d}]}]",
            "spec.initContainers[0].volumeDevices: Forbidden: when `hostUsers` is false",
        ),
        (
            "hostnameOverride: A_b\n  setHostnameAsFQDN: true",
            "* spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true\n* spec.hostnameOverride: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain",
        ),
        (
            "tolerations: [{key: a, operator: Lt, value: \"1\"}]",
            "spec.tolerations[0].operator: Unsupported value: \"Lt\": supported values: \"Equal\", \"Exists\", \"Lt\", \"Gt\"",
        ),
        (
            "tolerations: [{key: a, operator: Exists, value: b}]",
            "spec.tolerations[0].operator: Invalid value: \"b\": value must be empty when `operator` is 'Exists'",
        ),
        (
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}}",
            "nodeSelectorTerms: Required value: must have at least one node selector term",
        ),
        (
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [b c]}]}]}}}",
            "matchExpressions[0].values[0]: Invalid value: \"b c\": a valid label must be",
        ),
        (
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: a, operator: Exists}]}]}}}",
            "matchFields[0].key: Invalid value: \"a\": not a valid field selector key",
        ),
        (
            "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, matchLabelKeys: [b]}]}}",
            "matchLabelKeys: Forbidden: must not be specified when labelSelector is not set",
        ),
        (
            "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, nodeTaintsPolicy: Obey, labelSelector: {}}]",
            "nodeTaintsPolicy: Unsupported value: \"Obey\": supported values: \"Honor\", \"Ignore\"",
        ),
        (
            "securityContext: {supplementalGroups: [1, -1]}",
            "spec.securityContext.supplementalGroups[1]: Invalid value: -1: must be between 0 and",
        ),
        (
            "dnsConfig: {searches: [\".\", _tcp.example.com, \"a b\"]}",
            "spec.dnsConfig.searches[2]: Invalid value: \"a b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_'",
        ),
        (
            "schedulingGates: [{name: a}, {name: a}]",
            "spec.schedulingGates[1]: Duplicate value: \"a\"",
        ),
        (
            "hostUsers: false\n  hostNetwork: true\n  hostPID: true",
            "* spec.hostNetwork: Forbidden: when `hostUsers` is false\n* spec.HostPID: Forbidden: when `hostUsers` is false",
        ),
        (
            "restartPolicy: Never\n  volumes: [{name: a, emptyDir: {}}]\n  initContainers: [{name: b, image: c, volumeMounts: [{name: a, mountPath: /d}], volumeDevices: [{name: a, devicePath: /d}, {name: e, devicePath: /../f}], resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: RestartContainer}, {resourceName: disk}]}]",
            "invalid: \n* spec.initContainers[0].volumeMounts[0].name: Invalid value: \"a\": must not already exist in volumeDevices\n* spec.initContainers[0].volumeMounts[0].mountPath: Invalid value: \"/d\": must not already exist as a path in volumeDevices\n* spec.initContainers[0].volumeDevices[0].name: Invalid value: \"a\": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode\n* spec.initContainers[0].volumeDevices[0].name: Invalid value: \"a\": must not already exist in volumeMounts\n* spec.initContainers[0].volumeDevices[0].devicePath: Invalid value: \"/d\": must not already exist as a path in volumeMounts\n* spec.initContainers[0].volumeDevices[1].name: Not found: \"e\"\n* spec.initContainers[0].volumeDevices[1].devicePath: Invalid value: \"/../f\": can not contain backsteps ('..')\n* spec.initContainers[0].resizePolicy[1]: Duplicate value: \"cpu\"\n* spec.initContainers[0].resizePolicy: Invalid value: \"RestartContainer\": must be 'NotRequired' when `restartPolicy` is 'Never'\n* spec.initContainers[0].resizePolicy: Unsupported value: \"disk\": supported values: \"cpu\", \"memory\"\n* spec.initContainers[0].resizePolicy: Required value\n* spec.initContainers[0].resizePolicy: Invalid value: \"\": must be 'NotRequired' when `restartPolicy` is 'Never'",
        ),
        ("os: {name: mac}", "spec.os: Unsupported value: \"mac\": supported values: \"linux\""),
        (
            "ephemeralContainers: [{name: a, image: b}]",
            "spec.ephemeralContainers: Forbidden: cannot be set on create",
        ),
        (
            "ephemeralContainers: [{name: a, image: b}]\n  schedulingGates: [{name: a}]\n  nodeName: b\n  restartPolicy: X",
            "supported values: \"Always\", \"OnFailure\", \"Never\"\n* spec.ephemeralContainers: Forbidden: cannot be set on create\n* spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared\n",
        ),
        (
            "hostAliases: [{ip: 10.0.0}]",
            "spec.hostAliases[0].ip: Invalid value: \"10.0.0\": must be a valid IP address",
        ),
        (
            "serviceAccountName: nope",
            "pods \"web\" is forbidden: error looking up service account default/nope: serviceaccount \"nope\" not found",
        ),
        (
            "runtimeClassName: gvisor",
            "pods \"web\" is forbidden: pod rejected: RuntimeClass \"gvisor\" not found",
        ),
        (
            "preemptionPolicy: \"\"",
            "the string value of PreemptionPolicy () must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name",
        ),
        (
            "volumes: [{name: a, configMap: {name: b}}]\n  initContainers: [{name: c, image: d, env: [{name: E, valueFrom: {fileKeyRef: {volumeName: a, path: f, key: G}}}]}]",
            "spec.initContainers[0].env[0].valueFrom.fileKeyRef.volumeName: Invalid value: \"a\": referenced volume must be of type emptyDir",
        ),
        (
            "priority: 5",
            "the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name",
        ),
    ] {
        let run = create(spec, "");
        assert!(run.stderr.contains(words), "{spec}\n{}", run.stderr);
        assert_eq!(run.exit, 1, "{spec}");
    }
}

#[test]
fn what_is_odd_but_allowed_is_warned_about() {
    for (spec, container, words) in [
        ("imagePullSecrets: [{}]", "", "spec.imagePullSecrets[0].name: invalid empty name \"\""),
        (
            "terminationGracePeriodSeconds: 5",
            "resources: {requests: {memory: 100m}}",
            "spec.containers[0].resources.requests[memory]: fractional byte value \"100m\" is invalid, must be an integer",
        ),
        (
            "nodeSelector: {beta.kubernetes.io/os: linux}",
            "",
            "spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead",
        ),
        (
            "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]",
            "",
            "spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod",
        ),
        (
            "",
            "ports: [{containerPort: 80}, {containerPort: 80, hostPort: 80}]",
            "spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]",
        ),
    ] {
        let run = create(spec, container);
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
}

/// Creates a Pod with these `resources` of its own and of its containers, the
/// last of which starts before the others, and gives what is stored or told.
fn whole(resources: &str, containers: [&str; 3]) -> Result<Value, String> {
    let [one, two, first] = containers;
    let text = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  resources: {resources}\n  \
         containers:\n  - {{name: a, image: b, resources: {one}}}\n  - {{name: b, image: b, resources: \
         {two}}}\n  initContainers:\n  - {{name: c, image: b, resources: {first}}}\n"
    );
    let (mut store, config, call) = cluster();
    let told = run(&mut store, &config, &call, Verb::Create, "default", &text);
    let pod = store.find(Kind::Pod, "default", "web").map(|it| it.value.clone());
    pod.ok_or(told.stderr)
}

/// pkg/apis/core/v1/defaults.go defaultPodRequests and helper/qos ComputePodQOS.
#[test]
fn a_pod_with_limits_as_a_whole_asks_for_what_its_containers_ask_for_or_for_its_limits() {
    let small = "{requests: {cpu: 100m, memory: 64Mi}}";
    for (resources, containers, requests, class) in [
        (
            "{limits: {cpu: 1, memory: 1Gi}}",
            ["{}"; 3],
            r#"{"cpu":"1","memory":"1Gi"}"#,
            "Guaranteed",
        ),
        (
            "{limits: {cpu: 1}}",
            [small, "{requests: {cpu: 0.5}}", "{requests: {memory: 1Gi}}"],
            r#"{"cpu":"600m","memory":"1Gi"}"#,
            "Burstable",
        ),
        ("{limits: {cpu: 1}}", ["{}", "{}", "{requests: {cpu: 0}}"], r#"{"cpu":"0"}"#, "Burstable"),
        ("{limits: {cpu: 1}, requests: {cpu: 2m}}", ["{}"; 3], r#"{"cpu":"2m"}"#, "Burstable"),
        ("{requests: {cpu: 1}}", [small, "{}", "{}"], r#"{"cpu":"1"}"#, "Burstable"),
        ("{}", [small, "{}", "{}"], "", "BestEffort"),
    ] {
        let pod = whole(resources, containers).expect(resources);
        let stored = pod.at("spec.resources.requests").map(Value::to_json).unwrap_or_default();
        assert_eq!(
            (stored.as_str(), pod.text("status.qosClass")),
            (requests, class),
            "{resources}"
        );
    }
}

/// pkg/apis/core/helper/qos ComputePodQOS.
#[test]
fn a_pods_quality_of_service_is_that_of_all_its_containers_or_of_its_whole() {
    let full = "{limits: {cpu: 1, memory: 1Gi}}";
    let same = "{limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 1000m, memory: 1073741824}}";
    let some = "{requests: {cpu: 100m}}";
    let none = "{limits: {cpu: 0}, requests: {memory: 0}}";
    for (whole_pod, containers, class) in [
        ("null", [full; 3], "Guaranteed"),
        ("null", [same; 3], "Guaranteed"),
        ("null", [full, full, some], "Burstable"),
        ("null", [full, "{}", full], "Burstable"),
        ("null", ["{}", "{}", some], "Burstable"),
        ("null", [none, "{}", none], "BestEffort"),
        (same, [some, "{}", "{}"], "Guaranteed"),
        (some, ["{}"; 3], "Burstable"),
        ("{limits: {memory: 4Gi}}", [full, full, full], "Burstable"),
    ] {
        let pod = whole(whole_pod, containers).expect(whole_pod);
        assert_eq!(pod.text("status.qosClass"), class, "{whole_pod} {containers:?}");
    }
}

const HUGE: &str = "{limits: {memory: 64Mi, hugepages-2Mi: 2Mi}}";

/// pkg/apis/core/v1/defaults.go defaultHugePagePodLimits.
#[test]
fn a_pod_has_as_a_whole_the_huge_pages_that_its_containers_have() {
    let more = "{limits: {memory: 64Mi, hugepages-2Mi: 6Mi}}";
    for (resources, containers, stored) in [
        (
            "{requests: {memory: 1Gi}}",
            [HUGE, HUGE, "{}"],
            r#"{"limits":{"hugepages-2Mi":"4Mi"},"requests":{"hugepages-2Mi":"4Mi","memory":"1Gi"}}"#,
        ),
        (
            "{limits: {memory: 1Gi}}",
            [HUGE, "{}", more],
            r#"{"limits":{"hugepages-2Mi":"6Mi","memory":"1Gi"},"requests":{"hugepages-2Mi":"6Mi","memory":"64Mi"}}"#,
        ),
        ("{}", [HUGE, "{}", "{}"], "{}"),
    ] {
        let pod = whole(resources, containers).expect(resources);
        let told = pod.at("spec.resources").map(Value::to_json);
        assert_eq!(told.as_deref(), Some(stored), "{resources}");
    }
}

/// pkg/apis/core/validation validatePodResources.
#[test]
fn a_pod_as_a_whole_has_room_for_its_containers_and_names_no_other_resources() {
    let greedy = "{requests: {cpu: 2}, limits: {cpu: 2}}";
    for (resources, containers, words) in [
        (
            "{limits: {ephemeral-storage: 1Gi, cpu: 1}}",
            ["{}"; 3],
            "spec.resources.limits[ephemeral-storage]: Unsupported value: \"ephemeral-storage\": supported values: \"cpu\", \"hugepages-\", \"memory\"",
        ),
        (
            "{limits: {gpu: 1, cpu: 1}}",
            ["{}"; 3],
            "spec.resources.limits[gpu]: Invalid value: \"gpu\": must be a standard resource type or fully qualified",
        ),
        (
            "{limits: {cpu: 1}, requests: {cpu: 1}, claims: [{name: a}]}",
            [greedy, "{}", "{}"],
            "* spec.resources.claims: Forbidden: claims may not be set for Resources at pod-level\n* spec.resources.requests[cpu]: Invalid value: \"1\": must be greater than or equal to aggregate container requests of 2\n* spec.resources.containers[0][cpu].limits: Invalid value: \"2\": must be less than or equal to pod limits of 1\n",
        ),
        (
            "{limits: {cpu: 1}, requests: {cpu: 3}}",
            ["{}"; 3],
            "spec.resources.requests: Invalid value: \"3\": must be less than or equal to cpu limit of 1",
        ),
        (
            "{limits: {memory: 1Gi, hugepages-2Mi: 2Mi}}",
            [HUGE, HUGE, "{}"],
            "* spec.resources.requests[hugepages-2Mi]: Invalid value: \"2Mi\": must be greater than or equal to aggregate container requests of 4Mi\n* spec.resources.limits[hugepages-2Mi]: Invalid value: \"2Mi\": must be greater than or equal to aggregate container limits of 4Mi\n",
        ),
    ] {
        let told = whole(resources, containers).expect_err(resources);
        assert!(told.contains(words), "{resources}\n{told}");
    }
}

/// k8s.io/api/core/v1 FileKeySelector: `+default=false`.
#[test]
fn a_variable_from_a_file_must_be_there_unless_it_says_otherwise() {
    let optional = |given: &str| {
        let run = create(
            "volumes: [{name: a, emptyDir: {}}]",
            &format!(
                "env: [{{name: A, valueFrom: {{fileKeyRef: {{volumeName: a, path: f, key: K{given}}}}}}}]"
            ),
        );
        let stored = run.changes.iter().find_map(|it| it.after.as_ref()).expect("a Pod");
        let variable = stored.value.list("spec.containers").first().map(|it| it.list("env"));
        let variable = variable.and_then(<[Value]>::first).expect("a variable");
        variable.at("valueFrom.fileKeyRef.optional").and_then(Value::as_bool)
    };
    assert_eq!((optional(""), optional(", optional: true")), (Some(false), Some(true)));
}

/// Models mutatePodAffinity and mutateTopologySpreadConstraints.
#[test]
fn a_pods_labels_go_into_its_own_selectors() {
    let pod = |key: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {{app: web, hash: a}}\nspec:\n  \
             topologySpreadConstraints: [{{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, \
             matchLabelKeys: [hash, none], labelSelector: {{matchLabels: {{{key}: web}}}}}}]\n  affinity: \
             {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{topologyKey: zone, \
             mismatchLabelKeys: [hash], labelSelector: {{}}}}]}}}}\n  containers: [{{name: web, image: nginx}}]\n"
        )
    };
    let run = sent(&[(Verb::Create, &pod("app"))]);
    assert_eq!(run.stderr, "");
    let stored = run.changes.iter().find_map(|it| it.after.as_ref()).expect("a Pod");
    let told = stored.value.to_json();
    for words in [
        r#"{"key":"hash","operator":"In","values":["a"]}"#,
        r#"{"key":"hash","operator":"NotIn","values":["a"]}"#,
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let told = sent(&[(Verb::Create, &pod("hash"))]).stderr;
    let words = "spec.topologySpreadConstraints[0][0]: Invalid value: \"hash\": exists in both \
                 matchLabelKeys and labelSelector";
    assert!(told.contains(words), "{told}");
}

#[test]
fn a_container_claims_a_device_once() {
    let told = create(
        "resourceClaims: [{name: gpu, resourceClaimName: gpu}]",
        "resources: {claims: [{name: gpu}, {name: gpu}]}",
    );
    let words = "spec.containers[0].resources.claims[1]: Duplicate value: \"gpu\"";
    assert!(told.stderr.contains(words), "{}", told.stderr);
}

/// Models validateNodeSelectorMutation and validateNodeAffinityMutation.
#[test]
fn a_gated_pod_may_only_ask_for_fewer_nodes() {
    let pod = |selector: &str, terms: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  schedulingGates: [{{name: a/b}}]\n  \
             nodeSelector: {{{selector}}}\n  affinity: {{nodeAffinity: \
             {{requiredDuringSchedulingIgnoredDuringExecution: {{nodeSelectorTerms: [{terms}]}}}}}}\n  \
             containers: [{{name: web, image: nginx}}]\n"
        )
    };
    let exists = |keys: &[&str]| {
        let all: Vec<String> =
            keys.iter().map(|it| format!("{{key: {it}, operator: Exists}}")).collect();
        format!("{{matchExpressions: [{}]}}", all.join(", "))
    };
    let old = pod("a: b", &exists(&["k"]));
    let changed = |selector: &str, terms: &str| {
        sent(&[(Verb::Create, &old), (Verb::Apply, &pod(selector, terms))]).stderr
    };
    let told = changed("a: b, c: d", &exists(&["k", "m"]));
    assert!(!told.contains("invalid"), "{told}");
    let told = changed("a: c", &exists(&["k"]));
    let words = "spec.nodeSelector: Invalid value: {\"a\":\"c\"}: only additions to spec.nodeSelector \
                 are allowed (no mutations or deletions)";
    assert!(told.contains(words), "{told}");
    let told = changed("a: b", &exists(&["m"]));
    let words = "nodeSelectorTerms[0]: Invalid value: {\"MatchExpressions\":[{\"Key\":\"m\",\
                 \"Operator\":\"Exists\",\"Values\":null}],\"MatchFields\":null}: only additions are allowed";
    assert!(told.contains(words), "{told}");
    let told = changed("a: b", &[exists(&["k"]), exists(&["m"])].join(", "));
    assert!(told.contains("no additions/deletions to non-empty NodeSelectorTerms"), "{told}");
}

/// Models validateSeccompAnnotationsAndFields and its like for AppArmor.
#[test]
fn an_annotation_agrees_with_the_profile_in_its_field() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    \
                seccomp.security.alpha.kubernetes.io/pod: runtime/default\n    \
                container.apparmor.security.beta.kubernetes.io/web: localhost/a\nspec:\n  \
                securityContext: {seccompProfile: {type: Unconfined}, appArmorProfile: {type: Localhost, \
                localhostProfile: b}}\n  containers: [{name: web, image: nginx}]\n";
    let told = sent(&[(Verb::Create, text)]).stderr;
    for words in [
        "* spec.securityContext.seccompProfile.type: Forbidden: seccomp type in annotation and field must match",
        "* spec.containers[0].securityContext.appArmorProfile.localhostProfile: Forbidden: apparmor profile in annotation and field must match",
    ] {
        assert!(told.contains(words), "{told}");
    }
}
