//! The ranking once more, computed plainly from the community's rows as docs/trust.md states it.

use std::collections::BTreeMap;

use commend::model::id::PersonId;
use commend::model::time::{DAY, Millis};

use crate::records::{Offer, Plan};

/// What the plain computation says.
pub(crate) struct Dense {
    /// Whether the viewer trusts anybody.
    pub friends: bool,
    /// Persons other than the viewer whom the praise walk reaches.
    pub reach: usize,
    /// `N` of the praise walk.
    pub covering: usize,
    /// Products in their order.
    pub products: Vec<Product>,
    /// Group ids of hidden products, sorted.
    pub hidden: Vec<String>,
}

/// One product.
pub(crate) struct Product {
    /// Its group id.
    pub group: String,
    /// None without support.
    pub score: Option<f64>,
    /// `T` of the seller.
    pub standing: f64,
    /// `F`.
    pub warning: f64,
    /// The floor's share.
    pub floor: f64,
    /// Everybody's share, of those who have one.
    pub shares: BTreeMap<PersonId, f64>,
    /// When it was listed.
    at: Millis,
}

/// A walk's masses and its covering count.
struct Walk {
    mass: Vec<f64>,
    covering: usize,
}

/// One person's newest statement about another: the weight as written, and what age leaves of it.
#[derive(Clone, Copy)]
struct Statement {
    about: usize,
    weight: i8,
    aged: f64,
    /// As a word about a seller: kept with the digits of a single float, as of the first day of 2026.
    judged: f64,
}

/// The town in rows; persons are numbered in the order of their ids, so that sums run as the page says.
struct Town {
    ids: Vec<PersonId>,
    viewer: usize,
    offers: Vec<Offer>,
    statements: Vec<Vec<Statement>>,
    /// Of each person the newest word about each item: `x` before the group is known.
    words: Vec<Vec<(usize, f64)>>,
}

/// What all voices make of the groups that are shown.
struct Voices {
    /// `x` of each person, by group.
    x: Vec<Vec<(usize, f64)>>,
    degree: Vec<f64>,
    own: Vec<usize>,
}

/// The three experts' numbers of all groups, and what a person brings to them.
struct Experts {
    praise: Vec<f64>,
    taste: Vec<f64>,
    circle: Vec<f64>,
    gate: Vec<f64>,
    likeness: Vec<f64>,
}

/// Ranks the plan's offers for the person at the place `viewer`, at `now`.
pub(crate) fn rank(plan: &Plan, viewer: usize, now: Millis) -> Dense {
    let town = Town::of(plan, viewer, now);
    let rows = town.rows();
    let (praise, standing) = (town.walk(&rows, 0.5, 0.9), town.walk(&rows, 0.3, 0.999));
    let others = |person: &usize| *person != town.viewer && praise.mass[*person] > 0.0;
    let sellers = town.hidden_sellers();
    let id = |offer: &Offer| format!("listing:{}:{}", town.ids[offer.seller], offer.slot);
    let (mut groups, mut hidden) = (Vec::new(), Vec::new());
    for (item, offer) in town.offers.iter().enumerate() {
        if sellers.contains(&offer.seller) { hidden.push(id(offer)) } else { groups.push((id(offer), item)) }
    }
    groups.sort();
    hidden.sort();
    let voices = town.voices(&groups);
    let mut products = town.products(&groups, &voices, &praise, &standing);
    sort(&mut products);
    let reach = (0..town.ids.len()).filter(others).count();
    let friends = town.statements[town.viewer].iter().any(|one| one.aged > 0.0);
    Dense { friends, reach, covering: praise.covering, products, hidden }
}

const HALF_LIFE: f64 = (730 * DAY) as f64;
const EPOCH: f64 = (20_454 * DAY) as f64;

fn half(at: Millis, now: Millis) -> f64 {
    0.5f64.powf(now.0.saturating_sub(at.0) as f64 / (730 * DAY) as f64)
}

impl Town {
    fn of(plan: &Plan, viewer: usize, now: Millis) -> Self {
        let mut order: Vec<(PersonId, usize)> = (0..plan.signers.len()).map(|one| (plan.person(one), one)).collect();
        order.sort();
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(sorted, (_, one))| place[*one] = sorted);
        // Later rows take the place of earlier ones.
        let mut statements: Vec<BTreeMap<usize, Statement>> = vec![BTreeMap::new(); order.len()];
        for edge in &plan.edges {
            let (about, weight) = (place[edge.to], edge.weight);
            let aged = f64::from(weight) / 100.0 * half(edge.at, now);
            let kept = f64::from(weight) / 100.0 * 2.0f64.powf((edge.at.0 as f64 - EPOCH) / HALF_LIFE);
            let judged = f64::from(kept as f32) * 2.0f64.powf((EPOCH - now.0 as f64) / HALF_LIFE);
            statements[place[edge.from]].insert(about, Statement { about, weight, aged, judged });
        }
        let mut words: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); order.len()];
        for word in &plan.words {
            let stance = [-1.0, -0.5, 0.0, 0.8, 1.0][usize::from(word.stance) - 1];
            // No receipt is verified, and nobody here has an interest of their own.
            words[place[word.person]].insert(word.item, stance * half(word.at, now) * 0.5);
        }
        Self {
            ids: order.into_iter().map(|(id, _)| id).collect(),
            viewer: place[viewer],
            offers: plan.offers.iter().map(|offer| Offer { seller: place[offer.seller], ..*offer }).collect(),
            statements: statements.into_iter().map(|of_one| of_one.into_values().collect()).collect(),
            words: words.into_iter().map(|of_one| of_one.into_iter().collect()).collect(),
        }
    }

    /// `W`: section 1.
    fn rows(&self) -> Vec<Vec<(usize, f64)>> {
        let mut silent = vec![false; self.ids.len()];
        self.statements[self.viewer].iter().for_each(|said| silent[said.about] = said.weight < 0);
        let row = |said: &Vec<Statement>| {
            let edges: Vec<(usize, f64)> =
                said.iter().filter(|one| one.aged > 0.0).map(|one| (one.about, one.aged)).collect();
            let sum: f64 = edges.iter().map(|(_, edge)| edge).sum();
            let heard = edges.into_iter().filter(|(to, _)| !silent[*to]);
            heard.map(|(to, edge)| (to, (edge / sum).min(1.0 / 3.0))).collect()
        };
        self.statements.iter().map(row).collect()
    }

    /// `pi_a`, and the count that covers `part` of the others' mass.
    fn walk(&self, rows: &[Vec<(usize, f64)>], restart: f64, part: f64) -> Walk {
        let mut mass = vec![0.0; rows.len()];
        let mut walkers = vec![0.0; rows.len()];
        walkers[self.viewer] = 1.0;
        let mut factor = 1.0;
        while factor >= 1e-16 {
            let mut next = vec![0.0; rows.len()];
            for (person, row) in rows.iter().enumerate() {
                mass[person] += restart * factor * walkers[person];
                row.iter().for_each(|(to, part)| next[*to] += part * walkers[person]);
            }
            walkers = next;
            factor *= 1.0 - restart;
        }
        let mut falling: Vec<f64> = mass.clone();
        falling.remove(self.viewer);
        let all: f64 = falling.iter().sum();
        falling.sort_by(|a, b| b.total_cmp(a));
        let (mut held, mut covering) = (0.0, 0);
        while all > 0.0 && held < part * all && covering < falling.len() {
            held += falling[covering];
            covering += 1;
        }
        Walk { mass, covering }
    }

    /// Section 4: whom the viewer distrusts, or two first friends do strongly.
    fn hidden_sellers(&self) -> Vec<usize> {
        let own = &self.statements[self.viewer];
        let mut hidden: Vec<usize> = own.iter().filter(|said| said.weight < 0).map(|said| said.about).collect();
        let mut accusers = vec![0; self.ids.len()];
        for friend in own.iter().filter(|said| said.aged > 0.0) {
            let strongly = self.statements[friend.about].iter().filter(|said| said.weight <= -50);
            strongly.for_each(|said| accusers[said.about] += 1);
        }
        hidden.extend((0..accusers.len()).filter(|person| accusers[*person] >= 2));
        hidden
    }

    /// Section 2, where every group is one listing.
    fn voices(&self, groups: &[(String, usize)]) -> Voices {
        let mut group_of = vec![None; self.offers.len()];
        groups.iter().enumerate().for_each(|(group, (_, item))| group_of[*item] = Some(group));
        let of_one = |words: &Vec<(usize, f64)>| -> Vec<(usize, f64)> {
            words.iter().filter_map(|(item, x)| Some((group_of[*item]?, *x))).collect()
        };
        let x: Vec<Vec<(usize, f64)>> = self.words.iter().map(of_one).collect();
        let praised = |said: &Vec<(usize, f64)>| said.iter().filter(|(_, x)| *x > 0.0).count() as f64;
        let degree = x.iter().map(praised).collect();
        let own = x[self.viewer].iter().filter(|(_, x)| *x > 0.0).map(|(group, _)| *group).collect();
        Voices { x, degree, own }
    }

    /// Section 3, the experts.
    fn experts(&self, groups: usize, voices: &Voices, pi: &Walk) -> Experts {
        let reach = 0..self.ids.len();
        let gate = |v: usize| {
            if v == self.viewer { 0.0 } else { (pi.covering as f64 * pi.mass[v] / 0.02).min(1.0) }
        };
        let gate: Vec<f64> = reach.clone().map(gate).collect();
        let mut praise = vec![0.0; groups];
        for v in reach.clone() {
            voices.x[v].iter().for_each(|(i, x)| praise[*i] += gate[v] * x.max(0.0));
        }
        let mut is_own = vec![false; groups];
        voices.own.iter().for_each(|group| is_own[*group] = true);
        let likeness = |v: usize| {
            let common = voices.x[v].iter().filter(|(j, x)| is_own[*j] && *x > 0.0);
            common.map(|(j, x)| x / (praise[*j] + 2.5)).sum::<f64>() / voices.own.len().max(1) as f64
        };
        let likeness: Vec<f64> = reach.clone().map(likeness).collect();
        let (taste, circle) = (vec![0.0; groups], vec![0.0; groups]);
        let mut experts = Experts { praise, taste, circle, gate, likeness };
        for v in reach {
            for (i, x) in voices.x[v].iter().filter(|(_, x)| *x > 0.0) {
                let (taste, circle) = (self.taste(&experts, voices, v, (*i, *x)), self.circle(voices, pi, v, *x));
                experts.taste[*i] += taste;
                experts.circle[*i] += circle;
            }
        }
        experts
    }

    fn taste(&self, experts: &Experts, voices: &Voices, v: usize, (i, x): (usize, f64)) -> f64 {
        (experts.praise[i] + 2.5).powf(-0.6) * experts.gate[v] * experts.likeness[v] * x / voices.degree[v]
    }

    fn circle(&self, voices: &Voices, pi: &Walk, v: usize, x: f64) -> f64 {
        if v == self.viewer { 0.0 } else { pi.mass[v] * x / voices.degree[v].powf(0.25) }
    }

    /// `T` and `F`: section 4.
    fn factors(&self, groups: &[(String, usize)], voices: &Voices, p3: &Walk) -> Vec<(f64, f64)> {
        let c = 3e-4;
        let counts = |v: usize| v == self.viewer || p3.covering as f64 * p3.mass[v] >= 1.0;
        let (mut good, mut bad) = (vec![0.0; self.ids.len()], vec![0.0; self.ids.len()]);
        let (mut warm, mut cold) = (vec![0.0; groups.len()], vec![0.0; groups.len()]);
        for v in 0..self.ids.len() {
            for said in &self.statements[v] {
                good[said.about] += p3.mass[v] * said.judged.max(0.0);
                bad[said.about] += if counts(v) { p3.mass[v] * (-said.judged).max(0.0) } else { 0.0 };
            }
            for (i, x) in &voices.x[v] {
                warm[*i] += p3.mass[v] * x.max(0.0);
                cold[*i] += if counts(v) { p3.mass[v] * (-x).max(0.0) } else { 0.0 };
            }
        }
        let both = |(i, (_, item)): (usize, &(String, usize))| {
            let s = self.offers[*item].seller;
            let standing = (good[s] + c / 2.0) / (good[s] + 3.0 * bad[s] + c);
            (standing, (warm[i] + c / 2.0) / (warm[i] + 3.0 * cold[i] + c / 2.0))
        };
        groups.iter().enumerate().map(both).collect()
    }

    /// `l` of section 3: how much of people's praise their friends' explains.
    fn kinship(&self, experts: &Experts, voices: &Voices, pi: &Walk) -> f64 {
        let rows = self.rows();
        let said = |v: &usize| *v != self.viewer && pi.mass[*v] > 0.0 && !voices.x[*v].is_empty();
        let mut asked: Vec<usize> = (0..self.ids.len()).filter(said).collect();
        asked.sort_by(|a, b| pi.mass[*b].total_cmp(&pi.mass[*a]).then(a.cmp(b)));
        let (mut sum, mut weight, mut listened) = (0.3 * 5.0, 5.0, 0.0);
        for w in asked.into_iter().take(100) {
            if listened > 50_000.0 {
                break;
            }
            let mut friends = vec![0.0; experts.praise.len()];
            for (to, part) in rows[w].iter().filter(|(to, _)| *to != self.viewer && pi.mass[*to] > 0.0) {
                voices.x[*to].iter().filter(|(_, x)| *x > 0.0).for_each(|(i, _)| friends[*i] += part);
                listened += voices.degree[*to];
            }
            if let Some(part) = explained(&voices.x[w], experts.gate[w], &experts.praise, &friends) {
                sum += experts.gate[w] * part;
                weight += experts.gate[w];
            }
        }
        sum / weight
    }

    /// The pool of section 3, and the shares of section 5.
    fn products(&self, groups: &[(String, usize)], voices: &Voices, pi: &Walk, p3: &Walk) -> Vec<Product> {
        let experts = self.experts(groups.len(), voices, pi);
        let factors = self.factors(groups, voices, p3);
        let sum = |of: &[f64]| of.iter().sum::<f64>();
        let sums = [sum(&experts.taste), sum(&experts.circle), sum(&experts.praise)];
        let part = |number: f64, of: f64| if of == 0.0 { 0.0 } else { number / of };
        let supported = experts.praise.iter().filter(|praise| **praise > 0.0).count();
        let f = 0.01 / supported.max(1) as f64;
        let own = voices.own.len() as f64;
        let r = if sums[0] == 0.0 { 1.0 } else { (1.5 / (1.5 + own)).max(0.1) };
        let h = ((self.kinship(&experts, voices, pi) - 0.2) / 0.2).clamp(0.0, 1.0);
        let (taste, circle) = (0.95 * (1.0 - r), 0.95 * r * h);
        let power = [taste, circle, 1.0 - taste - circle];
        let whole = |i: usize| {
            let numbers = [experts.taste[i], experts.circle[i], experts.praise[i]];
            [0, 1, 2].map(|expert| part(numbers[expert], sums[expert]) + f)
        };
        let product = |(i, (group, item)): (usize, &(String, usize))| {
            let (parts, (standing, warning)) = (whole(i), factors[i]);
            let pool: f64 = parts.iter().zip(power).map(|(part, power)| part.powf(power)).product();
            let score = (experts.praise[i] > 0.0).then_some(pool * standing * warning);
            let weights: f64 = parts.iter().zip(power).map(|(part, power)| power / part).sum();
            let (floor, at) = (score.unwrap_or(0.0) * f * weights, self.offers[*item].at);
            let group = group.clone();
            Product { group, score, standing, warning, floor, shares: BTreeMap::new(), at }
        };
        let mut products: Vec<Product> = groups.iter().enumerate().map(product).collect();
        for v in 0..self.ids.len() {
            for (i, x) in voices.x[v].iter().filter(|(_, x)| *x > 0.0) {
                let Some(score) = products[*i].score else { continue };
                let taste = part(self.taste(&experts, voices, v, (*i, *x)), sums[0]);
                let circle = part(self.circle(voices, pi, v, *x), sums[1]);
                let terms = [taste, circle, part(experts.gate[v] * x, sums[2])];
                let share: f64 = (0..3).map(|expert| power[expert] * terms[expert] / whole(*i)[expert]).sum();
                if share > 0.0 {
                    products[*i].shares.insert(self.ids[v], score * share);
                }
            }
        }
        products
    }
}

/// The share of friends in a mixture of friends' and plain praise that makes these words of praise likeliest.
fn explained(words: &[(usize, f64)], gate: f64, praise: &[f64], friends: &[f64]) -> Option<f64> {
    let own: f64 = words.iter().map(|(_, x)| gate * x.max(0.0)).sum();
    let (whole, all) = (friends.iter().sum::<f64>(), praise.iter().sum::<f64>() - own);
    let both = words
        .iter()
        .filter(|(_, x)| *x > 0.0)
        .map(|(i, x)| (friends[*i] / whole, (praise[*i] - gate * x).max(0.0) / all));
    let both: Vec<(f64, f64)> = both.filter(|(friends, plain)| friends + plain > 0.0).collect();
    if whole <= 0.0 || all <= 0.0 || both.is_empty() {
        return None;
    }
    let due = |l: f64, (friends, plain): &(f64, f64)| l * friends / (l * friends + (1.0 - l) * plain);
    Some((0..30).fold(0.5, |l, _| (both.iter().map(|one| due(l, one)).sum::<f64>() + 1.0) / (both.len() as f64 + 2.0)))
}

/// By score; those without by `T`, then the newest, then the group id.
fn sort(products: &mut [Product]) {
    products.sort_by(|a, b| match (a.score, b.score) {
        (Some(left), Some(right)) => right.total_cmp(&left).then_with(|| a.group.cmp(&b.group)),
        (None, None) => {
            let newest = b.standing.total_cmp(&a.standing).then(b.at.cmp(&a.at));
            newest.then_with(|| a.group.cmp(&b.group))
        }
        (left, right) => right.is_some().cmp(&left.is_some()),
    });
}
