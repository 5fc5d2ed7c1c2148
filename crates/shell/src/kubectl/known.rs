//! The flags of each command. Models the flags that `kubectl COMMAND --help`
//! lists in k8s.io/kubectl/pkg/cmd, and the hidden ones.
//!
//! Written short: `n/name` has the letter `n`; `?` stands behind a switch, `#` behind a
//! whole number, `%` behind one of 32 bits, `~` behind a duration, `=value` behind a text that may be left out.

use super::flags::{Flag, Takes};

/// The flags of a command; none where it has only those of every command.
pub fn of(path: &str) -> Vec<Flag> {
    let line = COMMANDS.iter().find(|(name, _)| *name == path).map_or("", |(_, line)| line);
    line.split_whitespace().map(flag).collect()
}

fn flag(text: &'static str) -> Flag {
    let (short, text) = match text.split_once('/') {
        Some((letter, rest)) => (letter.chars().next(), rest),
        None => (None, text),
    };
    let (name, takes) = match text.split_once('=') {
        Some((name, value)) => (name, Takes::Optional(value)),
        None => match text.strip_suffix(['?', '#', '%', '~']) {
            None => (text, Takes::Text),
            Some(name) if text.ends_with('?') => (name, Takes::Bool),
            Some(name) if text.ends_with('#') => (name, Takes::Int),
            Some(name) if text.ends_with('%') => (name, Takes::Int32),
            Some(name) => (name, Takes::Duration),
        },
    };
    Flag { name, short, takes }
}

static COMMANDS: &[(&str, &str)] = &[
    (
        "get",
        "A/all-namespaces? allow-missing-template-keys? chunk-size# field-selector f/filename \
         ignore-not-found? k/kustomize L/label-columns no-headers? o/output \
         output-watch-events? raw R/recursive? l/selector server-print? show-kind? \
         show-labels? show-managed-fields? sort-by subresource template w/watch? watch-only?",
    ),
    (
        "describe",
        "A/all-namespaces? chunk-size# f/filename k/kustomize R/recursive? l/selector \
         show-events?",
    ),
    (
        "apply",
        "all? allow-missing-template-keys? cascade=background dry-run=unchanged field-manager \
         f/filename force? force-conflicts? grace-period# k/kustomize openapi-patch? o/output \
         overwrite? prune? prune-allowlist record? R/recursive? l/selector server-side? \
         show-managed-fields? subresource template timeout~ validate=strict wait?",
    ),
    ("apply view-last-applied", "all? f/filename k/kustomize o/output R/recursive? l/selector"),
    (
        "replace",
        "allow-missing-template-keys? cascade=background dry-run=unchanged field-manager \
         f/filename force? grace-period# k/kustomize o/output raw R/recursive? save-config? \
         show-managed-fields? subresource template timeout~ validate=strict wait?",
    ),
    (
        "diff",
        "show-secrets? concurrency# field-manager f/filename force-conflicts? k/kustomize prune? \
         prune-allowlist R/recursive? l/selector server-side? show-managed-fields?",
    ),
    (
        "edit",
        "allow-missing-template-keys? field-manager f/filename k/kustomize o/output \
         output-patch? record? R/recursive? save-config? show-managed-fields? subresource \
         template validate=strict windows-line-endings?",
    ),
    (
        "delete",
        "all? A/all-namespaces? cascade=background dry-run=unchanged field-selector \
         f/filename force? grace-period# ignore-not-found? i/interactive? k/kustomize now? \
         o/output raw R/recursive? l/selector timeout~ wait?",
    ),
    (
        "create",
        "allow-missing-template-keys? dry-run=unchanged edit? field-manager f/filename \
         k/kustomize o/output raw record? R/recursive? save-config? l/selector \
         show-managed-fields? template validate=strict windows-line-endings?",
    ),
    (
        "create service clusterip",
        "allow-missing-template-keys? clusterip dry-run=unchanged field-manager o/output \
         save-config? show-managed-fields? tcp template validate=strict",
    ),
    (
        "create service nodeport",
        "allow-missing-template-keys? dry-run=unchanged field-manager node-port# o/output \
         save-config? show-managed-fields? tcp template validate=strict",
    ),
    (
        "create service loadbalancer",
        "allow-missing-template-keys? dry-run=unchanged field-manager o/output save-config? \
         show-managed-fields? tcp template validate=strict",
    ),
    (
        "create service externalname",
        "allow-missing-template-keys? dry-run=unchanged external-name field-manager o/output \
         save-config? show-managed-fields? tcp template validate=strict",
    ),
    (
        "create deployment",
        "allow-missing-template-keys? dry-run=unchanged field-manager image o/output port% \
         r/replicas% save-config? show-managed-fields? template validate=strict",
    ),
    (
        "create namespace",
        "allow-missing-template-keys? dry-run=unchanged field-manager o/output save-config? \
         show-managed-fields? template validate=strict",
    ),
    (
        "create configmap",
        "allow-missing-template-keys? append-hash? dry-run=unchanged field-manager \
         from-env-file from-file from-literal o/output save-config? show-managed-fields? \
         template validate=strict",
    ),
    (
        "create ingress",
        "allow-missing-template-keys? annotation class default-backend dry-run=unchanged \
         field-manager o/output rule save-config? show-managed-fields? template \
         validate=strict",
    ),
    (
        "create serviceaccount",
        "allow-missing-template-keys? dry-run=unchanged field-manager o/output save-config? \
         show-managed-fields? template validate=strict",
    ),
    (
        "run",
        "detach-keys allow-missing-template-keys? annotations attach? cascade=background command? \
         dry-run=unchanged env expose? field-manager f/filename force? grace-period# image \
         image-pull-policy k/kustomize l/labels leave-stdin-open? o/output override-type \
         overrides pod-running-timeout~ port privileged? q/quiet? record? R/recursive? \
         restart rm? save-config? show-managed-fields? i/stdin? template timeout~ t/tty? \
         wait?",
    ),
    (
        "expose",
        "allow-missing-template-keys? cluster-ip dry-run=unchanged external-ip field-manager \
         f/filename k/kustomize l/labels load-balancer-ip name o/output override-type \
         overrides port protocol record? R/recursive? save-config? selector session-affinity \
         show-managed-fields? target-port template type",
    ),
    (
        "scale",
        "all? allow-missing-template-keys? current-replicas# dry-run=unchanged f/filename \
         k/kustomize o/output record? R/recursive? replicas# resource-version l/selector \
         show-managed-fields? template timeout~",
    ),
    (
        "autoscale",
        "allow-missing-template-keys? cpu cpu-percent% dry-run=unchanged field-manager \
         f/filename k/kustomize max% memory min% name o/output record? R/recursive? \
         save-config? show-managed-fields? template",
    ),
    (
        "patch",
        "allow-missing-template-keys? dry-run=unchanged field-manager f/filename k/kustomize \
         local? o/output p/patch patch-file record? R/recursive? show-managed-fields? \
         subresource template type",
    ),
    (
        "label",
        "all? A/all-namespaces? allow-missing-template-keys? dry-run=unchanged field-manager \
         field-selector f/filename k/kustomize list? local? o/output overwrite? record? \
         R/recursive? resource-version l/selector show-managed-fields? template",
    ),
    (
        "annotate",
        "all? A/all-namespaces? allow-missing-template-keys? dry-run=unchanged field-manager \
         field-selector f/filename k/kustomize list? local? o/output overwrite? record? \
         R/recursive? resource-version l/selector show-managed-fields? template",
    ),
    (
        "set image",
        "all? allow-missing-template-keys? dry-run=unchanged field-manager f/filename \
         k/kustomize local? o/output record? R/recursive? l/selector show-managed-fields? \
         template",
    ),
    (
        "set env",
        "all? allow-missing-template-keys? c/containers dry-run=unchanged e/env field-manager \
         f/filename from keys k/kustomize list? local? o/output overwrite? prefix \
         R/recursive? resolve? l/selector show-managed-fields? template",
    ),
    (
        "set resources",
        "all? allow-missing-template-keys? c/containers dry-run=unchanged field-manager \
         f/filename k/kustomize limits local? o/output record? R/recursive? requests \
         l/selector show-managed-fields? template",
    ),
    (
        "set selector",
        "all? allow-missing-template-keys? dry-run=unchanged field-manager f/filename local? \
         o/output record? R/recursive? resource-version show-managed-fields? template",
    ),
    (
        "set serviceaccount",
        "all? allow-missing-template-keys? dry-run=unchanged field-manager f/filename \
         k/kustomize local? o/output record? R/recursive? show-managed-fields? template",
    ),
    (
        "rollout status",
        "f/filename k/kustomize R/recursive? revision# l/selector timeout~ w/watch?",
    ),
    (
        "rollout history",
        "allow-missing-template-keys? f/filename k/kustomize o/output R/recursive? revision# \
         l/selector show-managed-fields? template",
    ),
    (
        "rollout undo",
        "allow-missing-template-keys? dry-run=unchanged f/filename k/kustomize o/output \
         R/recursive? l/selector show-managed-fields? template to-revision#",
    ),
    (
        "rollout pause",
        "allow-missing-template-keys? field-manager f/filename k/kustomize o/output \
         R/recursive? l/selector show-managed-fields? template",
    ),
    (
        "rollout resume",
        "allow-missing-template-keys? field-manager f/filename k/kustomize o/output \
         R/recursive? l/selector show-managed-fields? template",
    ),
    (
        "rollout restart",
        "allow-missing-template-keys? field-manager f/filename k/kustomize o/output \
         R/recursive? l/selector show-managed-fields? template",
    ),
    (
        "wait",
        "all? A/all-namespaces? allow-missing-template-keys? field-selector f/filename for \
         local? o/output R/recursive? l/selector show-managed-fields? template timeout~",
    ),
    (
        "events",
        "A/all-namespaces? allow-missing-template-keys? chunk-size# for no-headers? o/output \
         show-managed-fields? template types w/watch?",
    ),
    (
        "logs",
        "all-containers? all-pods? c/container f/follow? ignore-errors? \
         insecure-skip-tls-verify-backend? limit-bytes# max-log-requests# \
         pod-running-timeout~ prefix? p/previous? l/selector since~ since-time tail# \
         timestamps?",
    ),
    ("exec", "c/container f/filename pod-running-timeout~ q/quiet? i/stdin? t/tty?"),
    ("port-forward", "address pod-running-timeout~"),
    ("cp", "c/container no-preserve? retries#"),
    ("attach", "detach-keys c/container pod-running-timeout~ q/quiet? i/stdin? t/tty?"),
    (
        "debug",
        "arguments-only? attach? c/container copy-to custom env f/filename image \
         image-pull-policy keep-annotations? keep-init-containers? keep-labels? \
         keep-liveness? keep-readiness? keep-startup? q/quiet? replace? same-node? set-image \
         share-processes? i/stdin? target t/tty?",
    ),
    ("cordon", "dry-run=unchanged l/selector"),
    ("uncordon", "dry-run=unchanged l/selector"),
    (
        "drain",
        "chunk-size# delete-emptydir-data? disable-eviction? dry-run=unchanged force? \
         grace-period# ignore-daemonsets? pod-selector l/selector \
         skip-wait-for-delete-timeout# timeout~",
    ),
    (
        "taint",
        "all? allow-missing-template-keys? dry-run=unchanged field-manager o/output \
         overwrite? l/selector show-managed-fields? template validate=strict",
    ),
    ("explain", "api-version output recursive?"),
    (
        "api-resources",
        "api-group cached? categories namespaced? no-headers? o/output show-managed-fields? \
         sort-by verbs",
    ),
    (
        "cluster-info dump",
        "A/all-namespaces? allow-missing-template-keys? namespaces o/output output-directory \
         pod-running-timeout~ show-managed-fields? template",
    ),
    ("version", "client? o/output"),
    (
        "config view",
        "allow-missing-template-keys? flatten? merge? minify? o/output raw? \
         show-managed-fields? template",
    ),
    ("config get-contexts", "no-headers? o/output"),
    ("config set-context", "current?"),
    ("auth can-i", "A/all-namespaces? list? no-headers? q/quiet? subresource"),
    ("auth whoami", "allow-missing-template-keys? o/output show-managed-fields? template"),
    (
        "top pod",
        "A/all-namespaces? containers? field-selector no-headers? l/selector sort-by sum? \
         show-swap? use-protocol-buffers?",
    ),
    ("top node", "no-headers? l/selector show-capacity? show-swap? sort-by use-protocol-buffers?"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read_with_letter_and_kind() {
        let get = of("get");
        let find = |name: &str| get.iter().find(|it| it.name == name).copied();
        let flag = |name, short, takes| Some(Flag { name, short, takes });
        assert_eq!(find("output"), flag("output", Some('o'), Takes::Text));
        assert_eq!(find("watch"), flag("watch", Some('w'), Takes::Bool));
        assert_eq!(find("chunk-size"), flag("chunk-size", None, Takes::Int));
        assert_eq!(find("dry-run"), None);
        let dry = of("apply").into_iter().find(|it| it.name == "dry-run");
        assert_eq!(dry.map(|it| it.takes), Some(Takes::Optional("unchanged")));
        assert!(of("cluster-info").is_empty());
    }

    #[test]
    fn no_command_has_a_name_or_a_letter_twice() {
        for (path, _) in COMMANDS {
            let flags = of(path);
            for (place, one) in flags.iter().enumerate() {
                for other in flags.iter().skip(place + 1).chain(super::super::GLOBAL_FLAGS) {
                    assert_ne!(one.name, other.name, "{path}");
                    assert!(one.short.is_none() || one.short != other.short, "{path} {}", one.name);
                }
            }
        }
    }
}
