//! `up`: the node runs here until it is interrupted.

use std::path::Path;

use serde_json::{Value, json};
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::args::UpArgs;
use crate::cli::output::{Given, Output};
use crate::cli::rows;
use crate::cli::settings;
use crate::node::door::{Code, Failure, Question};
use crate::node::run::Node;

/// Starts the node, says where it is, and runs until interrupted or told to stop.
///
/// # Errors
/// A [`Failure`] when it cannot start.
pub fn up(home: &Path, args: &UpArgs, output: Output) -> Result<(), Failure> {
    let settled = settings::settle(home, args)?;
    settled.config.check()?;
    start_logs(settled.config.log.word());
    let plan = settled.config.plan(home);
    let network = plan.network.clone();
    runtime()?.block_on(async move {
        let node = Node::start(plan).await?;
        let (status, warnings) = listening(&node).await?;
        let text = greeting(&status, network.as_str());
        let given = Given::new(status, text).warning(warnings);
        let _closed = output.give(&given);
        tokio::select! {
            () = interrupted() => output.note("stopping"),
            () = node.gone() => {}
        }
        node.stop().await;
        Ok(())
    })
}

/// Waits for Ctrl-C or the system's request to end; without signals it waits for ever.
pub async fn interrupted() {
    let Ok(mut terminated) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}

/// The status once the node listens somewhere; the system answers within moments.
async fn listening(node: &Node) -> Result<(Value, Vec<String>), Failure> {
    for _ in 0..50 {
        let (status, warnings) = node.ask(Question::Status).await?;
        if !rows::entries(&status, "addresses").is_empty() {
            return Ok((status, warnings));
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    node.ask(Question::Status).await
}

fn greeting(status: &Value, network: &str) -> String {
    let who = status["name"].as_str().unwrap_or("no name yet: 'commend profile set --name <name>'");
    let mut text = format!("Commend runs in {}\n", rows::text(status, "home"));
    text.push_str(&format!("  you       {} ({who})\n", rows::text(status, "person")));
    text.push_str(&format!("  network   {network}, {} records, {} listings\n", status["records"], status["listings"]));
    for address in rows::entries(status, "addresses") {
        let address = address.as_str().unwrap_or_default();
        text.push_str(&format!("  address   {address}/p2p/{}\n", rows::text(status, "peer")));
    }
    text.push_str("Interrupt with Ctrl-C to stop; use another terminal for 'commend status', 'commend rank', ...\n");
    text
}

/// A runtime of two threads for the network and as many as are needed for the market and the disk.
///
/// # Errors
/// A [`Failure`] when the system gives no threads.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(|error| failed(&error))
}

/// Log lines on stderr at this level; a second call changes nothing.
pub fn start_logs(level: &str) {
    // libp2p's own crates tell of every lost connection as a warning.
    let filter = format!("{level},libp2p_gossipsub=error,libp2p_mdns=error,libp2p_swarm=error,netlink_proto=error");
    let filter = tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_default();
    let _already = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(Code::Failure, format!("the node cannot run: {error}"), "look at the limits of this machine")
}

/// The status as `commend status` shows it.
#[must_use]
pub fn status_text(status: &Value) -> String {
    let mut text = greeting(status, rows::text(status, "network"));
    text.truncate(text.find("Interrupt").unwrap_or(text.len()));
    text.push_str(&format!("  peers     {} connected\n", status["peers"]));
    text.push_str(&format!("  digest    {}\n", rows::text(status, "digest")));
    if let Some(trouble) = status["trouble"].as_str() {
        text.push_str(&format!("  TROUBLE   {trouble}\n"));
    }
    text
}

/// What `init` says.
#[must_use]
pub fn made(home: &Path, person: &str) -> Given {
    let text = format!("{} is ready\n  you  {person}\n", home.display());
    Given::new(json!({"home": home, "person": person}), text)
}
