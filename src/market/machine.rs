//! The state machine: what it holds, how it begins, and which part answers which input.

use crate::envelope::keys::Signer;
use crate::envelope::sealed::Sealed;
use crate::market::conversation::Conversations;
use crate::market::held::Held;
use crate::market::input::{Effect, Input};
use crate::market::intake::Counts;
use crate::market::own::Own;
use crate::market::views::Views;
use crate::model::record::Network;
use crate::model::time::{MINUTE, Millis};
use crate::rank::settings::Settings;
use crate::store::error::StoreError;
use crate::store::replica::Replica;

/// Milliseconds between two looks through all registers for winners that have lapsed: lives are counted in days.
const FORGET_EVERY: u64 = 10 * MINUTE;
/// Winners read at a time while the views are rebuilt.
const REBUILD_STEP: usize = 1_024;

/// The market as one node knows it: a replica, the views derived from it, and the conversations under way.
///
/// It does no I/O of its own, reads no clock and draws no random number that decides anything; two machines fed the
/// same inputs at the same instants are in the same state.
#[derive(Debug)]
pub struct Market<R> {
    pub(crate) network: Network,
    pub(crate) replica: R,
    pub(crate) views: Views,
    pub(crate) own: Option<Own>,
    pub(crate) held: Held,
    pub(crate) conversations: Conversations,
    pub(crate) settings: Settings,
    pub(crate) counts: Counts,
    /// Why the intake stands still, if it does: our own disk, nobody's fault.
    pub(crate) trouble: Option<StoreError>,
    pub(crate) unsynced: bool,
    /// When lapsed winners are looked for again.
    next_forgetting: Millis,
}

impl Beginning {
    /// An owner on a network, with the ranking as it is by default.
    #[must_use]
    pub fn of(network: Network, owner: Option<Signer>) -> Self {
        Self { network, owner, settings: Settings::default() }
    }
}

/// What the market is told at its beginning.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The network's name.
    pub network: Network,
    /// The owner's key; without one the node only listens and keeps.
    pub owner: Option<Signer>,
    /// How the ranking is set.
    pub settings: Settings,
}

impl<R: Replica> Market<R> {
    /// Takes over `replica`, rebuilds the views from it, and finds the owner's records and notes again.
    ///
    /// # Errors
    /// [`StoreError`] when the replica cannot be read.
    pub fn begin(beginning: Beginning, replica: R) -> Result<Self, StoreError> {
        let mut market = Self {
            network: beginning.network,
            replica,
            views: Views::default(),
            own: None,
            held: Held::default(),
            conversations: Conversations::default(),
            settings: beginning.settings,
            counts: Counts::default(),
            trouble: None,
            unsynced: false,
            next_forgetting: Millis::default(),
        };
        market.rebuild_views()?;
        if let Some(signer) = beginning.owner {
            market.views.graph.set_owner(Some(signer.person()));
            market.own = Some(Own::find(signer, &market.replica)?);
            market.load_private_edges()?;
        }
        Ok(market)
    }

    /// Finds the owner's registers again; stamps used meanwhile stay used.
    pub(crate) fn find_own(&mut self) -> Result<(), StoreError> {
        if let Some(old) = self.own.take() {
            let ceiling = old.ceiling();
            let mut own = Own::find(old.signer, &self.replica)?;
            own.raise(ceiling);
            self.own = Some(own);
        }
        Ok(())
    }

    /// Takes one input at `now` and says what is to be done.
    pub fn handle(&mut self, input: Input, now: Millis) -> Vec<Effect> {
        match input {
            Input::Gossip(deliveries) => self.take_gossip(deliveries, now),
            Input::SessionOpened { session, opened } => self.open_session(session, opened),
            Input::SessionFrame { session, bytes } => self.hear(session, &bytes, now),
            Input::SessionClosed { session } => {
                // Only a conversation that broke off is still here; what it brought is kept all the same.
                let brought = self.conversations.end(session);
                if brought > 0 { vec![Effect::Close { session, brought, fault: None }] } else { Vec::new() }
            }
            Input::Tick => self.tick(now),
        }
    }

    /// Drops every derived index and builds it again; the answers do not change.
    ///
    /// # Errors
    /// [`StoreError`] when the replica cannot be read.
    pub fn rebuild_views(&mut self) -> Result<(), StoreError> {
        let private = std::mem::take(&mut self.views.private);
        let owner = self.own.as_ref().map(Own::person);
        self.views = Views::under(self.settings.rules.clone());
        self.views.graph.set_owner(owner);
        self.views.set_private(private);
        let mut cursor = 0;
        loop {
            let step = self.replica.since(cursor, REBUILD_STEP)?;
            let Some((last, _)) = step.last() else { return Ok(()) };
            cursor = *last;
            for (_, bytes) in step {
                // The replica read every frame when it was opened.
                if let Ok(sealed) = Sealed::open(bytes) {
                    let record = sealed.into_record();
                    self.views.apply(&record, &self.replica)?;
                }
            }
        }
    }

    fn tick(&mut self, now: Millis) -> Vec<Effect> {
        self.retry();
        let mut effects = self.release_held(now);
        effects.extend(self.renew(now));
        self.forget_lapsed(now);
        self.sync_soon();
        effects
    }

    fn forget_lapsed(&mut self, now: Millis) {
        if now < self.next_forgetting {
            return;
        }
        self.next_forgetting = now.plus(FORGET_EVERY);
        match self.replica.forget(now) {
            Ok(registers) => {
                for register in registers {
                    self.views.remove(&register);
                }
            }
            Err(error) => self.trouble = Some(error),
        }
    }

    /// Makes the records of others durable; called by the clock, not by each of them.
    pub(crate) fn sync_soon(&mut self) {
        if !self.unsynced {
            return;
        }
        match self.replica.sync() {
            Ok(()) => self.unsynced = false,
            Err(error) => self.trouble = Some(error),
        }
    }
}
