//! The scam: one product that all fakes praise, alone or beside what everybody praises.

use crate::attack::let_in;
use crate::community::Community;
use crate::world::World;

/// How many of the most popular products fakes praise besides, to look like everybody.
pub(crate) const MIMICRY: usize = 20;

/// The world after an attack; the scam has the greatest number of all products.
pub(crate) fn attacked(world: &World, fakes: usize, fooled: &[usize], mimicry: usize) -> Community {
    let mut community = world.honest.clone();
    let honest = community.trust.len();
    let_in(&mut community, fakes, fooled);
    let mut praises: Vec<usize> = world.popular[..mimicry].to_vec();
    praises.push(community.products);
    praises.sort_unstable();
    community.products += 1;
    community.praise[honest..].fill(praises);
    community
}
