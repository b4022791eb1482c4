//! What a person types: commands and flags, with examples in their help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::args_market::{ListingCommand, RankArgs, RecommendArgs, TrustCommand};

/// Commerce by recommendation: a community marketplace in which products are ranked by the people you trust.
#[derive(Debug, Parser)]
#[command(name = "commend", version, propagate_version = true, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Cli {
    /// Flags that every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  commend demo --once              a town of real nodes on this machine, in a minute
  commend up                       start your own node
  commend listing publish --title 'Coffee, 500 g' --price '12.50 EUR' --category food/coffee
  commend trust add 3f2a --weight 80
  commend rank --why

Exit codes: 0 ok, 1 failure, 2 usage, 3 not found, 4 node not running, 5 not allowed, 6 conflict, 7 network, 8 storage.";

/// Flags that every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// Folder of keys, store and settings [default: commend in the data folder of XDG]
    #[arg(long, global = true, env = "COMMEND_HOME", value_name = "FOLDER")]
    pub home: Option<PathBuf>,
    /// Print one JSON document: {"v":1,"data":..,"warnings":[..]}
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing but what was asked for
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Colours in what is written for people
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: Color,
    /// Answer yes to every question
    #[arg(long, short = 'y', global = true)]
    pub yes: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a home with keys; asks nothing
    Init,
    /// Start the node (making its home if needed) and keep it running until interrupted
    #[command(after_help = "Examples:\n  commend up\n  commend --home /tmp/second up --no-mdns")]
    Up(UpArgs),
    /// Show the main job on this machine: a town of real nodes that trust, recommend and rank
    #[command(after_help = "Examples:\n  commend demo --once\n  commend demo")]
    Demo(DemoArgs),
    /// How the running node stands
    Status,
    /// End the running node in good order
    Stop,
    /// Who you are, or who somebody is
    #[command(after_help = "Examples:\n  commend profile set --name Linh\n  commend profile show")]
    Profile {
        /// What to do with it
        #[command(subcommand)]
        command: ProfileCommand,
    },
    /// What is on offer, yours and others'
    Listing {
        /// What to do with it
        #[command(subcommand)]
        command: ListingCommand,
    },
    /// Recommend a listing, a product or a person, or warn of it
    #[command(after_help = "Examples:\n  commend recommend 3f2a/0 --stance 5 --text 'Best beans in town' --bought\n  \
        commend recommend person:otto --stance 1 --text 'Never sent it'")]
    Recommend(RecommendArgs),
    /// Whom you trust, and why somebody counts
    Trust {
        /// What to do with it
        #[command(subcommand)]
        command: TrustCommand,
    },
    /// Products in the order of the people you trust
    #[command(after_help = "Examples:\n  commend rank\n  commend rank --why --top 3\n  commend rank --for binh")]
    Rank(RankArgs),
    /// Listings that hold every word
    #[command(after_help = "Examples:\n  commend search ca phe")]
    Search {
        /// The words; accents and capitals do not matter
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// The nodes you are connected with
    Peer {
        /// What to do with them
        #[command(subcommand)]
        command: PeerCommand,
    },
    /// How far this node has caught up
    Sync {
        /// What to show
        #[command(subcommand)]
        command: SyncCommand,
    },
    /// Settings: what is in force, and whether the file is right
    Config {
        /// What to do with them
        #[command(subcommand)]
        command: ConfigCommand,
    },
}

/// Flags of `up`.
#[derive(Debug, Clone, Default, Args)]
pub struct UpArgs {
    /// Name of the network to join
    #[arg(long, value_name = "NAME")]
    pub network: Option<String>,
    /// Listen on this machine only
    #[arg(long)]
    pub loopback: bool,
    /// Do not look for nodes on the local network
    #[arg(long)]
    pub no_mdns: bool,
    /// Listen here instead (multiaddr; may be given several times)
    #[arg(long, value_name = "ADDRESS", conflicts_with = "loopback")]
    pub listen: Vec<String>,
    /// Dial this node at every start (multiaddr; may be given several times)
    #[arg(long, value_name = "ADDRESS")]
    pub peer: Vec<String>,
}

/// Flags of `demo`.
#[derive(Debug, Clone, Args)]
pub struct DemoArgs {
    /// End by itself once everything has been shown
    #[arg(long)]
    pub once: bool,
    /// Fake identities in the farm that praises the scam
    #[arg(long, default_value_t = 60, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=500))]
    pub fakes: u16,
}

/// What to do with profiles.
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Show your profile, or somebody's
    Show {
        /// Whose; none: yours
        person: Option<String>,
    },
    /// Set your profile; what is not named stays as it is
    Set(ProfileArgs),
}

/// Fields of a profile.
#[derive(Debug, Clone, Args)]
pub struct ProfileArgs {
    /// Display name
    #[arg(long)]
    pub name: Option<String>,
    /// A few words about yourself
    #[arg(long)]
    pub about: Option<String>,
    /// Name of your shop, if you sell
    #[arg(long, value_name = "NAME")]
    pub shop: Option<String>,
    /// How goods go back to your shop
    #[arg(long, value_name = "WORDS")]
    pub returns: Option<String>,
    /// A language you speak, like vi (may be given several times)
    #[arg(long, value_name = "TAG")]
    pub language: Vec<String>,
}

/// What to do with peers.
#[derive(Debug, Subcommand)]
pub enum PeerCommand {
    /// Connect to a node, now and at every start
    #[command(after_help = "Examples:\n  commend peer add /ip4/127.0.0.1/tcp/4001/p2p/12D3Koo...")]
    Add {
        /// Its address, as its 'commend status' shows it
        address: String,
    },
    /// Who is connected
    List,
}

/// What to show of catching up.
#[derive(Debug, Subcommand)]
pub enum SyncCommand {
    /// Records held, and what each neighbour has brought
    Status,
}

/// What to do with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Every key with its value
    Show {
        /// Also who said it: default, file, environment or flag
        #[arg(long)]
        origin: bool,
    },
    /// Whether the file is right
    Check,
}
