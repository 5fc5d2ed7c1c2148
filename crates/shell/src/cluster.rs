//! What the terminal asks of the simulated cluster.

use std::sync::Arc;

use service_lab_engine::api::{Done, Request, Status};
use service_lab_engine::client::{Run, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::net;
use service_lab_engine::proxy::NodeRules;
use service_lab_engine::schema::{Descriptions, FieldValidation};
use service_lab_engine::store::Store;
use service_lab_engine::value::Value;

/// How a text is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct How {
    /// Nothing is stored.
    pub dry_run: bool,
    /// What becomes of fields that the server does not know.
    pub validation: FieldValidation,
    /// Who manages the fields that are set; `""`: as the command has it.
    pub manager: Arc<str>,
}

/// The cluster that commands act on. The page's is the learner's world; the
/// recorded cases bring their own.
pub trait Cluster {
    /// All objects.
    fn store(&self) -> &Store;

    /// The cluster's settings.
    fn config(&self) -> &ClusterConfig;

    /// Simulated time in milliseconds since its start.
    fn now_ms(&self) -> u64;

    /// Events (core/v1 Event objects), oldest first.
    fn events(&self) -> Vec<Value>;

    /// Carries out a request of this field manager and lets the controllers see
    /// it; with `dry_run` nothing is stored.
    ///
    /// # Errors
    /// The server's refusal; nothing is changed then.
    fn serve(&mut self, request: &Request, manager: &str, dry_run: bool) -> Result<Done, Status>;

    /// `kubectl VERB -f` of a whole text.
    fn run(&mut self, verb: Verb, namespace: &str, text: &str, how: How) -> Run;

    /// What each field is for, in English; nothing where that has not come.
    fn descriptions(&self) -> Option<&Descriptions> {
        None
    }

    /// The rules that kube-proxy has written on a node; nothing where there is
    /// no such node.
    fn rules(&self, node: &str) -> Option<Arc<NodeRules>> {
        let _ = node;
        None
    }

    /// Lets simulated time pass.
    fn wait(&mut self, ms: u64);

    /// What would become of a request, without sending it; nothing where there
    /// is no network.
    fn rehearse(&self, request: &net::Request) -> Option<net::Trace> {
        let _ = request;
        None
    }

    /// Sends one request over the simulated network; nothing where there is
    /// no network.
    fn send(&mut self, request: &net::Request) -> Option<net::Trace>;
}
