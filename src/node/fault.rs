//! Our own trouble as people and programs read it: from a room's error to code, sentence and hint.

use crate::market::publish::PublishError;
use crate::net::start::NetError;
use crate::node::door::{Code, Failure};
use crate::store::error::StoreError;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let hint = match &error {
            StoreError::Full { .. } => "free some space on that disk; reading goes on meanwhile, and nothing is lost",
            StoreError::Newer { .. } => "start a newer version of Commend, or name another home with --home",
            StoreError::Corrupt { .. } => {
                "move the 'store' folder away and start again: neighbours still hold the records"
            }
            _ => "look at the disk and at the permissions of the folder, then start again",
        };
        Self::new(Code::Storage, error.to_string(), hint)
    }
}

impl From<NetError> for Failure {
    fn from(error: NetError) -> Self {
        let hint = match &error {
            NetError::Address { .. } | NetError::Listen { .. } => {
                "name free addresses in net.listen, like '/ip4/0.0.0.0/tcp/0'"
            }
            _ => "look whether this machine has a network; with net.mdns = false it needs less of it",
        };
        Self::new(Code::Network, error.to_string(), hint)
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let (code, hint) = match &error {
            PublishError::NoOwner => (Code::NotAllowed, "run 'commend init' to make a key"),
            PublishError::Full { .. } => {
                (Code::Conflict, "withdraw one you no longer want, or wait until one expires; nothing was overwritten")
            }
            PublishError::Nothing { .. } => (Code::NotFound, "list your own with 'commend listing list --mine'"),
            PublishError::ClockBehind { .. } => {
                (Code::Conflict, "wait that long, or set this machine's clock right if it is behind")
            }
            PublishError::Life { .. } => {
                (Code::Usage, "choose fewer days; without a choice it is renewed as long as you want it")
            }
            PublishError::References(_) | PublishError::Seal(_) => (Code::Usage, "shorten it and try again"),
            PublishError::Refused(_) => (Code::Usage, "mend what the sentence names and try again"),
            PublishError::Trouble(_) => {
                (Code::Storage, "free some space on the disk, then try again; nothing was lost")
            }
        };
        Self::new(code, error.to_string(), hint)
    }
}
