//! The golden vectors, read through the crate's own chain of doors, one by one and all in one batch.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use commend::admit::admission;
use commend::admit::fault::{Fault, Gravity};
use commend::envelope::sealed::{self, Sealed, Verified};
use commend::model::id::RecordId;
use commend::model::record::{Network, Record};
use commend::model::register::Version;
use commend::model::time::Millis;
use serde::Deserialize;

#[path = "../../examples/vectors/mod.rs"]
mod generator;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shelf {
    #[serde(rename = "about")]
    _about: String,
    network: Network,
    now: Millis,
    vectors: Vec<Vector>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    #[serde(rename = "why")]
    _why: String,
    #[serde(default)]
    now: Option<Millis>,
    #[serde(default)]
    head: Option<Version>,
    frame: String,
    id: Option<RecordId>,
    verdict: String,
    gravity: String,
    #[serde(default)]
    decoded: Option<serde_json::Value>,
}

/// A vector with what its file says of all of them.
struct Case {
    network: Network,
    now: Millis,
    vector: Vector,
}

/// What became of a frame: the record that was let in, or code and gravity.
type Outcome = Result<Record, (&'static str, Gravity)>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder()).expect("tests/vectors is there") {
        let path = entry.expect("a readable folder").path();
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let shelf: Shelf = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let case =
            |vector: Vector| Case { network: shelf.network.clone(), now: vector.now.unwrap_or(shelf.now), vector };
        cases.extend(shelf.vectors.into_iter().map(case));
    }
    cases
}

impl Case {
    fn bytes(&self) -> Vec<u8> {
        let digits = self.vector.frame.as_bytes();
        assert!(digits.len().is_multiple_of(2), "{}: an odd number of digits", self.vector.name);
        let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("digits");
        digits.chunks_exact(2).map(pair).collect()
    }

    fn open(&self) -> Result<Sealed, (&'static str, Gravity)> {
        Sealed::open(self.bytes()).map_err(|error| (error.code(), Fault::from(error).gravity()))
    }

    fn admit(&self, verified: Verified) -> Outcome {
        let admitted = admission::admit(verified, &self.network, self.vector.head, self.now);
        admitted.map(|admitted| admitted.record().clone()).map_err(|(_, fault)| (fault.code(), fault.gravity()))
    }

    fn outcome(&self) -> Outcome {
        let verified = self.open()?.verify().map_err(|refusal| (refusal.code(), Fault::from(refusal).gravity()))?;
        self.admit(verified)
    }

    /// What the vector says against this outcome, if anything.
    fn complaint(&self, outcome: &Outcome) -> Option<String> {
        let (code, gravity) = match outcome {
            Ok(_) => ("accept", "accept"),
            Err((code, Gravity::Ignore)) => (*code, "ignore"),
            Err((code, Gravity::Reject)) => (*code, "reject"),
        };
        let Vector { name, verdict, gravity: wanted, .. } = &self.vector;
        (code != verdict || gravity != wanted)
            .then(|| format!("\n  {name}: {verdict} ({wanted}) is right, {code} ({gravity}) it was"))
    }
}

fn complaints<'a>(outcomes: impl IntoIterator<Item = (&'a Case, Outcome)>) -> String {
    outcomes.into_iter().filter_map(|(case, outcome)| case.complaint(&outcome)).collect()
}

#[test]
fn every_vector_meets_its_verdict() {
    let cases = cases();
    let wrong = complaints(cases.iter().map(|case| (case, case.outcome())));
    assert!(wrong.is_empty(), "vectors that met another verdict:{wrong}");
}

#[test]
fn a_batch_says_what_single_verification_says() {
    let cases = cases();
    let (readable, sealed): (Vec<&Case>, Vec<Sealed>) =
        cases.iter().filter_map(|case| case.open().ok().map(|sealed| (case, sealed))).unzip();
    let single: Vec<bool> = sealed.iter().map(|sealed| sealed.clone().verify().is_ok()).collect();
    let batch = sealed::verify_all(sealed);
    assert!(single.contains(&true) && single.contains(&false), "the batch holds good and bad signatures");
    let agree: Vec<bool> = batch.iter().map(Result::is_ok).collect();
    assert_eq!(agree, single);
    let outcomes = readable.into_iter().zip(batch).map(|(case, answer)| {
        let outcome = answer.map_err(|refusal| (refusal.code(), Fault::from(refusal).gravity()));
        (case, outcome.and_then(|verified| case.admit(verified)))
    });
    let wrong = complaints(outcomes);
    assert!(wrong.is_empty(), "vectors that met another verdict in a batch:{wrong}");
}

#[test]
fn ids_and_contents_are_as_written() {
    for case in cases() {
        let Vector { name, id, decoded, verdict, .. } = &case.vector;
        let opened = case.open().ok().map(Sealed::into_record);
        assert_eq!(opened.as_ref().map(|record| record.id), *id, "the id of {name}");
        assert_eq!(decoded.is_some(), verdict == "accept", "{name}: what is let in is written out");
        let Some(decoded) = decoded else { continue };
        let record = opened.expect("what is let in can be read");
        assert_eq!(serde_json::to_value(&record).expect("a record is JSON"), *decoded, "{name} as JSON");
        let read: Record = serde_json::from_value(decoded.clone()).expect("JSON is a record");
        assert_eq!(read, record, "{name} from JSON");
    }
}

#[test]
fn there_are_enough_and_no_name_is_given_twice() {
    let cases = cases();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.vector.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "a name is given twice");
    let good = cases.iter().filter(|case| case.vector.verdict == "accept").count();
    assert!(good >= 40 && cases.len() - good >= 100, "{good} good and {} bad ones", cases.len() - good);
    let codes: BTreeSet<&str> = cases.iter().map(|case| case.vector.verdict.as_str()).collect();
    let every = [
        "accept",
        "content",
        "form",
        "future",
        "known",
        "lapsed",
        "life",
        "malformed",
        "network",
        "no-proof",
        "non-canonical",
        "oversized",
        "register",
        "scope",
        "signature",
        "size",
        "superseded",
        "trailing",
        "truncated",
        "unknown-kind",
        "unknown-schema",
        "unknown-version",
        "weak-key",
    ];
    assert_eq!(codes, BTreeSet::from(every), "every code that a frame can earn by itself has its vectors");
}

#[test]
fn the_files_are_what_the_generator_writes() {
    let mut written = BTreeSet::new();
    for shelf in generator::all() {
        let found = std::fs::read_to_string(folder().join(shelf.file_name())).unwrap_or_default();
        assert!(
            found == shelf.text(),
            "{} differs; run 'cargo run --example vectors' and look at it",
            shelf.file_name()
        );
        written.insert(shelf.file_name());
    }
    let names = std::fs::read_dir(folder()).expect("tests/vectors is there");
    let names = names.map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), written, "tests/vectors holds nothing else");
}

#[test]
fn a_changed_vector_is_noticed() {
    let mut cases = cases();
    let at = cases.iter().position(|case| case.vector.name == "signature-plain").expect("it is there");
    let case = &mut cases[at];
    assert_eq!(case.complaint(&case.outcome()), None);
    case.vector.verdict = "signature".to_owned();
    assert!(case.complaint(&case.outcome()).is_some(), "a wrong verdict is complained of");
    case.vector.verdict = "accept".to_owned();
    case.vector.frame.replace_range(70..71, if case.vector.frame.as_bytes()[70] == b'0' { "1" } else { "0" });
    assert!(case.complaint(&case.outcome()).is_some(), "a changed frame is complained of");
}
