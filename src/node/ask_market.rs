//! Questions about what is on offer, and what the owner puts there.

use serde_json::{Value, json};

use crate::catalog::offer::Offer;
use crate::catalog::search;
use crate::catalog::voice::Topic;
use crate::envelope::sealed::Sealed;
use crate::market::publish::SUBMIT_MAX;
use crate::model::content::Content;
use crate::model::draft::Draft;
use crate::model::id::{PersonId, RecordId};
use crate::model::product::Product;
use crate::model::recommendation::{Recommendation, Subject};
use crate::model::time::Millis;
use crate::node::answer::{Reply, to_json};
use crate::node::clock;
use crate::node::door::{Code, Failure, Recommend};
use crate::node::keeper::Keeper;
use crate::node::naming;
use crate::rank::question::Question;
use crate::rank::words;
use crate::store::replica::Replica;

/// Records in one answer of the change feed at most.
const FEED_MAX: usize = 1_000;

impl Keeper {
    pub(crate) async fn publish(&mut self, draft: Draft) -> Reply {
        let published = self.market.publish(draft, clock::now())?;
        self.carry_out(published.effects).await;
        Ok((json!({"record": to_json(&published.record)?}), Vec::new()))
    }

    pub(crate) async fn submit(&mut self, frames: &[String]) -> Reply {
        if frames.len() > SUBMIT_MAX {
            let message = format!("{} frames were handed over, {SUBMIT_MAX} are allowed at once", frames.len());
            return Err(Failure::new(Code::Usage, message, "hand them over in several parts"));
        }
        let bytes: Option<Vec<Vec<u8>>> = frames.iter().map(|frame| unhex(frame)).collect();
        let bytes = bytes.ok_or_else(|| {
            Failure::new(Code::Usage, "a frame is not hexadecimal", "write every byte as two hexadecimal digits")
        })?;
        let submitted = self.market.submit(bytes, clock::now())?;
        self.carry_out(submitted.effects).await;
        let outcome = |outcome: &Result<RecordId, crate::admit::fault::Fault>| match outcome {
            Ok(id) => json!({"id": id.to_string()}),
            Err(fault) => json!({"fault": fault.code(), "message": fault.to_string()}),
        };
        let outcomes: Vec<Value> = submitted.outcomes.iter().map(outcome).collect();
        Ok((json!({"outcomes": outcomes}), Vec::new()))
    }

    pub(crate) fn listings(&self, seller: Option<&str>) -> Reply {
        let now = clock::now();
        let catalog = self.market.catalog();
        let rows: Result<Vec<Value>, Failure> = match seller {
            Some(seller) => {
                let seller = naming::person(&self.market, seller, now)?;
                catalog.listings_by(&seller, now).map(|offer| self.row(offer, now)).collect()
            }
            None => catalog.listings(now).map(|offer| self.row(offer, now)).collect(),
        };
        Ok((json!({"listings": rows?}), Vec::new()))
    }

    pub(crate) fn search(&self, words: &str) -> Reply {
        let now = clock::now();
        let found = search::search(self.market.catalog(), words, now);
        let rows: Result<Vec<Value>, Failure> = found.into_iter().map(|offer| self.row(offer, now)).collect();
        Ok((json!({"listings": rows?}), Vec::new()))
    }

    fn row(&self, offer: &Offer, now: Millis) -> Result<Value, Failure> {
        let mut row = to_json(offer)?;
        row["ref"] = json!(format!("{}/{}", offer.register.author, offer.register.slot));
        row["seller_name"] = to_json(&self.market.catalog().shop_name(&offer.register.author, now))?;
        row["price"] = json!(offer.listing.price.to_string());
        Ok(row)
    }

    pub(crate) fn listing(&self, text: &str) -> Reply {
        let now = clock::now();
        let register = naming::listing(&self.market, text, now)?;
        let catalog = self.market.catalog();
        let offer = catalog.listing(&register).ok_or_else(|| nothing(text))?;
        let topic = Topic::Listing { seller: register.author, slot: register.slot };
        let mut said = Vec::new();
        for voice in catalog.recommendations_of(&topic, now) {
            let mut row = to_json(&voice)?;
            row["author_name"] = to_json(&catalog.name(&voice.register.author, now))?;
            row["words"] = self.words(&voice.id)?;
            said.push(row);
        }
        Ok((json!({"listing": self.row(offer, now)?, "recommendations": said}), Vec::new()))
    }

    /// What a recommendation says in words: its record tells.
    fn words(&self, id: &RecordId) -> Result<Value, Failure> {
        let frame = self.market.replica().read(id)?;
        match frame.map(Sealed::open).map(|opened| opened.map(Sealed::into_record)) {
            Some(Ok(record)) => match &record.content {
                Content::Recommendation(said) => to_json(said),
                _ => Ok(Value::Null),
            },
            _ => Ok(Value::Null),
        }
    }

    pub(crate) async fn recommend(&mut self, word: Recommend) -> Reply {
        let now = clock::now();
        let (subject, references) = self.subject(&word.subject, now)?;
        let recommendation = Recommendation {
            subject,
            stance: word.stance,
            aspects: word.aspects,
            text: word.text,
            pros: Default::default(),
            cons: Default::default(),
            language: Default::default(),
            images: Default::default(),
            receipt: word.receipt,
            disclosure: word.disclosure,
            relation: word.relation,
        };
        let mut draft = Draft::new(Content::Recommendation(Box::new(recommendation)));
        draft.references = references;
        self.publish(draft).await
    }

    /// What `text` names, with the revision that is praised.
    fn subject(&self, text: &str, now: Millis) -> Result<(Subject, Vec<RecordId>), Failure> {
        if let Some(person) = text.strip_prefix("person:") {
            return Ok((Subject::Person(naming::person(&self.market, person, now)?), Vec::new()));
        }
        if let Some(gtin) = text.strip_prefix("gtin:") {
            let gtin =
                gtin.parse().map_err(|_| Failure::new(Code::Usage, "a gtin has at most 14 digits", "check it"))?;
            return Ok((Subject::Product(Product { gtin: Some(gtin), ..Product::default() }), Vec::new()));
        }
        let register = naming::listing(&self.market, text, now)?;
        let offer = self.market.catalog().listing(&register);
        let pinned = offer.map(|offer| std::iter::once(offer.id).chain(offer.words).collect());
        Ok((Subject::Listing { seller: register.author, slot: register.slot }, pinned.unwrap_or_default()))
    }

    pub(crate) fn rank(&mut self, viewer: Option<&str>, top: Option<usize>, why: bool) -> Reply {
        let now = clock::now();
        let viewer: PersonId = naming::person(&self.market, viewer.unwrap_or("me"), now)?;
        let question = top.map_or_else(|| Question::everything(viewer, now), |top| Question::first(viewer, now, top));
        let mut ranking = self.market.rank(&question);
        let total = ranking.products.len();
        let lines: Vec<String> = ranking.products.iter().map(words::one_line).collect();
        let texts: Vec<String> =
            if why { ranking.products.iter().map(words::explain_text).collect() } else { Vec::new() };
        if !why {
            ranking.products.iter_mut().for_each(|product| product.shares = Vec::new());
        }
        let mut data = to_json(&ranking)?;
        for (row, line) in lines.into_iter().enumerate() {
            data["products"][row]["reason"] = json!(line);
        }
        for (row, text) in texts.into_iter().enumerate() {
            data["products"][row]["explanation"] = json!(text);
        }
        data["total"] = json!(total);
        Ok((data, Vec::new()))
    }

    pub(crate) fn feed(&mut self, cursor: u64, limit: usize) -> Reply {
        // A number that was told must not be given again after a crash: first durable, then told.
        self.market.flush();
        let mut last = cursor;
        let mut records = Vec::new();
        for (sequence, bytes) in self.market.since(cursor, limit.min(FEED_MAX))? {
            last = sequence;
            if let Ok(sealed) = Sealed::open(bytes) {
                records.push(json!({"sequence": sequence, "record": to_json(sealed.record())?}));
            }
        }
        Ok((json!({"records": records, "cursor": last}), Vec::new()))
    }
}

fn nothing(text: &str) -> Failure {
    Failure::new(Code::NotFound, format!("there is no living listing {text:?} here"), "it may not have arrived yet")
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| Some(digit(pair[0])? << 4 | digit(pair[1])?);
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes().chunks_exact(2).map(pair).collect()
}
