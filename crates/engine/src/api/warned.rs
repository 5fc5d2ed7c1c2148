//! What the server warns of in objects that it accepts, each against the words
//! of the source that is named with it.

use super::answers::{applied_over, created, pod, times, workload};

/// WarningsOnCreate of pkg/registry/core/pod, apps/deployment and apps/replicaset
/// strategy.go; a StatefulSet's name is refused instead.
#[test]
fn a_name_that_makes_no_host_name_is_warned_about_once() {
    let words = |used: &str| {
        format!(
            "Warning: metadata.name: this is used in {used}, which can result in surprising behavior; a \
             DNS label is recommended: [must not contain dots]\n"
        )
    };
    let deployment = workload("Deployment", "web.v1", "");
    let names = words("Pod names and hostnames");
    assert_eq!(times(&created(&deployment), &names), 1, "{}", created(&deployment));
    assert_eq!(times(&created(&workload("ReplicaSet", "web.v1", "")), &names), 1);
    assert_eq!(times(&created(&pod("web.v1", "")), &words("the Pod's hostname")), 1);
    let again = deployment.replace("image: nginx", "image: nginx:2");
    assert_eq!(applied_over(&deployment, &again), "deployment.apps/web.v1 configured\n");
    let printed = created(&workload("StatefulSet", "web.v1", ""));
    assert_eq!(times(&printed, "must not contain dots"), 1, "{printed}");
    assert_eq!(times(&printed, "recommended"), 0, "{printed}");
}

/// WarningsOnUpdate of the same files: a template is looked at where its
/// generation counts up, a Pod not at all.
#[test]
fn an_update_warns_about_what_it_changes() {
    let odd = "      terminationGracePeriodSeconds: -1\n";
    let words =
        "Warning: spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values";
    let before = workload("ReplicaSet", "web", odd);
    assert_eq!(times(&created(&before), words), 1);
    let labelled = before.replace("{name: web}", "{name: web, labels: {a: b}}");
    assert_eq!(times(&applied_over(&before, &labelled), words), 0);
    let scaled = before.replace("spec:\n  selector", "spec:\n  replicas: 2\n  selector");
    assert_eq!(times(&applied_over(&before, &scaled), words), 1);
    let before = pod("web", "  imagePullSecrets: [{name: a}, {name: a}]\n");
    let words = "Warning: spec.imagePullSecrets[1].name: duplicate name \"a\"\n";
    assert_eq!(times(&created(&before), words), 1, "{}", created(&before));
    let after = before.replace("image: nginx", "image: nginx:2");
    assert_eq!(times(&applied_over(&before, &after), words), 0);
    let before = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, annotations: \
                  {kubernetes.io/ingress.class: a}}\nspec: {rules: [{host: a.example.com}]}\n";
    assert_eq!(times(&created(before), "is deprecated, please use"), 1, "{}", created(before));
    let after = before.replace("a.example.com", "b.example.com");
    assert_eq!(applied_over(before, &after), "ingress.networking.k8s.io/web configured\n");
    let before = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\n\
                  addressType: FQDN\nendpoints: [{addresses: [a.example.com]}]\n";
    assert_eq!(times(&created(before), "FQDN endpoints are deprecated"), 1);
    let after = before.replace("a.example.com", "b.example.com");
    assert_eq!(applied_over(before, &after), "endpointslice.discovery.k8s.io/web configured\n");
}

/// pkg/api/pod/warnings.go, pkg/api/node util.go and
/// pkg/api/persistentvolumeclaim util.go.
#[test]
fn odd_pods_are_warned_about_in_upstreams_order() {
    let text =
        "  hostAliases: [{ip: \"fd00:0::1\", hostnames: [a]}, {ip: \"fd00:0::1\", hostnames: [b]}]
  nodeSelector: {beta.kubernetes.io/os: linux}
  affinity:
    nodeAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 1
        preference:
          matchExpressions: [{key: beta.kubernetes.io/arch, operator: In, values: [\"-1\"]}]
  volumes:
  - name: old
    gitRepo: {repository: \"https://example.com/a\"}
  - name: conf
    configMap: {name: web, items: [{key: a, path: etc}, {key: b, path: etc/b}]}
  - name: all
    projected:
      sources:
      - secret: {name: s, items: [{key: a, path: x/y}]}
      - configMap: {name: c, items: [{key: a, path: x/z}, {key: b, path: x}]}
";
    let text = pod("web", text)
        .replace(
            "{name: web}\nspec",
            "{name: web, annotations: {scheduler.alpha.kubernetes.io/critical-pod: \"\", \
             container.seccomp.security.alpha.kubernetes.io/web: a, \
             container.apparmor.security.beta.kubernetes.io/web: unconfined}}\nspec",
        )
        .replace(
            "    image: nginx\n",
            "    image: nginx\n    ports: [{name: a, containerPort: 1}]\n",
        )
        + "  - name: side\n    image: nginx\n    resources: {limits: {memory: 1.5}}\n    ports: [{name: a, \
           containerPort: 1}]\n";
    let printed = created(&text);
    let lines: Vec<&str> = printed.lines().filter_map(|it| it.strip_prefix("Warning: ")).collect();
    let arch = "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].\
                preference.matchExpressions[0]";
    assert_eq!(
        lines,
        [
            "spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" \
             instead",
            &*format!(
                "{arch}.key: beta.kubernetes.io/arch is deprecated since v1.14; use \
                 \"kubernetes.io/arch\" instead"
            ),
            &*format!(
                "{arch}.values[0]: -1 is invalid, a valid label must be an empty string or consist of \
                 alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric \
                 character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is \
                 '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
            ),
            "metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: non-functional in v1.16+; \
             use the \"priorityClassName\" field instead",
            "spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+",
            "volume \"conf\" (ConfigMap \"web\"): overlapping paths: \"etc/b\" with \"etc\"",
            "volume \"all\" (Projected): overlapping paths: \"x\" (ConfigMap \"c\") with \"x/y\" (Secret \
             \"s\")",
            "volume \"all\" (Projected): overlapping paths: \"x\" (ConfigMap \"c\") with \"x/z\" \
             (ConfigMap \"c\")",
            "spec.hostAliases[1].ip: duplicate ip \"fd00:0::1\"",
            "metadata.annotations[container.seccomp.security.alpha.kubernetes.io/web]: non-functional in \
             v1.27+; use the \"seccompProfile\" field instead",
            "spec.containers[1].resources.limits[memory]: fractional byte value \"1500m\" is invalid, \
             must be an integer",
            "spec.containers[1].resources.requests[memory]: fractional byte value \"1500m\" is invalid, \
             must be an integer",
            "spec.containers[1].ports[0]: duplicate port definition with spec.containers[0].ports[0]",
            "spec.containers[1].ports[0]: duplicate port name \"a\" with spec.containers[0].ports[0], \
             services and probes that select ports by name will use spec.containers[0].ports[0]",
            "spec.hostAliases[0].ip: IPv6 address \"fd00:0::1\" should be in RFC 5952 canonical format \
             (\"fd00::1\")",
            "spec.hostAliases[1].ip: IPv6 address \"fd00:0::1\" should be in RFC 5952 canonical format \
             (\"fd00::1\")",
        ],
        "{printed}"
    );
}

/// pkg/registry/apps/statefulset strategy.go, with its two spellings of a path.
#[test]
fn a_stateful_sets_history_and_claims_are_warned_about() {
    let claim = "  revisionHistoryLimit: -1\n  volumeClaimTemplates:\n  - metadata: {name: data}\n    \
                 spec:\n      accessModes: [ReadWriteOnce]\n      resources: {requests: {storage: 1.5}}\n";
    let before = workload("StatefulSet", "web", "") + claim;
    let history = "Warning: spec.revisionHistoryLimit: a negative value retains all historical \
                   revisions; a value >= 0 is recommended\n";
    let half =
        "requests[storage]: fractional byte value \"1500m\" is invalid, must be an integer\n";
    let printed = created(&before);
    let both = format!("Warning: spec.volumeClaimTemplates[0].resources.{half}{history}");
    assert_eq!(times(&printed, &both), 1, "{printed}");
    let after = before.replace("{name: web}", "{name: web, labels: {a: b}}");
    let printed = applied_over(&before, &after);
    let both = format!("Warning: spec.volumeClaimTemplates[0].Spec.resources.{half}{history}");
    assert_eq!(times(&printed, &both), 1, "{printed}");
}
