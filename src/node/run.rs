//! Starting a node: home, store, market, net, keeper, door; and ending it in good order.

use std::time::Duration;

use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::market::machine::{Beginning, Market};
use crate::model::id::PersonId;
use crate::net::messages::PeerName;
use crate::net::start;
use crate::node::door::{Code, Failure, Question};
use crate::node::home::Home;
use crate::node::keeper::{Asked, Keeper, Lanes, Rhythm};
use crate::node::plan::{Keep, Plan};
use crate::node::scout::Scout;
use crate::node::server;
use crate::store::sled::SledReplica;

/// A running node.
#[derive(Debug)]
pub struct Node {
    /// Whose it is.
    pub person: PersonId,
    /// Its name on the network.
    pub peer: PeerName,
    keeper: mpsc::Sender<Asked>,
    tasks: Vec<JoinHandle<()>>,
}

impl Node {
    /// Starts a node; when this returns, its door is open.
    ///
    /// # Errors
    /// A [`Failure`]: the home is taken or unreadable, the disk full, an address in use.
    pub async fn start(plan: Plan) -> Result<Self, Failure> {
        if plan.keep == Keep::Scopes {
            let hint = "write keep = \"everything\" in config.toml";
            return Err(Failure::new(Code::Usage, "keep = \"scopes\" is not available in this version", hint));
        }
        let home = Home::at(&plan.home);
        home.make()?;
        let lock = home.lock()?;
        let keys = home.keys()?;
        let person = keys.person.person();
        let mut known = home.known_peers()?;
        known.extend(plan.net.peers.iter().filter(|peer| !known.contains(peer)).cloned().collect::<Vec<_>>());
        let beginning = Beginning { network: plan.network.clone(), owner: Some(keys.person), settings: plan.rank };
        let store = home.store();
        let opened = tokio::task::spawn_blocking(move || Market::begin(beginning, SledReplica::open(&store)?)).await;
        let market = opened.map_err(|error| failed(&error))??;
        let net = start::start(plan.network.as_str(), keys.peer, &plan.net)?;
        let door = server::open(&home)?;
        let (asking, asked) = mpsc::channel(64);
        let lanes = Lanes { asked, heard: net.heard, news: net.news, gossiped: net.gossiped };
        let keeper =
            Keeper { market, scout: Scout::new(net.name.clone(), known), home, net: net.commands, stopping: false };
        let rhythm = Rhythm {
            catch_up: Duration::from_secs(plan.net.catch_up_every_s.max(1)),
            redial: Duration::from_secs(plan.net.redial_every_s.max(1)),
        };
        // Signatures and the disk have a thread of their own: the network never waits for them.
        let runtime = Handle::current();
        let keeping = tokio::task::spawn_blocking(move || {
            runtime.block_on(keeper.run(lanes, rhythm));
            drop(lock);
        });
        let serving = tokio::spawn(server::serve(door, asking.clone()));
        Ok(Self { person, peer: net.name, keeper: asking, tasks: vec![keeping, net.task, serving] })
    }

    /// Asks the node as a program would through its door.
    ///
    /// # Errors
    /// The node's [`Failure`].
    pub async fn ask(&self, question: Question) -> Result<(Value, Vec<String>), Failure> {
        let (back, answer) = oneshot::channel();
        let stopped = || Failure::new(Code::NotRunning, "the node has stopped", "start it again");
        self.keeper.send((question, back)).await.map_err(|_| stopped())?;
        let answer = answer.await.map_err(|_| stopped())?;
        match (answer.data, answer.error) {
            (_, Some(failure)) => Err(failure),
            (data, None) => Ok((data.unwrap_or_default(), answer.warnings)),
        }
    }

    /// Ends the node: everything durable, every task awaited.
    pub async fn stop(self) {
        // It may be stopping already.
        let _asked = self.ask(Question::Stop).await;
        self.stopped().await;
    }

    /// Waits until the keeper is gone, as when a program asked the node to stop.
    pub async fn gone(&self) {
        self.keeper.closed().await;
    }

    /// Waits until every part has ended.
    async fn stopped(mut self) {
        for task in self.tasks.drain(..) {
            if let Err(error) = task.await {
                tracing::error!(%error, "a part of the node failed");
            }
        }
    }
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(Code::Failure, format!("the node could not start: {error}"), "this is a fault of Commend's own")
}
