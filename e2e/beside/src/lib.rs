//! A cluster and requests to it, for measuring the engine as Wasm. Decides
//! nothing and shows nothing.

use service_lab_engine::client::Verb;
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::net::{Client, Request, Verdict, walk};
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::world::{Command, Event, World, step_on};
use wasm_bindgen::prelude::wasm_bindgen;

/// A cluster of one learner.
#[wasm_bindgen]
pub struct Lab {
    world: World,
}

#[wasm_bindgen]
impl Lab {
    /// A lesson's cluster, come to rest.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { world: World::new(ClusterConfig::default()).0 }
    }

    /// The learner's whole text, as the page's editor gives it. Returns how
    /// many problems it has.
    pub fn edit(&mut self, text: String) -> usize {
        self.does(&Command::Edit { text })
    }

    /// `kubectl apply -f` of a text.
    pub fn apply(&mut self, text: String) -> usize {
        self.does(&Command::Run {
            verb: Verb::Apply,
            namespace: "default".to_owned(),
            text,
            validation: FieldValidation::Strict,
            manager: "kubectl-client-side-apply".into(),
        })
    }

    /// Lets simulated time pass.
    pub fn wait(&mut self, ms: u32) {
        self.does(&Command::Wait { ms: ms.into() });
    }

    /// Sends one request from outside as a step of its own, connection records
    /// and all. Returns whether it was answered.
    pub fn send(&mut self, host: &str, port: u16) -> bool {
        let request = Request::tcp(Client::Outside, host, port);
        let stepped = step_on(std::mem::take(&mut self.world), &Command::Send { request });
        let delivered = |it: &Event| match it {
            Event::Sent(trace) => matches!(trace.verdict, Verdict::Delivered { .. }),
            _ => false,
        };
        let answered = stepped.events.iter().any(delivered);
        self.world = stepped.world;
        answered
    }

    /// Traces the same request so often. Returns how many hops all had.
    pub fn trace(&self, host: &str, port: u16, times: u32) -> usize {
        let request = Request::tcp(Client::Outside, host, port);
        let hops = |_| {
            let trace = walk(&self.world, &request).trace;
            trace.hops.len() + trace.reply.len()
        };
        (0..times).map(hops).sum()
    }

    fn does(&mut self, command: &Command) -> usize {
        let stepped = step_on(std::mem::take(&mut self.world), command);
        self.world = stepped.world;
        let problems = |it: &Event| match it {
            Event::Checked(found) => found.len(),
            Event::Ran(run) => run.diagnostics.len(),
            _ => 0,
        };
        stepped.events.iter().map(problems).sum()
    }
}
