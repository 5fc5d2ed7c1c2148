### What each kind of problem in a text means. Kubernetes' own words stand beside
### these and are never translated. Four parts each: .title a few words, .what it
### means, .why Kubernetes asks for it, .mend how to mend it. In all of them
### $path is the field as Kubernetes writes it (spec.ports[0].nodePort), and
### $subject the offending value or name; either may go unused.

## Reading YAML

explain-yaml-syntax =
    .title = This is not YAML
    .what = From this place on the text could not be read as YAML, so nothing after it counts.
    .why = YAML gives its meaning by spaces and signs. One wrong indentation, or a quotation mark that is not closed, and nobody can tell what belongs to what.
    .mend = Look at this line and the one above: does it stand under the right field, is every quotation mark closed, is there a space after each colon?
explain-yaml-tab =
    .title = A tab instead of spaces
    .what = This line is indented with a tab character.
    .why = YAML allows only spaces for indentation, because a tab is as wide as each editor likes.
    .mend = Replace the tab with two spaces for each level.
explain-yaml-too-large =
    .title = Larger than the lab reads
    .what = The text is too long, too deep, or repeats itself too much for this lab.
    .why = A page in your browser has to stay quick, so the lab stops at a fixed size. Kubernetes has limits of its own, further out.
    .mend = Take something out, or cut the text in two.
explain-yaml-not-json =
    .title = YAML that Kubernetes cannot take
    .what = This is YAML, but nothing that JSON can say: a list or mapping as a key, or a number such as `.nan`.
    .why = Kubernetes stores and sends objects as JSON. Whatever JSON cannot hold, it cannot take.
    .mend = Use plain texts as keys and ordinary numbers as values. A `:` or `?` in an odd place often makes such a key by accident.
# $subject is the key.
explain-duplicate-key =
    .title = The same key twice
    .what = `{ $subject }` stands twice in the same place. kubectl takes the last one and says nothing; the first is lost.
    .why = A mapping can hold one value for each key. This often comes from a missing `---` between two manifests, which glues them into one.
    .mend = Remove one of the two, or put `---` between the manifests.
explain-missing-kind =
    .title = What is this?
    .what = A manifest must say what it is with `apiVersion` and `kind`. One of them is missing.
    .why = Everything else depends on it: which fields exist and who looks after the object.
    .mend = For a { -service } write `apiVersion: v1` and `kind: Service` at the top.
# $subject is the kind as written.
explain-unknown-kind =
    .title = No such kind
    .what = In this `apiVersion` there is no kind `{ $subject }`.
    .why = A kind is found by both together, and upper and lower case matter. A { -deployment } is in `apps/v1`, a { -service } in `v1`.
    .mend = Check the spelling, the capital letter at the beginning, and which `apiVersion` the kind belongs to.
# $subject is the field's name.
explain-unknown-field =
    .title = A field that does not exist
    .what = Kubernetes knows no field `{ $subject }` here.
    .why = A field that nobody reads would look as if it worked. So kubectl asks the server to be strict, and the whole manifest is refused.
    .mend = Check spelling, upper and lower case, and indentation: often the field is right and stands one level too far in or out.
# $path is the field.
explain-wrong-type =
    .title = The wrong kind of value
    .what = `{ $path }` wants another kind of value: a number, a text, true or false, a list or a mapping.
    .why = YAML guesses the kind from how a value is written: `80` is a number, `"80"` a text, `yes` means true.
    .mend = Add or remove quotation marks; write a list with `- ` before each entry.
# $subject is the kind.
explain-not-simulated =
    .title = Not part of this lab
    .what = Kubernetes has `{ $subject }`; this lab does not simulate it.
    .why = The lab is about { -services } and all that carries a { -packet } to them. It would rather say so than pretend.
    .mend = Leave this manifest out here. On a real cluster it may well be right.

## Names and labels

# $subject is the name.
explain-invalid-name =
    .title = A name that cannot be
    .what = `{ $subject }` is not allowed as a name here.
    .why = Names become part of addresses and DNS names. So they are made of small letters, digits and `-` (some kinds allow `.` too), and begin and end with a letter or digit. A { -service }'s has at most 63 of them.
    .mend = Use only small letters, digits and `-`.
explain-name-required =
    .title = It has no name
    .what = Every object needs `metadata.name` (or `generateName`).
    .why = Kind, namespace and name together are what an object is known by. Without them it could not be found again.
    .mend = Add `name:` under `metadata:`.
# $subject is the key.
explain-invalid-label-key =
    .title = A label's key of the wrong form
    .what = `{ $subject }` cannot be the key of a label.
    .why = Keys are compared letter by letter by many programs. They have at most 63 letters, digits, `-`, `_` and `.`; before them may stand a domain and a `/`.
    .mend = Choose a simple key such as `app`.
# $subject is the value.
explain-invalid-label-value =
    .title = A label's value of the wrong form
    .what = `{ $subject }` cannot be the value of a label.
    .why = Selectors compare these values, so they are short and plain: at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit. Empty is allowed.
    .mend = Leave out spaces and other signs. A text of free form belongs in `annotations`.
# $subject is the key.
explain-invalid-annotation-key =
    .title = An annotation's key of the wrong form
    .what = `{ $subject }` cannot be the key of an annotation.
    .why = Keys follow the same rules as those of labels; only the values are free.
    .mend = Use letters, digits, `-`, `_` and `.`, with at most one `/` after a domain.
# $path is the field.
explain-invalid-metadata =
    .title = Something is wrong in the metadata
    .what = `{ $path }` does not have the form that it needs.
    .why = Finalizers and owner references tell Kubernetes when an object may go. A wrong one could keep it for ever.
    .mend = If you did not mean to write this field, remove it: controllers fill it in.

## Finding objects

# $subject is the namespace.
explain-namespace-not-found =
    .title = No such namespace
    .what = There is no namespace `{ $subject }`.
    .why = An object is put into a namespace that exists already; Kubernetes makes none on its own.
    .mend = Create the namespace first (`kind: Namespace`), or leave `namespace:` out to use `default`.
# $subject is the name.
explain-already-exists =
    .title = It exists already
    .what = There is already an object of this kind called `{ $subject }`.
    .why = `create` makes new objects only. `apply` makes or changes.
    .mend = Use `kubectl apply`, or choose another name.
# $subject is the name.
explain-not-found =
    .title = Not found
    .what = There is no `{ $subject }` in this namespace.
    .why = Names are looked for in one namespace only, and letter by letter.
    .mend = Check the spelling and the namespace (`-n`).
explain-conflict =
    .title = Somebody was faster
    .what = The object was changed by somebody else since you read it.
    .why = Otherwise your change would undo theirs without either of you noticing. The `resourceVersion` tells.
    .mend = Read the object again, make your change in the new version, and send that.

## Ports

# $subject is the number.
explain-port-out-of-range =
    .title = No such port
    .what = `{ $subject }` is not a port.
    .why = TCP, UDP and SCTP have ports from 1 to 65535.
    .mend = Write a number from 1 to 65535.
explain-ports-required =
    .title = A { -service } without ports
    .what = This { -service } has no `ports`.
    .why = A { -service } forwards by port; without one its rules would match nothing. Only a headless { -service } or one of type `ExternalName` can do without.
    .mend = Add `ports:` with at least one `- port:`.
explain-port-name-required =
    .title = Several ports, and one has no name
    .what = With more than one port, each needs a `name`.
    .why = The lists of { -endpoints } are kept by port name. Without names nobody could tell which belongs to which.
    .mend = Give every port a short `name`, such as `http` and `metrics`.
# $subject is the name.
explain-duplicate-port-name =
    .title = Two ports with one name
    .what = The name `{ $subject }` stands at two ports.
    .why = The name is how { -endpoints }, DNS and others tell the ports apart.
    .mend = Rename one of them.
# $subject is the name.
explain-invalid-port-name =
    .title = A port's name of the wrong form
    .what = `{ $subject }` cannot be the name of a port.
    .why = A { -service }'s port name becomes part of DNS records: small letters, digits and `-`. A { -container }'s port name has at most 15 of them and at least one letter.
    .mend = Choose a short name in small letters, such as `http`.
explain-duplicate-port =
    .title = The same port twice
    .what = Two entries have the same number and the same protocol.
    .why = Both would be the same place at the same address, so a { -packet } could not tell them apart.
    .mend = Remove one, or give one of them another `port` or `protocol`.
# $subject is the text.
explain-target-port-name-needs-letter =
    .title = A number in quotation marks is a name
    .what = `targetPort` as a text is the name of a port, and `{ $subject }` has no letter in it.
    .why = `targetPort: 8080` is a number; `targetPort: "8080"` would be a port called 8080. So that nobody mixes them up, a name needs at least one letter.
    .mend = Remove the quotation marks.
# $subject is the name.
explain-invalid-target-port-name =
    .title = `targetPort` with a name of the wrong form
    .what = `{ $subject }` cannot be the name of a { -container }'s port.
    .why = Such names have at most 15 small letters, digits and `-`, and at least one letter. They must not begin or end with `-`.
    .mend = Write the name as it stands under `ports` of the { -container }, or the number.
# $subject is the protocol as written.
explain-invalid-protocol =
    .title = No such protocol
    .what = `{ $subject }` is not a protocol that a { -service } can carry.
    .why = A { -service } works with ports and so with `TCP`, `UDP` and `SCTP`, in capital letters. HTTP travels over TCP; a { -service } does not look inside.
    .mend = Write `protocol: TCP`, or leave the line out. That it is HTTP you may say with `appProtocol: http`.
# $subject is the number.
explain-node-port-out-of-range =
    .title = Outside the node port range
    .what = `{ $subject }` is not among the ports that a node keeps for { -services }.
    .why = The range, usually 30000 to 32767, is set apart so that no { -service } takes a port that a program on the node itself needs.
    .mend = Choose a number from 30000 to 32767, or leave `nodePort` out and let Kubernetes choose.
# $subject is the number.
explain-node-port-taken =
    .title = This node port is taken
    .what = Another { -service } has node port `{ $subject }` already.
    .why = A node port is open on every node, so it can belong to one { -service } only. TCP and UDP share the reservation.
    .mend = Choose another number, or leave `nodePort` out.
explain-duplicate-node-port =
    .title = Two ports ask for one node port
    .what = Two entries of this { -service } ask for the same `nodePort`.
    .why = A { -packet } to that port on a node could not be told apart.
    .mend = Give each its own, or leave one out.
explain-node-port-not-for-type =
    .title = This type has no node ports
    .what = `nodePort` stands in a { -service } that opens no ports on nodes.
    .why = Only `NodePort` and `LoadBalancer` do. With `ClusterIP` the line would promise a door that is not there.
    .mend = Add `type: NodePort`, or remove `nodePort`.
explain-health-check-node-port-not-for-type =
    .title = There is no health check to serve
    .what = `healthCheckNodePort` belongs to `type: LoadBalancer` with `externalTrafficPolicy: Local` only.
    .why = Only then do nodes differ in whether they can take { -traffic }, and only a { -load-balancer } asks.
    .mend = Remove the field, or set both of the others.
# $subject is the number.
explain-health-check-node-port-refused =
    .title = This health check port cannot be had
    .what = `{ $subject }` is outside the node port range or taken.
    .why = It is opened on every node, like a node port, and comes from the same range.
    .mend = Leave `healthCheckNodePort` out; Kubernetes chooses a free one.

## Kinds of Service and addresses

# $subject is the type as written.
explain-invalid-service-type =
    .title = No such type of { -service }
    .what = `{ $subject }` is not a type.
    .why = There are four, written just so: `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`. A headless { -service } is not a type, but `clusterIP: None`.
    .mend = Write one of the four, with the same capital letters.
# $subject is the text.
explain-invalid-ip-address =
    .title = Not an IP address
    .what = `{ $subject }` is not an IP address.
    .why = Here stands an address, not a name: four numbers from 0 to 255 without zeros in front, or an IPv6 address.
    .mend = Write the address, for example `192.0.2.10`.
# $subject is the address.
explain-special-ip-address =
    .title = An address with a meaning of its own
    .what = `{ $subject }` cannot be used here: it means "this machine itself", "this cable only" or the like.
    .why = Such addresses, like `127.0.0.1` or `169.254.0.1`, never leave the machine or the cable they are on. Rules for them would lead callers astray.
    .mend = Use an address that other machines can reach.
# $subject is the text.
explain-invalid-cidr =
    .title = Not a range of addresses
    .what = `{ $subject }` is not a range.
    .why = A range is an address, a slash and how many bits stay fixed: `203.0.113.0/24`. A single address is `203.0.113.7/32`.
    .mend = Write it in this form.
# $subject is the address.
explain-cluster-ip-out-of-range =
    .title = Outside the { -service } range
    .what = `{ $subject }` is not among the addresses that this cluster keeps for { -services }.
    .why = The range is fixed when the cluster is made, so that the addresses never meet those of { -pods }, nodes or your network.
    .mend = Leave `clusterIP` out; Kubernetes chooses one.
# $subject is the address.
explain-cluster-ip-taken =
    .title = This cluster IP is taken
    .what = Another { -service } has `{ $subject }`.
    .why = A cluster IP belongs to one { -service } for as long as that exists.
    .mend = Leave `clusterIP` out, or choose a free one.
explain-cluster-ips-mismatch =
    .title = Two fields that disagree
    .what = `clusterIP` and the first entry of `clusterIPs` are not the same.
    .why = They say the same thing twice: `clusterIP` is the older field, `clusterIPs` can also hold a second address of the other family.
    .mend = Write only `clusterIP`, or make them equal.
explain-immutable-cluster-ip =
    .title = The cluster IP stays
    .what = The cluster IP of a { -service } cannot be changed or taken away while it exists.
    .why = That it never changes is what a { -service } is for: callers, DNS answers and rules rely on it.
    .mend = Leave it as it is. For another address, delete the { -service } and create it anew.
explain-headless-not-for-type =
    .title = Headless and open do not go together
    .what = `clusterIP: None` is for inside only; a { -service } of type `NodePort` or `LoadBalancer` needs a cluster IP.
    .why = A headless { -service } has no rules at all, only DNS, so there is nothing that a door on a node could lead to.
    .mend = Remove `clusterIP: None`, or use `type: ClusterIP`. To change an existing one, delete and create it.
# $subject is the family.
explain-invalid-ip-family =
    .title = No such address family
    .what = `{ $subject }` cannot stand in `ipFamilies`.
    .why = There are two, `IPv4` and `IPv6`, each at most once.
    .mend = Write one of them, or both, or leave the field out.
# $subject is the family.
explain-ip-family-not-configured =
    .title = This cluster has no such addresses
    .what = The cluster has no range for `{ $subject }`.
    .why = Which families a cluster speaks is fixed when it is made. This one cannot give out such an address.
    .mend = Leave `ipFamilies` out, and do not ask for `RequireDualStack`.
explain-ip-family-policy-conflict =
    .title = Families and policy disagree
    .what = `ipFamilyPolicy` says one family, and more than one is listed, or the other way round.
    .why = `SingleStack` means exactly one address; both families need `PreferDualStack` or `RequireDualStack`.
    .mend = Leave both fields out, or make them say the same.
explain-external-name-required =
    .title = Which name?
    .what = A { -service } of type `ExternalName` needs `externalName`.
    .why = It is nothing but an alias in DNS, so it has to say for what.
    .mend = Add `externalName:` with a DNS name, such as `db.example.com`.
# $subject is the name.
explain-invalid-external-name =
    .title = Not a DNS name
    .what = `{ $subject }` cannot be an external name.
    .why = It becomes a DNS record. That takes a name in small letters with dots: no `https://`, no path, no port, no capital letters.
    .mend = Keep only the name of the machine: `api.example.com`.
# $path is the field.
explain-not-for-external-name =
    .title = Not with ExternalName
    .what = `{ $path }` cannot stand in a { -service } of type `ExternalName`.
    .why = Such a { -service } has no address and no rules; it is a name for another name. There is nothing for this field to act on.
    .mend = Remove the field, or choose another type.
# $path is the field.
explain-load-balancer-only =
    .title = Only with type LoadBalancer
    .what = `{ $path }` may be set only when `type` is `LoadBalancer`.
    .why = The field speaks to whoever makes the { -load-balancer }; for another type nobody reads it.
    .mend = Set `type: LoadBalancer`, or remove the field.
explain-traffic-policy-not-for-type =
    .title = Nobody comes from outside
    .what = `externalTrafficPolicy` needs a { -service } that can be reached from outside.
    .why = It decides what nodes do with callers from outside. A plain `ClusterIP` { -service } has none, unless it has `externalIPs`.
    .mend = Set `type: NodePort` or `LoadBalancer`, or remove the field. For callers inside there is `internalTrafficPolicy`.
# $subject is the number.
explain-affinity-timeout-out-of-range =
    .title = Too short or too long
    .what = `{ $subject }` seconds cannot be the time for which a caller stays with one { -pod }.
    .why = Allowed is more than 0 and at most 86400 seconds, one day. The default is 10800, three hours.
    .mend = Write a number from 1 to 86400.
# $subject is the text.
explain-invalid-app-protocol =
    .title = `appProtocol` of the wrong form
    .what = `{ $subject }` cannot be an `appProtocol`.
    .why = It is a hint for load balancers and meshes: a known name such as `http`, or one with your own domain before it, `example.com/mine`.
    .mend = Write such a name, or leave the field out.
# $subject is the text.
explain-invalid-load-balancer-class =
    .title = `loadBalancerClass` of the wrong form
    .what = `{ $subject }` cannot be a class.
    .why = The class names whoever shall make the { -load-balancer }, written like a label's key: `example.com/internal`.
    .mend = Use the name that the provider gives, or leave the field out.

## Values

# $path is the field; $subject the value.
explain-unsupported-value =
    .title = Not one of the choices
    .what = `{ $subject }` is not among the values that `{ $path }` may have.
    .why = The field is a choice from a fixed list, and capital letters matter. Kubernetes names the list in its message.
    .mend = Take one from the list in the message.
# $path is the field.
explain-immutable-field =
    .title = This cannot be changed
    .what = `{ $path }` is fixed once the object exists.
    .why = Others rely on it: if a selector changed, say, the { -pods } made before would suddenly belong to nobody.
    .mend = Put the old value back, or delete the object and create it anew.
explain-pod-update-forbidden =
    .title = A { -pod } is not changed, it is replaced
    .what = Of a running { -pod } almost nothing may be changed, except its image and labels.
    .why = A program that has started cannot be given another port or command afterwards.
    .mend = Delete the { -pod } and create it anew, or change the template of its { -deployment }, which then does so for you.
# $path is the field.
explain-required-field =
    .title = Something is missing
    .what = `{ $path }` has to be set.
    .why = Kubernetes has no default for it and cannot guess.
    .mend = Add the field with a value.
# $path is the field; $subject the number.
explain-number-out-of-range =
    .title = Too small or too large
    .what = `{ $subject }` is outside the range of `{ $path }`.
    .why = Kubernetes names the bounds in its message.
    .mend = Choose a number within them.
# $path is the field.
explain-invalid-value =
    .title = This value cannot be
    .what = The value of `{ $path }` does not have the form that it needs.
    .why = Kubernetes says in its message which form that is, often as a pattern with an example.
    .mend = Compare your value with the example in the message, letter by letter.
# $path is the field.
explain-forbidden-field =
    .title = Not here
    .what = `{ $path }` may not be set in this place or together with the rest.
    .why = Some fields exclude each other, and some are for Kubernetes itself to fill in. The message says which.
    .mend = Remove the field, or the one that it does not go with.
# $subject is the value.
explain-duplicate-value =
    .title = The same value twice
    .what = `{ $subject }` stands twice in a list whose entries must differ.
    .why = Entries of this list are told apart by exactly this.
    .mend = Remove or rename one of them.
# $path is the field.
explain-too-many =
    .title = Too much
    .what = `{ $path }` holds more than it may.
    .why = Lists and texts have limits, so that no object grows without bound. The message names the limit.
    .mend = Take something out.
# $subject is the name.
explain-unknown-reference =
    .title = It refers to nothing
    .what = `{ $subject }` is named here, but the object has nothing of that name.
    .why = A { -container } can only use, for example, a volume that its { -pod } declares.
    .mend = Declare it, or correct the name.

## Selectors and templates

explain-selector-mismatch =
    .title = It would not know its own { -pods }
    .what = The selector does not match the labels of the `template`.
    .why = The { -deployment } would make { -pods }, not recognise them as its own, and make more, for ever. So Kubernetes refuses.
    .mend = Make `selector.matchLabels` the same as the labels under `template.metadata`.
explain-empty-selector =
    .title = A selector that selects nothing in particular
    .what = The selector is empty, and here it must choose.
    .why = An empty selector would mean every { -pod } in the namespace, foreign ones too.
    .mend = Add `matchLabels` with at least one label.
# $path is the field.
explain-invalid-selector =
    .title = A selector of the wrong form
    .what = `{ $path }` is not a selector that can be used.
    .why = `In` and `NotIn` need a list of values; `Exists` and `DoesNotExist` must not have one.
    .mend = In simple cases use `matchLabels` with key and value.
explain-rolling-update-stuck =
    .title = This update could never move
    .what = `maxSurge` and `maxUnavailable` are both 0.
    .why = With no { -pod } more and none fewer than wanted, no old one could ever be exchanged for a new one.
    .mend = Set one of them to 1, or leave both out.
# $subject is the text.
explain-invalid-percent =
    .title = Not a number and not a percentage
    .what = `{ $subject }` is neither a whole number nor a percentage.
    .why = Here stands a count, `1`, or a share, `25%`.
    .mend = Write one of the two.
explain-container-port-required =
    .title = A port without a number
    .what = An entry under the { -container }'s `ports` has no `containerPort`.
    .why = The entry describes one port; the number is what it is about.
    .mend = Add `containerPort:`. It opens nothing, by the way: it tells readers, and gives the port a name.
# $path is the field.
explain-container-incomplete =
    .title = A { -container } that cannot start
    .what = `{ $path }` is missing. A { -pod } needs at least one { -container }, and each needs a name and an image.
    .why = Without an image there is no program to run.
    .mend = Add `name:` and `image:` to the { -container }.

## Changing and exhausting

explain-patch-refused =
    .title = This change does not fit
    .what = The change could not be laid over the object: somewhere it has another type of value.
    .why = `kubectl apply` sends only the difference between your text and the object. Types are checked before the two are put together, so the message differs from that of a new object.
    .mend = Look for a number in quotation marks, or a text where a list belongs.
explain-pool-exhausted =
    .title = Nothing is left
    .what = No free address or node port is left in the cluster's range.
    .why = The ranges are fixed, and every { -service } takes from them.
    .mend = Delete { -services } that nobody needs.

## Accepted all the same

# $path is the field.
explain-deprecated =
    .title = On its way out
    .what = `{ $path }`, or what stands in it, still works but is deprecated.
    .why = Kubernetes has something better and will drop this one some day. The message says what to use.
    .mend = Use what the message names.
# $path is the field.
explain-ignored-field =
    .title = It has no effect here
    .what = `{ $path }` was accepted, and nothing will come of it.
    .why = It acts only together with another setting that is not there.
    .mend = Remove it, or add what it needs.
# $path is the field; $subject the value.
explain-non-standard-value =
    .title = Better written otherwise
    .what = `{ $subject }` in `{ $path }` was accepted, though it is not written in the standard way.
    .why = Other programs may read it differently: an IPv4 address with zeros in front, for example.
    .mend = Write it in the usual form.
# $path is the field.
explain-hidden-entry =
    .title = Hidden by another one
    .what = An entry of `{ $path }` is hidden by a later one of the same name.
    .why = Of entries with the same key only the last one counts.
    .mend = Remove the one you do not mean.
# $path is the field.
explain-overlapping-entry =
    .title = In each other's way
    .what = `{ $path }` was accepted, but two entries here want the same { -port } or the same file.
    .why = They can hide each other, and which one counts is not certain.
    .mend = Give each entry a { -port } or a path of its own.
explain-name-no-host-name =
    .title = A name that makes no host name
    .what = The name was accepted, but the name of a { -pod } becomes its host name too, and this one does not fit: it has dots, or more than 63 characters.
    .why = A host name is one part of a DNS name. Programs may take what stands behind a dot for a domain.
    .mend = Choose a name of at most 63 lowercase letters, digits and hyphens.
# $path is the field.
explain-selects-nothing =
    .title = This { -selector } chooses no { -pod }
    .what = `{ $path }` is missing, and a { -selector } that is missing chooses no { -pod } at all.
    .why = An empty { -selector } chooses all, a missing one none. So this rule does nothing.
    .mend = Write the { -labels } of the { -pods } that it is about.
