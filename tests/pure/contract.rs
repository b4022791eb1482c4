//! One contract for every replica: what memory does, the disk does, before and after a restart.

use commend::admit::admission::{Admitted, admit};
use commend::envelope::keys::Signer;
use commend::envelope::seal::{Words, seal};
use commend::envelope::sealed::Sealed;
use commend::model::category::Shard;
use commend::model::content::Content;
use commend::model::endorsement::{Context, Endorsement, Evidence, Weight};
use commend::model::id::PersonId;
use commend::model::kind::Kind;
use commend::model::record::Network;
use commend::model::register::{Register, Slot};
use commend::model::set::SetSum;
use commend::model::time::{Millis, Stamp, YEAR};
use commend::store::error::StoreError;
use commend::store::memory::MemoryReplica;
use commend::store::replica::{BATCH_MAX, Durability, Replica};
use commend::store::sled::SledReplica;

const NOW: Millis = Millis(1_767_225_600_000);

fn network() -> Network {
    "contract".parse().expect("short")
}

fn admitted(signer: &Signer, slot: Slot, ms: u64, weight: i64) -> Admitted {
    let content = Content::Endorsement(Endorsement {
        subject: PersonId([9; 32]),
        weight: Weight::new(weight).expect("a weight"),
        context: Context::General,
        reason: Default::default(),
        evidence: Evidence::None,
    });
    let stamp = Stamp::first(Millis(ms), 0);
    let words = Words {
        network: network(),
        kind: Kind::Endorsement,
        slot,
        stamp,
        expires: stamp.ms.plus(YEAR),
        scope: Shard::PEOPLE,
        references: Default::default(),
        content,
    };
    let frame = seal(signer, &words).expect("it fits");
    let verified = Sealed::open(frame).expect("sound").verify().expect("signed");
    admit(verified, &network(), None, NOW).map_err(|(_, fault)| fault).expect("nothing stands there yet")
}

fn register(signer: &Signer, slot: Slot) -> Register {
    Register { author: signer.person(), kind: Kind::Endorsement, slot }
}

/// Everything a replica promises. `reopen` ends it and starts it again where that means anything.
fn contract<R: Replica>(mut replica: R, reopen: impl Fn(R) -> R) {
    let (alice, bob) = (Signer::from_seed(&[1; 32]), Signer::from_seed(&[2; 32]));
    assert_eq!((replica.cursor(), replica.set_sum()), (0, SetSum::default()));

    // The newest stamp wins, whatever the order; the feed names what it replaced.
    let old = admitted(&alice, 0, NOW.0 - 10, 10);
    let new = admitted(&alice, 0, NOW.0 - 5, 20);
    let newest = new.record().version();
    let (first, second) = (old.clone(), new.clone());
    let changes = replica.apply(vec![first], Durability::Soon).expect("stored");
    assert_eq!((changes.len(), changes[0].replaced), (1, None));
    let changes = replica.apply(vec![second], Durability::Soon).expect("stored");
    assert_eq!(changes[0].replaced, Some(old.record().version()));
    assert!(replica.apply(vec![old.clone()], Durability::Soon).expect("stored").is_empty(), "the old one is hidden");
    assert_eq!(replica.head(&register(&alice, 0)), Some(newest));
    assert_eq!(replica.read(&newest.id).expect("readable").as_deref(), Some(new.bytes()));
    assert_eq!(replica.read(&old.record().id).expect("readable"), None);

    // Two for one register in one batch: one winner, one change.
    let pair = vec![admitted(&bob, 3, NOW.0 - 2, 1), admitted(&bob, 3, NOW.0 - 1, 2)];
    let winner = pair[1].record().version();
    let changes = replica.apply(pair, Durability::Own).expect("stored");
    assert_eq!(changes.last().map(|change| change.record.version()), Some(winner));
    assert_eq!(replica.head(&register(&bob, 3)), Some(winner));

    // A batch beyond the bound is refused whole.
    let many: Vec<Admitted> = (0..=BATCH_MAX as u16).map(|slot| admitted(&bob, slot + 10, NOW.0, 1)).collect();
    assert!(matches!(replica.apply(many, Durability::Soon), Err(StoreError::Batch { .. })));
    assert_eq!(replica.set_sum().count, 2);

    replica.put_note("a", b"kept").expect("kept");
    replica.put_note("b", b"gone").expect("kept");
    replica.put_note("b", b"").expect("removed");
    replica.sync().expect("durable");
    let before = (replica.versions(), replica.set_sum(), replica.cursor(), replica.payload_bytes());
    let feed = replica.since(0, 100).expect("readable");
    let mut replica = reopen(replica);
    assert_eq!((replica.versions(), replica.set_sum(), replica.cursor(), replica.payload_bytes()), before);
    assert_eq!(replica.since(0, 100).expect("readable"), feed);
    assert_eq!(replica.note("a").expect("readable").as_deref(), Some(b"kept".as_slice()));
    assert_eq!(replica.note("b").expect("readable"), None);
    assert!(
        replica.journal().expect("readable").iter().any(|bytes| bytes == &feed[1].1),
        "one's own is in the journal"
    );

    // The feed from a cursor gives what came later, once.
    let cursor = replica.cursor();
    replica.apply(vec![admitted(&alice, 1, NOW.0, 5)], Durability::Soon).expect("stored");
    let later = replica.since(cursor, 100).expect("readable");
    assert_eq!(later.len(), 1);
    assert!(later[0].0 > cursor);
    assert_eq!(replica.winners_of(&alice.person()).len(), 2);
    assert_eq!(replica.winners_of(&PersonId([0; 32])), []);

    // What has lapsed is forgotten, and only that.
    let lapsed = replica.forget(Millis(NOW.0 - 1 + YEAR)).expect("forgotten");
    assert_eq!(lapsed, [register(&alice, 0)]);
    assert_eq!(replica.set_sum().count, 2);
    assert_eq!(replica.head(&register(&alice, 0)), None);
}

#[test]
fn memory_keeps_the_contract() {
    contract(MemoryReplica::default(), |replica| replica);
}

#[test]
fn sled_keeps_the_contract_over_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    contract(SledReplica::open(&path).expect("opens"), |replica| {
        drop(replica);
        SledReplica::open(&path).expect("opens again")
    });
}

#[test]
fn a_store_of_a_newer_version_is_refused_with_its_format() {
    let folder = tempfile::tempdir().expect("a folder");
    {
        let db = sled::open(folder.path().join("sled")).expect("opens");
        db.insert(b"m", 99u32.to_le_bytes().as_slice()).expect("written");
        db.flush().expect("written");
    }
    let error = SledReplica::open(folder.path()).expect_err("it is newer");
    assert!(matches!(error, StoreError::Newer { found: 99, known: 1, .. }), "{error}");
}
