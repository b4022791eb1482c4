//! A full disk: nothing acknowledged without being kept, reading goes on, a node starts while it is full and recovers.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::home::{Up, program, until};

/// A small disk of its own; none where this user may not mount.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=160m", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then(|| Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // The folder's own removal tells if this did not work.
        let _unmounted = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_gets_a_sentence_loses_nothing_and_recovers() {
    let Some(disk) = SmallDisk::new() else {
        println!("skipped: this user may not mount a small disk");
        return;
    };
    let home = disk.path().join("home");
    let ask = |args: &[&str]| program(&home, args).output().expect("runs");
    let start = || Up::start(program(&home, &["up", "--network", "disk", "--loopback", "--no-mdns"]));
    let node = start();
    until("the node answers", || ask(&["status"]).status.success());
    assert!(ask(&["profile", "set", "--name", "Kept"]).status.success());

    // Somebody else fills the disk.
    let filler = disk.path().join("filler");
    let fill = |bytes: usize| fs::write(&filler, vec![1u8; bytes]);
    let free = rustix_free(disk.path());
    fill((free - 8 * 1024 * 1024) as usize).expect("there is room for this much");
    until("the node refuses to publish", || {
        let refused = ask(&["listing", "publish", "--title", "x", "--price", "1 EUR", "--category", "a"]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        refused.status.code() == Some(8) && said.contains("full") && said.contains("hint: free some space")
    });
    assert!(ask(&["profile", "show"]).status.success(), "reading goes on");

    // It starts while the disk is full, and what was acknowledged is there.
    node.crash();
    let node = start();
    until("the node answers again", || ask(&["status"]).status.success());
    let shown = String::from_utf8_lossy(&ask(&["profile", "show"]).stdout).into_owned();
    assert!(shown.contains("Kept"), "{shown}");

    fs::remove_file(&filler).expect("removed");
    until("publishing works again", || {
        ask(&["listing", "publish", "--title", "x", "--price", "1 EUR", "--category", "a"]).status.success()
    });
    drop(node);
}

fn rustix_free(path: &Path) -> u64 {
    commend::store::disk::free_bytes(path).expect("the system tells")
}
