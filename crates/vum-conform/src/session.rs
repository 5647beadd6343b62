//! A conversation with an adapter that goes on, as far as it can, when the adapter goes wrong.

use std::io;
use std::time::Instant;

use serde::Serialize;

use crate::process::{Bounds, Fault, Process};
use crate::protocol::{Answer, PROTOCOL, Request};

/// What came of a request.
pub(crate) enum Reply {
    /// An answer.
    Answer(Box<Answer>),
    /// The product cannot do this.
    Unsupported,
    /// The product tried and failed.
    Failed,
    /// The adapter went wrong, and was ended.
    Fault(Fault),
    /// The adapter went wrong too often, or the time is up: nothing is asked any more.
    Over,
}

#[derive(Serialize)]
struct Line<'a> {
    id: u64,
    #[serde(flatten)]
    request: &'a Request,
}

/// A conversation.
pub(crate) struct Session {
    words: Vec<String>,
    bounds: Bounds,
    hello: Request,
    process: Option<Process>,
    /// What the records are that the adapter holds, to be told again after a new start.
    population: Option<Request>,
    next: u64,
    starts: u32,
    begun: Instant,
    log: Vec<u8>,
}

impl Session {
    /// Starts the adapter; nothing is said yet.
    ///
    /// # Errors
    /// When the command cannot be started.
    pub(crate) fn start(words: Vec<String>, bounds: Bounds, hello: Request) -> io::Result<Self> {
        let process = Some(Process::start(&words, &bounds)?);
        let (population, log) = (None, Vec::new());
        let begun = Instant::now();
        Ok(Self { words, bounds, hello, process, population, next: 1, starts: 1, begun, log })
    }

    /// Says hello, which every start begins with.
    pub(crate) fn hello(&mut self) -> Reply {
        let hello = self.hello.clone();
        self.say(&hello)
    }

    /// Asks something. When the adapter is not there, because it went wrong before, it is started
    /// anew.
    pub(crate) fn ask(&mut self, request: &Request) -> Reply {
        if self.process.is_none()
            && let Some(reply) = self.restart(matches!(request, Request::Population { .. }))
        {
            return reply;
        }
        let reply = self.say(request);
        if let (Reply::Answer(_), Request::Population { .. }) = (&reply, request) {
            self.population = Some(request.clone());
        }
        reply
    }

    /// Starts it anew, with what it knew; `None` when that went well.
    fn restart(&mut self, with_population: bool) -> Option<Reply> {
        if self.starts > self.bounds.restarts {
            return Some(Reply::Over);
        }
        self.starts += 1;
        match Process::start(&self.words, &self.bounds) {
            Ok(process) => self.process = Some(process),
            Err(_) => return Some(Reply::Fault(Fault::Exit)),
        }
        let told = [Some(self.hello.clone()), self.population.clone().filter(|_| !with_population)];
        for request in told.into_iter().flatten() {
            match self.say(&request) {
                Reply::Answer(_) => {}
                other => return Some(other),
            }
        }
        None
    }

    fn say(&mut self, request: &Request) -> Reply {
        let left = self.bounds.total.saturating_sub(self.begun.elapsed());
        if left.is_zero() {
            return Reply::Over;
        }
        let Some(process) = &mut self.process else { return Reply::Over };
        let id = self.next;
        self.next += 1;
        let answer = match line(id, request) {
            Some(line) => process.exchange(line, self.bounds.request.min(left)),
            None => return Reply::Over,
        };
        match answer.and_then(|text| understood(id, &text)) {
            Ok(Answer { unsupported: Some(_), .. }) => Reply::Unsupported,
            Ok(Answer { error: Some(_), .. }) => Reply::Failed,
            Ok(answer) => Reply::Answer(Box::new(answer)),
            Err(fault) => {
                if let Some(process) = self.process.take() {
                    self.keep(process.end());
                }
                Reply::Fault(fault)
            }
        }
    }

    fn keep(&mut self, log: Vec<u8>) {
        let room = self.bounds.log.saturating_sub(self.log.len());
        self.log.extend(log.into_iter().take(room));
    }

    /// Ends it, and gives what it logged: a text of the supplier, which may hold anything.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if let Some(process) = self.process.take() {
            let bye = line(self.next, &Request::Bye).unwrap_or_default();
            let log = process.finish(bye);
            self.keep(log);
        }
        self.log
    }
}

fn line(id: u64, request: &Request) -> Option<Vec<u8>> {
    let mut line = serde_json::to_vec(&Line { id, request }).ok()?;
    line.push(b'\n');
    Some(line)
}

fn understood(id: u64, text: &str) -> Result<Answer, Fault> {
    let answer: Answer = serde_json::from_str(text).map_err(|_| Fault::Garbage)?;
    match answer.id.filter(|_| answer.op.is_none()) {
        Some(found) if found == id => Ok(answer),
        Some(_) => Err(Fault::WrongId),
        None => Err(Fault::Garbage),
    }
}

/// The version of the protocol that an answer to hello agrees to.
pub(crate) fn agrees(answer: &Answer) -> bool {
    answer.protocol == Some(PROTOCOL)
}
