//! The alarm: when patience is over every node is ended, so that no question waits for an answer for ever.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::yard::{Children, LOOK, lock};

/// Watches over one run.
#[derive(Clone)]
pub(crate) struct Alarm {
    state: Arc<Mutex<State>>,
}

struct State {
    what: String,
    limit: Duration,
    due: Instant,
    rung: bool,
}

impl Alarm {
    /// Begins to watch; ends `children` when something takes longer than it may.
    pub(crate) fn over(children: Children) -> Self {
        let (what, limit) = ("starting".to_owned(), Duration::from_secs(120));
        let state = State { what, limit, due: Instant::now() + limit, rung: false };
        let alarm = Self { state: Arc::new(Mutex::new(state)) };
        let watched = alarm.clone();
        thread::spawn(move || {
            while Instant::now() < lock(&watched.state).due {
                thread::sleep(LOOK);
            }
            lock(&watched.state).rung = true;
            for child in lock(&children).iter_mut().flatten() {
                let _ended = child.kill();
            }
        });
        alarm
    }

    /// From now on this is done, and may take so long.
    pub(crate) fn set(&self, what: &str, limit: Duration) {
        let mut state = lock(&self.state);
        if !state.rung {
            (state.what, state.limit, state.due) = (what.to_owned(), limit, Instant::now() + limit);
        }
    }

    /// What took too long, if anything did.
    pub(crate) fn rung(&self) -> Option<String> {
        let state = lock(&self.state);
        state.rung.then(|| format!("{} took longer than {} s", state.what, state.limit.as_secs()))
    }
}
