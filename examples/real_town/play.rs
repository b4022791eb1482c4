//! The run itself: nodes start, take the records, converge, are joined by a newcomer, and rank.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;
use commend::model::id::RecordId;
use commend::model::record::Network;
use commend::model::time::Millis;
use commend::node::door::Question;

use crate::alarm::Alarm;
use crate::arguments::Arguments;
use crate::community::Community;
use crate::compare::{Answer, Comparison};
use crate::dense;
use crate::loading::{self, Loaded};
use crate::program;
use crate::records::{Frame, Plan, winners};
use crate::report::{Line, Report};
use crate::yard::{LOOK, Status, Yard};

/// Products that are printed.
const TOP: usize = 10;
/// How long one phase may take that does not depend on the network.
const PHASE: Duration = Duration::from_secs(120);

/// Plays the whole of it for the person at the place `viewer`.
pub(crate) fn play(arguments: &Arguments, community: &Community, viewer: usize) -> Result<Report> {
    let program = program::find()?;
    let network: Network = network_name().parse()?;
    let plan = Plan::of(community, &arguments.seed, now());
    eprintln!("signing the records of {} keys", plan.signers.len());
    let frames = plan.seal(community, &network)?;
    let yard = Yard::open(program, network.to_string(), arguments.nodes + 1)?;
    let alarm = Alarm::over(yard.children());
    let town = Town { arguments, community, plan, frames, yard, alarm, viewer };
    town.play().map_err(|error| match town.alarm.rung() {
        Some(what) => error.context(what),
        None => error,
    })
}

/// Everything of one run.
struct Town<'a> {
    arguments: &'a Arguments,
    community: &'a Community,
    plan: Plan,
    frames: Vec<Frame>,
    yard: Yard,
    alarm: Alarm,
    viewer: usize,
}

impl Town<'_> {
    fn play(&self) -> Result<Report> {
        let nodes = self.arguments.nodes;
        let mut report = Report::default();
        report.warnings.clone_from(&self.community.warnings);
        report.viewer.clone_from(&self.community.people[self.viewer]);
        eprintln!("starting {nodes} nodes");
        for node in 0..nodes {
            self.yard.start(node)?;
        }
        for (node, to) in neighbours(nodes) {
            self.yard.link(node, to)?;
        }
        let Some(states) = self.fill(&mut report)? else { return Ok(report) };
        if !self.join(&states, &mut report)? {
            return Ok(report);
        }
        // The whole ranking with every reason is a large answer: its memory is told apart from the market's.
        self.memory("town.rss_before_rank_mb", &mut report);
        self.rank(&mut report)?;
        self.memory("town.rss_mb", &mut report);
        self.alarm.set("looking at the nodes", PHASE);
        let mut ratio = 0.0f64;
        for node in 0..=nodes {
            let (disk, payload) = (self.yard.disk_bytes(node)?, self.yard.status(node)?.payload_bytes);
            ratio = ratio.max(disk as f64 / payload.max(1) as f64);
        }
        report.figure("town.disk_ratio", (ratio * 1_000.0).round() / 1_000.0, "ratio");
        self.alarm.set("ending the nodes", PHASE);
        Ok(report)
    }

    /// The largest resident set of any node so far.
    fn memory(&self, name: &'static str, report: &mut Report) {
        match self.yard.peak_memory() {
            Some(bytes) => report.figure(name, (bytes as f64 / 1e4).round() / 100.0, "MB"),
            None => report.warnings.push(format!("this system does not tell the nodes' memory: no {name}")),
        }
    }

    /// Submits everything and waits until all nodes hold the same; none if they never do.
    fn fill(&self, report: &mut Report) -> Result<Option<Vec<Status>>> {
        let (nodes, patience) = (self.arguments.nodes, Duration::from_secs(self.arguments.patience));
        let kill = self.arguments.kill.then_some(1.min(nodes - 1));
        eprintln!("submitting {} records", self.frames.len());
        // The last word is the wait's own, which can say how the nodes stand.
        self.alarm.set("loading and convergence", patience + Duration::from_secs(10));
        let begun = Instant::now();
        let loaded = loading::load(&self.yard, &self.frames, nodes, kill)?;
        eprintln!("all submitted after {:.1} s, waiting for convergence", begun.elapsed().as_secs_f64());
        self.judge_loading(&loaded, report);
        if !report.failed.is_empty() {
            return Ok(None);
        }
        let records = winners(&self.frames).len() as u64;
        let everybody: Vec<usize> = (0..nodes).collect();
        let equal =
            |states: &[Status]| states.iter().all(|state| state.records == records && state.digest == states[0].digest);
        let states = self.wait(&everybody, begun + patience, equal, report)?;
        if states.is_some() {
            report.figure("town.records", records as f64, "records");
            report.time("town.converged_s", begun.elapsed());
        }
        Ok(states)
    }

    fn judge_loading(&self, loaded: &[Loaded], report: &mut Report) {
        let acknowledged: usize = loaded.iter().map(|one| one.acknowledged).sum();
        let refused: Vec<&String> = loaded.iter().flat_map(|one| &one.refused).collect();
        let all = self.frames.len();
        report.check(refused.is_empty(), format!("{acknowledged} of {all} submitted records were acknowledged"));
        report.failed.extend(refused.into_iter().take(TOP).cloned());
        let killed = loaded.iter().find_map(|one| one.killed.as_ref());
        if let Some(killed) = killed {
            let (node, count, back) = (killed.node, killed.acknowledged, killed.back_s);
            let story = format!("node {node} was killed after {count} acknowledged records and back in {back:.2} s");
            let (holds, lost) = (killed.lost.is_empty(), killed.lost.len());
            report.check(holds, format!("{story}; {lost} of them were gone (the others stood still meanwhile)"));
        } else if self.arguments.kill {
            report.check(false, "no node was killed: the one to be killed had nothing to load".to_owned());
        }
    }

    /// Starts an empty node and waits until it holds what the others hold; whether it ever does.
    fn join(&self, states: &[Status], report: &mut Report) -> Result<bool> {
        let (newcomer, patience) = (self.arguments.nodes, Duration::from_secs(self.arguments.patience));
        eprintln!("an empty node joins");
        self.alarm.set("the newcomer's catching up", patience + Duration::from_secs(10));
        let begun = Instant::now();
        self.yard.start(newcomer)?;
        for node in 0..newcomer.min(3) {
            self.yard.link(newcomer, node)?;
        }
        let equal = |found: &[Status]| found[0].digest == states[0].digest;
        if self.wait(&[newcomer], begun + patience, equal, report)?.is_none() {
            return Ok(false);
        }
        report.time("town.cold_join_s", begun.elapsed());
        if self.arguments.check {
            self.judge_replicas(report)?;
        }
        Ok(true)
    }

    /// Compares every replica's digest, and the newcomer's records with what was submitted.
    fn judge_replicas(&self, report: &mut Report) -> Result<()> {
        self.alarm.set("comparing the replicas", PHASE);
        let nodes = self.arguments.nodes + 1;
        let states: Result<Vec<Status>> = (0..nodes).map(|node| self.yard.status(node)).collect();
        let digests: BTreeSet<RecordId> = states?.iter().map(|state| state.digest).collect();
        let list: Vec<String> = digests.iter().map(RecordId::short).collect();
        report.check(digests.len() == 1, format!("the digests of {nodes} replicas: {}", list.join(", ")));
        let expected: BTreeSet<RecordId> = winners(&self.frames).into_values().collect();
        let held = loading::held(&self.yard, nodes - 1)?;
        let (missing, strange) = (expected.difference(&held).count(), held.difference(&expected).count());
        let sentence = format!("the newcomer holds {} records; {missing} are missing, {strange} too many", held.len());
        report.check(missing == 0 && strange == 0, sentence);
        Ok(())
    }

    /// Asks the newcomer for the viewer's ranking.
    fn rank(&self, report: &mut Report) -> Result<()> {
        eprintln!("ranking for {}", report.viewer);
        self.alarm.set("ranking", PHASE);
        let viewer = Some(self.plan.person(self.viewer).to_string());
        let question = Question::Rank { viewer, top: None, why: true };
        let answer = Answer::read(self.yard.ask(self.arguments.nodes, &question)?)?;
        let names = self.names();
        let line = |one: &crate::compare::Ranked| {
            let (title, reason) = (one.best.title.clone(), named(&one.reason, &names));
            Line { place: one.place, title, score: one.score, reason }
        };
        report.top(answer.products().iter().take(TOP).map(line).collect());
        if self.arguments.check {
            let dense = dense::rank(&self.plan, self.viewer, Millis(answer.now()));
            judge_ranking(&Comparison::of(&answer, &dense), report);
        }
        Ok(())
    }

    /// The names in the files by the first eight digits of the keys, as reasons show those who have no profile.
    fn names(&self) -> BTreeMap<String, String> {
        let people = self.community.people.iter().enumerate();
        people.map(|(place, name)| (self.plan.person(place).short(), format!("person {name}"))).collect()
    }

    /// Looks at nodes until they are as they should be; none, and a failed check, if they are not in time.
    fn wait(
        &self,
        nodes: &[usize],
        until: Instant,
        done: impl Fn(&[Status]) -> bool,
        report: &mut Report,
    ) -> Result<Option<Vec<Status>>> {
        loop {
            let states: Result<Vec<Status>> = nodes.iter().map(|node| self.yard.status(*node)).collect();
            let states = states?;
            if done(&states) {
                return Ok(Some(states));
            }
            if Instant::now() > until {
                let state = |(node, state): (&usize, &Status)| {
                    format!("node {node} holds {} records, digest {}", state.records, state.digest.short())
                };
                let told: Vec<String> = nodes.iter().zip(&states).map(state).collect();
                let sentence = format!("not equal after {} s: {}", self.arguments.patience, told.join("; "));
                report.check(false, sentence);
                return Ok(None);
            }
            thread::sleep(2 * LOOK);
        }
    }
}

fn judge_ranking(found: &Comparison, report: &mut Report) {
    let Comparison { products, scores, shares, ties, largest, .. } = found;
    let sentence = format!(
        "the ranking and a plain computation: {products} products in order, {scores} scores with T, F, floor and \
         {shares} shares; largest relative difference {largest:.1e}, {ties} exchanged ties, {} differences",
        found.count
    );
    report.check(found.count == 0, sentence);
    report.failed.extend(found.differences.iter().cloned());
}

/// A ring, and every second neighbour.
fn neighbours(nodes: usize) -> BTreeSet<(usize, usize)> {
    let step = |node: usize| [1, 2].map(|step| (node, (node + step) % nodes));
    (0..nodes).flat_map(step).filter(|(node, to)| node != to).collect()
}

/// A reason with the files' names where it shows keys.
fn named(reason: &str, names: &BTreeMap<String, String>) -> String {
    let is_digit = |c: char| c.is_ascii_hexdigit();
    let word = |word: &str| {
        let key = word.trim_matches(|c| !is_digit(c));
        names.get(key).map_or_else(|| word.to_owned(), |name| word.replace(key, name))
    };
    reason.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Each run has a network of its own.
fn network_name() -> String {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("town-{:x}-{:x}", std::process::id(), since.as_nanos() & 0xffff_ffff)
}

fn now() -> Millis {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    Millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}
