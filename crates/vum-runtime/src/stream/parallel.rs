//! Several judges behind one reader, one order of results.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::mpsc;

use super::batch::{Batch, Verdict};
use super::split::Splitter;
use super::task::{Output, Task};
use super::{Judged, StreamOptions, Totals};
use crate::message::MessageType;

type Sink<'a> = &'a mut dyn FnMut(Judged<'_>, Option<&Output>) -> ControlFlow<()>;

pub(super) fn run(
    splitter: Splitter<'_>,
    message: &MessageType,
    options: &StreamOptions,
    task: Task<'_>,
    sink: Sink<'_>,
) -> io::Result<Totals> {
    if options.jobs <= 1 {
        alone(splitter, message, options, task, sink)
    } else {
        together(splitter, message, options, task, sink)
    }
}

fn alone(
    mut splitter: Splitter<'_>,
    message: &MessageType,
    options: &StreamOptions,
    task: Task<'_>,
    sink: Sink<'_>,
) -> io::Result<Totals> {
    let mut totals = Totals::default();
    while let Some(batch) = splitter.next_batch()? {
        let verdicts = batch.judge(message, options.options, task);
        if hand_on(&batch, &verdicts, &mut totals, sink).is_break() {
            break;
        }
    }
    Ok(totals)
}

fn hand_on(
    batch: &Batch,
    verdicts: &[Verdict],
    totals: &mut Totals,
    sink: Sink<'_>,
) -> ControlFlow<()> {
    for verdict in verdicts {
        totals.count(&verdict.report, verdict.is_record);
        let judged = Judged {
            index: verdict.index,
            text: batch.text(verdict.text.clone()),
            start: verdict.start,
            syntax: batch.place.syntax(),
            report: &verdict.report,
        };
        sink(judged, verdict.output.as_ref())?;
    }
    ControlFlow::Continue(())
}

/// More threads than this never pay, and each costs memory.
const MOST_JOBS: usize = 256;

type Work = (u64, Batch);

enum Done {
    Judged(u64, Batch, Vec<Verdict>),
    /// A judge has panicked: its batch will not come. The scope hands the panic on.
    Failed,
}

/// Tells the waiting thread when a judge unwinds; it would wait for ever otherwise.
struct Watch(mpsc::Sender<Done>);

impl Drop for Watch {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Nobody listens any more when this fails.
            let _ = self.0.send(Done::Failed);
        }
    }
}

/// The calling thread reads and hands on, and judges too when the others have enough to do: there are
/// as many threads as jobs, and none of them waits for long. At most two batches for each of the
/// others are on their way, so that memory stays bounded even when the sink is slow.
fn together(
    mut splitter: Splitter<'_>,
    message: &MessageType,
    options: &StreamOptions,
    task: Task<'_>,
    sink: Sink<'_>,
) -> io::Result<Totals> {
    let (work, queue) = mpsc::channel::<Work>();
    let (results, done) = mpsc::channel::<Done>();
    let queue = Mutex::new(queue);
    std::thread::scope(|scope| {
        let mut judges = 0;
        for _ in 1..options.jobs.min(MOST_JOBS) {
            let (queue, watch) = (&queue, Watch(results.clone()));
            let judge = std::thread::Builder::new().spawn_scoped(scope, move || {
                loop {
                    // A judge that fails leaves the queue usable: take it as it is.
                    let next =
                        queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv();
                    let Ok((number, batch)) = next else { break };
                    let verdicts = batch.judge(message, options.options, task);
                    if watch.0.send(Done::Judged(number, batch, verdicts)).is_err() {
                        break;
                    }
                }
            });
            if judge.is_err() {
                // The system gives no more threads: those there are will do.
                break;
            }
            judges += 1;
        }
        drop(results);
        if judges == 0 {
            return alone(splitter, message, options, task, sink);
        }
        let mut order = Order { next: 0, waiting: BTreeMap::new(), totals: Totals::default() };
        // A judge that waits for work holds the queue; then there is none.
        let help = || {
            let (number, batch) = queue.try_lock().ok()?.try_recv().ok()?;
            let verdicts = batch.judge(message, options.options, task);
            Some(Done::Judged(number, batch, verdicts))
        };
        let mut sent = 0;
        let outcome = loop {
            match splitter.next_batch() {
                Err(error) => break Err(error),
                Ok(None) => break Ok(()),
                Ok(Some(batch)) => {
                    if work.send((sent, batch)).is_err() {
                        break Ok(());
                    }
                    sent += 1;
                }
            }
            if order.settle(&done, &help, sent.saturating_sub(2 * judges), sink).is_break() {
                drop(work);
                return Ok(order.totals);
            }
        };
        drop(work);
        // What was read before an error is still handed on.
        if order.settle(&done, &help, sent, sink).is_break() {
            return Ok(order.totals);
        }
        outcome.map(|()| order.totals)
    })
}

/// Puts results back into the order of the stream.
struct Order {
    next: u64,
    waiting: BTreeMap<u64, (Batch, Vec<Verdict>)>,
    totals: Totals,
}

impl Order {
    /// Hands on until at least the first `enough` batches are done, and helps where that would mean
    /// to wait.
    fn settle(
        &mut self,
        done: &mpsc::Receiver<Done>,
        help: &dyn Fn() -> Option<Done>,
        enough: u64,
        sink: Sink<'_>,
    ) -> ControlFlow<()> {
        while self.next < enough {
            let next = done.try_recv().ok().or_else(help).or_else(|| done.recv().ok());
            let Some(Done::Judged(number, batch, verdicts)) = next else {
                return ControlFlow::Break(());
            };
            self.waiting.insert(number, (batch, verdicts));
            while let Some((batch, verdicts)) = self.waiting.remove(&self.next) {
                self.next += 1;
                hand_on(&batch, &verdicts, &mut self.totals, &mut *sink)?;
            }
        }
        ControlFlow::Continue(())
    }
}
