//! What kubectl makes of texts by which it deletes, replaces and patches.

use super::hold;

/// pkg/cmd/delete/delete.go DeleteResult; cli-runtime/pkg/resource StreamVisitor, RequireNamespace.
#[test]
fn delete_tells_what_of_a_text_names_nothing_and_deletes_the_rest() {
    let foo = "resource mapping not found for name: \"a\" namespace: \"\" from \"STDIN\": no matches for kind \"Foo\" in version \"v1\"\nensure CRDs are installed first";
    let warning =
        "Warning: deleting cluster-scoped resources, not scoped to the provided namespace";
    hold(&[
        (
            "echo '{kind: Foo, apiVersion: v1, metadata: {name: a}}' | kubectl delete -f -",
            &format!("error: {foo}"),
        ),
        (
            "echo '{kind: Foo, apiVersion: v1, metadata: {name: a}}\n---\n{kind: Service, apiVersion: v1, metadata: {name: web}}' | kubectl delete -f -",
            &format!("service \"web\" deleted from default namespace\nerror: {foo}"),
        ),
        (
            "echo '{kind: Foo, apiVersion: v1, metadata: {name: a}}\n---\n{kind: Service, apiVersion: v1, metadata: {name: b}}' | kubectl delete -f -",
            &format!(
                "{foo}\nError from server (NotFound): error when deleting \"STDIN\": services \"b\" not found"
            ),
        ),
        (
            "echo 'a: b' | kubectl delete -f -",
            "error: unable to decode \"STDIN\": Object 'Kind' is missing in '{\"a\":\"b\"}'",
        ),
        (
            "echo '{kind: Service, apiVersion: v1}' | kubectl delete -f -",
            "error: error when deleting \"STDIN\": resource name may not be empty",
        ),
        (
            "kubectl delete -n shop -f given.yaml 2>&1 | head -1",
            "Error from server (NotFound): error when deleting \"given.yaml\": services \"web\" not found",
        ),
        (
            "kubectl get svc web -o yaml | kubectl delete -n shop -f -",
            "error: the namespace from the provided object \"default\" does not match the namespace \"shop\". You must pass '--namespace=default' to perform this operation.",
        ),
        (
            "kubectl delete node node-9 -n shop",
            &format!("{warning}\nError from server (NotFound): nodes \"node-9\" not found"),
        ),
        (
            "kubectl create ns t > /dev/null; kubectl delete ns t -n shop",
            &format!("namespace \"t\" deleted\n{warning}"),
        ),
    ]);
}

/// pkg/cmd/replace/replace.go; client-go/rest Request.Name; apiserver storage.Preconditions.
#[test]
fn replace_needs_a_name_and_the_very_object() {
    let nameless = "echo '{kind: Service, apiVersion: v1, spec: {ports: [{port: 80}]}}'";
    let mine = "'{kind: Service, apiVersion: v1, metadata: {name: web, uid: mine}, spec: {ports: [{port: 80}]}}'";
    let conflict = |key: &str| {
        format!(
            "Error from server (Conflict): error when replacing \"STDIN\": Operation cannot be fulfilled on {key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: mine, UID in object meta:"
        )
    };
    let service = conflict(
        "services \"web\": StorageError: invalid object, Code: 4, Key: /registry/services/specs/default/web",
    );
    hold(&[
        (
            &format!("{nameless} | kubectl replace -f -"),
            "error: error when replacing \"STDIN\": resource name may not be empty",
        ),
        (
            &format!("{nameless} | kubectl replace --force -f -"),
            "error: error when deleting \"STDIN\": resource name may not be empty",
        ),
        (&format!("echo {mine} | kubectl replace -f - 2>&1 | sed 's/meta: .*/meta:/'"), &service),
        (
            &format!("kubectl delete svc web > /dev/null; echo {mine} | kubectl replace -f -"),
            &service,
        ),
        (
            "echo '{kind: ConfigMap, apiVersion: v1, metadata: {name: c, uid: mine}}' | kubectl replace -f -",
            &conflict(
                "configmaps \"c\": StorageError: invalid object, Code: 4, Key: /registry/configmaps/default/c",
            ),
        ),
        (
            "echo '{kind: Service, apiVersion: v1, metadata: {name: web}, spec: {foo: 1, ports: [{port: 80}]}}' | kubectl replace --force -f -",
            "service \"web\" deleted from default namespace\nError from server (BadRequest): Service in version \"v1\" cannot be handled as a Service: strict decoding error: unknown field \"spec.foo\"",
        ),
        (
            "echo | kubectl replace --force -f -",
            "No resources found\nerror: no objects passed to replace",
        ),
        (
            "echo '{kind: Foo, apiVersion: v1}\n---\n{kind: Service, apiVersion: v1, metadata: {name: web}, spec: {ports: [{port: 80}]}}' | kubectl replace --force -f - 2>/dev/null; kubectl get svc web",
            "service \"web\" deleted from default namespace\nError from server (NotFound): services \"web\" not found",
        ),
    ]);
}

/// cli-runtime/pkg/resource Helper.CreateWithOptions: what is made has no version yet.
#[test]
fn an_object_that_was_read_from_a_cluster_can_be_made_again() {
    let read = "kubectl get svc web -o yaml > f; kubectl delete svc web > /dev/null;";
    hold(&[
        (&format!("{read} kubectl create -f f"), "service/web created"),
        (&format!("{read} kubectl apply -f f"), "service/web created"),
        (&format!("{read} sed -i '/uid/d' f; kubectl replace -f f"), "service/web replaced"),
    ]);
}

/// pkg/cmd/replace/replace.go forceReplace, pkg/cmd/apply/patcher.go deleteAndCreate.
#[test]
fn a_running_pod_is_gone_before_it_is_made_anew() {
    let given = "kubectl run p --image=nginx > /dev/null; sleep 5;";
    hold(&[
        (
            &format!("{given} kubectl get pod p -o yaml > p; kubectl replace --force -f p"),
            "pod \"p\" deleted from default namespace\npod/p replaced",
        ),
        (
            &format!(
                "{given} echo '{{kind: Pod, apiVersion: v1, metadata: {{name: p}}, spec: {{containers: [{{name: q, image: r}}]}}}}' | kubectl apply --force -f - 2> /dev/null"
            ),
            "pod/p configured",
        ),
    ]);
}

/// pkg/cmd/apply/patcher.go deleteAndCreate: what cannot be made anew is put back.
#[test]
fn apply_by_force_leaves_what_it_cannot_make_anew() {
    let line = "sed 's/10.96.0.20/10.97.0.20/' given.yaml | kubectl apply --force -f -";
    hold(&[(
        &format!("{line} > /dev/null 2>&1; kubectl get svc web -o jsonpath='{{.spec.clusterIP}}'"),
        "10.96.0.20",
    )]);
}

/// cli-runtime/pkg/resource Builder.Do: each object by itself.
#[test]
fn an_object_of_another_namespace_does_not_hold_up_the_others() {
    let wrong = "the namespace from the provided object \"shop\" does not match the namespace \"default\". You must pass '--namespace=shop' to perform this operation.";
    hold(&[(
        "echo '{kind: ConfigMap, apiVersion: v1, metadata: {name: a, namespace: shop}}\n---\n{kind: ConfigMap, apiVersion: v1, metadata: {name: b}}' | kubectl apply -n default -f -",
        &format!("configmap/b created\nerror: {wrong}"),
    )]);
}

/// pkg/cmd/patch/patch.go: with --dry-run=client kubectl merges by itself.
#[test]
fn a_patch_on_trial_at_the_client_asks_no_server() {
    hold(&[
        (
            "kubectl patch svc web -p '{\"spec\":{\"type\":\"Nodeport\",\"foo\":1}}' --dry-run=client -o jsonpath='{.spec.type}{.spec.foo}{.spec.ports[0].nodePort}'",
            "Nodeport1",
        ),
        (
            "kubectl patch svc web -p '{\"spec\":{\"ports\":[{\"name\":\"x\"}]}}' --dry-run=client",
            "error: map: map[name:x] does not contain declared merge key: port",
        ),
    ]);
}

/// apiserver/pkg/endpoints/handlers/patch.go applyPatch; registry/store.go Update.
#[test]
fn a_server_side_apply_of_what_is_gone_makes_it_unless_it_names_a_uid() {
    let text = |field: &str| {
        format!(
            "echo '{{kind: ConfigMap, apiVersion: v1, metadata: {{name: c, {field}}}}}' | kubectl apply --server-side -f - 2>&1 | head -1"
        )
    };
    hold(&[
        (
            &text("uid: mine"),
            "error: Operation cannot be fulfilled on configmaps \"c\": uid mismatch: the provided object specified uid mine, and no existing object was found",
        ),
        (&text("resourceVersion: \"5\""), "configmap/c serverside-applied"),
    ]);
}
