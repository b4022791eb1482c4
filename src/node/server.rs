//! The local door: a Unix socket that only the owner may open, one line a question, one line an answer.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::node::door::{Answer, Code, Failure, QUESTION_MAX, Question};
use crate::node::home::{self, Home};
use crate::node::keeper::Asked;

/// An answer is read within this time.
const PATIENCE: Duration = Duration::from_secs(10);
/// When the node ends, answers under way get this long.
const FAREWELL: Duration = Duration::from_secs(2);
/// Programs connected at one time at most.
const VISITORS_MAX: usize = 32;

/// Opens the door; a socket left by a node that was ended is taken away (the lock says that none runs).
///
/// # Errors
/// A [`Failure`] of code storage.
pub fn open(home: &Home) -> Result<UnixListener, Failure> {
    let path = home.socket();
    let wrap = |error: io::Error| {
        let message = format!("the local door {} cannot be opened: {error}", path.display());
        Failure::new(Code::Storage, message, "look at the folder's permissions, or name another home with --home")
    };
    let _stale = fs::remove_file(&path);
    let (short, folder) = home::short_path(&path).map_err(wrap)?;
    let listener = UnixListener::bind(short).map_err(wrap)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).map_err(wrap)?;
    drop(folder);
    Ok(listener)
}

/// Lets visitors in until the keeper is gone.
pub async fn serve(listener: UnixListener, keeper: mpsc::Sender<Asked>) {
    let room = Arc::new(Semaphore::new(VISITORS_MAX));
    let mut visitors = JoinSet::new();
    loop {
        tokio::select! {
            () = keeper.closed() => break,
            Some(_) = visitors.join_next() => {}
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { continue };
                let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
                let keeper = keeper.clone();
                visitors.spawn(async move {
                    if let Err(error) = attend(stream, &keeper).await {
                        tracing::debug!(%error, "a visitor left");
                    }
                    drop(place);
                });
            }
        }
    }
    // Answers under way are written before the door closes.
    let all_gone = async { while visitors.join_next().await.is_some() {} };
    if timeout(FAREWELL, all_gone).await.is_err() {
        tracing::warn!("a program did not read its answer in time");
    }
}

async fn attend(stream: UnixStream, keeper: &mpsc::Sender<Asked>) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = Vec::new();
        let mut bounded = (&mut stream).take(QUESTION_MAX as u64);
        let count = tokio::select! {
            count = bounded.read_until(b'\n', &mut line) => count?,
            () = keeper.closed() => return Ok(()),
        };
        if count == 0 {
            return Ok(());
        }
        let answer = if line.last() == Some(&b'\n') { ask(&line, keeper).await } else { too_long() };
        let whole = line.last() == Some(&b'\n');
        let mut bytes = serde_json::to_vec(&answer).map_err(io::Error::other)?;
        bytes.push(b'\n');
        // A program that does not read its answer is not waited for.
        timeout(PATIENCE, stream.get_mut().write_all(&bytes)).await??;
        if !whole {
            return Ok(());
        }
    }
}

fn too_long() -> Answer {
    let message = format!("a question has at most {QUESTION_MAX} bytes and ends with a line break");
    Answer::failed(Failure::new(Code::Usage, message, "hand things over in several parts"))
}

async fn ask(line: &[u8], keeper: &mpsc::Sender<Asked>) -> Answer {
    let question: Question = match serde_json::from_slice(line) {
        Ok(question) => question,
        Err(error) => {
            let message = format!("the question cannot be read: {error}");
            return Answer::failed(Failure::new(Code::Usage, message, "docs/protocol.md lists the questions"));
        }
    };
    let (back, answer) = oneshot::channel();
    let stopping =
        || Answer::failed(Failure::new(Code::NotRunning, "the node is stopping", "start it again with 'commend up'"));
    if keeper.send((question, back)).await.is_err() {
        return stopping();
    }
    answer.await.unwrap_or_else(|_| stopping())
}
