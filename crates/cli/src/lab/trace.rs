//! `svclab trace`: sends requests and shows each hop, there and back.

use clap::{Args, ValueEnum};
use service_lab_engine::net::{Request, Trace};
use service_lab_engine::objects::Protocol;
use service_lab_engine::world::{Command, Event, World, step_on};

use super::{ClusterOptions, build, complain, json, print, request};

/// Most requests of one run.
const MAX_COUNT: u32 = 10_000;

/// Options of `svclab trace`.
#[derive(Args)]
pub struct TraceOptions {
    #[command(flatten)]
    cluster: ClusterOptions,
    /// Who sends: outside, node:NAME or pod:NAMESPACE/NAME.
    #[arg(long)]
    from: String,
    /// HOST:PORT, a name or an address.
    #[arg(long)]
    to: String,
    /// How many requests.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_COUNT)))]
    count: u32,
    /// Transport protocol.
    #[arg(long, value_enum, default_value_t = Transport::Tcp)]
    protocol: Transport,
    /// Print JSON, one request a line.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Transport {
    Tcp,
    Udp,
    Sctp,
}

impl From<Transport> for Protocol {
    fn from(transport: Transport) -> Self {
        match transport {
            Transport::Tcp => Protocol::Tcp,
            Transport::Udp => Protocol::Udp,
            Transport::Sctp => Protocol::Sctp,
        }
    }
}

/// Sends the requests; `false` where a file was refused. A request that fails
/// is an answer too.
pub fn run(options: &TraceOptions) -> Result<bool, String> {
    let request = read(options)?;
    let (world, files) = build(&options.cluster)?;
    let accepted = complain(&files);
    let traces = send(&world, &request, options.count);
    if options.json {
        for trace in &traces {
            println!("{}", json::trace(trace));
        }
    } else {
        print::show(&traces)?;
    }
    Ok(accepted)
}

fn read(options: &TraceOptions) -> Result<Request, String> {
    let (host, port, path) = request::target(&options.to)?;
    let from = request::client(&options.from)?;
    let protocol = options.protocol.into();
    Ok(Request { protocol, path, ..Request::tcp(from, &host, port) })
}

fn send(world: &World, request: &Request, count: u32) -> Vec<std::sync::Arc<Trace>> {
    let mut world = world.clone();
    let mut traces = Vec::new();
    for _ in 0..count {
        let stepped = step_on(world, &Command::Send { request: request.clone() });
        world = stepped.world;
        traces.extend(stepped.events.into_iter().filter_map(|event| match event {
            Event::Sent(trace) => Some(trace),
            _ => None,
        }));
    }
    traces
}
