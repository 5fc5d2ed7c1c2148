//! `kubectl get --raw`: what the server answers to a path.

use crate::kubectl::resources::{RESOURCES, Resource};
use crate::kubectl::{Kubectl, VERSION, select};
use crate::output::Output;

/// What the server says to a path that it does not have.
pub(super) const NO_RESOURCE: &str =
    "Error from server (NotFound): the server could not find the requested resource";

/// Runs `kubectl get --raw`.
pub(super) fn raw(kubectl: &Kubectl<'_>, path: &str) -> Output {
    if !path.starts_with('/') {
        return Output::fail(format!(
            "error: --raw must be a valid URL path: parse \"{path}\": invalid URI for request"
        ));
    }
    if let Some((resource, namespace, name)) = object_at(path) {
        return Output::fail(match select::get(kubectl.cluster, resource, namespace, name) {
            Err(error) => error,
            Ok(_) => "service-lab: objects are not printed as the server sends them; kubectl get -o json prints one".to_owned(),
        });
    }
    match path {
        "/version" => {
            // The server writes a Go struct, so the fields are not sorted.
            Output::print(format!(
                "{{\n  \"major\": \"1\",\n  \"minor\": \"36\",\n  \"gitVersion\": \"{}\",\n  \"platform\": \"linux/amd64\"\n}}",
                VERSION
            ))
        }
        "/healthz" | "/readyz" | "/livez" => Output::print("ok"),
        _ => Output::fail(NO_RESOURCE),
    }
}

/// Runs `kubectl delete --raw`.
pub(in crate::kubectl) fn delete_raw(kubectl: &Kubectl<'_>, path: &str) -> Output {
    match object_at(path) {
        Some((resource, namespace, name))
            if select::get(kubectl.cluster, resource, namespace, name).is_ok() =>
        {
            Output::fail("service-lab: kubectl delete --raw is not simulated here")
        }
        _ if matches!(path, "/version" | "/healthz" | "/readyz" | "/livez") => {
            Output::fail("service-lab: kubectl delete --raw is not simulated here")
        }
        _ => raw(kubectl, path),
    }
}

/// The object that a path of the API is about: its type, namespace and name.
fn object_at(path: &str) -> Option<(&'static Resource, &str, &str)> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let (version, rest) = match parts.as_slice() {
        ["api", version, rest @ ..] => ((*version).to_owned(), rest),
        ["apis", group, version, rest @ ..] => (format!("{group}/{version}"), rest),
        _ => return None,
    };
    let (namespace, name, wanted) = match rest {
        ["namespaces", namespace, name, wanted] => (*namespace, *name, *wanted),
        [name, wanted] => ("", *name, *wanted),
        _ => return None,
    };
    let mut all = RESOURCES.iter();
    let resource = all.find(|it| {
        it.api_version == version && it.name == name && it.namespaced != namespace.is_empty()
    })?;
    Some((resource, namespace, wanted))
}
