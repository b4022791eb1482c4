//! Two nodes on one local network find each other by mDNS, in a network namespace of their own.

use std::process::Command;

use crate::home::{Home, Up, program, until};

/// A network of this machine's own; none where this user may not make one.
struct Lan(String);

impl Lan {
    fn new() -> Option<Self> {
        let name = format!("commend-{}", std::process::id());
        let ip = |args: &str| Command::new("ip").args(args.split(' ')).output().is_ok_and(|o| o.status.success());
        let steps = [
            format!("netns add {name}"),
            format!("-n {name} link set lo up"),
            format!("-n {name} link add v0 type veth peer name v1"),
            format!("-n {name} addr add 10.77.0.1/24 dev v0"),
            format!("-n {name} link set v0 up multicast on"),
            format!("-n {name} link set v1 up"),
            format!("-n {name} route add 224.0.0.0/4 dev v0"),
        ];
        let lan = Self(name);
        steps.iter().all(|step| ip(step)).then_some(lan)
    }

    fn up(&self, home: &Home) -> Up {
        let node = program(&home.path(), &["up", "--network", "lan"]);
        let mut inside = Command::new("ip");
        inside.args(["netns", "exec", &self.0]).arg(node.get_program()).args(node.get_args());
        Up::start(inside)
    }
}

impl Drop for Lan {
    fn drop(&mut self) {
        // Nothing is left of it when it was never made.
        let _gone = Command::new("ip").args(["netns", "del", &self.0]).output();
    }
}

#[test]
fn two_nodes_on_a_local_network_find_each_other() {
    let Some(lan) = Lan::new() else {
        println!("skipped: this user may not make network namespaces");
        return;
    };
    let (mai, linh) = (Home::new("lan"), Home::new("lan"));
    let (_mai_up, _linh_up) = (lan.up(&mai), lan.up(&linh));
    for home in [&mai, &linh] {
        until("the node answers", || home.run(&["status"]).status.success());
    }
    until("they found each other", || mai.ask(&["status"])["peers"] == 1);
    mai.ask(&["profile", "set", "--name", "Mai"]);
    until("what one says the other hears", || linh.digest() == mai.digest() && mai.ask(&["status"])["records"] == 1);
}
