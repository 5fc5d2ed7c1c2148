//! The picture, and who is told that it changed.

use service_lab_engine::chance::below;
use service_lab_engine::cluster::Provider;

use super::*;
use crate::scene::{Depth, Scene, View, build};

/// What the picture shows of a bench beside the packet.
fn drawn(bench: &Bench) -> Scene {
    let world = bench.world();
    build(&View {
        store: &world.store,
        seats: bench.seats(),
        width: 1200,
        depth: Depth::Kernel,
        outside: world.config.outside.to_string(),
        down: &|node| !world.is_up(node),
        rules: &|_| Some(7),
        trace: None,
        word: &|it| format!("{it:?}"),
    })
}

#[test]
fn the_picture_changes_only_where_it_is_said_to() {
    let mut session = session();
    let noted = |note: u64| {
        SERVICE.replace("{name: web}", &format!("{{name: web, annotations: {{note: x{note}}}}}"))
    };
    let (mut kept, mut changed) = (0, 0);
    for turn in 0_u64..160 {
        let before = (bench(&session).picture_revision(), drawn(bench(&session)));
        let key = |kind, name: &str| Key::new(kind, "default", name);
        let pods: Vec<Key> =
            bench(&session).world().store.pods().map(|(it, _)| it.key.clone()).collect();
        let some_pod = pods.get((turn as usize * 7) % pods.len().max(1)).cloned();
        let command = |it: Command| Action::Perform { commands: vec![it] };
        let action = match below(turn, &["act"], 12) {
            0..=2 => Action::Type { text: noted(turn) },
            3 => Action::Type { text: noted(turn).replace("30080", &format!("{}", 30000 + turn)) },
            4 => command(Command::Wait { ms: 3_000 }),
            5 => command(Command::Send { request: request() }),
            6 => Action::Undo,
            7 => command(Command::SetNode { name: "node-2".into(), up: turn % 2 == 0 }),
            8 => {
                let replicas = 1 + (turn % 4) as i64;
                command(Command::Scale { key: key(Kind::Deployment, "web"), replicas })
            }
            9 => match some_pod {
                Some(key) => command(Command::SetReady { key, ready: turn % 2 == 0 }),
                None => continue,
            },
            10 => match some_pod {
                Some(key) => command(Command::CrashPod { key }),
                None => continue,
            },
            _ => command(Command::SetProvider { provider: Provider::Gcp }),
        };
        update(&mut session, action);
        let after = (bench(&session).picture_revision(), drawn(bench(&session)));
        if before.0 == after.0 {
            assert_eq!(before.1, after.1, "turn {turn}");
            kept += 1;
        } else {
            changed += u32::from(before.1 != after.1);
        }
    }
    assert!(kept > 20 && changed > 20, "{kept} and {changed} tell nothing");
}
