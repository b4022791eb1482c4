//! The yard where the nodes run: each a process of its own with a home of its own, all gone when the yard is left.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use commend::model::id::RecordId;
use commend::node::client::Client;
use commend::node::door::{Failure, Question};
use commend::node::home::Home;
use serde::Deserialize;

/// How long a node may take until its door opens and it listens.
const READY: Duration = Duration::from_secs(30);
/// How long a node may take to end in good order.
const STOPPING: Duration = Duration::from_secs(10);
/// Between two looks.
pub(crate) const LOOK: Duration = Duration::from_millis(50);

/// The processes, which the alarm may end from another thread.
pub(crate) type Children = Arc<Mutex<Vec<Option<Child>>>>;

/// All nodes of a run.
pub(crate) struct Yard {
    program: PathBuf,
    folder: PathBuf,
    network: String,
    children: Children,
    places: Mutex<Vec<Place>>,
}

/// Where a node is reached, and what it took at most.
#[derive(Clone, Default)]
struct Place {
    address: String,
    peak_kb: Option<u64>,
}

/// What is read of a node's answer to `status`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Status {
    peer: String,
    addresses: Vec<String>,
    /// Records held.
    pub records: u64,
    /// Bytes of their frames.
    pub payload_bytes: u64,
    /// A hash over all of them.
    pub digest: RecordId,
    trouble: Option<String>,
}

/// Nodes that stand still until this is dropped.
pub(crate) struct Held {
    pids: Vec<u32>,
}

impl Yard {
    /// A yard in a temporary folder of its own for up to `nodes` nodes of `network`.
    pub(crate) fn open(program: PathBuf, network: String, nodes: usize) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("commend-town-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let children = (0..nodes).map(|_| None).collect();
        let places = Mutex::new(vec![Place::default(); nodes]);
        Ok(Self { program, folder, network, children: Arc::new(Mutex::new(children)), places })
    }

    /// The processes, for the alarm.
    pub(crate) fn children(&self) -> Children {
        Arc::clone(&self.children)
    }

    /// Starts a node on its home, new or old, and waits until it listens.
    pub(crate) fn start(&self, node: usize) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.log(node))?;
        let mut command = Command::new(&self.program);
        command.arg("--home").arg(self.home(node)).args(["up", "--network", &self.network]);
        command.args(["--loopback", "--no-mdns", "--quiet"]).stdin(Stdio::null());
        command.stdout(log.try_clone()?).stderr(log);
        let child = command.spawn().with_context(|| format!("{} cannot be started", self.program.display()))?;
        lock(&self.children)[node] = Some(child);
        let limit = Instant::now() + READY;
        loop {
            if let Some(status) = lock(&self.children)[node].as_mut().and_then(|child| child.try_wait().ok().flatten())
            {
                bail!("node {node} ended at once ({status}); it said: {}", self.last_words(node));
            }
            if let Ok(status) = self.status(node)
                && let Some(address) = status.addresses.iter().find(|address| address.contains("/tcp/"))
            {
                let name = format!("/p2p/{}", status.peer);
                let whole = if address.contains("/p2p/") { address.clone() } else { format!("{address}{name}") };
                lock(&self.places)[node].address = whole;
                return Ok(());
            }
            if Instant::now() > limit {
                bail!("node {node} does not listen after {} s; it said: {}", READY.as_secs(), self.last_words(node));
            }
            thread::sleep(LOOK);
        }
    }

    /// Ends a node by SIGKILL.
    pub(crate) fn kill(&self, node: usize) -> io::Result<()> {
        self.look_at_memory(node);
        let mut children = lock(&self.children);
        if let Some(mut child) = children[node].take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Stops all nodes but one where they stand, so that they can neither help nor disturb it.
    pub(crate) fn hold_all_but(&self, node: usize) -> Held {
        let children = lock(&self.children);
        let others = children.iter().enumerate().filter(|(other, _)| *other != node);
        let held = Held { pids: others.filter_map(|(_, child)| Some(child.as_ref()?.id())).collect() };
        held.signal("STOP");
        held
    }

    /// Tells a node the address of another one.
    pub(crate) fn link(&self, node: usize, to: usize) -> Result<()> {
        let address = lock(&self.places)[to].address.clone();
        self.ask(node, &Question::PeerAdd { address }).map(drop)
    }

    /// Asks a node through its door.
    pub(crate) fn ask(&self, node: usize, question: &Question) -> Result<serde_json::Value> {
        let mut client = self.visit(node).map_err(|failure| anyhow!("node {node}: {failure}"))?;
        client.ask(question).map(|(data, _)| data).map_err(|failure| anyhow!("node {node}: {failure}"))
    }

    /// Goes through a node's door, for many questions.
    pub(crate) fn visit(&self, node: usize) -> Result<Client, Failure> {
        Client::connect(&self.home(node))
    }

    /// How a node stands.
    pub(crate) fn status(&self, node: usize) -> Result<Status> {
        let status: Status = serde_json::from_value(self.ask(node, &Question::Status)?)?;
        match status.trouble {
            Some(trouble) => Err(anyhow!("node {node} is in trouble: {trouble}")),
            None => Ok(status),
        }
    }

    /// The largest resident set of any node so far, in bytes; none where the system does not say.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let nodes = lock(&self.places).len();
        (0..nodes).for_each(|node| self.look_at_memory(node));
        lock(&self.places).iter().filter_map(|place| place.peak_kb).max().map(|kb| kb * 1024)
    }

    /// Bytes that a node's store takes on the disk, its reserve left out.
    pub(crate) fn disk_bytes(&self, node: usize) -> io::Result<u64> {
        bytes_below(&Home::at(&self.home(node)).store())
    }

    fn look_at_memory(&self, node: usize) {
        let Some(pid) = lock(&self.children)[node].as_ref().map(Child::id) else { return };
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok());
        let place = &mut lock(&self.places)[node];
        place.peak_kb = place.peak_kb.max(peak);
    }

    fn home(&self, node: usize) -> PathBuf {
        self.folder.join(format!("n{node}"))
    }

    fn log(&self, node: usize) -> PathBuf {
        self.folder.join(format!("n{node}.log"))
    }

    fn last_words(&self, node: usize) -> String {
        let text = fs::read_to_string(self.log(node)).unwrap_or_default();
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let last = lines.iter().rev().take(5).rev().copied().collect::<Vec<_>>().join(" | ");
        if last.is_empty() { "nothing".to_owned() } else { last }
    }
}

impl Drop for Yard {
    /// Ends every node in good order, by force where that takes too long, and removes the folder.
    fn drop(&mut self) {
        let mut children: Vec<(usize, Child)> = lock(&self.children)
            .iter_mut()
            .enumerate()
            .filter_map(|(node, child)| Some((node, child.take()?)))
            .collect();
        let homes: Vec<PathBuf> = children.iter().map(|(node, _)| self.home(*node)).collect();
        // A node that does not answer must not keep us here, so nobody waits for these threads.
        for home in homes {
            thread::spawn(move || Client::connect(&home).and_then(|mut client| client.ask(&Question::Stop)).is_ok());
        }
        let limit = Instant::now() + STOPPING;
        while Instant::now() < limit && children.iter_mut().any(|(_, child)| matches!(child.try_wait(), Ok(None))) {
            thread::sleep(LOOK);
        }
        for (node, child) in &mut children {
            if matches!(child.try_wait(), Ok(None)) {
                let _told = writeln!(io::stderr(), "node {node} did not end by itself and is killed");
                let _gone = child.kill().and_then(|()| child.wait());
            }
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            let _told = writeln!(io::stderr(), "{} could not be removed: {error}", self.folder.display());
        }
    }
}

impl Held {
    fn signal(&self, name: &str) {
        for pid in &self.pids {
            // The shell's own `kill` is there on every Unix.
            let sent = Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status();
            if !sent.is_ok_and(|status| status.success()) {
                eprintln!("warning: process {pid} got no SIG{name}");
            }
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.signal("CONT");
    }
}

/// What stands behind the lock, also after another thread's panic.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn bytes_below(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(meta) = entry.metadata() else { continue };
        if meta.is_dir() {
            bytes += bytes_below(&entry.path())?;
        } else if entry.file_name() != "reserve" {
            bytes += meta.blocks() * 512;
        }
    }
    Ok(bytes)
}
