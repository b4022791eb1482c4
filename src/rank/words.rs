//! Words: a ranking's reasons in plain language, one line for lists and many for whoever asks why.

use std::fmt::Write;

use crate::model::id::PersonId;
use crate::rank::ranked::{Link, Ranked, Rest, Share, Support, VoiceKind};

/// How many shares are told one by one; the rest is told as a sum.
const TOLD: usize = 8;

/// Why a product stands where it does, in one line: 'Linh and 2 friends of theirs; bought by 2'.
#[must_use]
pub fn one_line(product: &Ranked) -> String {
    let Some(lead) = product.shares.first() else { return nobody(product).to_owned() };
    let mut people = vec![introduce(lead)];
    let rest = &product.shares[1..];
    let through = rest.iter().filter(|share| lead.path.len() == 1 && comes_by(share, &lead.recommender)).count();
    if through > 0 {
        people.push(count(through, "friend of theirs", "friends of theirs"));
    }
    let others = rest.len() - through + product.rest.map_or(0, |rest| rest.people);
    if others > 0 {
        people.push(count(others, "other", "others"));
    }
    let mut line = join(&people);
    let bought = product.shares.iter().filter(|share| share.kind == VoiceKind::Bought).count();
    if bought > 0 {
        let _ = write!(line, "; bought by {bought}");
    }
    if !product.warned_by.is_empty() {
        let _ = write!(line, "; {}", count(product.warned_by.len(), "warns", "warn"));
    }
    line
}

/// Why a product stands where it does, line by line, with the sum: for `rank --why`.
#[must_use]
pub fn explain_text(product: &Ranked) -> String {
    let best = &product.best;
    let seller = called(best.seller_name.as_deref(), &best.seller);
    let mut text = format!("{}. {}, {}, from {seller}\n", product.place, best.title, best.price);
    match product.score {
        None => {
            let _ = writeln!(text, "   No score: {}.", nobody(product));
        }
        Some(score) => sum(&mut text, product, score),
    }
    if product.praised_by_viewer && product.score.is_some() {
        text.push_str("   You praise it yourself; that shows, and adds nothing.\n");
    }
    factors(&mut text, product, &seller);
    if !product.others.is_empty() {
        let _ = writeln!(text, "   Also offered by {}.", count(product.others.len(), "other", "others"));
    }
    if !product.left_out.is_empty() {
        let offers = count(product.left_out.len(), "offer is", "offers are");
        let _ = writeln!(text, "   {offers} left out, because the seller is distrusted or was caught cheating.");
    }
    text
}

/// The shares, the floor and the line under them.
fn sum(text: &mut String, product: &Ranked, score: f64) {
    let _ = writeln!(text, "   Score {score:.6}, made of:");
    let mut line = |part: f64, words: &str| {
        let _ = writeln!(text, "   {part:.6}  {:>3.0} %  {words}", 100.0 * part / score);
    };
    for share in product.shares.iter().take(TOLD) {
        line(share.share, &format!("{} {}. {}", speaker(share), verb(share), way(share)));
    }
    let untold = product.shares.get(TOLD..).unwrap_or_default();
    let rest = product.rest.unwrap_or(Rest { people: 0, share: 0.0 });
    let others = untold.len() + rest.people;
    if others > 0 {
        let part = untold.iter().map(|share| share.share).sum::<f64>() + rest.share;
        line(part, &format!("{} whom your trust reaches", count(others, "other", "others")));
    }
    if product.shares.is_empty() && others == 0 {
        line(score - product.floor, "people whom your trust reaches (ask for this product to see them)");
    }
    line(product.floor, "what every product gets, so that one missing voice does not shut it out");
    let _ = writeln!(text, "   {score:.6}  100 %  together");
}

/// What the seller's standing and warnings did to the sum.
fn factors(text: &mut String, product: &Ranked, seller: &str) {
    if product.score.is_some() {
        text.push_str("   Already counted in:\n");
    }
    let standing = product.standing;
    let judged = if standing == 0.5 {
        format!("nobody you trust has judged {seller} as a seller, which counts half")
    } else {
        format!("the standing of {seller} among those you trust is {standing:.2} (0 worst, 1 best, 0.50 unknown)")
    };
    let _ = writeln!(text, "   x {standing:.2}  {judged}");
    if product.warned_by.is_empty() {
        let _ = writeln!(text, "   x {:.2}  nobody whose word weighs enough warns of it", product.warning);
        return;
    }
    let names: Vec<String> = product.warned_by.iter().map(|w| called(w.name.as_deref(), &w.person)).collect();
    let warn = if names.len() == 1 { "warns" } else { "warn" };
    let _ = writeln!(text, "   x {:.2}  {} {warn} of it", product.warning, join(&names));
}

fn nobody(product: &Ranked) -> &'static str {
    match (product.support, product.praised_by_viewer) {
        (Support::Circle, _) => "people whom your trust reaches",
        (Support::Nobody, false) => "nobody you trust knows this",
        (Support::Nobody, true) => "you praise it, and nobody you trust knows this",
    }
}

/// A recommender with how the viewer comes to them.
fn introduce(share: &Share) -> String {
    let name = speaker(share);
    let note = match share.kind {
        VoiceKind::Paid => " (rewarded for it)",
        VoiceKind::OwnWords => " (who sells it)",
        VoiceKind::CloseToSeller => " (close to the seller)",
        _ => "",
    };
    let way = match share.path.as_ref() {
        [first, _, ..] => format!(" (through {})", link(first)),
        [_] if share.from_root => " (a root)".to_owned(),
        _ => String::new(),
    };
    format!("{name}{way}{note}")
}

fn verb(share: &Share) -> String {
    let says = match share.kind {
        VoiceKind::Paid => "is rewarded for recommending it",
        VoiceKind::OwnWords => "sells it and praises it",
        VoiceKind::CloseToSeller => "recommends it, being close to the seller",
        VoiceKind::Bought => "recommends it and says they bought it",
        VoiceKind::SameTaste => "recommends it, and also praises what you praise",
        VoiceKind::Recommends => "recommends it",
    };
    let mut verb = format!("{says} ({} of 5)", share.stance.get());
    if share.same_taste && share.kind != VoiceKind::SameTaste {
        verb.push_str(", and also praises what you praise");
    }
    if share.before_change {
        verb.push_str("; that was before the offer changed");
    }
    verb
}

/// The path of trust, told.
fn way(share: &Share) -> String {
    let names: Vec<String> = share.path.iter().map(link).collect();
    match (share.from_root, names.as_slice()) {
        (_, []) => String::new(),
        (true, [root]) => format!("{root} is a root that you accepted."),
        (true, [root, rest @ ..]) => format!("Your root {root} trusts {}.", rest.join(", who trusts ")),
        (_, all) => format!("You trust {}.", all.join(", who trusts ")),
    }
}

fn comes_by(share: &Share, friend: &PersonId) -> bool {
    share.path.len() == 2 && share.path[0].person == *friend
}

fn speaker(share: &Share) -> String {
    called(share.name.as_deref(), &share.recommender)
}

fn link(link: &Link) -> String {
    called(link.name.as_deref(), &link.person)
}

fn called(name: Option<&str>, person: &PersonId) -> String {
    name.map_or_else(|| person.short(), str::to_owned)
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
