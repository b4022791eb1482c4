//! A conversation over one stream: frames with their length before them, one reader, one writer, everything bounded.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures::io::{AsyncReadExt, AsyncWriteExt};
use libp2p::{Stream, StreamProtocol};
use tokio::sync::{Notify, mpsc};
use tokio::time::timeout;

use crate::net::messages::{Heard, PeerName};
use crate::sync::frame::FRAME_MAX;

/// The protocol's name.
pub(crate) const PROTOCOL: StreamProtocol = StreamProtocol::new("/commend/sync/1");
/// Frames that may wait to be written: one request for 256 records of the largest kind, and some.
pub(crate) const QUEUE: usize = 96;
/// With more frames than this waiting, the side that answers reads no further: requests wait where they came from.
const READ_BELOW: usize = 8;
/// A neighbour that says nothing for so long has left.
const SILENCE: Duration = Duration::from_secs(30);
/// No conversation lasts longer; a large difference goes on in the next one from where this one ended.
const AGE: Duration = Duration::from_secs(300);
/// Opening a stream takes no longer.
const OPENING: Duration = Duration::from_secs(10);

/// One conversation as its task sees it.
pub(crate) struct Conversation {
    pub(crate) session: u64,
    pub(crate) peer: PeerName,
    pub(crate) opened: bool,
    pub(crate) say: mpsc::Receiver<Vec<u8>>,
    pub(crate) heard: mpsc::Sender<Heard>,
}

impl Conversation {
    /// Opens the stream, then holds the conversation; always ends with [`Heard::Closed`].
    pub(crate) async fn open(self, control: &mut libp2p_stream::Control, peer: libp2p::PeerId) {
        match timeout(OPENING, control.open_stream(peer, PROTOCOL)).await {
            Ok(Ok(stream)) => self.hold(stream).await,
            _ => self.close().await,
        }
    }

    /// Holds the conversation over a stream until either side has said everything or left.
    pub(crate) async fn hold(mut self, stream: Stream) {
        let opened = Heard::Opened { session: self.session, opened: self.opened, peer: self.peer.clone() };
        if self.heard.send(opened).await.is_err() {
            return;
        }
        let (reader, writer) = stream.split();
        let (_, nothing) = mpsc::channel(1);
        let say = std::mem::replace(&mut self.say, nothing);
        let written = Arc::new(Notify::new());
        let waiting = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let write = write_all(writer, say, Arc::clone(&written), Arc::clone(&waiting));
        // Whichever ends first ends the other: nothing is read for a conversation that is over.
        tokio::select! {
            result = self.read_all(reader, &written, &waiting) => trace(self.session, "reading", &result),
            result = write => trace(self.session, "writing", &result),
            () = tokio::time::sleep(AGE) => tracing::debug!(session = self.session, "a conversation lasted too long"),
        }
        self.close().await;
    }

    async fn read_all(
        &self,
        mut reader: impl AsyncReadExt + Unpin,
        written: &Notify,
        waiting: &std::sync::atomic::AtomicUsize,
    ) -> io::Result<()> {
        loop {
            while !self.opened && waiting.load(std::sync::atomic::Ordering::Acquire) > READ_BELOW {
                written.notified().await;
            }
            let Some(bytes) = timeout(SILENCE, read_frame(&mut reader)).await?? else { return Ok(()) };
            let heard = Heard::Frame { session: self.session, bytes };
            if self.heard.send(heard).await.is_err() {
                return Ok(());
            }
        }
    }

    async fn close(self) {
        // Nobody listens any more when the node is stopping.
        let _gone = self.heard.send(Heard::Closed { session: self.session }).await;
    }
}

fn trace(session: u64, what: &str, result: &io::Result<()>) {
    if let Err(error) = result {
        tracing::debug!(session, %error, "{what} ended");
    }
}

/// Writes what is to be said, in order; returns when the channel is closed and everything is written.
async fn write_all(
    mut writer: impl AsyncWriteExt + Unpin,
    mut say: mpsc::Receiver<Vec<u8>>,
    written: Arc<Notify>,
    waiting: Arc<std::sync::atomic::AtomicUsize>,
) -> io::Result<()> {
    while let Some(bytes) = say.recv().await {
        waiting.store(say.len(), std::sync::atomic::Ordering::Release);
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let write = async {
            writer.write_all(&length.to_le_bytes()).await?;
            writer.write_all(&bytes).await?;
            writer.flush().await
        };
        timeout(SILENCE, write).await??;
        written.notify_one();
    }
    writer.close().await
}

/// The next frame, none at the end of the stream. Nothing is reserved beyond the bound.
async fn read_frame(reader: &mut (impl AsyncReadExt + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0u8; 4];
    match reader.read_exact(&mut length).await {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > FRAME_MAX {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a frame of {length} bytes is too long")));
    }
    let mut bytes = vec![0u8; length];
    reader.read_exact(&mut bytes).await?;
    Ok(Some(bytes))
}
