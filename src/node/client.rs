//! A program's side of the local door: connect to the node of a home, ask, and wait for the answer.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use crate::node::door::{Answer, Code, Failure, Question};
use crate::node::home::{self, Home};

/// A connection to a running node; any number of questions, one after another.
#[derive(Debug)]
pub struct Client {
    reader: BufReader<UnixStream>,
}

impl Client {
    /// Connects to the node that runs in `folder`.
    ///
    /// # Errors
    /// A [`Failure`] of code [`Code::NotRunning`] when none does.
    pub fn connect(folder: &Path) -> Result<Self, Failure> {
        let socket = Home::at(folder).socket();
        let connected = home::short_path(&socket).and_then(|(path, _folder)| UnixStream::connect(path));
        let stream = connected.map_err(|error| {
            let message = format!("no node runs in {} ({error})", folder.display());
            Failure::new(Code::NotRunning, message, "start one with 'commend up', or name its folder with --home")
        })?;
        Ok(Self { reader: BufReader::new(stream) })
    }

    /// Asks a question; data and warnings of the answer.
    ///
    /// # Errors
    /// The node's [`Failure`], or one of code [`Code::Failure`] when the node ends meanwhile.
    pub fn ask(&mut self, question: &Question) -> Result<(serde_json::Value, Vec<String>), Failure> {
        let broken = |error: &dyn std::fmt::Display| {
            let message = format!("the node did not answer: {error}");
            Failure::new(Code::Failure, message, "look at the node's own output; it may have been ended")
        };
        let mut line = serde_json::to_vec(question).map_err(|error| broken(&error))?;
        line.push(b'\n');
        self.reader.get_mut().write_all(&line).map_err(|error| broken(&error))?;
        let mut answer = String::new();
        let count = self.reader.read_line(&mut answer).map_err(|error| broken(&error))?;
        if count == 0 {
            return Err(broken(&"it hung up"));
        }
        let answer: Answer = serde_json::from_str(&answer).map_err(|error| broken(&error))?;
        match (answer.data, answer.error) {
            (_, Some(failure)) => Err(failure),
            (data, None) => Ok((data.unwrap_or_default(), answer.warnings)),
        }
    }
}
