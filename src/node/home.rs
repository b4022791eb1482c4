//! A node's home: keys, configuration, store, socket and lock, in one folder that nobody else may read.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::envelope::keys::Signer;
use crate::model::id::PersonId;
use crate::net::start;
use crate::node::door::{Code, Failure};

/// A Unix socket's address holds about a hundred bytes; longer paths go through a file descriptor.
const SOCKET_PATH_MAX: usize = 100;

/// The folder and what stands where in it.
#[derive(Debug, Clone)]
pub struct Home {
    root: PathBuf,
}

/// Kept as long as the node runs: no second one may open the same home.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// The keys of a home.
#[derive(Debug)]
pub struct Keys {
    /// The person's.
    pub person: Signer,
    /// The node's own on the network.
    pub peer: [u8; 32],
}

impl Home {
    /// The home in a folder, whether it is there or not.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The configuration file.
    #[must_use]
    pub fn config(&self) -> PathBuf {
        self.root.join("config.toml")
    }

    /// The store's folder.
    #[must_use]
    pub fn store(&self) -> PathBuf {
        self.root.join("store")
    }

    /// The local door, by a path that fits a socket's address.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.root.join("commend.sock")
    }

    /// The addresses that `peer add` was told, one a line.
    #[must_use]
    pub fn peers(&self) -> PathBuf {
        self.root.join("peers")
    }

    /// Whether there is a person's key already.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.root.join("person.key").exists()
    }

    /// Makes folder and keys where they are missing; whose home it is.
    ///
    /// # Errors
    /// A [`Failure`] of code storage, with what could not be written or read.
    pub fn make(&self) -> Result<PersonId, Failure> {
        let wrap = |error: io::Error| self.failure("cannot be made", &error);
        fs::create_dir_all(&self.root).map_err(wrap)?;
        fs::set_permissions(&self.root, fs::Permissions::from_mode(0o700)).map_err(wrap)?;
        if !self.is_made() {
            let signer = Signer::generate().map_err(|error| self.failure("cannot be given a key", &error))?;
            self.write_key("person.key", &signer.seed()).map_err(wrap)?;
        }
        if !self.root.join("peer.key").exists() {
            self.write_key("peer.key", &start::new_key()).map_err(wrap)?;
        }
        self.keys().map(|keys| keys.person.person())
    }

    /// Reads the keys.
    ///
    /// # Errors
    /// A [`Failure`] when a key file is missing or holds no key.
    pub fn keys(&self) -> Result<Keys, Failure> {
        let person = Signer::from_seed(&self.read_key("person.key")?);
        Ok(Keys { person, peer: self.read_key("peer.key")? })
    }

    /// Takes the home for this process.
    ///
    /// # Errors
    /// A [`Failure`] of code conflict when another process has it.
    pub fn lock(&self) -> Result<Lock, Failure> {
        let path = self.root.join("lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = file.map_err(|error| self.failure("cannot be locked", &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => {
                let message = format!("another process runs the node of {}", self.root.display());
                Err(Failure::new(Code::Conflict, message, "talk to that one, or name another folder with --home"))
            }
            Err(TryLockError::Error(error)) => Err(self.failure("cannot be locked", &error)),
        }
    }

    /// The addresses that `peer add` was told.
    ///
    /// # Errors
    /// A [`Failure`] when the file cannot be read.
    pub fn known_peers(&self) -> Result<Vec<String>, Failure> {
        match fs::read_to_string(self.peers()) {
            Ok(text) => Ok(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(self.failure("has an unreadable list of peers", &error)),
        }
    }

    /// Remembers addresses, whole or not at all.
    ///
    /// # Errors
    /// A [`Failure`] when the file cannot be written.
    pub fn remember_peers(&self, addresses: &[String]) -> Result<(), Failure> {
        let wrap = |error: io::Error| self.failure("cannot keep its list of peers", &error);
        let fresh = self.root.join("peers.new");
        let mut file = File::create(&fresh).map_err(wrap)?;
        for address in addresses {
            writeln!(file, "{address}").map_err(wrap)?;
        }
        file.sync_all().map_err(wrap)?;
        fs::rename(fresh, self.peers()).map_err(wrap)
    }

    fn write_key(&self, name: &str, seed: &[u8; 32]) -> io::Result<()> {
        let path = self.root.join(name);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        let text: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(file, "{text}")?;
        file.sync_all()
    }

    fn read_key(&self, name: &str) -> Result<[u8; 32], Failure> {
        let path = self.root.join(name);
        let text = fs::read_to_string(&path).map_err(|error| self.failure("has no readable key", &error))?;
        let key: Result<PersonId, _> = text.trim().parse();
        key.map(|id| id.0).map_err(|error| {
            let message = format!("{} holds no key: {error}", path.display());
            Failure::new(Code::Storage, message, "put your backup of the file there, or name another home with --home")
        })
    }

    fn failure(&self, what: &str, error: &dyn std::fmt::Display) -> Failure {
        let message = format!("the home {} {what}: {error}", self.root.display());
        Failure::new(
            Code::Storage,
            message,
            "look at the folder's permissions and free space, or name another with --home",
        )
    }
}

/// A path to `socket` short enough for a socket's address; the file must stay open while the path is used.
///
/// # Errors
/// When its folder cannot be opened.
pub fn short_path(socket: &Path) -> io::Result<(PathBuf, Option<File>)> {
    if socket.as_os_str().len() <= SOCKET_PATH_MAX {
        return Ok((socket.to_owned(), None));
    }
    let (Some(folder), Some(name)) = (socket.parent(), socket.file_name()) else {
        return Err(io::Error::other("a socket has a folder and a name"));
    };
    let folder = File::open(folder)?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(name);
    Ok((path, Some(folder)))
}
