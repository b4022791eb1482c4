//! The command line: what a person types, what is done about it, and what they read.

pub mod args;
pub mod args_market;
pub mod demo;
pub mod demo_town;
pub mod demo_words;
pub mod dispatch;
pub mod market;
pub mod output;
pub mod people;
pub mod places;
pub mod rows;
pub mod run;
pub mod settings;
pub mod sheet;
pub mod up;
