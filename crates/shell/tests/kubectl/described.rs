//! What `kubectl describe` tells of rarer things: kinds of volumes, probes,
//! shares of a node, metrics, times of events. Each text is that of a real
//! kubectl that read the same objects.

use super::hold;

/// A line behind these objects.
fn with(objects: &str, line: &str) -> String {
    format!("kubectl apply -f - > /dev/null 2> err <<'X'\n{objects}\nX\n{line}")
}

/// A Pod `p` with these lines in its spec and in its container.
fn pod(spec: &str, container: &str) -> String {
    let lines = |indent: &str, text: &str| -> String {
        text.lines().map(|it| format!("{indent}{it}\n")).collect()
    };
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n{}  containers:\n  - name: c\n    image: a\n{}",
        lines("  ", spec),
        lines("    ", container)
    )
}

/// pkg/describe/describe.go describeVolumes.
#[test]
fn every_kind_of_volume_is_described() {
    for (source, wanted) in [
        (
            "nfs: {server: s, path: /p}",
            "    Type:      NFS (an NFS mount that lasts the lifetime of a pod)\n    Server:    s\n    Path:      /p\n    ReadOnly:  false",
        ),
        (
            "downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.name}}]}",
            "    Type:  DownwardAPI (a volume populated by information about the pod)\n    Items:\n      metadata.name -> a",
        ),
        (
            "image: {reference: r}",
            "    Type:        Image (a container image or OCI artifact)\n    Reference:   r\n    PullPolicy:  Always",
        ),
        (
            "csi: {driver: d, readOnly: true, volumeAttributes: {b: \"1\", a: \"2\"}}",
            "    Type:              CSI (a Container Storage Interface (CSI) volume source)\n    Driver:            d\n    FSType:            \n    ReadOnly:          true\n    VolumeAttributes:      a=2\n                           b=1",
        ),
        (
            "projected: {sources: [{secret: {name: s}}]}",
            "    Type:        Projected (a volume that contains injected data from multiple sources)\n    SecretName:  s\n    Optional:    false",
        ),
        (
            "emptyDir: {sizeLimit: 0}",
            "    Type:       EmptyDir (a temporary directory that shares a pod's lifetime)\n    Medium:     \n    SizeLimit:  <unset>",
        ),
    ] {
        let objects = pod(&format!("volumes:\n- name: v\n  {source}"), "");
        let line =
            "kubectl describe pod p | sed -n '/^  v:/,/^  kube-api/p' | sed '1d;/kube-api/d'";
        hold(&[(&with(&objects, line), wanted)]);
    }
}

/// pkg/describe/describe.go DescribeProbe, describeContainerBasicInfo, describeContainerVolumes.
#[test]
fn a_containers_probes_profile_and_mounts_are_described() {
    for (container, find, wanted) in [
        (
            "livenessProbe: {httpGet: {path: \"h?a=b c\", port: 80}}",
            "Liveness",
            "http-get http://:80/h%3Fa=b%20c delay=0s timeout=1s period=10s #success=1 #failure=3",
        ),
        (
            "livenessProbe: {httpGet: {path: /x, port: 80, host: \"::1\"}}",
            "Liveness",
            "http-get http://[::1]:80/x delay=0s timeout=1s period=10s #success=1 #failure=3",
        ),
        (
            "securityContext: {seccompProfile: {type: Localhost, localhostProfile: a.json}}",
            "Profile",
            "Localhost\na.json",
        ),
    ] {
        let line = format!("kubectl describe pod p | grep {find} | sed 's/.*:   *//'");
        hold(&[(&with(&pod("", container), &line), wanted)]);
    }
    let objects = pod(
        "volumes: [{name: v, emptyDir: {}}]",
        "volumeMounts: [{name: v, mountPath: /z, subPath: 'a\"b'}]",
    );
    hold(&[(
        &with(&objects, "kubectl describe pod p | grep ' /z'"),
        "      /z from v (rw,path=\"a\\\"b\")",
    )]);
}

/// pkg/describe/describe.go describePod, describeTopologySpreadConstraints.
#[test]
fn what_a_pod_asks_of_its_place_is_described() {
    let spec = "priorityClassName: system-node-critical\nsecurityContext: {seccompProfile: {type: RuntimeDefault}}\nreadinessGates: [{conditionType: a.b/c}]\nresources: {requests: {cpu: 1}}\ntopologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {a: b}}},{maxSkew: 2, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}]";
    let objects = pod(spec, "");
    hold(&[
        (
            &with(&objects, "kubectl describe pod p | grep ^Prio | sed 's/:  */: /'"),
            "Priority: 2000001000\nPriority Class Name: system-node-critical",
        ),
        (
            &with(
                &objects,
                "kubectl describe pod p | grep -A1 '^Secc\\|^Readi\\|^Resour' | sed 's/  */ /'",
            ),
            "SeccompProfile: RuntimeDefault\nIP: \n--\nResources:\n Requests:\n--\nReadiness Gates:\n Type    Status",
        ),
        (
            &with(&objects, "kubectl describe pod p | grep -A1 ^Topol"),
            "Topology Spread Constraints:  a:ScheduleAnyway when max skew 2 is exceeded\n                              z:DoNotSchedule when max skew 1 is exceeded for selector a=b",
        ),
    ]);
    let deploy = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      priorityClassName: system-node-critical\n      containers: [{name: c, image: a}]";
    hold(&[(
        &with(deploy, "kubectl describe deploy d | grep 'Priority Class'"),
        "  Priority Class Name:  system-node-critical",
    )]);
}

/// pkg/describe/describe.go describeNodeResource; component-helpers/resource PodRequests.
#[test]
fn what_pods_ask_of_a_node_counts_their_first_containers_and_themselves_as_a_whole() {
    let line = "kubectl describe node node-1 | grep ' p  \\|^  memory.*(' | sed 's/   */ /g' | sed 's/ [0-9]*[ms]$//'";
    for (spec, container, row) in [
        (
            "initContainers: [{name: i, image: b, resources: {requests: {cpu: 2}}}]",
            "resources: {requests: {cpu: 1, memory: 100M}}",
            "2 (50%) 0 (0%) 100M (1%) 0 (0%)",
        ),
        (
            "initContainers: [{name: i, image: b, restartPolicy: Always, resources: {requests: {cpu: 500m}}}]",
            "resources: {requests: {cpu: 1}}",
            "1500m (37%) 0 (0%) 0 (0%) 0 (0%)",
        ),
        (
            "resources: {requests: {cpu: 2, memory: 1Gi}}",
            "resources: {requests: {cpu: 1}}",
            "2 (50%) 0 (0%) 1Gi (12%) 0 (0%)",
        ),
    ] {
        let objects = pod(&format!("nodeName: node-1\n{spec}"), container);
        let memory = row.split(") ").nth(2).map(|it| format!("{it})")).unwrap_or_default();
        let wanted = format!(" default p {row}\n memory {memory} 0 (0%)");
        hold(&[(
            &with(&objects, &format!("kubectl delete deploy web > /dev/null; sleep 1; {line}")),
            &wanted,
        )]);
    }
}

/// pkg/describe/describe.go describeHorizontalPodAutoscalerV2, printDirectionBehavior.
#[test]
fn every_metric_of_an_autoscaler_and_its_behavior_is_described() {
    let metrics = "[{type: Pods, pods: {metric: {name: m}, target: {type: AverageValue, averageValue: 1k}}},{type: Object, object: {metric: {name: m}, describedObject: {kind: Service, name: s, apiVersion: v1}, target: {type: Value, value: 10}}},{type: External, external: {metric: {name: m}, target: {type: AverageValue, averageValue: 1500m}}},{type: ContainerResource, containerResource: {name: cpu, container: web, target: {type: Utilization, averageUtilization: 50}}}]";
    let behavior = "{scaleDown: {stabilizationWindowSeconds: 5, policies: [{type: Pods, value: 1, periodSeconds: 60}]}}";
    let objects = format!(
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: h}}\nspec:\n  scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  maxReplicas: 5\n  metrics: {metrics}\n  behavior: {behavior}"
    );
    let line = "kubectl describe hpa h | sed -n '/^Metrics/,/^Deployment/p' | sed '/^Deployment/d' | sed 's/:   */: /;s/  *Value/ Value/;s/  *Period/ Period/'";
    hold(&[(
        &with(&objects, line),
        "Metrics: ( current / target )\n  \"m\" on pods: <unknown> / 1k\n  \"m\" on Service/s (target value): <unknown> / 10\n  \"m\" (target average value): <unknown> / 1500m\n  resource cpu of container \"web\" on pods  (as a percentage of request): <unknown> / 50%\nMin replicas: 1\nMax replicas: 5\nBehavior:\n  Scale Up:\n    Stabilization Window: 0 seconds\n    Select Policy: Max\n    Policies:\n      - Type: Pods Value: 4 Period: 15 seconds\n      - Type: Percent Value: 100 Period: 15 seconds\n  Scale Down:\n    Stabilization Window: 5 seconds\n    Select Policy: Max\n    Policies:\n      - Type: Pods Value: 1 Period: 60 seconds",
    )]);
}

/// pkg/describe/describe.go describeBackendV1, describeIngressTLSV1, ingressLoadBalancerStatusStringerV1.
#[test]
fn an_ingress_tells_of_resources_and_of_ports_that_its_service_lacks() {
    let objects = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec:\n  defaultBackend: {resource: {apiGroup: a.b, kind: K, name: m}}\n  tls: [{secretName: t}, {hosts: [x.y, z.y]}]\n  rules:\n  - http: {paths: [{path: /q, pathType: Prefix, backend: {service: {name: web, port: {number: 99}}}}]}";
    let line = "kubectl describe ing i | grep '^Default\\|t.termin\\|SNI\\| /q ' | sed 's/(10[^)]*)/(X)/;s/   */ /g;s/ $//'";
    hold(&[(
        &with(objects, line),
        "Default backend: APIGroup: a.b, Kind: K, Name: m\n t terminates\n SNI routes x.y,z.y\n /q web:99 (X)",
    )]);
}

/// metav1.FormatLabelSelector; describe.go printTaintsMultilineWithIndent, findNodeRoles.
#[test]
fn selectors_taints_and_roles_stand_in_order() {
    let objects = "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: r}\nspec:\n  replicas: 0\n  selector: {matchLabels: {b: x}, matchExpressions: [{key: c, operator: DoesNotExist},{key: a, operator: In, values: [z, w]}]}\n  template:\n    metadata: {labels: {a: z, b: x}}\n    spec: {containers: [{name: c, image: a}]}";
    hold(&[
        (
            &with(objects, "kubectl describe rs r | grep ^Sel | sed 's/:  */: /'"),
            "Selector: a in (w,z),b=x,!c",
        ),
        (
            "kubectl taint node node-1 b:NoSchedule a:NoSchedule c:NoExecute > /dev/null; kubectl describe node node-1 | grep -A2 ^Taints | sed 's/  */ /'",
            "Taints: c:NoExecute\n a:NoSchedule\n b:NoSchedule",
        ),
        (
            "kubectl label node node-1 kubernetes.io/role=x node-role.kubernetes.io/worker= > /dev/null; kubectl describe node node-1 | grep ^Roles | sed 's/  */ /'; kubectl get node node-1 --no-headers | grep -c worker,x",
            "Roles: worker,x\n1",
        ),
    ]);
}

/// pkg/cmd/describe/describe.go Run: events of what a name begins, where they are asked for.
#[test]
fn events_of_what_begins_with_a_name_are_shown_when_asked_for() {
    hold(&[
        ("kubectl describe svc we | grep -c Events", "0"),
        ("kubectl describe svc we --show-events | grep -c Events", "1"),
    ]);
}

/// pkg/cmd/set/helper.go GetResourcesAndPairs, set_resources.go Validate; pkg/cmd/delete Complete.
#[test]
fn objects_stand_before_what_is_set_and_many_may_go_with_their_owner() {
    hold(&[
        (
            "kubectl set image deploy/web web=a b",
            "error: all resources must be specified before image changes: b",
        ),
        (
            "kubectl set resources deploy/web --limits=",
            "error: you must specify an update to requests or limits (in the form of --requests/--limits)",
        ),
        (
            "kubectl delete deploy,rs --all --wait=false | sed 's/\"web-[^\"]*\"/X/'",
            "deployment.apps \"web\" deleted from default namespace\nreplicaset.apps X deleted from default namespace",
        ),
    ]);
}

/// client-go/tools/portforward parsePorts: strconv.ParseUint takes no sign.
#[test]
fn a_port_that_is_forwarded_has_no_sign() {
    hold(&[(
        "kubectl port-forward deploy/web +8080:80",
        "error: error parsing local port '+8080': strconv.ParseUint: parsing \"+8080\": invalid syntax",
    )]);
}

/// pkg/describe/describe.go DescribePod.
#[test]
fn a_pods_volumes_and_mounts_are_described() {
    hold(&[
        (
            "kubectl run a --image=nginx > /dev/null; kubectl describe pod a | grep -A5 ^Volumes | sed 's/access-[a-z0-9]*/access-X/'",
            "Volumes:\n  kube-api-access-X:\n    Type:                    Projected (a volume that contains injected data from multiple sources)\n    TokenExpirationSeconds:  3607\n    ConfigMapName:           kube-root-ca.crt\n    Optional:                false",
        ),
        (
            "kubectl run a --image=nginx > /dev/null; kubectl describe pod a | grep -A1 Mounts | sed 's/access-[a-z0-9]*/access-X/'",
            "    Mounts:\n      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-X (ro)",
        ),
    ]);
}

/// pkg/describe/describe.go describeContainers, describeVolumes, describeConfigMap, describeNetworkPolicy.
#[test]
fn what_containers_take_from_elsewhere_is_described() {
    const POD: &str = "cat > p.yaml <<'X'
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  initContainers:
  - {name: i, image: busybox}
  containers:
  - name: c
    image: agnhost
    envFrom:
    - prefix: P_
      configMapRef: {name: m, optional: true}
    env:
    - {name: A, value: b}
    - {name: M, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    - {name: K, valueFrom: {configMapKeyRef: {name: m, key: a, optional: true}}}
    - {name: L, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
    resources: {limits: {memory: 64Mi}}
    startupProbe:
      grpc: {port: 9000}
    volumeMounts:
    - {name: h, mountPath: /z}
    - {name: h, mountPath: /a, readOnly: true}
  volumes:
  - {name: h, hostPath: {path: /var/log}}
X
kubectl apply -f p.yaml > /dev/null; ";
    let on = |line: &str| format!("{POD}{line} | sed 's/access-[a-z0-9]*/access-X/'");
    hold(&[
        (
            &on("kubectl describe pod p | grep -A4 ^Init"),
            "Init Containers:\n  i:\n    Image:        busybox\n    Port:         <none>\n    Host Port:    <none>",
        ),
        (
            &on("kubectl describe pod p | grep -A10 Startup"),
            "    Startup:   grpc <pod>:9000  delay=0s timeout=1s period=10s #success=1 #failure=3\n    Environment Variables from:\n      m  ConfigMap with prefix 'P_'  Optional: true\n    Environment:\n      A:  b\n      M:  p (v1:metadata.name)\n      K:  <set to the key 'a' of config map 'm'>  Optional: true\n      L:  67108864 (limits.memory)\n    Mounts:\n      /a from h (ro)\n      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-X (ro)",
        ),
        (
            &on("kubectl describe pod p | grep -A3 '^Volumes'"),
            "Volumes:\n  h:\n    Type:          HostPath (bare host directory volume)\n    Path:          /var/log",
        ),
        (
            "kubectl create cm c --from-literal=a=1 > /dev/null; kubectl patch cm c -p '{\"binaryData\":{\"z\":\"aGVsbG8=\"}}' > /dev/null; kubectl describe cm c | grep -A2 BinaryData",
            "BinaryData\n====\nz: 5 bytes",
        ),
    ]);
}
