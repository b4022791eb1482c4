//! Which part carries out which command.

use serde_json::Value;

use crate::cli::args::{Cli, Command, PeerCommand, SyncCommand};
use crate::cli::output::{Given, Output};
use crate::cli::rows::{self, entries, table};
use crate::cli::{demo, market, people, places, settings, up};
use crate::node::client::Client;
use crate::node::door::{Failure, Question};
use crate::node::home::Home;

/// Carries out a command; what it gives, if it gives anything by itself.
///
/// # Errors
/// A [`Failure`] with code, sentence and hint.
pub fn dispatch(cli: &Cli, output: Output) -> Result<Option<Given>, Failure> {
    let home = places::home(&cli.global)?;
    let mut client = || Client::connect(&home);
    let given = match &cli.command {
        Command::Up(args) => return up::up(&home, args, output).map(|()| None),
        Command::Demo(args) => return demo::demo(args, output).map(|()| None),
        Command::Init => {
            let person = Home::at(&home).make()?;
            up::made(&home, &person.to_string())
        }
        Command::Status => {
            let (status, warnings) = client()?.ask(&Question::Status)?;
            let text = up::status_text(&status);
            Given::new(status, text).warning(warnings)
        }
        Command::Stop => {
            let (data, warnings) = client()?.ask(&Question::Stop)?;
            Given::new(data, "the node is stopping\n").warning(warnings)
        }
        Command::Profile { command } => people::profile(&mut client()?, command)?,
        Command::Listing { command } => market::listing(&mut client, command)?,
        Command::Recommend(args) => market::recommend(&mut client()?, args)?,
        Command::Trust { command } => people::trust(&mut client()?, command)?,
        Command::Rank(args) => market::rank(&mut client()?, args)?,
        Command::Search { words } => market::search(&mut client()?, words)?,
        Command::Peer { command } => peer(&mut client()?, command)?,
        Command::Sync { command: SyncCommand::Status } => sync(&mut client()?)?,
        Command::Config { command } => settings::command(&cli.global, command)?,
    };
    Ok(Some(given))
}

fn peer(client: &mut Client, command: &PeerCommand) -> Result<Given, Failure> {
    match command {
        PeerCommand::Add { address } => {
            let (data, warnings) = client.ask(&Question::PeerAdd { address: address.clone() })?;
            let text =
                format!("{address} is dialled, now and at every start; 'commend peer list' shows whether it answers\n");
            Ok(Given::new(data, text).warning(warnings))
        }
        PeerCommand::List => {
            let (data, warnings) = client.ask(&Question::PeerList)?;
            let text = peers(&data);
            Ok(Given::new(data, text).warning(warnings))
        }
    }
}

fn peers(data: &Value) -> String {
    let row = |peer: &Value| {
        let way = if peer["dialled"] == true { "dialled" } else { "came" };
        let cells = [rows::text(peer, "peer"), way, rows::text(peer, "address"), rows::text(peer, "agent")];
        cells.map(str::to_owned).to_vec()
    };
    let connected: Vec<Vec<String>> = entries(data, "connected").iter().map(row).collect();
    let mut text = match connected.as_slice() {
        [] => "nobody is connected\n".to_owned(),
        rows => table(&["node", "", "address", "software"], rows),
    };
    for address in entries(data, "unreached") {
        text.push_str(&format!("not reached: {}\n", address.as_str().unwrap_or_default()));
    }
    text
}

fn sync(client: &mut Client) -> Result<Given, Failure> {
    let (data, warnings) = client.ask(&Question::SyncStatus)?;
    let state = format!(
        "{} records, {} held for later, {} conversations under way\n",
        data["records"], data["held"], data["talking"]
    );
    let row = |who: &Value| {
        let connected = if who["connected"] == true { "connected" } else { "gone" };
        vec![rows::text(who, "peer").to_owned(), connected.to_owned(), who["brought"].to_string()]
    };
    let neighbours: Vec<Vec<String>> = entries(&data, "neighbours").iter().map(row).collect();
    let rows = if neighbours.is_empty() { String::new() } else { table(&["node", "", "records brought"], &neighbours) };
    let text = state + &rows;
    Ok(Given::new(data, text).warning(warnings))
}
