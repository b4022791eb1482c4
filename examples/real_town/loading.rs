//! Loading: every author's records go through the door of one node; a node may be killed in the middle of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use commend::model::id::RecordId;
use commend::node::door::Question;
use serde::Deserialize;

use crate::records::Frame;
use crate::yard::Yard;

/// Frames in one question at most.
const HANDFUL: usize = 512;
/// Records in one page of the change feed.
const PAGE: usize = 500;

/// What became of one node's part.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// Frames acknowledged.
    pub acknowledged: usize,
    /// What was refused, in sentences.
    pub refused: Vec<String>,
    /// What the kill showed, if there was one.
    pub killed: Option<Killed>,
}

/// A node killed and started again.
#[derive(Debug)]
pub(crate) struct Killed {
    /// Which node.
    pub node: usize,
    /// Frames it had acknowledged until then.
    pub acknowledged: usize,
    /// Those that are gone although nothing newer took their place.
    pub lost: Vec<RecordId>,
    /// Seconds until it listened again.
    pub back_s: f64,
}

#[derive(Deserialize)]
struct Outcomes {
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    id: Option<RecordId>,
    fault: Option<String>,
    #[serde(default)]
    message: String,
}

#[derive(Deserialize)]
struct Page {
    records: Vec<Entry>,
    cursor: u64,
}

#[derive(Deserialize)]
struct Entry {
    record: Named,
}

#[derive(Deserialize)]
struct Named {
    id: RecordId,
}

/// Submits to every node its authors' frames, a thread a node; with `kill` that node is killed halfway.
pub(crate) fn load(yard: &Yard, frames: &[Frame], nodes: usize, kill: Option<usize>) -> Result<Vec<Loaded>> {
    let mut parts: Vec<Vec<&Frame>> = vec![Vec::new(); nodes];
    frames.iter().for_each(|frame| parts[frame.author % nodes].push(frame));
    let load = |(node, part)| {
        let loader = Loader { yard, node, nodes, part, at: 0, loaded: Loaded::default() };
        loader.run(kill == Some(node))
    };
    let load = &load;
    thread::scope(|scope| {
        let loading: Vec<_> = parts.into_iter().enumerate().map(|one| scope.spawn(move || load(one))).collect();
        let ended = loading.into_iter().map(|one| one.join().map_err(|_| anyhow!("a loading thread panicked"))?);
        ended.collect()
    })
}

/// Every record id in a node's change feed.
pub(crate) fn held(yard: &Yard, node: usize) -> Result<BTreeSet<RecordId>> {
    let mut client = yard.visit(node).map_err(|failure| anyhow!("node {node}: {failure}"))?;
    let (mut ids, mut cursor) = (BTreeSet::new(), 0);
    loop {
        let (data, _) = client.ask(&Question::Feed { cursor, limit: PAGE }).map_err(|failure| anyhow!("{failure}"))?;
        let page: Page = serde_json::from_value(data).context("the change feed has another shape than expected")?;
        if page.records.is_empty() {
            return Ok(ids);
        }
        if page.cursor <= cursor {
            bail!("the change feed of node {node} does not move on from {cursor}");
        }
        cursor = page.cursor;
        ids.extend(page.records.into_iter().map(|entry| entry.record.id));
    }
}

/// One node's part on its way.
struct Loader<'a> {
    yard: &'a Yard,
    node: usize,
    nodes: usize,
    part: Vec<&'a Frame>,
    at: usize,
    loaded: Loaded,
}

impl Loader<'_> {
    fn run(mut self, kill: bool) -> Result<Loaded> {
        // A small part still takes several questions, so that there is a middle.
        let handful = if kill { HANDFUL.min(self.part.len() / 8 + 1) } else { HANDFUL };
        let (mut halfway, mut last) = (self.part.len(), Duration::ZERO);
        if kill {
            halfway /= 2;
        }
        let mut visitor = self.yard.visit(self.node).map_err(|failure| anyhow!("node {}: {failure}", self.node))?;
        while self.at < self.part.len() {
            let until = self.part.len().min(self.at + handful);
            let question =
                Question::Submit { frames: self.part[self.at..until].iter().map(|f| hex(&f.bytes)).collect() };
            let (yard, node) = (self.yard, self.node);
            let strikes = kill && self.loaded.killed.is_none() && self.at >= halfway;
            let asked = Instant::now();
            let answer = thread::scope(|scope| {
                if strikes {
                    // In the midst of a question, so that some of its frames are in and none is acknowledged.
                    scope.spawn(move || {
                        thread::sleep(last / 2);
                        yard.kill(node)
                    });
                }
                visitor.ask(&question)
            });
            last = asked.elapsed();
            if let Ok((data, _)) = &answer {
                self.note(until, serde_json::from_value(data.clone())?)?;
            }
            if strikes {
                self.loaded.killed = Some(self.revive(until)?);
                visitor = yard.visit(node).map_err(|failure| anyhow!("node {node}: {failure}"))?;
            } else if let Err(failure) = answer {
                bail!("node {node} takes no more records: {failure}");
            }
        }
        Ok(self.loaded)
    }

    /// Counts what one question brought.
    fn note(&mut self, until: usize, answer: Outcomes) -> Result<()> {
        let frames = &self.part[self.at..until];
        if answer.outcomes.len() != frames.len() {
            bail!("node {} answered {} outcomes to {} frames", self.node, answer.outcomes.len(), frames.len());
        }
        for (frame, outcome) in frames.iter().zip(answer.outcomes) {
            match (outcome.id, outcome.fault.as_deref()) {
                (Some(id), _) if id == frame.id => self.loaded.acknowledged += 1,
                (_, Some("known" | "superseded")) => self.loaded.acknowledged += 1,
                (id, fault) => {
                    let why = format!("{:?} {} {:?}", fault, outcome.message, id);
                    self.loaded.refused.push(format!("node {} refused {}: {why}", self.node, frame.register));
                }
            }
        }
        self.at = until;
        Ok(())
    }

    /// Starts the killed node again and looks, before anybody can help it, whether all that it acknowledged is there.
    fn revive(&self, sent: usize) -> Result<Killed> {
        let killed = Instant::now();
        let others = self.yard.hold_all_but(self.node);
        self.yard.start(self.node)?;
        let back_s = killed.elapsed().as_secs_f64();
        let held = held(self.yard, self.node)?;
        drop(others);
        let newer = |frame: &Frame, later: &[&Frame]| {
            later.iter().any(|next| next.register == frame.register && held.contains(&next.id))
        };
        let gone = |place: &usize| {
            let frame = self.part[*place];
            !held.contains(&frame.id) && !newer(frame, &self.part[place + 1..sent])
        };
        let lost = (0..self.at).filter(gone).map(|place| self.part[place].id).collect();
        // Its address is a new one.
        for step in 1..self.nodes {
            let other = (self.node + step) % self.nodes;
            self.yard.link(other, self.node)?;
            self.yard.link(self.node, other)?;
        }
        Ok(Killed { node: self.node, acknowledged: self.at, lost, back_s })
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _infallible = write!(text, "{byte:02x}");
    }
    text
}
