//! The one writer of a SQLite file: lends its connection in turn, and commits what several wrote at once.
//!
//! Who has to look before writing is lent the connection. Who knows what to write hands in a slip, and the
//! scribe writes all that lie there in one trip.

mod group;
mod slip;

use std::{
    collections::VecDeque,
    fmt,
    fs::File,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{runtime::Handle, sync::oneshot};

use crate::{Error, checkpoints::Checkpoints, clause::Value};
use group::{Group, Outcome};
pub(crate) use slip::Form;
use slip::{Press, SLIPS_LIMIT, Slip};

/// Writers who may stand in line; more are refused, because they would wait for seconds.
const WAITING_LIMIT: usize = 4096;

type Waiter = oneshot::Sender<Result<Lease, Error>>;

/// Where writers stand in line.
pub(crate) struct Scribe {
    line: Arc<Line>,
}

struct Line {
    options: SqliteConnectOptions,
    press: Press,
    checkpoints: Checkpoints,
    /// Leases may be dropped anywhere, even outside of the runtime.
    runtime: Handle,
    state: Mutex<State>,
}

struct State {
    desk: Desk,
    waiting: VecDeque<Waiter>,
    slips: VecDeque<Slip>,
    /// Told when the file is closed; nobody gets in line any more once somebody waits for that.
    closing: Vec<oneshot::Sender<()>>,
    /// Keeps other processes away until then.
    claim: Option<File>,
}

/// Where the connection is.
enum Desk {
    /// Here, and nothing is open on it.
    Free(Box<SqliteConnection>),
    /// With a writer, or with [`Line::settle`].
    Away,
    /// Lost; the next writer has it opened anew.
    Lost,
    Closed,
}

/// What the connection is for next.
enum Next {
    Run(Box<SqliteConnection>, Vec<Slip>),
    /// It was lent, or rests.
    Away,
    Shut(Box<SqliteConnection>),
}

/// The right to write, until committed or dropped.
pub(crate) struct Lease {
    held: Option<Held>,
    line: Arc<Line>,
}

struct Held {
    conn: Box<SqliteConnection>,
    group: Group,
}

impl Scribe {
    /// Starts with an open connection; keeps `claim` until it is closed.
    pub(crate) fn start(
        conn: SqliteConnection,
        options: SqliteConnectOptions,
        (form, checkpoints): (Form, Checkpoints),
        claim: File,
    ) -> Self {
        let state = State {
            desk: Desk::Free(Box::new(conn)),
            waiting: VecDeque::new(),
            slips: VecDeque::new(),
            closing: Vec::new(),
            claim: Some(claim),
        };
        let runtime = Handle::current();
        let press = Press::new(form);
        Self {
            line: Arc::new(Line { options, press, checkpoints, runtime, state: Mutex::new(state) }),
        }
    }

    /// Waits in line for the right to write.
    pub(crate) async fn lend(&self) -> Result<Lease, Error> {
        let lent = {
            let mut state = self.line.state();
            if !state.closing.is_empty() {
                return Err(Error::Closed);
            }
            if state.waiting.len() >= WAITING_LIMIT {
                return Err(Error::Busy);
            }
            match std::mem::replace(&mut state.desk, Desk::Away) {
                Desk::Free(conn) => {
                    let held = Some(Held { conn, group: Group::new() });
                    return Ok(Lease { held, line: Arc::clone(&self.line) });
                }
                Desk::Closed => {
                    state.desk = Desk::Closed;
                    return Err(Error::Closed);
                }
                Desk::Lost => self.line.begin(None),
                Desk::Away => {}
            }
            let (waiter, lent) = oneshot::channel();
            state.waiting.push_back(waiter);
            lent
        };
        lent.await.unwrap_or(Err(Error::Closed))
    }

    /// Has the scribe write the form with these values. Returns when it is durable; `false` when it changed
    /// nothing.
    pub(crate) async fn hand_in(&self, values: Vec<Value>) -> Result<bool, Error> {
        let (answer, written) = oneshot::channel();
        {
            let mut state = self.line.state();
            if !state.closing.is_empty() {
                return Err(Error::Closed);
            }
            if state.slips.len() >= WAITING_LIMIT {
                return Err(Error::Busy);
            }
            state.slips.push_back(Slip { values, answer });
            match std::mem::replace(&mut state.desk, Desk::Away) {
                Desk::Free(conn) => self.line.begin(Some(conn)),
                Desk::Lost => self.line.begin(None),
                Desk::Away => {}
                Desk::Closed => {
                    state.desk = Desk::Closed;
                    state.slips.clear();
                    return Err(Error::Closed);
                }
            }
        }
        written.await.unwrap_or(Err(Error::Closed))
    }

    pub(crate) fn checkpoints(&self) -> &Checkpoints {
        &self.line.checkpoints
    }

    #[cfg(test)]
    pub(crate) fn waiting(&self) -> usize {
        self.line.state().waiting.len()
    }

    #[cfg(test)]
    pub(crate) fn slips(&self) -> usize {
        self.line.state().slips.len()
    }

    /// Lets those in line write, then closes the file.
    pub(crate) async fn close(&self) {
        let (told, closed) = oneshot::channel();
        {
            let mut state = self.line.state();
            state.closing.push(told);
            match std::mem::replace(&mut state.desk, Desk::Away) {
                Desk::Free(conn) => {
                    drop(self.line.runtime.spawn(Arc::clone(&self.line).shut(Some(conn))));
                }
                Desk::Lost => drop(self.line.runtime.spawn(Arc::clone(&self.line).shut(None))),
                Desk::Away => {}
                Desk::Closed => {
                    state.desk = Desk::Closed;
                    state.closing.clear();
                }
            }
        }
        closed.await.ok();
    }
}

impl Line {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that panics is done while it is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lends to the first in line who is still there; the connection stays here when nobody is.
    fn lend_on(self: &Arc<Self>, state: &mut State, held: Held) -> Option<Held> {
        let mut lease = Lease { held: Some(held), line: Arc::clone(self) };
        while let Some(waiter) = state.waiting.pop_front() {
            match waiter.send(Ok(lease)) {
                Ok(()) => return None,
                // Taken apart, because dropping it would give it back, to this same function.
                Err(Ok(mut unwanted)) => {
                    let held = unwanted.held.take()?;
                    lease = Lease { held: Some(held), line: Arc::clone(self) };
                }
                Err(Err(_)) => return None,
            }
        }
        lease.held.take()
    }

    /// A writer is done: the next one's turn, or the end of the group.
    fn take_back(self: &Arc<Self>, mut held: Held, outcome: Outcome) {
        held.group.end_turn(outcome);
        let left =
            if held.group.may_go_on() { self.lend_on(&mut self.state(), held) } else { Some(held) };
        if let Some(held) = left {
            // Whoever comes in line from here on waits for the commit, and makes the next group.
            drop(self.runtime.spawn(Arc::clone(self).settle(held)));
        }
    }

    /// Commits a group and tells its members; a task of its own, so that nobody's giving up can stop it.
    async fn settle(self: Arc<Self>, held: Held) {
        let Held { mut conn, group } = held;
        let is_sound = group.finish(&mut conn).await;
        let conn = put_away(conn, is_sound).await;
        self.go_on(conn, false).await;
    }

    /// Lets whoever waits write, with the connection or with one opened anew.
    fn begin(self: &Arc<Self>, conn: Option<Box<SqliteConnection>>) {
        drop(self.runtime.spawn(Arc::clone(self).go_on(conn, false)));
    }

    /// What was open is over: slips are run, the next group begins, or the connection rests.
    async fn go_on(self: Arc<Self>, mut conn: Option<Box<SqliteConnection>>, mut has_run: bool) {
        loop {
            let sound = match conn.take() {
                Some(conn) => conn,
                None => match self.reopen().await {
                    Some(conn) => conn,
                    None => return,
                },
            };
            match self.next(sound, has_run) {
                Next::Run(mut sound, slips) => {
                    has_run = true;
                    self.checkpoints.note(u32::try_from(slips.len()).unwrap_or(u32::MAX));
                    let is_sound = self.press.run(&mut sound, slips).await;
                    conn = put_away(sound, is_sound).await;
                }
                Next::Away => return,
                Next::Shut(sound) => return self.shut(Some(sound)).await,
            }
        }
    }

    /// What is done next: slips and groups take turns where there are both.
    fn next(self: &Arc<Self>, conn: Box<SqliteConnection>, has_run: bool) -> Next {
        let mut state = self.state();
        let mut held = Held { conn, group: Group::new() };
        if has_run {
            match self.lend_on(&mut state, held) {
                None => return Next::Away,
                // All who stood in line gave up: the slips go on, for nobody else comes for them.
                Some(back) => held = back,
            }
        }
        if !state.slips.is_empty() {
            let count = state.slips.len().min(SLIPS_LIMIT);
            return Next::Run(held.conn, state.slips.drain(..count).collect());
        }
        match self.lend_on(&mut state, held) {
            None => Next::Away,
            Some(held) if state.closing.is_empty() => {
                state.desk = Desk::Free(held.conn);
                Next::Away
            }
            Some(held) => Next::Shut(held.conn),
        }
    }

    async fn reopen(self: &Arc<Self>) -> Option<Box<SqliteConnection>> {
        match SqliteConnection::connect_with(&self.options).await {
            Ok(conn) => Some(Box::new(conn)),
            Err(error) => {
                if self.turn_away(error) {
                    Arc::clone(self).shut(None).await;
                }
                None
            }
        }
    }

    /// Nobody can write now; gives whether somebody waits for the file to be closed.
    fn turn_away(&self, error: sqlx::Error) -> bool {
        tracing::error!(%error, "the database file cannot be opened");
        let error = Arc::new(error);
        let mut state = self.state();
        for waiter in state.waiting.drain(..) {
            waiter.send(Err(Error::Unopened(Arc::clone(&error)))).ok();
        }
        for slip in state.slips.drain(..) {
            slip.answer.send(Err(Error::Unopened(Arc::clone(&error)))).ok();
        }
        state.desk = Desk::Lost;
        !state.closing.is_empty()
    }

    async fn shut(self: Arc<Self>, conn: Option<Box<SqliteConnection>>) {
        self.checkpoints.stop().await;
        if let Some(conn) = conn {
            log_failure(conn.close().await);
        }
        let mut state = self.state();
        state.desk = Desk::Closed;
        state.claim = None;
        for told in state.closing.drain(..) {
            told.send(()).ok();
        }
    }
}

impl Lease {
    /// The connection, and the text to be run in front of the first statement.
    pub(crate) fn connection(
        &mut self,
    ) -> Result<(&mut SqliteConnection, Option<&'static str>), Error> {
        let held = self.held.as_mut().ok_or(Error::Closed)?;
        self.line.checkpoints.note(1);
        Ok((&mut held.conn, held.group.open_turn()))
    }

    /// A statement went well, and with it whatever was run in front of it.
    pub(crate) fn confirm(&mut self) {
        if let Some(held) = &mut self.held {
            held.group.confirm_turn();
        }
    }

    /// Returns when what was written is durable.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        let (answer, committed) = oneshot::channel();
        if let Some(held) = self.held.take() {
            self.line.take_back(held, Outcome::Keep(answer));
        }
        committed.await.unwrap_or(Err(Error::Closed))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(held) = self.held.take() {
            self.line.take_back(held, Outcome::Undo);
        }
    }
}

impl fmt::Debug for Scribe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scribe").field("waiting", &self.line.state().waiting.len()).finish()
    }
}

/// A connection that is of no use any more is closed, which rolls back whatever is open on it.
async fn put_away(conn: Box<SqliteConnection>, is_sound: bool) -> Option<Box<SqliteConnection>> {
    if is_sound {
        return Some(conn);
    }
    log_failure(conn.close().await);
    None
}

fn log_failure(result: Result<(), sqlx::Error>) {
    if let Err(error) = result {
        tracing::warn!(%error, "closing the database file");
    }
}

#[cfg(test)]
mod tests;
