//! How fast records come in, and what a million of them cost in memory.
//!
//! `cargo bench --bench intake [-- --json] [-- --records N]`; one line a figure: `figure <name> <value> <unit>`.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::env;
use std::fs;
use std::process::Command;
use std::time::Instant;

use commend::envelope::keys::Signer;
use commend::envelope::seal::{Words, seal};
use commend::envelope::sealed::{Sealed, verify_all};
use commend::market::input::{Delivery, Input};
use commend::market::machine::{Beginning, Market};
use commend::model::category::Shard;
use commend::model::content::Content;
use commend::model::id::PersonId;
use commend::model::kind::Kind;
use commend::model::recommendation::{Recommendation, Stance, Subject};
use commend::model::register::Slot;
use commend::model::time::{Millis, Stamp};
use commend::store::sled::SledReplica;

/// 2026-01-01T00:00:00Z.
const BEGINNING: u64 = 1_767_225_600_000;
/// Records that one person writes here.
const PER_PERSON: usize = 100;
/// What gossip hands over at once.
const BATCH: usize = 256;

fn main() {
    let args: Vec<String> = env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--memory-child") {
        let count = args[at + 1].parse().expect("a number");
        memory_child(count);
        return;
    }
    let given = args.iter().position(|arg| arg == "--records").and_then(|at| args.get(at + 1)?.parse().ok());
    let million: usize = given.unwrap_or(1_000_000);
    let mut figures = Figures { json: args.iter().any(|arg| arg == "--json"), rows: Vec::new() };
    verification(&mut figures);
    intake(&mut figures);
    memory(&mut figures, million);
    figures.end();
}

/// Lines for people, or one document for programs.
struct Figures {
    json: bool,
    rows: Vec<(String, f64, &'static str)>,
}

impl Figures {
    fn add(&mut self, name: &str, value: f64, unit: &'static str) {
        if !self.json {
            println!("figure {name} {value:.0} {unit}");
        }
        self.rows.push((name.to_owned(), value, unit));
    }

    fn end(self) {
        if !self.json {
            return;
        }
        let rows = self.rows.iter();
        let rows: Vec<String> =
            rows.map(|(name, value, unit)| format!(r#""{name}":{{"value":{value:.3},"unit":"{unit}"}}"#)).collect();
        println!(r#"{{"v":1,"data":{{"figures":{{{}}}}},"warnings":[]}}"#, rows.join(","));
    }
}

fn person(n: usize) -> Signer {
    Signer::from_seed(blake3::hash(&n.to_le_bytes()).as_bytes())
}

/// Listings that are praised: a million words about twenty thousand things.
const LISTINGS: usize = 20_480;

/// The `n`-th record of the world: praise of an ordinary length, by person `n / PER_PERSON`.
fn record(signer: &Signer, n: usize) -> Vec<u8> {
    let content = Content::Recommendation(Box::new(Recommendation {
        subject: Subject::Listing { seller: seller(n), slot: (n % 256) as Slot },
        stance: Stance::new(4).expect("a stance"),
        aspects: Default::default(),
        text: "Good value, came in two days, would buy again".parse().expect("short"),
        pros: Default::default(),
        cons: Default::default(),
        language: Default::default(),
        images: Default::default(),
        receipt: Default::default(),
        disclosure: Default::default(),
        relation: Default::default(),
    }));
    let stamp = Stamp::first(Millis(BEGINNING + n as u64), 0);
    let words = Words {
        network: "bench".parse().expect("short"),
        kind: Kind::Recommendation,
        slot: (n % PER_PERSON) as Slot,
        stamp,
        expires: stamp.ms.plus(Kind::Recommendation.limits().life),
        scope: Shard(7),
        references: Default::default(),
        content,
    };
    seal(signer, &words).expect("it fits")
}

/// Who sells the thing that the `n`-th record praises: keys that nobody here signs with.
fn seller(n: usize) -> PersonId {
    PersonId(*blake3::hash(&((n % LISTINGS / 256) as u64 + u64::MAX / 2).to_le_bytes()).as_bytes())
}

fn records(range: std::ops::Range<usize>) -> Vec<Vec<u8>> {
    let mut signer = person(range.start / PER_PERSON);
    let mut frames = Vec::with_capacity(range.len());
    for n in range {
        if n % PER_PERSON == 0 {
            signer = person(n / PER_PERSON);
        }
        frames.push(record(&signer, n));
    }
    frames
}

/// Signatures a second on one core: batches of 256 by as many as possible different people, against one by one, and
/// against dalek's strict single verification as the peer.
fn verification(figures: &mut Figures) {
    let frames: Vec<Vec<u8>> = (0..5_120).map(|n| record(&person(n), 0)).collect();
    let open = || frames.iter().map(|bytes| Sealed::open(bytes.clone()).expect("sound")).collect::<Vec<_>>();
    let sealed = open();
    let begun = Instant::now();
    let answers = verify_all(sealed);
    let batch = frames.len() as f64 / begun.elapsed().as_secs_f64();
    assert!(answers.iter().all(Result::is_ok));
    figures.add("intake.verify_batch_per_s_core", batch, "records/s");
    let sealed = open();
    let begun = Instant::now();
    assert!(sealed.into_iter().all(|one| one.verify().is_ok()));
    figures.add("intake.verify_single_per_s_core", frames.len() as f64 / begun.elapsed().as_secs_f64(), "records/s");
    figures.add("intake.verify_strict_dalek_per_s_core", dalek_strict(), "signatures/s");
}

fn dalek_strict() -> f64 {
    use ed25519_dalek::{Signer as _, SigningKey};
    let message = [7u8; 300];
    let signed: Vec<_> = (0..4_096u64)
        .map(|n| {
            let key = SigningKey::from_bytes(blake3::hash(&n.to_le_bytes()).as_bytes());
            (key.verifying_key().to_bytes(), key.sign(&message))
        })
        .collect();
    let begun = Instant::now();
    for (key, signature) in &signed {
        let key = ed25519_dalek::VerifyingKey::from_bytes(key).expect("a key");
        assert!(key.verify_strict(&message, signature).is_ok());
    }
    signed.len() as f64 / begun.elapsed().as_secs_f64()
}

fn market(folder: &std::path::Path) -> Market<SledReplica> {
    let network = "bench".parse().expect("short");
    let replica = SledReplica::open(folder).expect("a fresh store");
    Market::begin(Beginning::of(network, None), replica).expect("readable")
}

/// Takes `frames` through the whole way, in batches as gossip hands them over; durable twice a second.
fn take(market: &mut Market<SledReplica>, frames: Vec<Vec<u8>>, synced: &mut Instant) {
    let now = Millis(BEGINNING + 10_000_000);
    let mut frames = frames.into_iter().enumerate().peekable();
    while frames.peek().is_some() {
        let batch = frames.by_ref().take(BATCH);
        let deliveries = batch.map(|(token, bytes)| Delivery { token: token as u64, bytes }).collect();
        market.handle(Input::Gossip(deliveries), now);
        if synced.elapsed().as_millis() >= 500 {
            market.handle(Input::Tick, now);
            *synced = Instant::now();
        }
    }
}

/// Records a second through opening, signature, rules, disk and views, on one core.
fn intake(figures: &mut Figures) {
    let count = 100_000;
    let frames = records(0..count);
    let folder = env::temp_dir().join(format!("commend-bench-intake-{}", std::process::id()));
    let mut market = market(&folder);
    let begun = Instant::now();
    let mut synced = begun;
    take(&mut market, frames, &mut synced);
    market.flush();
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(market.state().records, count as u64);
    figures.add("intake.admit_store_per_s", count as f64 / took, "records/s");
    drop(market);
    fs::remove_dir_all(folder).expect("our own folder");
}

/// What a market of a million records on sled holds in memory: a process of its own tells.
fn memory(figures: &mut Figures, count: usize) {
    let child = Command::new(env::current_exe().expect("this program"))
        .args(["--memory-child", &count.to_string()])
        .output()
        .expect("this program runs");
    let told = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [resident, peak, seconds] = numbers[..] else { panic!("three numbers, not {told:?}") };
    let suffix = if count == 1_000_000 { "1m".to_owned() } else { count.to_string() };
    figures.add(&format!("intake.rss_mb_at_{suffix}"), resident, "MB");
    figures.add(&format!("intake.peak_rss_mb_at_{suffix}"), peak, "MB");
    figures.add(&format!("intake.sustained_per_s_to_{suffix}"), count as f64 / seconds, "records/s");
}

fn memory_child(count: usize) {
    let folder = env::temp_dir().join(format!("commend-bench-memory-{}", std::process::id()));
    let mut market = market(&folder);
    let mut seconds = 0.0;
    let mut synced = Instant::now();
    for start in (0..count).step_by(10_000) {
        let frames = records(start..(start + 10_000).min(count));
        let begun = Instant::now();
        take(&mut market, frames, &mut synced);
        seconds += begun.elapsed().as_secs_f64();
    }
    market.flush();
    assert_eq!(market.state().records, count as u64);
    println!("{} {} {seconds}", status("VmRSS"), status("VmHWM"));
    drop(market);
    fs::remove_dir_all(folder).expect("our own folder");
}

/// A field of this process's status, in MB (of 1,000,000 bytes).
fn status(field: &str) -> f64 {
    let text = fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = text.lines().find(|line| line.starts_with(field)).expect("the field is there");
    let kib: f64 = line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).expect("a number");
    kib * 1_024.0 / 1_000_000.0
}
