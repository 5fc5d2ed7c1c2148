//! kube-proxy: the rules of one node, as data, in iptables and nftables form.
