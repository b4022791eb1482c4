//! A shelf of vectors and its text: what is known of every frame, in JSON.

use commend::envelope::sealed::Sealed;
use commend::model::id::RecordId;
use commend::model::record::Record;
use commend::model::register::Version;
use serde::Serialize;

use super::people::{NETWORK, NOW};

/// One file of vectors.
#[derive(Debug, Serialize)]
pub(crate) struct Shelf {
    #[serde(skip)]
    name: &'static str,
    about: &'static str,
    network: &'static str,
    now: u64,
    /// The vectors, in their order.
    pub(crate) vectors: Vec<Vector>,
}

/// One frame and what every implementation says of it.
#[derive(Debug, Serialize)]
pub(crate) struct Vector {
    name: String,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<Version>,
    frame: String,
    id: Option<RecordId>,
    verdict: &'static str,
    gravity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decoded: Option<Record>,
}

impl Shelf {
    /// An empty shelf.
    pub(crate) fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, network: NETWORK, now: NOW, vectors: Vec::new() }
    }

    /// The name of its file.
    pub(crate) fn file_name(&self) -> String {
        format!("{}.json", self.name)
    }

    /// Its text, with a line break at the end.
    pub(crate) fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("vectors hold text, numbers and lists only");
        text.push('\n');
        text
    }

    /// A frame that is let in.
    pub(crate) fn good(&mut self, name: &str, why: &str, frame: Vec<u8>) {
        self.put(name, why, "accept", frame);
    }

    /// A frame that is not let in, with the code of the reason.
    pub(crate) fn bad(&mut self, verdict: &'static str, name: &str, why: &str, frame: Vec<u8>) {
        self.put(name, why, verdict, frame);
    }

    /// Puts a frame; returns the vector, so that `now` and `head` can be set.
    pub(crate) fn put(&mut self, name: &str, why: &str, verdict: &'static str, frame: Vec<u8>) -> &mut Vector {
        let record = Sealed::open(frame.clone()).ok().map(Sealed::into_record);
        let vector = Vector {
            name: name.to_owned(),
            why: why.to_owned(),
            now: None,
            head: None,
            frame: hex(&frame),
            id: record.as_ref().map(|record| record.id),
            verdict,
            gravity: gravity(verdict),
            decoded: record.filter(|_| verdict == "accept"),
        };
        self.vectors.push(vector);
        self.vectors.last_mut().expect("it was just put there")
    }
}

impl Vector {
    /// Judged at this instant.
    pub(crate) fn at(&mut self, now: u64) {
        self.now = Some(now);
    }

    /// Judged with this record standing in its register.
    pub(crate) fn under(&mut self, head: Version) {
        self.head = Some(head);
    }
}

fn gravity(verdict: &str) -> &'static str {
    match verdict {
        "accept" => "accept",
        "unknown-version" | "unknown-kind" | "unknown-schema" | "future" | "lapsed" | "known" | "superseded" => {
            "ignore"
        }
        _ => "reject",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
