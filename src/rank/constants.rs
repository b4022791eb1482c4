//! The numbers of the ranking's arithmetic, each with its reason; docs/trust.md uses them by section.

/// With this part of an even share of the mass a person's gate stands wide open (section 1).
pub const GATE: f64 = 0.02;

/// The same in strict mode: ten times as much.
pub const STRICT_GATE: f64 = 0.2;

/// The same in open mode: whoever is within reach speaks as loudly as anybody.
pub const OPEN_GATE: f64 = 1e-9;

/// What counts of a voice whose receipt nobody verified (section 2).
pub const UNVERIFIED: f64 = 0.5;

/// What counts of praise under a reward programme (section 2).
pub const PAID: f64 = 0.25;

/// What counts of a seller's word about their own product (section 2).
pub const OWN: f64 = 0.25;

/// What counts of the word of a seller's staff or kin (section 2).
pub const CLOSE: f64 = 0.5;

/// What the author's interest leaves of a word: nothing is taken, they are close to the seller, they are paid.
pub const INTERESTS: [f64; 3] = [1.0, CLOSE, PAID];

/// The place in [`INTERESTS`] of a word: the least that applies counts.
#[must_use]
pub const fn interest(paid: bool, close: bool) -> u8 {
    match (paid, close) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

/// Added to a product's gated praise where it divides: a little praise must not look like rare taste (section 3).
pub const SHRINK: f64 = 2.5;

/// How much the taste expert damps what everybody praises (section 3).
pub const DAMPING: f64 = 0.6;

/// How much the circle expert damps those who praise much (section 3).
pub const TALK: f64 = 0.25;

/// What taste and circle weigh together in the pool (section 3).
pub const TASTE_AND_CIRCLE: f64 = 0.95;

/// Where friends explain this part of people's praise or less, the circle weighs nothing and plain praise takes its
/// weight (section 3): so much is explained by chance, where edges are shuffled.
pub const STRANGERS: f64 = 0.2;

/// Where they explain this part or more, the circle has its whole weight (section 3).
pub const FRIENDS: f64 = 0.4;

/// How many persons, those with the greatest mass, are asked how much of their praise their friends explain.
pub const ASKED: usize = 100;

/// After so many words of friends nobody else is asked that.
pub const LISTENED: usize = 50_000;

/// What is assumed of that part before anybody is asked, half way between strangers and friends, and as how many
/// persons' answer it counts.
pub const KINSHIP: f64 = 0.3;
/// See [`KINSHIP`].
pub const KINSHIP_PERSONS: f64 = 5.0;

/// What all products together get of each expert without any voice (section 3): no zero silences the other experts.
pub const FLOOR: f64 = 0.01;

/// With so many praises of their own a viewer's circle weighs half of taste and circle (section 3).
pub const OWN_PRAISES: f64 = 1.5;

/// What the circle weighs of taste and circle at least, however much the viewer praised (section 3).
pub const CIRCLE_LEAST: f64 = 0.1;

/// Mass that stands for 'nothing is known' in standing and warnings (section 4).
pub const PRIOR: f64 = 3e-4;

/// How many times a warning weighs against praise in standing and warnings (section 4).
pub const WARNING: f64 = 3.0;

/// A person's warnings count if their mass is at least this part of an even share (section 4).
pub const HEARD: f64 = 1.0;

/// A first friend's statement of at most this weight counts towards hiding (section 4).
pub const HIDING_WEIGHT: i8 = -50;

/// How many first friends it takes to hide a seller (section 4): one alone could be a quarrel.
pub const HIDING_FRIENDS: usize = 2;
