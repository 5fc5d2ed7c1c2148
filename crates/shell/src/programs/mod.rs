//! The programs around kubectl. Those that work on texts are in [`files`],
//! those that use the network in [`crate::network`].

mod columns;
pub mod files;
mod pattern;
mod sed;
mod test;

use service_lab_engine::net::{Client, dns};
use service_lab_engine::objects::{Kind, Object, View};
use service_lab_engine::processes::ends_at_once;
use service_lab_engine::value::Value;

use crate::cluster::Cluster;
use crate::network;
use crate::output::Output;
use crate::stdin::Stdin;

/// What the terminal offers, named where something is not there.
pub const OFFERED: &str = "kubectl, curl, wget, nslookup, dig, ping, nc, iptables-save and nft (on a node), hostname, env, cat, echo, grep, less, sed, awk, cut, tr, head, tail, wc, sort, uniq, tac, seq, printf, tee, xargs, test, ls, cp, mv, rm, mkdir, touch, sleep, timeout, alias, export, jobs, kill";

/// Seconds such as `2`, `1.5`, `500ms`, `1m`, as milliseconds.
pub fn seconds_ms(text: &str) -> Option<u64> {
    if text.chars().all(|it| it.is_ascii_digit() || it == '.') {
        return crate::duration::duration_ms(&format!("{text}s"));
    }
    crate::duration::duration_ms(text)
}

/// Runs a program that needs the cluster, at a place in it.
pub fn run_in_cluster(
    cluster: &mut dyn Cluster,
    place: &Client,
    words: &[String],
    stdin: &Stdin,
) -> Output {
    let Some((name, rest)) = words.split_first() else {
        return Output::default();
    };
    match name.as_str() {
        "curl" => network::curl(cluster, place, rest),
        "wget" => network::wget(cluster, place, rest),
        "nc" => network::nc(cluster, place, rest),
        "nslookup" => network::nslookup(cluster, place, rest),
        "dig" => network::dig(cluster, place, rest),
        "ping" => network::ping(cluster, place, rest),
        "iptables-save" | "ip6tables-save" | "iptables" | "ip6tables" | "nft" => {
            network::rules(cluster, place, name, rest)
        }
        "hostname" => Output::print(format!("{}\n", host_name(cluster, place))),
        "env" | "printenv" => network::env(cluster, place, rest),
        "sleep" => match rest.first().and_then(|it| seconds_ms(it)) {
            Some(ms) => {
                cluster.wait(ms);
                Output::default()
            }
            None => Output::fail("sleep: missing operand"),
        },
        "sh" | "bash" | "/bin/sh" | "/bin/bash" => match rest {
            [flag, script] if flag == "-c" || flag == "-lc" => {
                let mut inner = crate::run::Terminal::default();
                inner.place = place.clone();
                inner.variables = network::environment(cluster, place).unwrap_or_default();
                inner.run_on(cluster, script, stdin)
            }
            _ => Output::fail(
                "service-lab: an interactive shell cannot be opened here; give it a command with -c",
            ),
        },
        "cat" if rest.iter().any(|it| it.ends_with("resolv.conf")) => {
            network::resolv_conf(cluster, place)
        }
        _ => match files::run(&mut std::collections::BTreeMap::new(), name, rest, stdin) {
            Some(output) => output,
            None => Output {
                stderr: match instead(name) {
                    Some(other) => format!(
                        "bash: {name}: command not found\nservice-lab: {name} is not simulated here; {other}\n"
                    ),
                    None => format!(
                        "bash: {name}: command not found\nservice-lab: this terminal has {OFFERED}\n"
                    ),
                },
                exit: 127,
                ..Output::default()
            },
        },
    }
}

/// What serves in place of a program that learners often type.
fn instead(name: &str) -> Option<&'static str> {
    Some(match name {
        "watch" => "kubectl get --watch is, and so are loops with sleep",
        "jq" | "yq" => "kubectl get -o jsonpath=... and -o custom-columns=... are",
        "vi" | "vim" | "nano" | "emacs" => {
            "the page has an editor, and here cat > FILE <<'EOF' and sed -i are"
        }
        "set" => "a command after && only runs where the one before it succeeded",
        "source" | "." | "eval" => "bash -c '...' is",
        _ => return None,
    })
}

fn host_name(cluster: &dyn Cluster, place: &Client) -> String {
    match place {
        Client::Outside => "laptop".to_owned(),
        Client::Node(name) => name.to_string(),
        Client::Pod { namespace, name } => {
            let pod = cluster.store().find(Kind::Pod, namespace, name);
            pod.map_or_else(|| name.to_string(), |it| dns::host_name(it, cluster.config()))
        }
    }
}

/// What a container's process writes at its start, where the lab knows it.
pub fn first_log_lines(container: &Value) -> Vec<String> {
    let image = container.text("image");
    let name = image.rsplit('/').next().unwrap_or(image).split([':', '@']).next().unwrap_or("");
    match name {
        "agnhost" => {
            let port = container
                .list("args")
                .iter()
                .filter_map(Value::as_str)
                .find_map(|it| it.strip_prefix("--http-port="))
                .unwrap_or("8080");
            vec![format!("Started HTTP server on port {port}")]
        }
        _ => ended(container),
    }
}

/// What a program has printed that ends as soon as it has begun.
fn ended(container: &Value) -> Vec<String> {
    let mut spec = Value::map();
    spec.set("spec.containers", vec![container.clone()]);
    let pod = Object::new(Kind::Pod, spec);
    let View::Pod(pod) = &pod.view else { return Vec::new() };
    let ended = pod.containers.first().and_then(|it| ends_at_once(it, false));
    ended.map(|it| it.printed.lines().map(str::to_owned).collect()).unwrap_or_default()
}
