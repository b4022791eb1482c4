//! What two neighbours say to each other while they catch up; one frame is at most 64 KiB.

use serde::{Deserialize, Serialize};

use crate::envelope::codec::{self, CodecError};
use crate::model::id::RecordId;
use crate::model::list::List;
use crate::model::record::Network;
use crate::model::set::SetSum;

/// The version of this conversation.
pub const VERSION: u8 = 1;
/// Bytes of a frame at most.
pub const FRAME_MAX: usize = 64 * 1024;
/// Bytes of one reconciliation message at most, leaving room for the frame around it.
pub const RECONCILE_MAX: usize = 60_000;
/// Ids in one request at most.
pub const WANT_MAX: usize = 256;
/// Records in one frame at most; their bytes are bounded by the frame.
pub const OBJECTS_MAX: usize = 1024;

/// One thing said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frame {
    /// Opens the conversation, from both sides.
    Hello {
        /// [`VERSION`].
        version: u8,
        /// The network; another one ends the conversation.
        network: Network,
        /// What the speaker holds.
        set: SetSum,
    },
    /// A message of range-based set reconciliation.
    Reconcile(Vec<u8>),
    /// Please send these.
    Want(List<RecordId, WANT_MAX>),
    /// Here are records, as they were signed.
    Objects {
        /// Their frames.
        frames: List<Vec<u8>, OBJECTS_MAX>,
        /// Whether they answer a request, and this is the last part of the answer.
        answers: Answer,
    },
    /// Records sent without a request have been taken; send more.
    Taken,
    /// Nothing more to say.
    Done,
}

/// Which request a frame of records belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// To none: the other side lacks them.
    Pushed,
    /// To the oldest open request, more follows.
    Part,
    /// To the oldest open request, which is answered herewith.
    Last,
}

impl Frame {
    /// Its bytes.
    ///
    /// # Errors
    /// [`CodecError`] when it is larger than [`FRAME_MAX`].
    pub fn encode(&self) -> Result<Vec<u8>, CodecError> {
        codec::encode(self, FRAME_MAX)
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`CodecError`] when the bytes are no frame.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        if bytes.len() > FRAME_MAX {
            return Err(CodecError::Malformed(format!("a frame has {} bytes, {FRAME_MAX} are allowed", bytes.len())));
        }
        codec::decode(bytes, FRAME_MAX)
    }
}
