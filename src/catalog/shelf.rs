//! The catalogue: the winners of listing, recommendation and profile registers, found by register, author and topic.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::offer::Offer;
use crate::catalog::voice::{Topic, Voice};
use crate::catalog::voices::Voices;
use crate::model::content::Content;
use crate::model::id::{PersonId, RecordId};
use crate::model::kind::Kind;
use crate::model::profile::Profile;
use crate::model::record::Record;
use crate::model::register::{Register, Slot};
use crate::model::time::Millis;

/// Whose slot.
type Place = (PersonId, Slot);

/// What is on offer and what is said of it; it is told of the winners of registers and keeps no history.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalog {
    offers: BTreeMap<Place, Offer>,
    voices: Voices,
    profiles: BTreeMap<PersonId, (Millis, Arc<Profile>)>,
}

impl Catalog {
    /// Takes in the winner of a register: a listing, a recommendation of a listing or a product, or a profile.
    /// Whatever stood in the register before is gone, also where the new record is withdrawn or speaks of a person.
    pub fn insert(&mut self, record: &Record) {
        let register = record.register();
        self.remove(&register);
        let place = (record.author, record.slot);
        match &record.content {
            Content::Listing(listing) => {
                let (listing, id) = (Arc::new((**listing).clone()), record.id);
                let (stamp, expires) = (record.stamp, record.expires);
                let offer = Offer { register, id, stamp, expires, words: None, listing };
                self.offers.insert(place, offer);
            }
            Content::Recommendation(_) => {
                if let Some(voice) = Voice::of(record) {
                    self.voices.insert(voice);
                }
            }
            Content::Profile(profile) => {
                self.profiles.insert(record.author, (record.expires, Arc::new(profile.clone())));
            }
            _ => {}
        }
    }

    /// Takes note of the hash of a listing's words.
    pub fn note_words(&mut self, register: &Register, words: RecordId) {
        if let Some(offer) = self.offers.get_mut(&(register.author, register.slot)) {
            offer.words = Some(words);
        }
    }

    /// Forgets what stands in a register; does nothing if nothing does.
    pub fn remove(&mut self, register: &Register) {
        let place = (register.author, register.slot);
        match register.kind {
            Kind::Listing => {
                self.offers.remove(&place);
            }
            Kind::Recommendation => self.voices.remove(&register.author, register.slot),
            Kind::Profile => {
                self.profiles.remove(&register.author);
            }
            _ => {}
        }
    }

    /// The listing in a register, living or not.
    #[must_use]
    pub fn listing(&self, register: &Register) -> Option<&Offer> {
        self.offers.get(&(register.author, register.slot)).filter(|_| register.kind == Kind::Listing)
    }

    /// The living listings, sorted by seller and slot.
    pub fn listings(&self, now: Millis) -> impl Iterator<Item = &Offer> {
        self.offers.values().filter(move |offer| offer.is_living(now))
    }

    /// One seller's living listings, sorted by slot.
    pub fn listings_by(&self, seller: &PersonId, now: Millis) -> impl Iterator<Item = &Offer> {
        range(&self.offers, *seller).filter(move |offer| offer.is_living(now))
    }

    /// A person's living profile.
    #[must_use]
    pub fn profile(&self, person: &PersonId, now: Millis) -> Option<&Arc<Profile>> {
        self.profiles.get(person).filter(|(expires, _)| now < *expires).map(|(_, profile)| profile)
    }

    /// What a person calls themselves, on one line; nobody owns a name.
    #[must_use]
    pub fn name(&self, person: &PersonId, now: Millis) -> Option<String> {
        one_line(self.profile(person, now)?.name.as_str())
    }

    /// What a seller is called: the shop's name, else the person's.
    #[must_use]
    pub fn shop_name(&self, seller: &PersonId, now: Millis) -> Option<String> {
        let shop = self.profile(seller, now)?.shop.as_ref();
        shop.and_then(|shop| one_line(shop.name.as_str())).or_else(|| self.name(seller, now))
    }

    /// The living voices about one topic, sorted by author and slot.
    pub fn recommendations_of(&self, topic: &Topic, now: Millis) -> impl Iterator<Item = Voice> {
        self.voices.about(topic).into_iter().filter(move |voice| voice.is_living(now))
    }

    /// One person's living voices, sorted by slot.
    pub fn recommendations_by(&self, author: &PersonId, now: Millis) -> impl Iterator<Item = Voice> {
        self.voices.by(author).filter(move |voice| voice.is_living(now))
    }

    /// The living voice in one of a person's registers.
    #[must_use]
    pub fn recommendation(&self, author: &PersonId, slot: Slot, now: Millis) -> Option<Voice> {
        self.voices.at(author, slot).filter(|voice| voice.is_living(now))
    }

    /// When the next of a person's living voices and listings lapses.
    #[must_use]
    pub fn next_lapse(&self, person: &PersonId, now: Millis) -> Option<Millis> {
        let voices = self.recommendations_by(person, now).map(|voice| voice.expires);
        voices.chain(self.listings_by(person, now).map(|offer| offer.expires)).min()
    }

    /// Every person with a profile, a listing or a voice, or whose listing is spoken of.
    #[must_use]
    pub fn people(&self) -> BTreeSet<PersonId> {
        let sellers = self.offers.keys().map(|(seller, _)| seller);
        self.profiles.keys().chain(sellers).chain(self.voices.people()).copied().collect()
    }

    /// Every register of a person that holds something here, living or not.
    #[must_use]
    pub fn by_author(&self, author: &PersonId) -> Vec<Register> {
        let profile = Register { author: *author, kind: Kind::Profile, slot: 0 };
        let mut all: Vec<Register> = self.profiles.get(author).map(|_| profile).into_iter().collect();
        all.extend(range(&self.offers, *author).map(|offer| offer.register));
        all.extend(self.voices.by(author).map(|voice| voice.register));
        all
    }
}

fn range<T>(map: &BTreeMap<Place, T>, author: PersonId) -> impl Iterator<Item = &T> {
    map.range((author, Slot::MIN)..=(author, Slot::MAX)).map(|(_, entry)| entry)
}

fn one_line(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::town::{NOW, Quill, person};
    use crate::model::recommendation::Subject;

    fn of_mai(slot: Slot) -> Subject {
        Subject::Listing { seller: person("mai"), slot }
    }

    #[test]
    fn removal_is_the_inverse_of_insertion_in_any_order() {
        let (mai, linh) = (person("mai"), person("linh"));
        let mut catalog = Catalog::default();
        catalog.insert(&Quill::of(mai).lists("Coffee", "12 EUR"));
        catalog.insert(&Quill::of(linh).slot(1).recommends(of_mai(0), 5));
        let before = catalog.clone();
        let more = [
            Quill::of(mai).slot(7).lists("Tea", "9 EUR"),
            Quill::of(linh).slot(2).recommends(of_mai(7), 4),
            Quill::of(linh).slot(3).recommends(of_mai(0), 1),
            Quill::of(mai).introduces("Mai", "Mai's corner"),
        ];
        more.iter().for_each(|record| catalog.insert(record));
        assert_eq!(catalog.recommendations_of(&Topic::of(&of_mai(0)).expect("a topic"), NOW).count(), 2);
        for index in [2, 0, 3, 1] {
            catalog.remove(&more[index].register());
        }
        assert_eq!(catalog, before);
    }

    #[test]
    fn a_voice_that_changes_its_topic_leaves_the_old_one() {
        let linh = person("linh");
        let mut catalog = Catalog::default();
        catalog.insert(&Quill::of(linh).recommends(of_mai(0), 5));
        catalog.insert(&Quill::of(linh).recommends(Subject::Person(person("mai")), 5));
        assert_eq!(catalog, Catalog::default());
    }

    #[test]
    fn what_expired_is_kept_and_not_offered() {
        let mai = person("mai");
        let mut catalog = Catalog::default();
        let record = Quill::of(mai).expires(NOW).lists("Coffee", "12 EUR");
        catalog.insert(&record);
        assert_eq!((catalog.listings(NOW).count(), catalog.listings_by(&mai, NOW).count()), (0, 0));
        assert!(catalog.listing(&record.register()).is_some());
        assert_eq!(catalog.by_author(&mai), [record.register()]);
    }

    #[test]
    fn a_shop_is_called_by_its_own_name_first() {
        let (mai, linh) = (person("mai"), person("linh"));
        let mut catalog = Catalog::default();
        catalog.insert(&Quill::of(mai).introduces("Mai", "Mai's  corner"));
        catalog.insert(&Quill::of(linh).introduces("Linh", ""));
        assert_eq!(catalog.shop_name(&mai, NOW).as_deref(), Some("Mai's corner"));
        assert_eq!(catalog.shop_name(&linh, NOW).as_deref(), Some("Linh"));
        assert_eq!(catalog.name(&person("nobody"), NOW), None);
    }
}
