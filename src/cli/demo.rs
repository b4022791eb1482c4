//! `demo`: a town of real nodes with stores on disk, over real connections on this machine, that ends as it began: clean.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::cli::args::DemoArgs;
use crate::cli::demo_town::{CHEAT, CITIZENS, FOOLED, Farm, LISTINGS, PRAISE, SCAM, TRUST, citizen, slot};
use crate::cli::demo_words::{side_by_side, standing};
use crate::cli::output::{Given, Output};
use crate::cli::rows;
use crate::cli::sheet::Sheet;
use crate::cli::up;
use crate::envelope::keys::Signer;
use crate::model::content::Content;
use crate::model::draft::Draft;
use crate::model::endorsement::{Context, Evidence, Weight};
use crate::model::id::PersonId;
use crate::model::list::List;
use crate::model::profile::{Profile, Role, Shop};
use crate::model::recommendation::{Receipt, Stance};
use crate::model::record::Network;
use crate::model::time::Millis;
use crate::net;
use crate::node::clock;
use crate::node::door::{Code, Failure, Question, Recommend};
use crate::node::plan::{Keep, Plan};
use crate::node::run::Node;

/// The town is given up when it takes longer than this to agree.
const PATIENCE: Duration = Duration::from_secs(60);

/// Homes of the demonstration; removed when it ends, however it ends.
struct Ground(PathBuf);

impl Drop for Ground {
    fn drop(&mut self) {
        // Nothing to tell anybody: the system clears its temporary folder in the end.
        let _left = fs::remove_dir_all(&self.0);
    }
}

/// Plays the demonstration.
///
/// # Errors
/// A [`Failure`] when a node does not start, or the town does not agree in time.
pub fn demo(args: &DemoArgs, output: Output) -> Result<(), Failure> {
    up::start_logs("error");
    let chance = Signer::generate().map_err(|e| trouble(&e))?.person().short();
    let ground = Ground(std::env::temp_dir().join(format!("commend-demo-{chance}")));
    let network: Network = format!("demo-{chance}").parse().map_err(|e| trouble(&e))?;
    up::runtime()?.block_on(async {
        let mut town = Town::found(&ground.0, &network, output).await?;
        let ended = tokio::select! {
            told = town.show(args) => told,
            () = up::interrupted() => Ok(()),
        };
        town.end().await;
        ended
    })
}

fn trouble(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(Code::Failure, format!("the demonstration cannot go on: {error}"), "this is a fault of Commend's own")
}

fn seconds_since(begun: Millis) -> f64 {
    clock::now().since(begun) as f64 / 1_000.0
}

struct Town {
    nodes: Vec<Node>,
    network: Network,
    ground: PathBuf,
    output: Output,
}

fn plan(home: &Path, network: &Network) -> Plan {
    let listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned(), "/ip4/127.0.0.1/tcp/0".to_owned()];
    let net = net::config::Config { listen, mdns: false, catch_up_every_s: 1, ..net::config::Config::default() };
    Plan { home: home.to_owned(), network: network.clone(), keep: Keep::Everything, net, rank: Default::default() }
}

impl Town {
    async fn found(ground: &Path, network: &Network, output: Output) -> Result<Self, Failure> {
        let mut nodes = Vec::new();
        for (name, _) in CITIZENS {
            nodes.push(Node::start(plan(&ground.join(name.to_lowercase()), network)).await?);
        }
        let town = Self { nodes, network: network.clone(), ground: ground.to_owned(), output };
        for at in 0..town.nodes.len() {
            town.connect(at, (at + 1) % town.nodes.len()).await?;
            town.connect(at, (at + 3) % town.nodes.len()).await?;
        }
        town.say(&format!(
            "{} nodes, each with its own store and keys, linked over libp2p on 127.0.0.1",
            town.nodes.len()
        ));
        Ok(town)
    }

    fn say(&self, line: &str) {
        self.output.note(line);
    }

    fn spread(&self, what: &str, records: u64, begun: Millis) {
        self.say(&format!("{what}: {records} records at every node after {:.1} s", seconds_since(begun)));
    }

    async fn connect(&self, one: usize, other: usize) -> Result<(), Failure> {
        let address = address(&self.nodes[other]).await?;
        self.nodes[one].ask(Question::PeerAdd { address }).await.map(|_| ())
    }

    async fn play(&mut self, args: &DemoArgs) -> Result<Given, Failure> {
        let begun = clock::now();
        self.introduce().await?;
        self.offer().await?;
        let (records, _) = self.agree().await?;
        self.spread("profiles and listings", records, begun);
        self.trust_and_praise().await?;
        let (records, _) = self.agree().await?;
        self.spread("trust and praise of friends", records, begun);
        self.cheat(args.fakes).await?;
        let (records, digest) = self.agree().await?;
        self.spread(&format!("a farm of {} fakes praises one scam", args.fakes), records, begun);
        let caught_up = self.newcomer().await?;
        self.say(&format!("a newcomer with an empty store caught up with all {records} in {caught_up:.1} s"));
        self.tell(records, &digest, caught_up).await
    }

    async fn introduce(&self) -> Result<(), Failure> {
        for (at, (name, shop)) in CITIZENS.iter().enumerate() {
            let mut profile = Profile { name: name.parse().map_err(|e| trouble(&e))?, ..Profile::default() };
            let mut roles = vec![Role::Consumer];
            if let Some(shop) = shop {
                profile.shop = Some(Shop { name: shop.parse().map_err(|e| trouble(&e))?, ..Shop::default() });
                roles.push(Role::Merchant);
            }
            profile.roles = List::new(roles).map_err(|e| trouble(&e))?;
            self.nodes[at].ask(Question::Publish { draft: Draft::new(Content::Profile(profile)) }).await?;
        }
        Ok(())
    }

    async fn offer(&self) -> Result<(), Failure> {
        for (seller, title, price, category) in LISTINGS {
            let sheet = format!("title = {title:?}\nprice = {price:?}\ncategory = {category:?}\n");
            let listing = Sheet::read(&sheet)?.listing()?;
            let draft = Draft::new(Content::Listing(Box::new(listing)));
            self.nodes[citizen(seller)].ask(Question::Publish { draft }).await?;
        }
        Ok(())
    }

    async fn trust_and_praise(&self) -> Result<(), Failure> {
        for (who, whom, weight) in TRUST {
            self.trust(who, self.nodes[citizen(whom)].person, weight).await?;
        }
        for (who, listing, stance, bought, words) in PRAISE {
            let word = Recommend {
                subject: format!("{}/{}", self.nodes[citizen(LISTINGS[listing].0)].person, slot(listing)),
                stance: Stance::new(stance).map_err(|e| trouble(&e))?,
                aspects: Default::default(),
                text: words.parse().map_err(|e| trouble(&e))?,
                receipt: if bought { Receipt::Claimed } else { Receipt::None },
                disclosure: Default::default(),
                relation: Default::default(),
            };
            self.nodes[citizen(who)].ask(Question::Recommend(word)).await?;
        }
        Ok(())
    }

    async fn trust(&self, who: &str, whom: PersonId, weight: i64) -> Result<(), Failure> {
        let question = Question::Trust {
            person: whom.to_string(),
            weight: Weight::new(weight).map_err(|e| trouble(&e))?,
            context: Context::General,
            reason: Default::default(),
            evidence: Evidence::Met,
            private: false,
        };
        self.nodes[citizen(who)].ask(question).await.map(|_| ())
    }

    async fn cheat(&self, fakes: u16) -> Result<(), Failure> {
        let farm = Farm::new(fakes, &self.network);
        let seller = |name: &str| self.nodes[citizen(name)].person;
        let frames = farm.frames(&seller, clock::now()).map_err(|e| trouble(&e))?;
        for part in frames.chunks(512) {
            let hex = |frame: &Vec<u8>| frame.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            let frames = part.iter().map(hex).collect();
            self.nodes[citizen(CHEAT)].ask(Question::Submit { frames }).await?;
        }
        self.trust(FOOLED, farm.face(), 60).await
    }

    /// Waits until all replicas are equal: how many records, and their digest.
    async fn agree(&self) -> Result<(u64, String), Failure> {
        let agreed = timeout(PATIENCE, async {
            loop {
                let mut seen = Vec::new();
                for node in &self.nodes {
                    let (status, _) = node.ask(Question::Status).await?;
                    seen.push((status["records"].as_u64().unwrap_or(0), rows::text(&status, "digest").to_owned()));
                }
                seen.dedup();
                if let [one] = seen.as_slice() {
                    return Ok(one.clone());
                }
                sleep(Duration::from_millis(50)).await;
            }
        });
        agreed.await.unwrap_or_else(|_| {
            let message = format!("the town did not agree within {} s", PATIENCE.as_secs());
            Err(Failure::new(Code::Network, message, "this machine may be too busy; try again"))
        })
    }

    async fn newcomer(&mut self) -> Result<f64, Failure> {
        let begun = clock::now();
        self.nodes.push(Node::start(plan(&self.ground.join("newcomer"), &self.network)).await?);
        self.connect(self.nodes.len() - 1, 0).await?;
        self.agree().await?;
        Ok(seconds_since(begun))
    }

    async fn tell(&self, records: u64, digest: &str, caught_up: f64) -> Result<Given, Failure> {
        let (linh, carlos) = (self.ranking("Linh").await?, self.ranking("Carlos").await?);
        let scam = LISTINGS[SCAM].1;
        let mut text = format!(
            "\nThe same market of {records} records, ranked for two citizens by the people whom they trust:\n\n"
        );
        text.push_str(&side_by_side(
            ("Linh, who trusts Binh and Ada", &linh),
            ("Carlos, who trusts Rosa and Ada", &carlos),
        ));
        text.push_str(&format!(
            "\nThe scam, '{scam}', which counting heads would put first ({FOOLED} was fooled into trusting a fake):\n"
        ));
        let standings = [standing("Linh", &linh, scam), standing("Carlos", &carlos, scam)];
        text.push_str(&format!("  {}\n  {}\n", standings[0], standings[1]));
        text.push_str("\nWhy the first product stands where it does for Linh:\n\n");
        text.push_str(linh["products"][0]["explanation"].as_str().unwrap_or_default());
        let data = json!({
            "nodes": self.nodes.len(), "records": records, "digest": digest, "newcomer_caught_up_s": caught_up,
            "rankings": {"Linh": linh, "Carlos": carlos}, "scam": standings,
        });
        Ok(Given::new(data, text))
    }

    async fn ranking(&self, name: &str) -> Result<Value, Failure> {
        let question = Question::Rank { viewer: None, top: None, why: true };
        self.nodes[citizen(name)].ask(question).await.map(|(ranking, _)| ranking)
    }

    /// Plays the story, tells it, and keeps the town alive for whoever wants to look around.
    async fn show(&mut self, args: &DemoArgs) -> Result<(), Failure> {
        let given = self.play(args).await?;
        self.output.give(&given).map_err(|e| trouble(&e))?;
        if args.once {
            return Ok(());
        }
        self.say("\nThe town stays until you interrupt it (Ctrl-C). Look around from another terminal, as Linh:");
        self.say(&format!("  commend --home {} rank --why", self.ground.join("linh").display()));
        std::future::pending().await
    }

    async fn end(self) {
        for node in self.nodes {
            node.stop().await;
        }
    }
}

async fn address(node: &Node) -> Result<String, Failure> {
    let listening = timeout(Duration::from_secs(10), async {
        loop {
            let (status, _) = node.ask(Question::Status).await?;
            if let Some(address) = rows::entries(&status, "addresses").first().and_then(Value::as_str) {
                return Ok(format!("{address}/p2p/{}", node.peer.0));
            }
            sleep(Duration::from_millis(10)).await;
        }
    });
    listening.await.unwrap_or_else(|_| {
        Err(Failure::new(Code::Network, "a node does not listen", "look whether this machine has a loopback device"))
    })
}
