//! Questions about people and trust.

use serde_json::{Value, json};

use crate::model::content::Content;
use crate::model::draft::Draft;
use crate::model::endorsement::{Context, Endorsement};
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::time::{Millis, Stamp};
use crate::node::answer::{Reply, to_json};
use crate::node::clock;
use crate::node::door::{Code, Failure, Question};
use crate::node::keeper::Keeper;
use crate::node::naming;
use crate::trust::statement::{PrivateEdge, Said};

impl Keeper {
    pub(crate) fn person(&self, text: Option<&str>) -> Reply {
        let now = clock::now();
        let person = naming::person(&self.market, text.unwrap_or("me"), now)?;
        let profile = self.market.catalog().profile(&person, now);
        let data = json!({
            "person": to_json(&person)?,
            "profile": to_json(&profile)?,
            "listings": self.market.catalog().listings_by(&person, now).count(),
            "recommendations": self.market.catalog().recommendations_by(&person, now).count(),
            "equivocated": self.market.graph().is_condemned(&person),
        });
        Ok((data, Vec::new()))
    }

    /// Trusts or distrusts somebody, in the open or for oneself alone.
    pub(crate) async fn trust(&mut self, question: Question) -> Reply {
        let Question::Trust { person, weight, context, reason, evidence, private } = question else {
            return Err(Failure::new(Code::Usage, "this is no question of trust", "ask another"));
        };
        let now = clock::now();
        let subject = naming::person(&self.market, &person, now)?;
        if Some(subject) == self.market.owner() {
            return Err(Failure::new(Code::NotAllowed, "nobody endorses themselves", "name somebody else"));
        }
        if private {
            let edge = PrivateEdge { subject, context, weight, stamp: Stamp::first(now, 0), reason };
            self.market.weigh_privately(edge)?;
            return Ok((json!({"subject": to_json(&subject)?, "weight": weight.get(), "private": true}), Vec::new()));
        }
        let endorsement = Endorsement { subject, weight, context, reason, evidence };
        let (data, _) = self.publish(Draft::new(Content::Endorsement(endorsement))).await?;
        let told = "this edge is public: everybody can see whom you trust; --private keeps one to yourself".to_owned();
        Ok((data, vec![told]))
    }

    /// Takes a statement back, the private one as well as the public one.
    pub(crate) async fn untrust(&mut self, person: &str, context: &Context) -> Reply {
        let now = clock::now();
        let subject = naming::person(&self.market, person, now)?;
        let private = self.market.unweigh_privately(&subject, context)?;
        let public = self.endorsement_slot(&subject, context, now);
        if let Some(slot) = public {
            self.publish(Draft::withdrawal(Kind::Endorsement, slot)).await?;
        }
        if !private && public.is_none() {
            let message = format!("you say nothing about {person:?} in the context {context}");
            return Err(Failure::new(Code::NotFound, message, "'commend trust list' shows what you say"));
        }
        Ok((json!({"subject": to_json(&subject)?, "public": public.is_some(), "private": private}), Vec::new()))
    }

    fn endorsement_slot(&self, subject: &PersonId, context: &Context, now: Millis) -> Option<u16> {
        let mut records = self.market.own()?.records().filter(|record| record.is_living(now));
        let meant = records.find(|record| match &record.content {
            Content::Endorsement(edge) => edge.subject == *subject && edge.context == *context,
            _ => false,
        })?;
        Some(meant.slot)
    }

    pub(crate) fn trust_of(&self, text: Option<&str>) -> Reply {
        let now = clock::now();
        let person = naming::person(&self.market, text.unwrap_or("me"), now)?;
        let by = self.market.graph().statements_by(&person, now);
        let about = self.market.graph().statements_about(&person, now);
        let given: Result<Vec<Value>, Failure> = by.iter().map(|said| self.said(said, now)).collect();
        let received: Result<Vec<Value>, Failure> = about.iter().map(|said| self.said(said, now)).collect();
        Ok((json!({"person": to_json(&person)?, "given": given?, "received": received?}), Vec::new()))
    }

    fn said(&self, said: &Said, now: Millis) -> Result<Value, Failure> {
        let mut row = to_json(said)?;
        row["author_name"] = to_json(&self.market.catalog().name(&said.author, now))?;
        row["subject_name"] = to_json(&self.market.catalog().name(&said.subject, now))?;
        Ok(row)
    }

    pub(crate) fn trust_why(&mut self, text: &str) -> Reply {
        let now = clock::now();
        let person = naming::person(&self.market, text, now)?;
        let viewer = naming::person(&self.market, "me", now)?;
        let found = self.market.path(viewer, &person, now);
        if found.is_empty() {
            let data = json!({"person": to_json(&person)?, "reached": false, "path": []});
            return Ok((data, Vec::new()));
        }
        let mut steps = Vec::new();
        for (person, part) in &found {
            let name = self.market.catalog().name(person, now);
            steps.push(json!({"person": to_json(person)?, "name": to_json(&name)?, "part": part}));
        }
        Ok((json!({"person": to_json(&person)?, "reached": true, "path": steps}), Vec::new()))
    }
}
