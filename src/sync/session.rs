//! One conversation with one neighbour, from hello to done; both sides run the same code in two roles.
//!
//! Whoever opened learns the difference, asks for what it lacks in bounded requests, and pushes what the other lacks
//! against credit. Nothing received here is believed: records go to the intake like everybody's.

use std::collections::VecDeque;

use crate::model::id::RecordId;
use crate::model::list::List;
use crate::model::record::Network;
use crate::model::register::Version;
use crate::model::set::SetSum;
use crate::sync::frame::{Answer, FRAME_MAX, Frame, OBJECTS_MAX, VERSION, WANT_MAX};
use crate::sync::reconcile::{ReconcileError, Reconciler};

/// Open requests at most: two, so that the next is on its way while one is answered.
const WANTS_OPEN: usize = 2;
/// Pushed frames without a receipt at most.
const PUSHES_OPEN: usize = 2;
/// Reconciliation messages in one conversation at most; a partner that needs more lies or is far off, and the next
/// conversation goes on from what this one brought.
const ROUNDS_MAX: u32 = 2_000;
/// Ids to ask for or push that may wait; beyond it the reconciliation waits until they are worked off.
const WAITING_MAX: usize = 65_536;
/// Bytes that records may fill in a frame, leaving room for what surrounds them.
const OBJECTS_BYTES: usize = FRAME_MAX - 4_096;

/// What the session reads from; the market answers for its replica.
pub trait Library {
    /// Count and sum of what is held.
    fn set_sum(&self) -> SetSum;
    /// Every version held, in any order.
    fn versions(&self) -> Vec<Version>;
    /// The frame of a record, if it is still held.
    fn read(&self, id: &RecordId) -> Option<Vec<u8>>;
}

/// Why a conversation was broken off.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// Bytes that are no frame.
    #[error("a frame cannot be read: {0}")]
    Frame(String),
    /// A frame that has no place at this point.
    #[error("{0} came out of turn")]
    OutOfTurn(&'static str),
    /// Another version or network.
    #[error("the neighbour speaks version {version} for network {network:?}")]
    Stranger {
        /// Its version.
        version: u8,
        /// Its network.
        network: Network,
    },
    /// The reconciliation failed.
    #[error(transparent)]
    Reconcile(#[from] ReconcileError),
    /// More rounds than any honest difference needs.
    #[error("{ROUNDS_MAX} rounds brought no end")]
    Endless,
}

/// What to do after a frame.
#[derive(Debug, Default)]
pub struct Step {
    /// Frames to send, in order.
    pub send: Vec<Frame>,
    /// Record frames for the intake.
    pub records: Vec<Vec<u8>>,
    /// Whether the conversation is over.
    pub done: bool,
}

/// One side of a conversation.
#[derive(Debug)]
pub struct Session {
    opened: bool,
    network: Network,
    greeted: bool,
    reconciler: Option<Reconciler>,
    reconciled: bool,
    /// Our next message, while too much waits to be worked off.
    next: Option<Vec<u8>>,
    rounds: u32,
    wants: VecDeque<RecordId>,
    wants_open: usize,
    pushes: VecDeque<RecordId>,
    pushes_open: usize,
}

impl Session {
    /// A conversation that we open (`opened`), with the first frame to send, or one that we answer.
    pub fn start(opened: bool, network: Network, library: &impl Library) -> (Self, Vec<Frame>) {
        let hello = Frame::Hello { version: VERSION, network: network.clone(), set: library.set_sum() };
        let session = Self {
            opened,
            network,
            greeted: false,
            reconciler: None,
            reconciled: false,
            next: None,
            rounds: 0,
            wants: VecDeque::new(),
            wants_open: 0,
            pushes: VecDeque::new(),
            pushes_open: 0,
        };
        (session, if opened { vec![hello] } else { Vec::new() })
    }

    /// Takes what the neighbour said.
    ///
    /// # Errors
    /// [`SessionError`]; the conversation is over then.
    pub fn receive(&mut self, bytes: &[u8], library: &impl Library) -> Result<Step, SessionError> {
        let frame = Frame::decode(bytes).map_err(|error| SessionError::Frame(error.to_string()))?;
        let mut step = Step::default();
        match frame {
            Frame::Hello { version, network, set } => self.hello(version, network, set, library, &mut step)?,
            Frame::Reconcile(message) => self.reconcile(&message, &mut step)?,
            Frame::Want(ids) => self.want(&ids, library, &mut step)?,
            Frame::Objects { frames, answers } => self.objects(&frames, answers, &mut step)?,
            Frame::Taken if self.pushes_open > 0 => self.pushes_open -= 1,
            Frame::Taken => return Err(SessionError::OutOfTurn("a receipt")),
            Frame::Done => {
                if !self.opened {
                    step.send.push(Frame::Done);
                }
                step.done = true;
            }
        }
        if self.opened && !step.done {
            self.pump(library, &mut step);
        }
        Ok(step)
    }

    fn hello(
        &mut self,
        version: u8,
        network: Network,
        set: SetSum,
        library: &impl Library,
        step: &mut Step,
    ) -> Result<(), SessionError> {
        if self.greeted {
            return Err(SessionError::OutOfTurn("a second hello"));
        }
        if version != VERSION || network != self.network {
            return Err(SessionError::Stranger { version, network });
        }
        self.greeted = true;
        let ours = library.set_sum();
        if !self.opened {
            step.send.push(Frame::Hello { version: VERSION, network, set: ours });
        }
        if set == ours {
            self.reconciled = true;
            return Ok(());
        }
        let mut reconciler = Reconciler::new(&library.versions())?;
        if self.opened {
            step.send.push(Frame::Reconcile(reconciler.initiate()?));
        }
        self.reconciler = Some(reconciler);
        Ok(())
    }

    fn reconcile(&mut self, message: &[u8], step: &mut Step) -> Result<(), SessionError> {
        let in_turn = !self.reconciled && self.next.is_none();
        let Some(reconciler) = self.reconciler.as_mut().filter(|_| in_turn) else {
            return Err(SessionError::OutOfTurn("a reconciliation"));
        };
        self.rounds += 1;
        if self.rounds > ROUNDS_MAX {
            return Err(SessionError::Endless);
        }
        if !self.opened {
            step.send.push(Frame::Reconcile(reconciler.answer(message)?));
            return Ok(());
        }
        let difference = reconciler.learn(message)?;
        self.pushes.extend(difference.have);
        self.wants.extend(difference.need);
        match difference.next {
            Some(next) => self.next = Some(next),
            None => {
                self.reconciled = true;
                self.reconciler = None;
            }
        }
        Ok(())
    }

    fn want(&mut self, ids: &[RecordId], library: &impl Library, step: &mut Step) -> Result<(), SessionError> {
        if self.opened || !self.greeted || ids.is_empty() {
            return Err(SessionError::OutOfTurn("a request"));
        }
        // What was superseded meanwhile is left out; its successor comes by gossip or with the next conversation.
        let mut frames = Parcels::default();
        for id in ids {
            if let Some(bytes) = library.read(id) {
                frames.add(bytes);
            }
        }
        let mut parcels = frames.finish();
        let last = parcels.pop().unwrap_or_default();
        let objects = |frames, answers| Frame::Objects { frames, answers };
        step.send.extend(parcels.into_iter().map(|frames| objects(frames, Answer::Part)));
        step.send.push(objects(last, Answer::Last));
        Ok(())
    }

    fn objects(&mut self, frames: &[Vec<u8>], answers: Answer, step: &mut Step) -> Result<(), SessionError> {
        match answers {
            Answer::Pushed if !self.opened && self.greeted => step.send.push(Frame::Taken),
            Answer::Part | Answer::Last if self.opened && self.wants_open > 0 => {
                self.wants_open -= usize::from(answers == Answer::Last);
            }
            _ => return Err(SessionError::OutOfTurn("a parcel of records")),
        }
        step.records = frames.to_vec();
        Ok(())
    }

    /// Asks and pushes as far as credit allows; says done when nothing is left.
    fn pump(&mut self, library: &impl Library, step: &mut Step) {
        while self.wants_open < WANTS_OPEN && !self.wants.is_empty() {
            let count = self.wants.len().min(WANT_MAX);
            let ids = List::new(self.wants.drain(..count).collect()).expect("count is at most WANT_MAX");
            step.send.push(Frame::Want(ids));
            self.wants_open += 1;
        }
        while self.pushes_open < PUSHES_OPEN && !self.pushes.is_empty() {
            let mut parcel = Parcels::default();
            while let Some(id) = self.pushes.pop_front() {
                let Some(bytes) = library.read(&id) else { continue };
                if !parcel.has_room_for(&bytes) {
                    self.pushes.push_front(id);
                    break;
                }
                parcel.add(bytes);
            }
            if let Some(frames) = parcel.finish().pop() {
                step.send.push(Frame::Objects { frames, answers: Answer::Pushed });
                self.pushes_open += 1;
            }
        }
        if self.wants.len() + self.pushes.len() <= WAITING_MAX
            && let Some(next) = self.next.take()
        {
            step.send.push(Frame::Reconcile(next));
        }
        let idle = self.wants_open == 0 && self.pushes_open == 0 && self.wants.is_empty() && self.pushes.is_empty();
        if self.reconciled && idle {
            step.send.push(Frame::Done);
        }
    }
}

/// Records packed into frames of bounded size.
#[derive(Default)]
struct Parcels {
    full: Vec<List<Vec<u8>, OBJECTS_MAX>>,
    open: Vec<Vec<u8>>,
    bytes: usize,
}

impl Parcels {
    fn has_room_for(&self, frame: &[u8]) -> bool {
        self.open.is_empty() || (self.bytes + frame.len() + 8 <= OBJECTS_BYTES && self.open.len() < OBJECTS_MAX)
    }

    fn add(&mut self, frame: Vec<u8>) {
        if !self.has_room_for(&frame) {
            self.close();
        }
        self.bytes += frame.len() + 8;
        self.open.push(frame);
    }

    fn close(&mut self) {
        let frames = std::mem::take(&mut self.open);
        self.bytes = 0;
        if !frames.is_empty() {
            self.full.push(List::new(frames).expect("add keeps to OBJECTS_MAX"));
        }
    }

    fn finish(mut self) -> Vec<List<Vec<u8>, OBJECTS_MAX>> {
        self.close();
        self.full
    }
}
