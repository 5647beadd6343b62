//! The protocol of a runner, and the side that asks: an implementation of any kind is started, gets
//! one case on a line and answers on a line.
//!
//! ```
//! use vum_vectors::runner::{Answer, Case, Verdict};
//! use vum_vectors::{Syntax, vectors};
//!
//! let files = vectors()?;
//! let (_, file) = files.first().ok_or("no vectors")?;
//! let vector = file.tests.first().ok_or("no vector")?;
//! let case = Case::new(file, vector, Syntax::Json).ok_or("not in JSON")?;
//! let answer = Answer::parse(r#"{"id": "x", "skip": "no such release"}"#)?;
//! assert!(matches!(case.verdict(&answer), Verdict::Differs(_)), "the answer is to another case");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::vector::{Expected, Syntax, Vector, VectorFile, finding_agrees};

/// A case as it goes over the line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Id of the vector and, behind a colon, the syntax.
    pub id: String,
    /// The release of the standard.
    pub release: String,
    /// The message (`part/view`).
    pub message: String,
    /// Whose contract counts.
    pub role: String,
    /// How the message is written.
    pub syntax: Syntax,
    /// Which rules above the contract are applied: `normative` or `all`; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
    /// The day of reference (`YYYY-MM-DD`), where a rule needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The message as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The message as bytes in hexadecimal, where it is no UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hex: Option<String>,
    #[serde(skip)]
    valid: bool,
    #[serde(skip)]
    expected: Vec<Expected>,
}

/// An answer: the findings, or only whether the message is valid, or why the case is passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The id of the case.
    pub id: String,
    /// Everything that was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Expected>>,
    /// Whether the message is valid, of an implementation that does not know our rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<bool>,
    /// Why the case is not judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip: Option<String>,
}

/// What becomes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Exactly the findings that are expected.
    Agrees,
    /// The same outcome; findings were not told.
    SameOutcome,
    /// Not judged.
    Skipped,
    /// Something else: what was expected, and how the answer differs.
    Differs(Difference),
}

/// How an answer differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The id of another case, or neither findings nor an outcome.
    NoAnswer,
    /// Valid instead of invalid, or the other way around.
    Outcome {
        /// What was expected.
        valid: bool,
    },
    /// Other findings.
    Findings {
        /// Expected and not found.
        missing: Vec<Expected>,
        /// Found and not expected.
        extra: Vec<Expected>,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let each = |f: &mut fmt::Formatter<'_>, word: &str, of: &[Expected]| {
            of.iter()
                .try_for_each(|it| write!(f, " {word} {}[{}] {}", it.severity, it.rule, it.pointer))
        };
        match self {
            Self::NoAnswer => f.write_str("no answer to this case"),
            Self::Outcome { valid: true } => f.write_str("is valid, and was refused"),
            Self::Outcome { valid: false } => f.write_str("is not valid, and was accepted"),
            Self::Findings { missing, extra } => {
                f.write_str("findings:")?;
                each(f, "missing", missing)?;
                each(f, "extra", extra)
            }
        }
    }
}

impl Case {
    /// A vector in a syntax; `None` where it does not have it.
    #[must_use]
    pub fn new(file: &VectorFile, vector: &Vector, syntax: Syntax) -> Option<Self> {
        let (text, hex) = match String::from_utf8(vector.bytes(syntax)?) {
            Ok(text) => (Some(text), None),
            Err(_) => (None, vector.hex.clone()),
        };
        Some(Self {
            id: format!("{}:{}", vector.id, syntax.name()),
            release: file.release.clone(),
            message: file.message.clone(),
            role: file.role.clone(),
            syntax,
            rules: vector.rules.clone(),
            on: vector.on.clone(),
            text,
            hex,
            valid: vector.valid,
            expected: vector.expected(syntax).to_vec(),
        })
    }

    /// The bytes of the message, as a runner has them.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let vector = Vector { text: self.text.clone(), hex: self.hex.clone(), ..Vector::default() };
        vector.bytes(Syntax::Json)
    }

    /// What becomes of an answer.
    #[must_use]
    pub fn verdict(&self, answer: &Answer) -> Verdict {
        if answer.id != self.id {
            return Verdict::Differs(Difference::NoAnswer);
        }
        if answer.skip.is_some() {
            return Verdict::Skipped;
        }
        match (&answer.findings, answer.valid) {
            (Some(found), _) => self.compared(found),
            (None, Some(valid)) if valid == self.valid => Verdict::SameOutcome,
            (None, Some(_)) => Verdict::Differs(Difference::Outcome { valid: self.valid }),
            (None, None) => Verdict::Differs(Difference::NoAnswer),
        }
    }

    fn compared(&self, found: &[Expected]) -> Verdict {
        let mut extra: Vec<Expected> = found.to_vec();
        let mut missing = Vec::new();
        for expected in &self.expected {
            match extra.iter().position(|it| finding_agrees(expected, it)) {
                Some(at) => drop(extra.remove(at)),
                None => missing.push(expected.clone()),
            }
        }
        if missing.is_empty() && extra.is_empty() {
            Verdict::Agrees
        } else {
            Verdict::Differs(Difference::Findings { missing, extra })
        }
    }
}

impl Answer {
    /// Reads the line of a runner.
    ///
    /// # Errors
    /// When it is no such line.
    pub fn parse(line: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }
}

/// What a runner may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long one answer may take.
    pub patience: Duration,
    /// How many bytes the line of an answer may have.
    pub line: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { patience: Duration::from_secs(10), line: 1 << 20 }
    }
}

/// Why a runner cannot be asked any more.
#[derive(Debug)]
pub enum Broken {
    /// It cannot be started.
    Start(io::Error),
    /// It ended, or closed its output.
    Ended,
    /// It took too long.
    Late,
    /// It wrote a line that is too long.
    Long,
    /// It wrote something that is no answer.
    Garbage,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => write!(f, "cannot be started: {error}"),
            Self::Ended => f.write_str("ended before it answered"),
            Self::Late => f.write_str("did not answer in time"),
            Self::Long => f.write_str("wrote a line that is too long"),
            Self::Garbage => f.write_str("wrote a line that is no answer"),
        }
    }
}

impl std::error::Error for Broken {}

/// A program that is asked. It is ended when this value goes away.
#[derive(Debug)]
pub struct Program {
    child: Child,
    input: ChildStdin,
    lines: Receiver<Result<String, Broken>>,
    limits: Limits,
}

impl Program {
    /// Starts a program. What it writes on standard error is thrown away.
    ///
    /// # Errors
    /// [`Broken::Start`].
    pub fn start(command: &mut Command, limits: Limits) -> Result<Self, Broken> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(Broken::Start)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Broken::Ended);
        };
        let (sender, lines) = mpsc::sync_channel(1);
        // It ends with the output of the program, or when nobody listens any more.
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let line = read_line(&mut output, limits.line);
                let last = line.is_err();
                if sender.send(line).is_err() || last {
                    break;
                }
            }
        });
        Ok(Self { child, input, lines, limits })
    }

    /// Asks one case.
    ///
    /// # Errors
    /// When there is no answer: the program cannot be asked again then.
    pub fn ask(&mut self, case: &Case) -> Result<Answer, Broken> {
        let mut line = serde_json::to_string(case).map_err(|_| Broken::Garbage)?;
        line.push('\n');
        self.input.write_all(line.as_bytes()).map_err(|_| Broken::Ended)?;
        self.input.flush().map_err(|_| Broken::Ended)?;
        let line = match self.lines.recv_timeout(self.limits.patience) {
            Ok(line) => line?,
            Err(RecvTimeoutError::Timeout) => return Err(Broken::Late),
            Err(RecvTimeoutError::Disconnected) => return Err(Broken::Ended),
        };
        Answer::parse(&line).map_err(|_| Broken::Garbage)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already; there is nobody to tell either way.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_line(output: &mut impl BufRead, most: u64) -> Result<String, Broken> {
    let mut line = Vec::new();
    let read = output.by_ref().take(most).read_until(b'\n', &mut line);
    if read.map_err(|_| Broken::Ended)? == 0 {
        return Err(Broken::Ended);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 >= most {
        return Err(Broken::Long);
    }
    String::from_utf8(line).map_err(|_| Broken::Garbage)
}

/// How many cases came out in each way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Exactly the findings.
    pub agreed: usize,
    /// The same outcome, without findings.
    pub same_outcome: usize,
    /// Passed over by the runner.
    pub skipped: usize,
    /// Something else.
    pub differed: usize,
}

impl Totals {
    /// Adds a case.
    pub fn add(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Agrees => self.agreed += 1,
            Verdict::SameOutcome => self.same_outcome += 1,
            Verdict::Skipped => self.skipped += 1,
            Verdict::Differs(_) => self.differed += 1,
        }
    }

    /// The cases that were judged.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.agreed + self.same_outcome + self.differed
    }
}
