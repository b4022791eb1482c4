//! What the house allows: its rooms, its doors and its measures, one row each.

/// A room: where it stands and which others it may name.
#[derive(Debug)]
pub(crate) struct Room {
    pub(crate) name: &'static str,
    pub(crate) floor: u8,
    pub(crate) may: &'static [&'static str],
}

/// Everything below the eighth floor, for those who stand on top of all.
const BELOW_THE_EIGHTH: &[&str] = &[
    "model", "envelope", "trust", "catalog", "trade", "admit", "sync", "rank", "care", "store", "net", "market", "sim",
    "node", "web",
];
/// What the commands may name: config tells them what was meant.
const CLI_MAY: &[&str] = &[
    "model", "envelope", "trust", "catalog", "trade", "admit", "sync", "rank", "care", "store", "net", "market", "sim",
    "node", "web", "config",
];
/// The faces show whatever there is.
const FACES_MAY: &[&str] = &[
    "model", "envelope", "trust", "catalog", "trade", "admit", "sync", "rank", "care", "store", "net", "market", "sim",
    "node", "web", "config", "cli",
];
/// The core: both wings meet here, the network does not.
const MARKET_MAY: &[&str] =
    &["model", "envelope", "trust", "catalog", "trade", "admit", "sync", "rank", "care", "store"];
/// The running node; beyond the bytes' wing it passes the answers of queries through.
const NODE_MAY: &[&str] = &["model", "envelope", "admit", "sync", "store", "market", "net", "trust", "catalog", "rank"];
const SIM_MAY: &[&str] = &["model", "envelope", "admit", "sync", "store", "market"];
const WEB_MAY: &[&str] = &["model", "trust", "catalog", "trade", "rank", "care", "market", "node"];

/// The rooms, lowest floor first. A new room is a new row here, and a line in ARCHITECTURE.md.
pub(crate) const ROOMS: &[Room] = &[
    Room { name: "model", floor: 1, may: &[] },
    Room { name: "envelope", floor: 2, may: &["model"] },
    Room { name: "trust", floor: 2, may: &["model"] },
    Room { name: "catalog", floor: 2, may: &["model"] },
    Room { name: "trade", floor: 2, may: &["model"] },
    Room { name: "admit", floor: 3, may: &["model", "envelope"] },
    Room { name: "sync", floor: 3, may: &["model", "envelope"] },
    Room { name: "rank", floor: 3, may: &["model", "trust", "catalog"] },
    Room { name: "care", floor: 3, may: &["model", "trust", "catalog", "trade"] },
    Room { name: "store", floor: 4, may: &["model", "envelope", "admit"] },
    Room { name: "net", floor: 4, may: &["model", "envelope", "sync"] },
    Room { name: "market", floor: 5, may: MARKET_MAY },
    Room { name: "sim", floor: 6, may: SIM_MAY },
    Room { name: "node", floor: 6, may: NODE_MAY },
    Room { name: "web", floor: 7, may: WEB_MAY },
    Room { name: "config", floor: 8, may: BELOW_THE_EIGHTH },
    Room { name: "cli", floor: 8, may: CLI_MAY },
    Room { name: "lib", floor: 9, may: FACES_MAY },
    Room { name: "main", floor: 9, may: FACES_MAY },
];

/// The rooms which are one file at the root of src, and define nothing.
pub(crate) const FACES: &[&str] = &["lib", "main"];

/// The package's name: inside src only main.rs may use it.
pub(crate) const OWN_NAME: &str = "commend";

/// Where a door may stand: a room (`net`) or one file (`store/sled.rs`).
#[derive(Debug)]
pub(crate) enum Places {
    Only(&'static [&'static str]),
    NotIn(&'static [&'static str]),
}
use Places::{NotIn, Only};

/// A door to the outside: a path which begins an outside name, and the places it is open in.
#[derive(Debug)]
pub(crate) struct Door {
    /// An outside crate, or a path below one.
    pub(crate) path: &'static str,
    /// Names by which the same thing is known once imported; they count wherever they appear in a path.
    pub(crate) also: &'static [&'static str],
    pub(crate) places: Places,
    /// Why it stands there and nowhere else.
    pub(crate) why: &'static str,
}

const fn door(path: &'static str, places: Places, why: &'static str) -> Door {
    Door { path, also: &[], places, why }
}

const ASYNC_ROOMS: &[&str] = &["net", "node", "web", "cli", "main"];
const FILE_ROOMS: &[&str] = &["store", "node", "config", "cli", "main"];
const RANDOM_ROOMS: &[&str] = &["envelope", "node"];
const CORE_ROOMS: &[&str] =
    &["model", "envelope", "trust", "catalog", "trade", "admit", "sync", "rank", "care", "market", "sim"];
const JSONLESS_ROOMS: &[&str] = &["model", "envelope", "admit", "sync", "store"];

const ONE_CODEC: &str = "the bytes of a record are decided in one file";
const ONE_KEYS: &str = "signatures are made and checked in one file";
const ONE_SLED: &str = "the rest of the house knows only the replica trait";
const ASYNC_SHELL: &str = "the core is a state machine and waits for nobody";
const GIVEN_TIME: &str = "time reaches every other room as an argument, so that a run can be replayed";
const SEEDED: &str = "elsewhere chance is handed in with its seed, so that a run can be replayed";
const NO_IO: &str = "the core does no I/O";
const FILES: &str = "files belong to the shells; the core is fed and answers";

/// The doors. A new outside crate with a place of its own is a new row here.
pub(crate) const DOORS: &[Door] = &[
    door("bincode", Only(&["envelope/codec.rs"]), ONE_CODEC),
    door("ed25519_dalek", Only(&["envelope/keys.rs"]), ONE_KEYS),
    door("ed25519_zebra", Only(&["envelope/keys.rs"]), ONE_KEYS),
    door("curve25519_dalek", Only(&["envelope/keys.rs"]), ONE_KEYS),
    door("hpke", Only(&["envelope"]), "what is private is closed and opened in envelope"),
    door("sled", Only(&["store/sled.rs"]), ONE_SLED),
    door("libp2p", Only(&["net"]), "net is the only room that knows the network's library"),
    door("libp2p_stream", Only(&["net"]), "net is the only room that knows the network's library"),
    door("negentropy", Only(&["sync"]), "sync hides which reconciliation it runs"),
    door("tokio", Only(ASYNC_ROOMS), ASYNC_SHELL),
    door("futures", Only(ASYNC_ROOMS), ASYNC_SHELL),
    door("axum", Only(&["web", "main"]), "web is the one local door"),
    door("clap", Only(&["cli", "main"]), "arguments are read in cli"),
    door("anyhow", Only(&["cli", "main"]), "every room has an error enum of its own"),
    door("toml", Only(&["config", "cli"]), "what was said is read in config"),
    door("serde_json", NotIn(JSONLESS_ROOMS), "records are bincode; JSON is for people and browsers"),
    Door {
        path: "std::fs",
        also: &["File::open", "File::create", "File::create_new", "File::options"],
        places: Only(FILE_ROOMS),
        why: FILES,
    },
    door("tokio::fs", Only(FILE_ROOMS), FILES),
    door("std::env", Only(&["cli", "config", "main"]), "the environment is one source of the config"),
    Door { path: "std::time::SystemTime", also: &["SystemTime"], places: Only(&["node"]), why: GIVEN_TIME },
    Door { path: "std::time::UNIX_EPOCH", also: &["UNIX_EPOCH"], places: Only(&["node"]), why: GIVEN_TIME },
    Door { path: "std::time::Instant", also: &["Instant::now"], places: Only(&["net", "node"]), why: GIVEN_TIME },
    door("getrandom", Only(RANDOM_ROOMS), SEEDED),
    door("rand", Only(RANDOM_ROOMS), SEEDED),
    door("rand_core", Only(RANDOM_ROOMS), SEEDED),
    door("chacha20", Only(RANDOM_ROOMS), SEEDED),
    door("std::net", NotIn(CORE_ROOMS), NO_IO),
    door("std::process", NotIn(CORE_ROOMS), NO_IO),
    door("std::thread", NotIn(CORE_ROOMS), NO_IO),
];

/// A face is read in one glance.
pub(crate) const LINES_OF_A_FACE: usize = 40;
/// Beyond this a file holds more than one idea; its tests are not counted.
pub(crate) const LINES_OF_A_FILE: usize = 400;
/// From here on a file is printed as a note.
pub(crate) const LINES_ASKING_FOR_A_DIVISION: usize = 300;
/// From the line of `fn` to the closing brace.
pub(crate) const LINES_OF_A_FUNCTION: usize = 60;

/// Names of files and folders which could hold anything.
pub(crate) const BANNED_NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "types", "manager"];

/// The row of a room, if there is such a room.
pub(crate) fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

/// The room a file lies in: the first component of its path, without `.rs`.
pub(crate) fn room_of(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

impl Places {
    /// Whether a door with these places is open in `file`.
    pub(crate) fn open_in(&self, file: &str) -> bool {
        let named = |places: &[&str]| places.iter().any(|place| *place == file || *place == room_of(file));
        match self {
            Only(places) => named(places),
            NotIn(places) => !named(places),
        }
    }

    /// The places in words, for a message.
    pub(crate) fn said(&self) -> String {
        match self {
            Only(places) => format!("only in {}", places.join(", ")),
            NotIn(places) => format!("nowhere in {}", places.join(", ")),
        }
    }
}

/// A row that points up would make the law hold for a house that has no floors.
#[test]
fn the_table_points_down() {
    let mut seen: Vec<&str> = Vec::new();
    for row in ROOMS {
        for below in row.may {
            let floor = room(below).unwrap_or_else(|| panic!("{} may name {below}, which has no row", row.name)).floor;
            let sideways = (row.name, *below) == ("cli", "config");
            assert!(floor < row.floor || sideways, "{} on floor {} names {below} on {floor}", row.name, row.floor);
        }
        assert!(!seen.contains(&row.name), "{} has two rows", row.name);
        seen.push(row.name);
    }
}

/// A misspelled place would close a door everywhere, or open it.
#[test]
fn every_door_stands_in_a_room() {
    for door in DOORS {
        let (Only(places) | NotIn(places)) = &door.places;
        for place in *places {
            assert!(room(room_of(place)).is_some(), "the door {} stands in {place}, which is no room", door.path);
        }
    }
}
