//! Which part answers which question.

use serde_json::{Value, json};

use crate::model::draft::Draft;
use crate::node::clock;
use crate::node::door::{Code, Failure, Question};
use crate::node::keeper::Keeper;
use crate::node::scout;

/// What was asked for, and things worth knowing.
pub type Reply = Result<(Value, Vec<String>), Failure>;

impl Keeper {
    /// Answers a question; what it changes is durable before the answer is given.
    ///
    /// # Errors
    /// A [`Failure`] with code, sentence and hint.
    pub async fn answer(&mut self, question: Question) -> Reply {
        match question {
            Question::Status => self.status(),
            Question::Publish { draft } => self.publish(draft).await,
            Question::Submit { frames } => self.submit(&frames).await,
            Question::Withdraw { kind, slot } => self.publish(Draft::withdrawal(kind, slot)).await,
            Question::Person { person } => self.person(person.as_deref()),
            Question::Listings { seller } => self.listings(seller.as_deref()),
            Question::Listing { listing } => self.listing(&listing),
            Question::Search { words } => self.search(&words),
            Question::Recommend(word) => self.recommend(word).await,
            Question::Trust { .. } => self.trust(question).await,
            Question::Distrust { person, context } => self.untrust(&person, &context).await,
            Question::TrustOf { person } => self.trust_of(person.as_deref()),
            Question::TrustWhy { person } => self.trust_why(&person),
            Question::Rank { viewer, top, why } => self.rank(viewer.as_deref(), top, why),
            Question::PeerAdd { address } => self.peer_add(&address).await,
            Question::PeerList => self.peer_list().await,
            Question::SyncStatus => self.sync_status(),
            Question::Feed { cursor, limit } => self.feed(cursor, limit),
            Question::Lapsing => Ok((to_json(&self.market.lapsing(clock::now()))?, Vec::new())),
            Question::Stop => {
                self.stopping = true;
                Ok((json!({"stopping": true}), Vec::new()))
            }
        }
    }

    fn status(&self) -> Reply {
        let state = self.market.state();
        let now = clock::now();
        let mut data = to_json(&state)?;
        data["person"] = to_json(&self.market.owner())?;
        data["name"] = to_json(&self.market.owner().and_then(|owner| self.market.catalog().name(&owner, now)))?;
        data["peer"] = to_json(&self.scout.name())?;
        data["addresses"] = to_json(&self.scout.addresses)?;
        data["peers"] = json!(self.scout.connected());
        data["digest"] = to_json(&self.market.digest())?;
        data["disk_bytes"] = json!(self.market.replica().disk_bytes());
        data["listings"] = json!(self.market.catalog().listings(now).count());
        data["home"] = json!(self.home.root());
        Ok((data, self.lapse_warnings()))
    }

    /// One line for what of the owner's own will end soon and is not renewed.
    fn lapse_warnings(&self) -> Vec<String> {
        let ending = self.market.lapsing(clock::now()).into_iter().filter(|lapsing| !lapsing.renewed);
        let line = |record: &crate::model::record::Record| {
            let days = record.expires.since(clock::now()) / crate::model::time::DAY;
            format!("your {} in register {} ends in {days} days; publish it again to keep it", record.kind, record.slot)
        };
        ending.map(|lapsing| line(&lapsing.record)).collect()
    }

    async fn peer_add(&mut self, address: &str) -> Reply {
        scout::dial(&self.net, address).await.map_err(|why| {
            let hint = "write it as 'commend status' of the other node shows it, like /ip4/127.0.0.1/tcp/4001";
            Failure::new(Code::Usage, format!("{address:?} cannot be dialled: {why}"), hint)
        })?;
        if self.scout.learn(address) {
            self.home.remember_peers(self.scout.known())?;
        }
        Ok((json!({"address": address, "known": self.scout.known().len()}), Vec::new()))
    }

    async fn peer_list(&self) -> Reply {
        let connected = scout::peers(&self.net).await;
        let lost = self.scout.lost(&connected);
        Ok((json!({"connected": to_json(&connected)?, "known": self.scout.known(), "unreached": lost}), Vec::new()))
    }

    fn sync_status(&self) -> Reply {
        let mut neighbours = Vec::new();
        for (peer, who) in self.scout.neighbours() {
            let mut row = to_json(who)?;
            row["peer"] = to_json(peer)?;
            neighbours.push(row);
        }
        let state = self.market.state();
        let talking = self.scout.talking();
        let data = json!({
            "records": state.records, "cursor": state.cursor, "held": state.held, "talking": talking,
            "digest": to_json(&self.market.digest())?, "counts": to_json(&state.counts)?, "neighbours": neighbours,
        });
        Ok((data, Vec::new()))
    }
}

/// A value as JSON.
pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|error| {
        Failure::new(
            Code::Failure,
            format!("the answer cannot be written: {error}"),
            "this is a fault of Commend's own",
        )
    })
}
