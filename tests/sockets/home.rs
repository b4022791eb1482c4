//! A home and the program: run a command in it, keep a node up in it, wait until something holds.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Nothing here takes longer on a machine that works.
const PATIENCE: Duration = Duration::from_secs(60);

/// A person's home, gone at the end.
pub(crate) struct Home {
    folder: TempDir,
    network: String,
}

/// A node that runs; ended with its owner.
pub(crate) struct Up(Child);

impl Drop for Up {
    fn drop(&mut self) {
        // Ended already, or ended now.
        let _ended = self.0.kill();
        let _waited = self.0.wait();
    }
}

impl Up {
    /// Starts a command that stays; it holds none of the tester's pipes open.
    pub(crate) fn start(mut command: Command) -> Self {
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        Self(command.spawn().expect("the program runs"))
    }

    /// Ends it as a crash would: no farewell.
    pub(crate) fn crash(mut self) {
        self.0.kill().expect("it runs");
        self.0.wait().expect("it ended");
    }
}

impl Home {
    pub(crate) fn new(network: &str) -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), network: network.to_owned() }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn command(&self, args: &[&str]) -> Command {
        program(&self.path(), args)
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }

    /// Runs a command with `--json`; its data. Anything but success is a failure of the test.
    pub(crate) fn ask(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--json"], args].concat());
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        let answer: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
        assert_eq!(answer["v"], 1);
        assert!(answer["warnings"].is_array());
        answer["data"].clone()
    }

    /// Runs a command that must fail with this exit code; what it says.
    pub(crate) fn fails(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains("hint: "), "{args:?} gives no hint: {said}");
        said
    }

    /// Starts the node and waits until it listens.
    pub(crate) fn up(&self) -> Up {
        let up = Up::start(self.command(&["up", "--network", &self.network, "--loopback", "--no-mdns"]));
        until("the node listens", || {
            let output = self.run(&["--json", "status"]);
            let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
            !answer["data"]["addresses"].as_array().is_none_or(Vec::is_empty)
        });
        up
    }

    /// Where it listens over TCP, as `peer add` takes it.
    pub(crate) fn address(&self) -> String {
        let status = self.ask(&["status"]);
        let addresses = status["addresses"].as_array().expect("addresses").clone();
        let tcp = addresses.iter().filter_map(Value::as_str).find(|address| address.contains("/tcp/"));
        format!("{}/p2p/{}", tcp.expect("it listens over TCP"), status["peer"].as_str().expect("a name"))
    }

    pub(crate) fn person(&self) -> String {
        self.ask(&["status"])["person"].as_str().expect("an id").to_owned()
    }

    pub(crate) fn digest(&self) -> String {
        self.ask(&["status"])["digest"].as_str().expect("a digest").to_owned()
    }
}

/// The shipped program with a home, and nothing of the tester's own surroundings.
pub(crate) fn program(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commend"));
    command.arg("--home").arg(home).args(args);
    command.env_remove("COMMEND_NETWORK").env_remove("COMMEND_HOME").env_remove("COMMEND_LOG").stdin(Stdio::null());
    command
}

/// Waits until something holds; says what did not.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    #[expect(clippy::disallowed_methods, reason = "a test of real sockets waits in real time")]
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "after {} s not yet: {what}", PATIENCE.as_secs());
        sleep(Duration::from_millis(30));
    }
}
