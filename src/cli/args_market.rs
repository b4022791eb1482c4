//! What a person types about listings, recommendations, trust and ranking.

#![expect(rustdoc::invalid_html_tags, reason = "help texts are for terminals")]

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What to do with listings.
#[derive(Debug, Subcommand)]
pub enum ListingCommand {
    /// Write a sheet to fill in
    #[command(after_help = "Examples:\n  commend listing new coffee.toml\n  commend listing publish coffee.toml")]
    New {
        /// The file to write
        file: PathBuf,
    },
    /// Publish a sheet, or what the flags say
    #[command(after_help = "Examples:\n  commend listing publish coffee.toml\n  \
        commend listing publish --title 'Coffee, 500 g' --price '12.50 EUR' --category food/coffee\n  \
        commend listing publish coffee.toml --slot 0")]
    Publish(PublishArgs),
    /// What is on offer
    List {
        /// Only yours
        #[arg(long)]
        mine: bool,
        /// Only this seller's
        #[arg(long, value_name = "PERSON", conflicts_with = "mine")]
        seller: Option<String>,
    },
    /// One listing with what is said about it
    Show {
        /// <person>/<number>, or <number> for your own
        listing: String,
    },
    /// Take a listing of yours off the market
    Withdraw {
        /// Its number
        slot: u16,
    },
}

/// What to publish.
#[derive(Debug, Clone, Args)]
pub struct PublishArgs {
    /// A filled-in sheet (see 'listing new')
    #[arg(conflicts_with_all = ["title", "price", "category"], required_unless_present_all = ["title", "price", "category"])]
    pub file: Option<PathBuf>,
    /// What it is called
    #[arg(long)]
    pub title: Option<String>,
    /// What it costs, like '12.50 EUR'
    #[arg(long)]
    pub price: Option<String>,
    /// Where it belongs, like food/coffee
    #[arg(long)]
    pub category: Option<String>,
    /// What it is
    #[arg(long)]
    pub description: Option<String>,
    /// A free word (may be given several times)
    #[arg(long)]
    pub tag: Vec<String>,
    /// Global trade item number
    #[arg(long)]
    pub gtin: Option<String>,
    /// Change this listing of yours instead of making a new one
    #[arg(long, value_name = "NUMBER")]
    pub slot: Option<u16>,
    /// Let it end after so many days instead of renewing it
    #[arg(long, value_name = "DAYS")]
    pub days: Option<u64>,
}

/// What to recommend.
#[derive(Debug, Clone, Args)]
pub struct RecommendArgs {
    /// A listing (<person>/<number>), person:<person>, or gtin:<number>
    pub subject: String,
    /// From 1 (warn) to 5 (praise); 3 is neutral
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=5))]
    pub stance: u8,
    /// In your own words
    #[arg(long, default_value = "")]
    pub text: String,
    /// You bought it
    #[arg(long)]
    pub bought: bool,
    /// How you stand to the seller
    #[arg(long, value_enum, default_value = "none")]
    pub relation: RelationArg,
}

/// How somebody stands to a seller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RelationArg {
    /// In no way.
    None,
    /// A customer.
    Customer,
    /// Works there.
    Staff,
    /// Family or friend.
    Kin,
}

/// What to do with trust.
#[derive(Debug, Subcommand)]
pub enum TrustCommand {
    /// Trust somebody, or distrust them with a negative weight
    #[command(after_help = "Examples:\n  commend trust add 3f2a --weight 80\n  \
        commend trust add otto --weight -60 --private --reason 'sold me a broken lamp'")]
    Add(TrustArgs),
    /// Take it back
    Remove {
        /// From whom
        person: String,
        /// In what: general, merchant, or a category
        #[arg(long, default_value = "general")]
        context: String,
    },
    /// Whom you (or somebody) trust, and who trusts you (or them)
    List {
        /// Who; none: you
        person: Option<String>,
    },
    /// By which path your trust reaches somebody
    Why {
        /// Whom
        person: String,
    },
}

/// Whom to trust, and how.
#[derive(Debug, Clone, Args)]
pub struct TrustArgs {
    /// Whom: an id, its first digits, or a name that only one goes by
    pub person: String,
    /// From -100 (distrust) to 100 (trust)
    #[arg(long, default_value_t = 80, allow_hyphen_values = true, value_parser = clap::value_parser!(i64).range(-100..=100))]
    pub weight: i64,
    /// In what: general, merchant, or a category
    #[arg(long, default_value = "general")]
    pub context: String,
    /// Why, in a few words
    #[arg(long, default_value = "")]
    pub reason: String,
    /// On what ground
    #[arg(long, value_enum, default_value = "none")]
    pub evidence: EvidenceArg,
    /// Keep it on this node: it counts for you alone and is never published
    #[arg(long)]
    pub private: bool,
}

/// On what ground trust stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvidenceArg {
    /// None is given.
    None,
    /// Met in person.
    Met,
    /// Bought from.
    Bought,
    /// Invited.
    Invited,
}

/// What to rank.
#[derive(Debug, Clone, Args)]
pub struct RankArgs {
    /// Explain every place
    #[arg(long)]
    pub why: bool,
    /// How many at most
    #[arg(long, default_value_t = 20, value_name = "COUNT")]
    pub top: usize,
    /// As somebody else would see it (from public trust alone)
    #[arg(long = "for", value_name = "PERSON")]
    pub viewer: Option<String>,
}
