//! Names and texts of rules where no case is recorded: IPv6, long names, many
//! endpoints.

use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::IpFamily;

use crate::cluster::{MODES, config, endpoint, rules, service, slice, strings};

#[test]
fn the_hash_of_a_name_is_the_base32_of_its_sha256() {
    let rules = rules(
        &[service("web", "10.96.0.12")],
        &[slice("web", vec![endpoint("10.244.1.5")])],
        config(ProxyMode::Iptables),
    );
    let text = rules.render(IpFamily::V4);
    assert!(text.contains("KUBE-SVC-CDGGSHYLG3RE2FKL"), "{text}");
    assert!(text.contains("KUBE-SEP-AFGSLHOD2HFNCBX4"), "{text}");
}

#[test]
fn ipv6_rules_write_brackets_and_dots_as_upstream() {
    let mut web = service("web", "fd00:96::c");
    web.set("spec.sessionAffinity", "ClientIP");
    let mut six = slice("web", vec![endpoint("fd00:244::5")]);
    six.set("addressType", "IPv6");
    let render = |mode| {
        let mut config = config(mode);
        config.node_ips.push("fd00:18::2".parse().unwrap());
        rules(&[web.clone()], std::slice::from_ref(&six), config).render(IpFamily::V6)
    };
    let [iptables, nftables] = MODES.map(render);
    assert!(iptables.contains("-j DNAT --to-destination [fd00:244::5]:8080"), "{iptables}");
    assert!(iptables.contains("! -d ::1/128 -j KUBE-NODEPORTS"), "{iptables}");
    assert!(!iptables.contains("KUBE-FIREWALL"), "{iptables}");
    assert!(nftables.contains("add table ip6 kube-proxy"), "{nftables}");
    assert!(nftables.contains("default/web/tcp/http__fd00.244..5/8080"), "{nftables}");
    assert!(nftables.contains("dnat to [fd00:244::5]:8080"), "{nftables}");
}

#[test]
fn a_long_name_is_cut_in_nftables_mode() {
    let long = "n".repeat(63);
    let mut web = service(&long, "fd00:96::c");
    web.set("metadata.namespace", "s".repeat(63));
    web.set("spec.sessionAffinity", "ClientIP");
    let mut ports = crate::cluster::port(&"p".repeat(63), "SCTP", 80, 0);
    ports.set("targetPort", 8080);
    web.set("spec.ports", vec![ports.clone()]);
    ports.set("port", 65_535);
    let mut six = slice(&long, vec![endpoint("fd00:2440:1111:2222:3333:4444:5555:6666")]);
    six.set("metadata.namespace", "s".repeat(63));
    six.set("addressType", "IPv6");
    six.set("ports", vec![ports]);
    let mut config = config(ProxyMode::Nftables);
    config.node_ips.push("fd00:18::2".parse().unwrap());
    let text = rules(&[web], &[six], config).render(IpFamily::V6);
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("add chain ip6 kube-proxy endpoint-"))
        .unwrap();
    assert_eq!(name.len(), 240);
    assert!(name.ends_with("..."), "{name}");
}

#[test]
fn above_a_thousand_endpoints_the_rules_of_each_have_no_comment() {
    let of = |count: usize| {
        let endpoints = (0..count)
            .map(|it| endpoint(&format!("10.244.{}.{}", 2 + it / 250, it % 250 + 1)))
            .collect();
        rules(
            &[service("web", "10.96.0.12")],
            &[slice("web", endpoints)],
            config(ProxyMode::Iptables),
        )
        .render(IpFamily::V4)
    };
    let arrow = "default/web:http -> ";
    assert!(of(1000).contains(arrow));
    assert!(!of(1001).contains(arrow));
    assert!(of(1001).contains("default/web:http cluster IP"));
}

#[test]
fn of_several_pod_ranges_the_familys_own_is_written() {
    let mut settings = config(ProxyMode::Iptables);
    settings.detect_local = service_lab_engine::proxy::DetectLocal::Ranges(vec![
        "fd00:244::/56".parse().unwrap(),
        "10.244.0.0/16".parse().unwrap(),
    ]);
    let mut web = service("web", "10.96.0.12");
    web.set("spec.externalIPs", strings(&["198.18.7.7"]));
    let text =
        rules(&[web], &[slice("web", vec![endpoint("10.244.1.5")])], settings).render(IpFamily::V4);
    assert!(text.contains("! -s 10.244.0.0/16 -j KUBE-MARK-MASQ"), "{text}");
}

#[test]
fn the_view_shows_tables_chains_and_maps() {
    let mut web = service("web", "10.96.0.12");
    web.set("spec.externalIPs", strings(&["198.18.7.7"]));
    let slices = [slice("web", vec![endpoint("10.244.1.5")])];
    let [iptables, nftables] = MODES.map(|mode| rules(&[web.clone()], &slices, config(mode)));
    let view = iptables.view(IpFamily::V4);
    let shown: Vec<(&str, &str)> = view.iter().map(|it| (it.table, it.name.as_str())).collect();
    assert!(shown.contains(&("nat", "KUBE-SERVICES")), "{shown:?}");
    assert!(shown.contains(&("filter", "KUBE-FORWARD")), "{shown:?}");
    let services = view.iter().find(|it| it.name == "KUBE-SERVICES").unwrap();
    let first = "-A KUBE-SERVICES -d 10.96.0.12/32 -p tcp -m comment --comment \"default/web:http";
    assert!(services.rules[0].text.starts_with(first), "{:?}", services.rules[0]);
    assert!(iptables.maps(IpFamily::V4).is_empty());
    let maps = nftables.maps(IpFamily::V4);
    let of = |name: &str| -> Vec<String> {
        let map = maps.iter().find(|it| it.name == name);
        map.into_iter().flat_map(|it| it.elements.iter().map(|it| it.text.clone())).collect()
    };
    assert_eq!(of("cluster-ips"), ["10.96.0.12"]);
    assert_eq!(of("nodeport-ips"), ["172.18.0.2"]);
    assert_eq!(of("service-ips").len(), 2);
    assert!(of("firewall-ips").is_empty());
}

#[test]
fn the_tools_of_a_node_show_what_no_case_records() {
    let mut web = service("web", "10.96.0.12");
    web.set("spec.type", "LoadBalancer");
    web.set(
        "spec.loadBalancerSourceRanges",
        strings(&["203.0.113.0/24", "10.0.0.1/32", "10.0.0.1/32"]),
    );
    let mut point = service_lab_engine::value::Value::map();
    point.set("ip", "198.51.100.9");
    web.set("status.loadBalancer.ingress", vec![point]);
    let [iptables, nftables] = MODES.map(|mode| {
        let mut settings = config(mode);
        settings.accounting = true;
        settings.detect_local =
            service_lab_engine::proxy::DetectLocal::InterfacePrefix("veth".into());
        let slices = [slice("web", vec![endpoint("10.244.1.5")])];
        let other = [service("none", "10.96.0.13"), web.clone()];
        rules(&other, &slices, settings).shown(IpFamily::V4)
    });
    let refused = "-A KUBE-SERVICES -d 10.96.0.13/32 -p tcp -m comment --comment \"default/none:http \
                   has no endpoints\" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable";
    assert!(iptables.contains(refused), "{iptables}");
    assert!(iptables.contains(" ! -i veth+ -p tcp -m comment"), "{iptables}");
    let counted =
        "--ctstate INVALID -m nfacct --nfacct-name  ct_state_invalid_dropped_pkts -j DROP";
    assert!(iptables.contains(counted), "{iptables}");
    assert!(nftables.contains("ip saddr != { 10.0.0.1, 203.0.113.0/24 } drop"), "{nftables}");
    assert!(
        nftables.contains("ip daddr @cluster-ips iifname != \"veth*\" meta mark"),
        "{nftables}"
    );
    let element = "10.96.0.13 . tcp . 80 comment \"default/none:http\" : goto reject-chain";
    assert!(nftables.contains(element), "{nftables}");
}

/// nft's evaluate.c (implicit_set_declaration merges, optimize_singleton_set looks
/// at what was written) and intervals.c setelem_automerge.
#[test]
fn nft_shows_ranges_that_meet_as_one() {
    let shown = |ranges: &[&str]| {
        let mut web = service("web", "10.96.0.12");
        web.set("spec.type", "LoadBalancer");
        web.set("spec.loadBalancerSourceRanges", strings(ranges));
        let mut point = service_lab_engine::value::Value::map();
        point.set("ip", "198.51.100.9");
        web.set("status.loadBalancer.ingress", vec![point]);
        let slices = [slice("web", vec![endpoint("10.244.1.5")])];
        rules(&[web], &slices, config(MODES[1])).shown(IpFamily::V4)
    };
    for (ranges, wanted) in [
        (&["10.244.0.0/16"][..], "10.244.0.0/16"),
        (&["10.245.0.0/16", "10.244.0.0/16"], "{ 10.244.0.0/15 }"),
        (&["10.1.0.0/16", "10.2.0.0/16"], "{ 10.1.0.0-10.2.255.255 }"),
        (&["203.0.113.7/32", "203.0.113.8/32"], "{ 203.0.113.7-203.0.113.8 }"),
        (&["10.0.0.0/8", "10.1.0.0/16"], "{ 10.0.0.0/8 }"),
        (&["128.0.0.0/1", "10.0.0.0/8"], "{ 10.0.0.0/8, 128.0.0.0/1 }"),
        (&["203.0.113.9/32", "203.0.113.7/32"], "{ 203.0.113.7, 203.0.113.9 }"),
    ] {
        let rule = format!("ip saddr != {wanted} drop");
        let text = shown(ranges);
        assert!(text.contains(&rule), "{rule}\n{text}");
    }
}

/// What iptables 1.8.9 and nft 1.0.6 printed of these rules.
#[test]
fn the_tools_shorten_a_pod_range_of_all_addresses_of_one_and_the_highest_mark() {
    let shown = |range: &str, bit: u8| {
        let mut web = service("web", "10.96.0.12");
        web.set("spec.externalIPs", strings(&["198.18.7.7"]));
        web.set("spec.externalTrafficPolicy", "Local");
        let slices = [slice("web", vec![endpoint("10.244.1.5")])];
        MODES.map(|mode| {
            let mut settings = config(mode);
            settings.masquerade_bit = bit;
            let ranges = vec![range.parse().unwrap()];
            settings.detect_local = service_lab_engine::proxy::DetectLocal::Ranges(ranges);
            rules(std::slice::from_ref(&web), &slices, settings).shown(IpFamily::V4)
        })
    };
    let [iptables, nftables] = shown("0.0.0.0/0", 30);
    assert!(iptables.contains("CDGGSHYLG3RE2FKL -m comment --comment \"pod traffic"), "{iptables}");
    assert!(iptables.contains(" ! -s 0.0.0.0/0 -d 10.96.0.12/32 "), "{iptables}");
    assert!(nftables.contains("\t\tip saddr 0.0.0.0/0 goto service-"), "{nftables}");
    assert!(nftables.contains("\t\tmeta mark & 0x40000000 != 0x00000000 meta"), "{nftables}");
    let [iptables, nftables] = shown("10.244.1.9/32", 31);
    assert!(iptables.contains("CDGGSHYLG3RE2FKL -s 10.244.1.9/32 -m comment"), "{iptables}");
    assert!(nftables.contains("\t\tip saddr 10.244.1.9 goto service-"), "{nftables}");
    assert!(nftables.contains("@cluster-ips ip saddr != 10.244.1.9 meta mark"), "{nftables}");
    assert!(nftables.contains("\t\tmeta mark != 0x00000000/1 meta mark set"), "{nftables}");
}
