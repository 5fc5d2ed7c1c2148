//! kubectl's commands in one line each, and how each is used. Models the help
//! texts of k8s.io/kubectl/pkg/cmd (v1.36).

/// Commands by group, as `kubectl help` lists them.
pub const COMMANDS: &[(&str, &[(&str, &str)])] = &[
    (
        "Basic Commands (Beginner)",
        &[
            ("create", "Create a resource from a file or from stdin"),
            (
                "expose",
                "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
            ),
            ("run", "Run a particular image on the cluster"),
            ("set", "Set specific features on objects"),
        ],
    ),
    (
        "Basic Commands (Intermediate)",
        &[
            ("explain", "Get documentation for a resource"),
            ("get", "Display one or many resources"),
            ("edit", "Edit a resource on the server"),
            (
                "delete",
                "Delete resources by file names, stdin, resources and names, or by resources and label selector",
            ),
        ],
    ),
    (
        "Deploy Commands",
        &[
            ("rollout", "Manage the rollout of a resource"),
            ("scale", "Set a new size for a deployment, replica set, or replication controller"),
            (
                "autoscale",
                "Auto-scale a deployment, replica set, stateful set, or replication controller",
            ),
        ],
    ),
    (
        "Cluster Management Commands",
        &[
            ("certificate", "Modify certificate resources"),
            ("cluster-info", "Display cluster information"),
            ("top", "Display resource (CPU/memory) usage"),
            ("cordon", "Mark node as unschedulable"),
            ("uncordon", "Mark node as schedulable"),
            ("drain", "Drain node in preparation for maintenance"),
            ("taint", "Update the taints on one or more nodes"),
        ],
    ),
    (
        "Troubleshooting and Debugging Commands",
        &[
            ("describe", "Show details of a specific resource or group of resources"),
            ("logs", "Print the logs for a container in a pod"),
            ("attach", "Attach to a running container"),
            ("exec", "Execute a command in a container"),
            ("port-forward", "Forward one or more local ports to a pod"),
            ("proxy", "Run a proxy to the Kubernetes API server"),
            ("cp", "Copy files and directories to and from containers"),
            ("auth", "Inspect authorization"),
            ("debug", "Create debugging sessions for troubleshooting workloads and nodes"),
            ("events", "List events"),
        ],
    ),
    (
        "Advanced Commands",
        &[
            ("diff", "Diff the live version against a would-be applied version"),
            ("apply", "Apply a configuration to a resource by file name or stdin"),
            ("patch", "Update fields of a resource"),
            ("replace", "Replace a resource by file name or stdin"),
            ("wait", "Wait for a specific condition on one or many resources"),
            ("kustomize", "Build a kustomization target from a directory or URL"),
        ],
    ),
    (
        "Settings Commands",
        &[
            ("label", "Update the labels on a resource"),
            ("annotate", "Update the annotations on a resource"),
            (
                "completion",
                "Output shell completion code for the specified shell (bash, zsh, fish, or powershell)",
            ),
        ],
    ),
    ("Subcommands provided by plugins", &[]),
    (
        "Other Commands",
        &[
            ("api-resources", "Print the supported API resources on the server"),
            (
                "api-versions",
                "Print the supported API versions on the server, in the form of \"group/version\"",
            ),
            ("config", "Modify kubeconfig files"),
            ("kuberc", "Manage kuberc configuration files"),
            ("plugin", "Provides utilities for interacting with plugins"),
            ("version", "Print the client and server version information"),
        ],
    ),
];

/// Commands of `kubectl config` that change what there is only one of.
pub const CONFIG: [&str; 9] = [
    "delete-cluster",
    "delete-context",
    "delete-user",
    "rename-context",
    "set",
    "set-cluster",
    "set-credentials",
    "unset",
    "get-users",
];

const USAGES: &[(&str, &str)] = &[
    (
        "get",
        "[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]",
    ),
    ("describe", "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]"),
    ("apply", "(-f FILENAME | -k DIRECTORY) [options]"),
    ("create", "-f FILENAME [options]"),
    ("create service", "[flags] [options]"),
    (
        "create service clusterip",
        "NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none] [options]",
    ),
    (
        "create service nodeport",
        "NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
    ),
    (
        "create service loadbalancer",
        "NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
    ),
    (
        "create service externalname",
        "NAME --external-name external.name [--dry-run=server|client|none] [options]",
    ),
    ("create deployment", "NAME --image=image -- [COMMAND] [args...] [options]"),
    ("create namespace", "NAME [--dry-run=server|client|none] [options]"),
    (
        "create configmap",
        "NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
    ),
    ("create ingress", "NAME --rule=host/path=service:port[,tls[=secret]]  [options]"),
    ("replace", "-f FILENAME [options]"),
    ("delete", "([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]"),
    ("diff", "-f FILENAME [options]"),
    ("edit", "(RESOURCE/NAME | -f FILENAME) [options]"),
    ("patch", "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]"),
    (
        "label",
        "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
    ),
    (
        "annotate",
        "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
    ),
    (
        "expose",
        "(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]",
    ),
    (
        "scale",
        "[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]",
    ),
    (
        "autoscale",
        "(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY] [options]",
    ),
    ("set", "SUBCOMMAND [options]"),
    (
        "set image",
        "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]",
    ),
    ("set env", "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]"),
    (
        "set selector",
        "(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version] [options]",
    ),
    (
        "set resources",
        "(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS] [options]",
    ),
    ("rollout", "SUBCOMMAND [options]"),
    ("rollout status", "(TYPE NAME | TYPE/NAME) [flags] [options]"),
    ("rollout history", "(TYPE NAME | TYPE/NAME) [flags] [options]"),
    ("rollout undo", "(TYPE NAME | TYPE/NAME) [flags] [options]"),
    ("rollout restart", "RESOURCE [options]"),
    ("rollout pause", "RESOURCE [options]"),
    ("rollout resume", "RESOURCE [options]"),
    (
        "run",
        "NAME --image=image [--env=\"key=value\"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...] [options]",
    ),
    ("exec", "(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]"),
    ("logs", "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]"),
    (
        "wait",
        "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
    ),
    (
        "events",
        "[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning] [options]",
    ),
    (
        "port-forward",
        "TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
    ),
    ("cordon", "NODE [options]"),
    ("uncordon", "NODE [options]"),
    ("drain", "NODE [options]"),
    ("taint", "NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]"),
    (
        "explain",
        "TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]",
    ),
    ("api-resources", "[flags] [options]"),
    ("version", "[flags] [options]"),
    ("cluster-info", "[flags] [options]"),
    ("config", "SUBCOMMAND [options]"),
    ("auth", "[flags] [options]"),
    ("top", "[flags] [options]"),
    ("config current-context", "[flags] [options]"),
    ("config get-clusters", "[flags] [options]"),
    ("config get-contexts", "[(-o|--output=)name)] [options]"),
    ("config get-users", "[flags] [options]"),
    (
        "config set-context",
        "[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]",
    ),
    ("config use-context", "CONTEXT_NAME [options]"),
    ("config view", "[flags] [options]"),
    ("top node", "[NAME | -l label] [options]"),
    ("top pod", "[NAME | -l label] [options]"),
    ("auth can-i", "VERB [TYPE | TYPE/NAME | NONRESOURCEURL] [options]"),
    ("auth whoami", "[options]"),
    ("cluster-info dump", "[flags] [options]"),
    ("set serviceaccount", "(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT [options]"),
    ("cp", "<file-spec-src> <file-spec-dest> [options]"),
    ("debug", "(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ] [options]"),
    ("attach", "(POD | TYPE/NAME) -c CONTAINER [options]"),
    ("apply view-last-applied", "(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME) [options]"),
];

/// What follows a command's name in its usage.
pub fn of(path: &str) -> &'static str {
    USAGES.iter().find(|(name, _)| *name == path).map_or("[options]", |(_, line)| line)
}

/// Whether kubectl has a command.
pub fn known(word: &str) -> bool {
    COMMANDS.iter().any(|(_, all)| all.iter().any(|(name, _)| *name == word))
}
