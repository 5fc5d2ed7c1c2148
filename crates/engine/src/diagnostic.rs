//! What is wrong with a text, where, and in Kubernetes' own words.

use crate::path::FieldPath;
use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Refused: nothing was stored.
    Error,
    /// Accepted, with a `Warning:` of the server's.
    Warning,
    /// Accepted by Kubernetes without a word; our own advice.
    Advice,
}

/// Kubernetes' own English, byte for byte. No function translates it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verbatim(pub String);

/// Who refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// kubectl, before anything was sent.
    Kubectl,
    /// The API server.
    Server,
    /// Service Lab itself, where Kubernetes says nothing.
    Lab,
}

/// A replacement of one piece of the text that surely removes the problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced (empty: inserted here).
    pub at: Span,
    /// The new text.
    pub text: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// Which kind of problem: the key of its explanation.
    pub code: Code,
    /// Where in the text.
    pub at: Span,
    /// The field it is about.
    pub path: FieldPath,
    /// What Kubernetes says.
    pub verbatim: Verbatim,
    /// Who says it.
    pub by: By,
    /// The offending value or name, for the explanation.
    pub subject: String,
    /// A repair that is certain.
    pub edit: Option<Edit>,
}

impl Diagnostic {
    /// The same problem in a text with so many bytes before it.
    pub(crate) fn move_by(&mut self, bytes: usize) {
        let moved = |it: Span| Span::new(it.start + bytes, it.end + bytes);
        self.at = moved(self.at);
        if let Some(edit) = &mut self.edit {
            edit.at = moved(edit.at);
        }
    }
}

/// Declares the kinds of problem with their stable names, which documentation
/// and explanations are keyed by.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A kind of problem. Every kind has an explanation in every language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every kind.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// Its stable name, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// The text is no YAML.
    YamlSyntax = "yaml-syntax",
    /// A tab where YAML wants spaces.
    YamlTab = "yaml-tab",
    /// The text is larger or deeper than the lab reads.
    YamlTooLarge = "yaml-too-large",
    /// YAML, but nothing that JSON can say: a map as a key, `.nan`.
    YamlNotJson = "yaml-not-json",
    /// A key stands twice; the last one wins.
    DuplicateKey = "duplicate-key",
    /// `apiVersion` or `kind` is missing.
    MissingKind = "missing-kind",
    /// No such kind in that apiVersion.
    UnknownKind = "unknown-kind",
    /// A field Kubernetes does not know.
    UnknownField = "unknown-field",
    /// A value of the wrong type.
    WrongType = "wrong-type",
    /// A kind that Kubernetes has and the lab does not simulate.
    NotSimulated = "not-simulated",
    /// A name that breaks the rules for names of this kind.
    InvalidName = "invalid-name",
    /// Neither `name` nor `generateName` is set.
    NameRequired = "name-required",
    /// A label's or selector's key of the wrong form.
    InvalidLabelKey = "invalid-label-key",
    /// A label's or selector's value of the wrong form.
    InvalidLabelValue = "invalid-label-value",
    /// An annotation's key of the wrong form.
    InvalidAnnotationKey = "invalid-annotation-key",
    /// Other metadata (finalizers, owners) of the wrong form.
    InvalidMetadata = "invalid-metadata",
    /// The namespace does not exist.
    NamespaceNotFound = "namespace-not-found",
    /// The object exists already.
    AlreadyExists = "already-exists",
    /// The object does not exist.
    NotFound = "not-found",
    /// Someone else changed the object in between.
    Conflict = "conflict",
    /// A port number below 1 or above 65535.
    PortOutOfRange = "port-out-of-range",
    /// A Service without ports.
    PortsRequired = "ports-required",
    /// Several ports, and one of them has no name.
    PortNameRequired = "port-name-required",
    /// Two ports of one name.
    DuplicatePortName = "duplicate-port-name",
    /// A port's name of the wrong form.
    InvalidPortName = "invalid-port-name",
    /// Two ports of the same number and protocol.
    DuplicatePort = "duplicate-port",
    /// `targetPort` as a string that is all digits.
    TargetPortNameNeedsLetter = "target-port-name-needs-letter",
    /// `targetPort` as a name of the wrong form.
    InvalidTargetPortName = "invalid-target-port-name",
    /// A protocol other than TCP, UDP or SCTP.
    InvalidProtocol = "invalid-protocol",
    /// A node port outside the cluster's range.
    NodePortOutOfRange = "node-port-out-of-range",
    /// A node port that another Service has.
    NodePortTaken = "node-port-taken",
    /// Two ports of one Service ask for the same node port.
    DuplicateNodePort = "duplicate-node-port",
    /// `nodePort` on a Service that has none.
    NodePortNotForType = "node-port-not-for-type",
    /// `healthCheckNodePort` where there is no health check.
    HealthCheckNodePortNotForType = "health-check-node-port-not-for-type",
    /// `healthCheckNodePort` out of range or taken.
    HealthCheckNodePortRefused = "health-check-node-port-refused",
    /// A Service type that does not exist.
    InvalidServiceType = "invalid-service-type",
    /// No IP address.
    InvalidIpAddress = "invalid-ip-address",
    /// An address for special use (loopback, link-local, ...).
    SpecialIpAddress = "special-ip-address",
    /// No CIDR.
    InvalidCidr = "invalid-cidr",
    /// `clusterIP` outside the service range.
    ClusterIpOutOfRange = "cluster-ip-out-of-range",
    /// `clusterIP` that another Service has.
    ClusterIpTaken = "cluster-ip-taken",
    /// `clusterIP` and `clusterIPs` do not agree.
    ClusterIpsMismatch = "cluster-ips-mismatch",
    /// `clusterIP` cannot be changed.
    ImmutableClusterIp = "immutable-cluster-ip",
    /// A headless Service cannot have this type.
    HeadlessNotForType = "headless-not-for-type",
    /// An address family that does not exist, or twice the same.
    InvalidIpFamily = "invalid-ip-family",
    /// An address family the cluster does not have.
    IpFamilyNotConfigured = "ip-family-not-configured",
    /// `ipFamilyPolicy` and families or addresses do not agree.
    IpFamilyPolicyConflict = "ip-family-policy-conflict",
    /// A Service of type ExternalName without a name.
    ExternalNameRequired = "external-name-required",
    /// `externalName` that is no DNS name.
    InvalidExternalName = "invalid-external-name",
    /// A field that an ExternalName Service cannot have.
    NotForExternalName = "not-for-external-name",
    /// A field that only LoadBalancer Services have.
    LoadBalancerOnly = "load-balancer-only",
    /// `externalTrafficPolicy` on a Service that is not reachable from outside.
    TrafficPolicyNotForType = "traffic-policy-not-for-type",
    /// `timeoutSeconds` of session affinity out of its range.
    AffinityTimeoutOutOfRange = "affinity-timeout-out-of-range",
    /// `appProtocol` of the wrong form.
    InvalidAppProtocol = "invalid-app-protocol",
    /// `loadBalancerClass` of the wrong form.
    InvalidLoadBalancerClass = "invalid-load-balancer-class",
    /// A value that is not among the allowed ones.
    UnsupportedValue = "unsupported-value",
    /// A field that cannot be changed.
    ImmutableField = "immutable-field",
    /// A Pod's field that cannot be changed while it lives.
    PodUpdateForbidden = "pod-update-forbidden",
    /// A field that must be set.
    RequiredField = "required-field",
    /// A number out of its range.
    NumberOutOfRange = "number-out-of-range",
    /// A value of the wrong form.
    InvalidValue = "invalid-value",
    /// A field that may not be set here.
    ForbiddenField = "forbidden-field",
    /// The same value twice.
    DuplicateValue = "duplicate-value",
    /// A list or text that is too long.
    TooMany = "too-many",
    /// A name that refers to nothing in the object.
    UnknownReference = "unknown-reference",
    /// The selector does not match the template's labels.
    SelectorMismatch = "selector-mismatch",
    /// An empty selector where one must choose.
    EmptySelector = "empty-selector",
    /// A label selector of the wrong form.
    InvalidSelector = "invalid-selector",
    /// maxSurge and maxUnavailable are both 0.
    RollingUpdateStuck = "rolling-update-stuck",
    /// A percentage of the wrong form.
    InvalidPercent = "invalid-percent",
    /// A container's port without a number.
    ContainerPortRequired = "container-port-required",
    /// A container without a name or an image, or a Pod without containers.
    ContainerIncomplete = "container-incomplete",
    /// A patch that does not fit the object's types.
    PatchRefused = "patch-refused",
    /// No address or node port is left.
    PoolExhausted = "pool-exhausted",
    /// Accepted; the field or value is deprecated.
    Deprecated = "deprecated",
    /// Accepted; the field has no effect here.
    IgnoredField = "ignored-field",
    /// Accepted; the value is not written as it should be.
    NonStandardValue = "non-standard-value",
    /// Accepted; a later entry hides an earlier one.
    HiddenEntry = "hidden-entry",
    /// Accepted; two entries want the same port or file.
    OverlappingEntry = "overlapping-entry",
    /// Accepted; the name makes no host name of a Pod.
    NameNoHostName = "name-no-host-name",
    /// Accepted; a selector that is missing chooses no Pod.
    SelectsNothing = "selects-nothing",
}
