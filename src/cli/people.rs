//! Commands about profiles and trust.

use serde_json::Value;

use crate::cli::args::{ProfileArgs, ProfileCommand};
use crate::cli::args_market::{EvidenceArg, TrustArgs, TrustCommand};
use crate::cli::output::Given;
use crate::cli::rows::{self, entries, table, who};
use crate::model::content::Content;
use crate::model::draft::Draft;
use crate::model::endorsement::{Context, Evidence, Weight};
use crate::model::list::List;
use crate::model::profile::{Profile, Role, Shop};
use crate::node::client::Client;
use crate::node::door::{Code, Failure, Question};

fn usage(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(Code::Usage, error.to_string(), "see the command's --help")
}

/// Carries out a command about profiles.
///
/// # Errors
/// The node's [`Failure`].
pub fn profile(client: &mut Client, command: &ProfileCommand) -> Result<Given, Failure> {
    match command {
        ProfileCommand::Show { person } => {
            let (data, warnings) = client.ask(&Question::Person { person: person.clone() })?;
            let name = data["profile"]["name"].as_str().unwrap_or("(no profile)");
            let mut text = format!("{name}\n  id {}\n", rows::text(&data, "person"));
            if let Some(shop) = data["profile"]["shop"]["name"].as_str() {
                text.push_str(&format!("  shop {shop}\n"));
            }
            text.push_str(&format!("  {} listings, {} recommendations\n", data["listings"], data["recommendations"]));
            Ok(Given::new(data, text).warning(warnings))
        }
        ProfileCommand::Set(args) => set(client, args),
    }
}

fn set(client: &mut Client, args: &ProfileArgs) -> Result<Given, Failure> {
    let (known, _) = client.ask(&Question::Person { person: None })?;
    let mut profile: Profile = serde_json::from_value(known["profile"].clone()).unwrap_or_default();
    if let Some(name) = &args.name {
        profile.name = name.parse().map_err(|e| usage(&e))?;
    }
    if let Some(about) = &args.about {
        profile.about = about.parse().map_err(|e| usage(&e))?;
    }
    if !args.language.is_empty() {
        let tags: Result<Vec<_>, _> = args.language.iter().map(|tag| tag.parse()).collect();
        profile.languages = List::new(tags.map_err(|e| usage(&e))?).map_err(|e| usage(&e))?;
    }
    if args.shop.is_some() || args.returns.is_some() {
        let mut shop: Shop = profile.shop.take().unwrap_or_default();
        if let Some(name) = &args.shop {
            shop.name = name.parse().map_err(|e| usage(&e))?;
        }
        if let Some(returns) = &args.returns {
            shop.returns = returns.parse().map_err(|e| usage(&e))?;
        }
        profile.shop = Some(shop);
        profile.roles = List::new(vec![Role::Consumer, Role::Merchant]).map_err(|e| usage(&e))?;
    }
    let (data, warnings) = client.ask(&Question::Publish { draft: Draft::new(Content::Profile(profile)) })?;
    Ok(Given::new(data["record"].clone(), "your profile is published\n").warning(warnings))
}

/// Carries out a command about trust.
///
/// # Errors
/// The node's [`Failure`].
pub fn trust(client: &mut Client, command: &TrustCommand) -> Result<Given, Failure> {
    match command {
        TrustCommand::Add(args) => add(client, args),
        TrustCommand::Remove { person, context } => {
            let context: Context = context.parse().map_err(|e| usage(&e))?;
            let (data, warnings) = client.ask(&Question::Distrust { person: person.clone(), context })?;
            Ok(Given::new(data, format!("what you said about {person} is taken back\n")).warning(warnings))
        }
        TrustCommand::List { person } => {
            let (data, warnings) = client.ask(&Question::TrustOf { person: person.clone() })?;
            let text = list(&data);
            Ok(Given::new(data, text).warning(warnings))
        }
        TrustCommand::Why { person } => {
            let (data, warnings) = client.ask(&Question::TrustWhy { person: person.clone() })?;
            let text = why(&data, person);
            Ok(Given::new(data, text).warning(warnings))
        }
    }
}

fn add(client: &mut Client, args: &TrustArgs) -> Result<Given, Failure> {
    let question = Question::Trust {
        person: args.person.clone(),
        weight: Weight::new(args.weight).map_err(|e| usage(&e))?,
        context: args.context.parse().map_err(|e| usage(&e))?,
        reason: args.reason.parse().map_err(|e| usage(&e))?,
        evidence: match args.evidence {
            EvidenceArg::None => Evidence::None,
            EvidenceArg::Met => Evidence::Met,
            EvidenceArg::Bought => Evidence::Bought,
            EvidenceArg::Invited => Evidence::Invited,
        },
        private: args.private,
    };
    let (data, warnings) = client.ask(&question)?;
    let kept = if args.private { "kept on this node alone" } else { "published" };
    let text = format!("your trust in {} ({:+}) is {kept}\n", args.person, args.weight);
    Ok(Given::new(data, text).warning(warnings))
}

fn list(data: &Value) -> String {
    let row = |said: &Value, id: &str, name: &str| {
        let context = match &said["context"] {
            Value::String(context) => context.clone(),
            Value::Object(object) => object.values().next().and_then(Value::as_str).unwrap_or_default().to_owned(),
            _ => "recommended".to_owned(),
        };
        let private = if said["private"] == true { "private" } else { "" };
        let weight = said["weight"].as_i64().unwrap_or_default();
        vec![
            who(rows::text(said, id), &said[name]),
            format!("{weight:+}"),
            context,
            private.to_owned(),
            rows::text(said, "reason").to_owned(),
        ]
    };
    let given: Vec<_> = entries(data, "given").iter().map(|said| row(said, "subject", "subject_name")).collect();
    let received: Vec<_> = entries(data, "received").iter().map(|said| row(said, "author", "author_name")).collect();
    let mut text = String::new();
    for (title, rows) in [("trusts", given), ("is trusted by", received)] {
        if !rows.is_empty() {
            text.push_str(&table(&[title, "weight", "in", "", "why"], &rows));
        }
    }
    if text.is_empty() { "no word of trust, given or received\n".to_owned() } else { text }
}

fn why(data: &Value, person: &str) -> String {
    let steps = entries(data, "path");
    if data["reached"] != true {
        return format!("your trust does not reach {person}: nobody you trust leads there\n");
    }
    if steps.len() < 2 {
        return format!("{person} is where your trust begins\n");
    }
    let mut text = "your trust reaches them like this:\n".to_owned();
    for (at, step) in steps.iter().enumerate() {
        let name = who(rows::text(step, "person"), &step["name"]);
        let part = step["part"].as_f64().unwrap_or_default() * 100.0;
        let line = match at {
            0 => format!("  {name}\n"),
            _ => format!("  {}gives {part:.0} % of their trust to {name}\n", "  ".repeat(at)),
        };
        text.push_str(&line);
    }
    text
}
