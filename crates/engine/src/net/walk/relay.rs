//! A process that is a proxy: an ingress controller takes a request and sends
//! it on in a connection of its own. Two walks are joined into one trace.

use super::{Leg, Walked, advice, leg};
use crate::net::atlas::pod_of;
use crate::net::ingress::{self, Backend};
use crate::net::packet::{Client, Packet, Request};
use crate::net::trace::{Hop, Place, Reason, Step, Verdict};
use crate::objects::Key;
use crate::world::World;

/// Controllers that may pass one request on to each other. A real one would
/// go on until it runs out of connections.
const MAX_RELAYS: usize = 3;

/// Follows a request through the proxy that took it, if one did.
pub(super) fn follow(world: &World, first: Leg, relays: usize) -> Walked {
    let Leg { walked, proxy } = first;
    let Some(controller) = proxy else { return walked };
    let Some(pod) = pod_of(&world.store, &controller) else { return walked };
    let request = &walked.trace.request;
    let host = request.host_header.as_ref().unwrap_or(&request.host).clone();
    let Some(backend) = ingress::backend(&world.store, pod, &host, &request.path) else {
        let because = Reason::IngressWithoutRule { host, path: request.path.clone() };
        return answered(walked, because, "404 Not Found");
    };
    let Backend { ingress, path, service, port: named, redirects, targets } = backend;
    if redirects && taken_at(&walked) != ingress::TLS_PORT {
        let because = Reason::IngressRedirects { ingress: ingress.name, host };
        return answered(walked, because, "308 Permanent Redirect");
    }
    let of = targets.len() as u64;
    // nginx takes turns; the first turn is as good as any.
    let turn = world.requests.checked_rem(of).and_then(|it| usize::try_from(it).ok());
    let Some((target, port)) = turn.and_then(|it| targets.get(it).cloned()) else {
        let advice = advice::for_backend(world, &service, named);
        let because = Reason::IngressWithoutEndpoints { ingress, service };
        let mut walked = answered(walked, because, "503 Service Temporarily Unavailable");
        walked.trace.advice = advice;
        return walked;
    };
    if relays >= MAX_RELAYS {
        let because = walked.trace.because.clone();
        return answered(walked, because, "500 Internal Server Error");
    }
    let onward = Request {
        path: request.path.clone(),
        host_header: Some(host.clone()),
        ..Request::tcp(sender(&controller), &target, port)
    };
    let mut second = follow(world, leg(world, &onward), relays + 1);
    if let (Reason::NobodyListens { .. }, None) = (&second.trace.because, &second.trace.advice) {
        second.trace.advice = advice::for_target(world, &service, &target, port);
    }
    let because = Reason::IngressRule {
        ingress: ingress.name,
        asked: format!("{host}{path}"),
        service,
        endpoint: format!("{target}:{port}"),
        of: u32::try_from(of).unwrap_or(u32::MAX),
    };
    join(walked, second, &controller, because)
}

/// The port at which the last process took the request.
fn taken_at(walked: &Walked) -> u16 {
    walked.trace.hops.last().map_or(0, |it| it.before.destination.port())
}

fn sender(pod: &Key) -> Client {
    Client::Pod { namespace: pod.namespace.clone(), name: pod.name.clone() }
}

/// The controller answers itself.
fn answered(mut walked: Walked, because: Reason, words: &str) -> Walked {
    let trace = &mut walked.trace;
    if let Verdict::Delivered { answer, .. } = &mut trace.verdict {
        words.clone_into(answer);
        if let Some(last) = trace.hops.last_mut() {
            last.because = because.clone();
        }
        trace.because = because;
    }
    walked
}

/// One trace of both connections: where the first one ends the second begins,
/// and the other way round on the way back.
fn join(first: Walked, second: Walked, controller: &Key, because: Reason) -> Walked {
    let Walked { trace: mut whole, mut effects } = first;
    let Walked { trace: onward, effects: more } = second;
    effects.connections.extend(more.connections);
    effects.held.extend(more.held);
    let (Some(taken), Some(sent)) = (whole.hops.pop(), onward.hops.first()) else {
        return Walked { trace: whole, effects };
    };
    let (taken, sent) = (taken.before, sent.after);
    let hop = |before: Packet, after: Packet, because: Reason| Hop {
        before,
        ..super::plain_hop(Place::Pod(controller.clone()), after, Step::Relay, because)
    };
    let tls = taken.destination.port() == ingress::TLS_PORT;
    let told = Reason::IngressForwardedFor { client: taken.source.ip(), tls };
    whole.hops.push(hop(taken, sent, because));
    whole.hops.extend(onward.hops.into_iter().skip(1));
    let mut back = onward.reply;
    // The answer is back at the controller: what it does there is the hop below.
    back.pop_if(|it| it.step == Step::Arrive);
    back.push(hop(sent.reply(), taken.reply(), told));
    back.append(&mut whole.reply);
    whole.reply = back;
    // A first connection whose answer never came home stays lost.
    if let Verdict::Delivered { answer, .. } = &mut whole.verdict {
        whole.because = onward.because;
        whole.advice = onward.advice;
        match onward.verdict {
            Verdict::TimedOut => "504 Gateway Time-out".clone_into(answer),
            Verdict::Refused | Verdict::NotResolved | Verdict::NotSent => {
                "502 Bad Gateway".clone_into(answer);
            }
            delivered @ Verdict::Delivered { .. } => whole.verdict = delivered,
        }
    }
    Walked { trace: whole, effects }
}
