//! The packet's way through the lanes.

use service_lab_engine::net::{Client, Hop, Place, Trace};
use service_lab_engine::objects::{Key, Kind};

use super::plan::{LANE, Plan};
use super::{Leg, PartKind, Point};

/// Distance of the way there and the way back from the middle of a lane.
const OFFSET: i32 = 4;

/// Which part stands for a place.
pub fn part_of(place: &Place) -> Option<PartKind> {
    Some(match place {
        Place::Client(Client::Outside) => PartKind::Outside,
        Place::Client(Client::Node(node)) | Place::Node(node) => PartKind::Gate(node.clone()),
        Place::Client(Client::Pod { namespace, name }) => {
            PartKind::Pod(Key::new(Kind::Pod, namespace, name))
        }
        Place::Dns => PartKind::Dns,
        Place::LoadBalancer(key) => PartKind::LoadBalancer(key.clone()),
        Place::Pod(key) => PartKind::Pod(key.clone()),
        Place::Network => PartKind::Network,
    })
}

/// One leg for each hop of a trace, the way back after the way there.
pub fn legs(plan: &Plan, trace: &Trace) -> Vec<Leg> {
    let there = trace.hops.iter().map(|hop| (hop, false));
    let back = trace.reply.iter().map(|hop| (hop, true));
    let mut before: Option<PartKind> = None;
    let mut legs = Vec::new();
    for (hop, reply) in there.chain(back) {
        let kind = place_in(plan, hop);
        let points = match (&before, &kind) {
            (Some(from), Some(to)) => way(plan, from, to, if reply { OFFSET } else { -OFFSET }),
            (None, Some(to)) => rest_point(plan, to).into_iter().collect(),
            (_, None) => Vec::new(),
        };
        legs.push(Leg { points: tidy(points), reply });
        before = kind.or(before);
    }
    legs
}

fn place_in(plan: &Plan, hop: &Hop) -> Option<PartKind> {
    part_of(&hop.place).filter(|it| plan.has(it))
}

/// Where a packet rests that stays at a part.
fn rest_point(plan: &Plan, kind: &PartKind) -> Option<Point> {
    match kind {
        PartKind::Gate(node) => {
            let lanes = plan.lanes(node)?;
            Some(Point { x: lanes.riser, y: (lanes.gate_top + lanes.gate_bottom) / 2 })
        }
        PartKind::Pod(key) => plan.pod_way(key)?.last().copied(),
        other => door(plan, other),
    }
}

/// Where a wire leaves a box that is in no node, and where a packet waits there:
/// at an edge, past its text.
fn door(plan: &Plan, kind: &PartKind) -> Option<Point> {
    let rect = plan.rect(kind)?;
    let middle = rect.center();
    Some(match kind {
        PartKind::Dns => Point { x: rect.right(), y: middle.y },
        _ if plan.tall => Point { x: middle.x, y: rect.bottom() },
        _ => Point { x: rect.right(), y: rect.y + 20 },
    })
}

/// The corners from one part to another.
fn way(plan: &Plan, from: &PartKind, to: &PartKind, offset: i32) -> Vec<Point> {
    if from == to {
        return rest_point(plan, to).into_iter().collect();
    }
    let points = match (inner(from), inner(to)) {
        (true, true) => inside(plan, from, to, offset),
        (true, false) => reversed(enter(plan, to, from, offset)),
        (false, true) => enter(plan, from, to, offset),
        (false, false) => outside(plan, from, to, offset),
    };
    points.unwrap_or_default()
}

fn reversed(points: Option<Vec<Point>>) -> Option<Vec<Point>> {
    points.map(|mut it| {
        it.reverse();
        it
    })
}

fn inner(kind: &PartKind) -> bool {
    matches!(kind, PartKind::Gate(_) | PartKind::Pod(_))
}

/// Between two parts inside nodes: along the lane under the gates.
fn inside(plan: &Plan, from: &PartKind, to: &PartKind, offset: i32) -> Option<Vec<Point>> {
    let (mut a, lane_a) = to_under(plan, from, offset)?;
    let (mut b, lane_b) = to_under(plan, to, offset)?;
    if lane_a != lane_b {
        let spine = plan.spine + offset;
        a.push(Point { x: spine, y: lane_a + offset });
        a.push(Point { x: spine, y: lane_b + offset });
    }
    b.reverse();
    a.extend(b);
    Some(a)
}

/// From a part to the lane under its gate, and which lane that is.
fn to_under(plan: &Plan, kind: &PartKind, offset: i32) -> Option<(Vec<Point>, i32)> {
    match kind {
        PartKind::Gate(node) => {
            let lanes = plan.lanes(node)?;
            let x = lanes.riser + offset;
            let middle = (lanes.gate_top + lanes.gate_bottom) / 2;
            let points = vec![Point { x, y: middle }, Point { x, y: lanes.under + offset }];
            Some((points, lanes.under))
        }
        PartKind::Pod(key) => {
            let lanes = plan.lanes(plan.node_of(key)?)?;
            let mut points = plan.pod_way(key)?;
            points.reverse();
            shift(&mut points, lanes.under, offset);
            Some((points, lanes.under))
        }
        _ => None,
    }
}

/// Moves a Pod's way aside, but for its last point's height.
fn shift(points: &mut [Point], under: i32, offset: i32) {
    let last = points.first().copied();
    for point in points.iter_mut() {
        point.x += offset;
        if point.y == under || Some(point.y) != last.map(|it| it.y) {
            point.y += offset;
        }
    }
}

/// From a part outside the nodes to one inside: along the lane above the row,
/// down the riser into the gate, and on to the Pod where it ends there.
fn enter(plan: &Plan, from: &PartKind, to: &PartKind, offset: i32) -> Option<Vec<Point>> {
    let node = match to {
        PartKind::Gate(node) => node.clone(),
        PartKind::Pod(key) => plan.node_of(key)?.clone(),
        _ => return None,
    };
    let lanes = plan.lanes(&node)?;
    let x = lanes.riser + offset;
    let top = lanes.top + offset;
    let mut points = exit(plan, from, top, offset)?;
    points.push(Point { x, y: top });
    points.push(Point { x, y: (lanes.gate_top + lanes.gate_bottom) / 2 });
    if let PartKind::Pod(_) = to {
        let (mut rest, _) = to_under(plan, to, offset)?;
        points.push(Point { x, y: lanes.under + offset });
        rest.reverse();
        points.extend(rest);
    }
    Some(points)
}

/// From a part outside the nodes to a lane above a row.
fn exit(plan: &Plan, from: &PartKind, lane: i32, offset: i32) -> Option<Vec<Point>> {
    let Point { x, y } = door(plan, from)?;
    let across = y + offset;
    if *from == PartKind::Dns {
        let spine = plan.right_spine + offset;
        return Some(vec![
            Point { x, y: across },
            Point { x: spine, y: across },
            Point { x: spine, y: lane },
        ]);
    }
    let spine = plan.spine + offset;
    Some(if plan.tall {
        let x = x + offset;
        let under = across + LANE / 2;
        vec![
            Point { x, y },
            Point { x, y: under },
            Point { x: spine, y: under },
            Point { x: spine, y: lane },
        ]
    } else {
        vec![Point { x, y: across }, Point { x: spine, y: across }, Point { x: spine, y: lane }]
    })
}

/// Between two parts outside the nodes.
fn outside(plan: &Plan, from: &PartKind, to: &PartKind, offset: i32) -> Option<Vec<Point>> {
    let (a, b) = (door(plan, from)?, door(plan, to)?);
    let dns = *from == PartKind::Dns || *to == PartKind::Dns;
    if dns || plan.tall {
        // Through the lane under the boxes, or the one above the bands or nodes.
        let lane = offset + if dns { plan.upper_lane } else { a.y + LANE / 2 };
        let mut points = exit(plan, from, lane, offset)?;
        points.extend(reversed(exit(plan, to, lane, offset))?);
        return Some(points);
    }
    // One above the other: around their right side, past what is between.
    let x = a.x.max(b.x) + 12 + offset;
    let (from_y, to_y) = (a.y + offset, b.y + offset);
    Some(vec![
        Point { x: a.x, y: from_y },
        Point { x, y: from_y },
        Point { x, y: to_y },
        Point { x: b.x, y: to_y },
    ])
}

/// Without points that repeat or lie on a straight line.
fn tidy(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out.as_slice() {
            let straight = (a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y);
            if straight {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}
