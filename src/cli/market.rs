//! Commands about listings, recommendations, search and rank.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::args_market::{ListingCommand, PublishArgs, RankArgs, RecommendArgs, RelationArg};
use crate::cli::output::Given;
use crate::cli::rows::{self, entries, reference, table, who};
use crate::cli::sheet::{BLANK, Sheet};
use crate::model::content::Content;
use crate::model::draft::{Draft, Place};
use crate::model::kind::Kind;
use crate::model::recommendation::{Receipt, Relation, Stance};
use crate::model::time::DAY;
use crate::node::client::Client;
use crate::node::door::{Code, Failure, Question, Recommend};

/// Carries out a command about listings.
///
/// # Errors
/// The node's [`Failure`], or one about the sheet.
pub fn listing(
    client: &mut impl FnMut() -> Result<Client, Failure>,
    command: &ListingCommand,
) -> Result<Given, Failure> {
    match command {
        ListingCommand::New { file } => new(file),
        ListingCommand::Publish(args) => publish(&mut client()?, args),
        ListingCommand::List { mine, seller } => {
            let seller = if *mine { Some("me".to_owned()) } else { seller.clone() };
            let (data, warnings) = client()?.ask(&Question::Listings { seller })?;
            Ok(Given::new(data["listings"].clone(), listings(&data)).warning(warnings))
        }
        ListingCommand::Show { listing } => {
            let (data, warnings) = client()?.ask(&Question::Listing { listing: listing.clone() })?;
            let text = show(&data);
            Ok(Given::new(data, text).warning(warnings))
        }
        ListingCommand::Withdraw { slot } => {
            let (data, warnings) = client()?.ask(&Question::Withdraw { kind: Kind::Listing, slot: *slot })?;
            Ok(Given::new(data["record"].clone(), format!("listing {slot} is withdrawn\n")).warning(warnings))
        }
    }
}

fn new(file: &Path) -> Result<Given, Failure> {
    let write = fs::OpenOptions::new().write(true).create_new(true).open(file);
    write.and_then(|mut file| std::io::Write::write_all(&mut file, BLANK.as_bytes())).map_err(|error| {
        let message = format!("{} cannot be written: {error}", file.display());
        Failure::new(Code::Conflict, message, "name a file that is not there yet")
    })?;
    let text = format!("fill in {0}, then: commend listing publish {0}\n", file.display());
    Ok(Given::new(json!({"file": file}), text))
}

fn publish(client: &mut Client, args: &PublishArgs) -> Result<Given, Failure> {
    let sheet = match &args.file {
        None => Sheet::of_flags(args),
        Some(file) => Sheet::read(&fs::read_to_string(file).map_err(|error| {
            let message = format!("{} cannot be read: {error}", file.display());
            Failure::new(Code::NotFound, message, "'commend listing new <file>' writes one to fill in")
        })?)?,
    };
    let mut draft = Draft::new(Content::Listing(Box::new(sheet.listing()?)));
    draft.life = args.days.map(|days| days.saturating_mul(DAY));
    if let Some(slot) = args.slot {
        draft.place = Place::Slot { kind: Kind::Listing, slot };
    }
    let (data, warnings) = client.ask(&Question::Publish { draft })?;
    let record = &data["record"];
    let name = reference(rows::text(record, "author"), &record["slot"]);
    let mut given = Given::new(record.clone(), format!("published as {name}\n")).warning(warnings);
    given.warnings.push("what you publish, others keep: it cannot be erased for certain".to_owned());
    Ok(given)
}

fn listings(data: &Value) -> String {
    let rows: Vec<Vec<String>> = entries(data, "listings").iter().map(row).collect();
    if rows.is_empty() {
        return "nothing is on offer here yet; 'commend sync status' shows whether something is on its way\n"
            .to_owned();
    }
    table(&["listing", "price", "seller", "title"], &rows)
}

fn row(offer: &Value) -> Vec<String> {
    let seller = offer["register"]["author"].as_str().unwrap_or_default();
    let name = reference(seller, &offer["register"]["slot"]);
    let title = offer["listing"]["title"].as_str().unwrap_or_default();
    vec![name, rows::text(offer, "price").to_owned(), who(seller, &offer["seller_name"]), title.to_owned()]
}

fn show(data: &Value) -> String {
    let offer = &data["listing"];
    let listing = &offer["listing"];
    let mut text = format!("{}\n", rows::text(listing, "title"));
    let cells = row(offer);
    text.push_str(&format!(
        "  {}  {}  from {}  in {}\n",
        cells[0],
        cells[1],
        cells[2],
        rows::text(listing, "category")
    ));
    if !rows::text(listing, "description").is_empty() {
        text.push_str(&format!("  {}\n", rows::text(listing, "description")));
    }
    for said in entries(data, "recommendations") {
        let author = said["register"]["author"].as_str().unwrap_or_default();
        let words = said["words"]["text"].as_str().unwrap_or_default();
        text.push_str(&format!("  {} of 5  {}  {words}\n", said["stance"], who(author, &said["author_name"])));
    }
    text
}

/// Recommends something.
///
/// # Errors
/// The node's [`Failure`].
pub fn recommend(client: &mut Client, args: &RecommendArgs) -> Result<Given, Failure> {
    let usage =
        |error: &dyn std::fmt::Display| Failure::new(Code::Usage, error.to_string(), "see 'commend recommend --help'");
    let word = Recommend {
        subject: args.subject.clone(),
        stance: Stance::new(args.stance).map_err(|e| usage(&e))?,
        aspects: Default::default(),
        text: args.text.parse().map_err(|e| usage(&e))?,
        receipt: if args.bought { Receipt::Claimed } else { Receipt::None },
        disclosure: Default::default(),
        relation: match args.relation {
            RelationArg::None => Relation::None,
            RelationArg::Customer => Relation::Customer,
            RelationArg::Staff => Relation::Staff,
            RelationArg::Kin => Relation::Kin,
        },
    };
    let (data, warnings) = client.ask(&Question::Recommend(word))?;
    let text = format!("your word about {} is published ({} of 5)\n", args.subject, args.stance);
    Ok(Given::new(data["record"].clone(), text).warning(warnings))
}

/// Searches.
///
/// # Errors
/// The node's [`Failure`].
pub fn search(client: &mut Client, words: &[String]) -> Result<Given, Failure> {
    let (data, warnings) = client.ask(&Question::Search { words: words.join(" ") })?;
    let text = match entries(&data, "listings") {
        [] => "nothing here holds all of these words\n".to_owned(),
        _ => listings(&data),
    };
    Ok(Given::new(data["listings"].clone(), text).warning(warnings))
}

/// Ranks.
///
/// # Errors
/// The node's [`Failure`].
pub fn rank(client: &mut Client, args: &RankArgs) -> Result<Given, Failure> {
    let question = Question::Rank { viewer: args.viewer.clone(), top: Some(args.top), why: args.why };
    let (data, warnings) = client.ask(&question)?;
    let text = ranking(&data, args.why);
    Ok(Given::new(data, text).warning(warnings))
}

fn ranking(data: &Value, why: bool) -> String {
    let products = entries(data, "products");
    let mut text = match data["basis"].as_str() {
        Some("nobody") => {
            "You trust nobody yet, so nothing can be ranked for you: 'commend trust add <person>' begins your circle.\n"
                .to_owned()
        }
        Some("roots") => "You trust nobody yet; this is how the roots you accepted see it.\n".to_owned(),
        _ => String::new(),
    };
    if products.is_empty() {
        text.push_str("nothing is on offer here yet\n");
    }
    for product in products {
        if why {
            text.push_str(rows::text(product, "explanation"));
            continue;
        }
        let best = &product["best"];
        let seller = rows::text(best, "seller");
        let name = reference(seller, &best["register"]["slot"]);
        let seller = who(seller, &best["seller_name"]);
        let place = product["place"].as_u64().unwrap_or_default();
        let (title, reason) = (rows::text(best, "title"), rows::text(product, "reason"));
        text.push_str(&format!("{place:>3}. {title}  [{name}, from {seller}]\n     {reason}\n"));
    }
    let hidden = entries(data, "hidden").len();
    if hidden > 0 {
        text.push_str(&format!("{hidden} hidden: you or several of your friends distrust the seller, or the seller was caught signing two truths\n"));
    }
    text
}
