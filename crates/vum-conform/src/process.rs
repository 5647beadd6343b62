//! The program of a supplier: started, asked, and ended, whatever it does.
//!
//! Its pipes have threads of their own, so that nothing it does, or does not do, keeps the suite
//! waiting for longer than it wants to.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// What an adapter can cost at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How long one answer may take.
    pub request: Duration,
    /// How long the whole run may take.
    pub total: Duration,
    /// How long a line may be, in bytes.
    pub line: usize,
    /// How much it may print, in bytes, between two starts.
    pub output: u64,
    /// How much of what it logs (on standard error) is kept, in bytes; the rest is read and dropped.
    pub log: usize,
    /// How often it is started anew after it went wrong.
    pub restarts: u32,
}

impl Default for Bounds {
    /// Ten seconds an answer, half an hour in all, 16 MiB a line, 256 MiB in all, 64 KiB of log, five
    /// new starts.
    fn default() -> Self {
        Self {
            request: Duration::from_secs(10),
            total: Duration::from_secs(30 * 60),
            line: 16 << 20,
            output: 256 << 20,
            log: 64 << 10,
            restarts: 5,
        }
    }
}

/// How an adapter went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No answer in time.
    Timeout,
    /// It ended, or closed its output.
    Exit,
    /// A line longer than it may be, or more output than there may be.
    TooLong,
    /// A line that is not UTF-8.
    NotUtf8,
    /// A line that is no answer.
    Garbage,
    /// An answer to something else.
    WrongId,
}

enum Line {
    Text(Vec<u8>),
    TooLong,
    End,
}

/// How long an adapter has to end by itself when nothing more is asked.
const GRACE: Duration = Duration::from_secs(2);

/// An adapter that runs.
pub(crate) struct Process {
    child: Child,
    requests: Option<SyncSender<Vec<u8>>>,
    lines: Receiver<Line>,
    log: Receiver<Vec<u8>>,
    /// Whether it has ended: then its number may be that of another program.
    ended: bool,
}

impl Process {
    /// Starts it.
    pub(crate) fn start(words: &[String], bounds: &Bounds) -> io::Result<Self> {
        let (program, args) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
        let mut command = Command::new(program);
        command.args(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (requests, to_write) = sync_channel::<Vec<u8>>(1);
        thread::spawn(move || {
            // When it does not read, this waits; when it is ended, writing fails and this ends too.
            for request in to_write {
                if stdin.write_all(&request).and_then(|()| stdin.flush()).is_err() {
                    return;
                }
            }
        });
        let (to_lines, lines) = sync_channel(1);
        let (line, output) = (bounds.line, bounds.output);
        thread::spawn(move || read_lines(stdout, line, output, &to_lines));
        let (to_log, log) = sync_channel(1);
        let most = bounds.log;
        thread::spawn(move || {
            let mut kept = Vec::new();
            let mut stderr = stderr;
            let most = u64::try_from(most).unwrap_or(u64::MAX);
            let _ = (&mut stderr).take(most).read_to_end(&mut kept);
            // Nobody need be waiting for it.
            let _ = to_log.try_send(kept);
            let _ = io::copy(&mut stderr, &mut io::sink());
        });
        Ok(Self { child, requests: Some(requests), lines, log, ended: false })
    }

    /// Sends a line and waits for one.
    pub(crate) fn exchange(&mut self, line: Vec<u8>, wait: Duration) -> Result<String, Fault> {
        let end = Instant::now() + wait;
        let sent = self.requests.as_ref().map(|it| it.try_send(line));
        match sent {
            Some(Ok(())) => {}
            Some(Err(TrySendError::Full(_))) => return Err(Fault::Timeout),
            Some(Err(TrySendError::Disconnected(_))) | None => return Err(Fault::Exit),
        }
        match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Line::Text(text)) => String::from_utf8(text).map_err(|_| Fault::NotUtf8),
            Ok(Line::TooLong) => Err(Fault::TooLong),
            Ok(Line::End) | Err(RecvTimeoutError::Disconnected) => Err(Fault::Exit),
            Err(RecvTimeoutError::Timeout) => Err(Fault::Timeout),
        }
    }

    /// Tells it that nothing more is asked, and gives it a moment to end.
    pub(crate) fn finish(mut self, line: Vec<u8>) -> Vec<u8> {
        if let Some(requests) = self.requests.take() {
            let _ = requests.try_send(line);
        }
        let end = Instant::now() + GRACE;
        while Instant::now() < end {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(5)),
                Ok(Some(_)) => {
                    self.ended = true;
                    break;
                }
                Err(_) => break,
            }
        }
        self.end()
    }

    /// Ends it, with what it started, and gives what it logged.
    pub(crate) fn end(mut self) -> Vec<u8> {
        self.kill();
        self.log.recv_timeout(Duration::from_millis(200)).unwrap_or_default()
    }

    fn kill(&mut self) {
        self.requests = None;
        if std::mem::replace(&mut self.ended, true) {
            return;
        }
        // What has ended already cannot be killed.
        #[cfg(unix)]
        {
            let group = rustix::process::Pid::from_child(&self.child);
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn read_lines(stdout: impl Read, most: usize, output: u64, lines: &SyncSender<Line>) {
    let mut stdout = BufReader::new(stdout);
    let mut total = 0_u64;
    loop {
        let mut line = Vec::new();
        let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let read = stdout.by_ref().take(bound).read_until(b'\n', &mut line);
        total = total.saturating_add(line.len() as u64);
        let told = match read {
            Ok(0) | Err(_) => Line::End,
            Ok(_) if line.last() == Some(&b'\n') && total <= output => Line::Text(line),
            Ok(_) if line.len() > most || total > output => Line::TooLong,
            // The last line need not end with a line end.
            Ok(_) => Line::Text(line),
        };
        let goes_on = matches!(told, Line::Text(_));
        if lines.send(told).is_err() || !goes_on {
            return;
        }
    }
}
