//! What a refused update of a Pod would have changed, as the API server tells it: the lines that differ between two specs
//! written as Go's JSON of its own types.
//!
//! Models k8s.io/apimachinery/pkg/util/diff Diff, as ValidatePodUpdate calls it (v1.36).

use crate::api::difflib;
use crate::schema::canonical_quantity;
use crate::schema::go_types::core_fields;
use crate::value::{Map, Value, write_json_string};

/// Most lines of a spec that are compared: some thirty containers. Of longer ones nothing is told.
const MAX_LINES: usize = 2_000;
/// What v1 has in the spec, and the API server's own types in its security context.
const OF_HOST: [&str; 5] =
    ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"];
/// Types whose JSON has names of its own, and leaves out what is empty.
const TAGGED: [&str; 2] = ["v1.LabelSelector", "v1.LabelSelectorRequirement"];

/// The hunks between two specs.
pub fn of_specs(old: &Value, new: &Value) -> String {
    let [old, new] = [old, new].map(text);
    if [&old, &new].into_iter().any(|it| it.lines().count() > MAX_LINES) {
        return String::new();
    }
    difflib::unified(&old, &new)
}

fn text(spec: &Value) -> String {
    let mut spec = spec.clone();
    let mut security = spec.get("securityContext").cloned().unwrap_or_else(Value::map);
    for field in OF_HOST {
        if let Some(value) = spec.get(field) {
            security.set(field, value.clone());
        }
    }
    spec.set("securityContext", security);
    let mut writer = Writer::default();
    writer.value("v1.PodSpec", Some(&spec));
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    fn value(&mut self, kind: &str, value: Option<&Value>) {
        let value = value.filter(|it| !it.is_null());
        if let Some(target) = kind.strip_prefix('*') {
            match value {
                None => self.out.push_str("null"),
                Some(_) => self.value(target, value),
            }
        } else if let Some(item) = kind.strip_prefix("[]") {
            self.list(item, value.and_then(Value::as_list).unwrap_or_default());
        } else if matches!(kind, "map[string]string" | "v1.ResourceList") {
            let item = if kind == "v1.ResourceList" { "resource.Quantity" } else { "string" };
            self.map(item, value.and_then(Value::as_map));
        } else if kind == "resource.Quantity" {
            let text = value.and_then(|it| canonical_quantity(&plain(it)));
            write_json_string(text.as_deref().unwrap_or("0"), &mut self.out);
        } else if core_fields(kind).is_some() {
            let mut fields = Vec::new();
            self.gather(kind, value, &mut fields);
            self.items('{', '}', fields, |writer, (name, kind, value)| {
                writer.name(&name);
                writer.value(kind, value.as_ref());
            });
        } else {
            self.scalar(kind, value);
        }
    }

    /// The fields of a struct; those of an embedded one stand among them.
    fn gather(
        &self,
        kind: &str,
        value: Option<&Value>,
        fields: &mut Vec<(String, &'static str, Option<Value>)>,
    ) {
        let tagged = TAGGED.contains(&kind);
        for (name, json, kind) in core_fields(kind).unwrap_or_default() {
            if json.is_empty() {
                self.gather(kind, value, fields);
                continue;
            }
            let inner = value.and_then(|it| it.get(json)).cloned();
            match tagged {
                false => fields.push(((*name).to_owned(), kind, inner)),
                true if inner.is_some() => fields.push((json.clone(), kind, inner)),
                true => {}
            }
        }
    }

    /// An empty list is nil once it was stored.
    fn list(&mut self, item: &str, items: &[Value]) {
        if items.is_empty() {
            self.out.push_str("null");
        } else {
            self.items('[', ']', items.iter().collect(), |writer, it| writer.value(item, Some(it)));
        }
    }

    fn map(&mut self, item: &str, map: Option<&Map>) {
        match map.filter(|it| !it.is_empty()) {
            None => self.out.push_str("null"),
            Some(map) => {
                self.items('{', '}', map.iter().collect(), |writer, (name, value)| {
                    writer.name(name);
                    writer.value(item, Some(value));
                });
            }
        }
    }

    fn name(&mut self, name: &str) {
        write_json_string(name, &mut self.out);
        self.out.push_str(": ");
    }

    fn items<T>(&mut self, open: char, close: char, items: Vec<T>, write: impl Fn(&mut Self, T)) {
        self.out.push(open);
        self.depth += 1;
        for (place, item) in items.into_iter().enumerate() {
            if place > 0 {
                self.out.push(',');
            }
            self.line();
            write(self, item);
        }
        self.depth -= 1;
        self.line();
        self.out.push(close);
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.depth));
    }

    /// A value without fields of its own, and one of a type that is not listed: that as v1 names it.
    fn scalar(&mut self, kind: &str, value: Option<&Value>) {
        match value {
            Some(Value::Map(map)) => {
                self.items('{', '}', map.iter().collect(), |writer, (name, value)| {
                    writer.name(name);
                    writer.scalar("", Some(value));
                });
            }
            Some(Value::List(items)) => {
                self.items('[', ']', items.iter().collect(), |writer, it| {
                    writer.scalar("", Some(it));
                });
            }
            Some(value) => self.out.push_str(&value.to_json()),
            None if kind == "bool" => self.out.push_str("false"),
            None if matches!(kind, "int32" | "int64" | "intstr.IntOrString") => self.out.push('0'),
            None => self.out.push_str("\"\""),
        }
    }
}

fn plain(quantity: &Value) -> String {
    match quantity {
        Value::Str(text) | Value::Decimal(text) => text.clone(),
        other => other.to_json(),
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    const SPEC: &str = "
containers:
- image: nginx:1.27
  imagePullPolicy: IfNotPresent
  name: web
  ports: [{containerPort: 8080, name: http, protocol: TCP}]
  resources: {limits: {cpu: 500m}}
  terminationMessagePath: /dev/termination-log
  terminationMessagePolicy: File
  volumeMounts:
  - {mountPath: /var/run/secrets/kubernetes.io/serviceaccount, name: api, readOnly: true}
dnsPolicy: ClusterFirst
enableServiceLinks: true
hostNetwork: true
nodeName: node-1
preemptionPolicy: PreemptLowerPriority
priority: 0
restartPolicy: Always
schedulerName: default-scheduler
securityContext: {}
serviceAccount: default
serviceAccountName: default
terminationGracePeriodSeconds: 30
tolerations:
- {effect: NoExecute, key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: 300}
- {effect: NoExecute, key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 300}
volumes:
- name: api
  projected:
    defaultMode: 420
    sources:
    - serviceAccountToken: {expirationSeconds: 3607, path: token}
    - configMap: {items: [{key: ca.crt, path: ca.crt}], name: kube-root-ca.crt}
    - downwardAPI: {items: [{fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}, path: namespace}]}
";

    fn spec(text: &str) -> Value {
        let (documents, _) = yaml::read(text);
        documents[0].root.as_ref().expect("one document").to_value()
    }

    /// What a real server answered (conformance, patch-pod-port) whose Pods had a second ConfigMap in that volume.
    #[test]
    fn a_port_more_is_told_as_a_real_server_told_it() {
        let more = SPEC.replace(
            "    - downwardAPI",
            "    - configMap: {items: [{key: service-ca.crt, path: a}], name: b}\n    - downwardAPI",
        );
        let port = "ports: [{containerPort: 9090, protocol: TCP}, {containerPort: 8080";
        let new = more.replace("ports: [{containerPort: 8080", port);
        let told = "@@ -115,6 +115,13 @@
    \"Args\": null,
    \"WorkingDir\": \"\",
    \"Ports\": [
+    {
+     \"Name\": \"\",
+     \"HostPort\": 0,
+     \"ContainerPort\": 9090,
+     \"Protocol\": \"TCP\",
+     \"HostIP\": \"\"
+    },
     {
      \"Name\": \"http\",
      \"HostPort\": 0,
";
        assert_eq!(of_specs(&spec(&more), &spec(&new)), told);
        assert_eq!(of_specs(&spec(SPEC), &spec(SPEC)), "");
    }

    #[test]
    fn values_are_written_as_the_servers_own_types_have_them() {
        let told = text(&spec(SPEC));
        for line in [
            "    \"Limits\": {\n     \"cpu\": \"500m\"\n    },\n    \"Requests\": null,",
            " \"SecurityContext\": {\n  \"HostNetwork\": true,\n  \"HostPID\": false,",
            " \"ServiceAccountName\": \"default\",\n \"AutomountServiceAccountToken\": null,",
        ] {
            assert!(told.contains(line), "{line} in {told}");
        }
        let long = format!("{SPEC}nodeSelector: {{a: \"<&>\"}}\n");
        assert!(text(&spec(&long)).contains("\"a\": \"\\u003c\\u0026\\u003e\""));
        let many =
            spec(&SPEC.replace(
                "name: web",
                &format!("command: [{}]\n  name: web", "a, ".repeat(MAX_LINES)),
            ));
        assert_eq!(of_specs(&spec(SPEC), &many), "", "too long to be compared");
    }
}
