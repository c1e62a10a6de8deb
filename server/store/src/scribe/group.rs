//! One transaction of a SQLite file, in which several writers have their turns.
//!
//! Each turn has a savepoint, so that a writer who gives up takes back only their own. What ends one turn and
//! begins the next is not run by itself but in front of the next writer's first statement: every trip to the
//! connection's thread costs more than the statement itself.

use std::sync::Arc;

use sqlx::SqliteConnection;
use tokio::sync::oneshot;

use crate::Error;

/// Turns in a group at most: its first member should not wait forever for the commit.
const TURNS_LIMIT: usize = 64;

/// Where a member hears what became of the group.
pub(super) type Answer = oneshot::Sender<Result<(), Error>>;

/// What a writer made of their turn.
pub(super) enum Outcome {
    Keep(Answer),
    Undo,
}

pub(super) struct Group {
    members: Vec<Answer>,
    turns: usize,
    /// What has to be done with what is open on the connection.
    pending: Pending,
    turn: Turn,
    /// Savepoints are called even and odd in turn. So undoing a turn that never began fails, instead of
    /// undoing the one before.
    is_odd: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Begin,
    Keep,
    Undo,
    /// The writer's first statement failed or was cut short: their savepoint may or may not be there.
    Find,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Nothing has been run yet.
    Untouched,
    /// The first statement is on its way, with what is pending in front of it.
    Opening,
    Open,
}

impl Group {
    pub(super) const fn new() -> Self {
        Self {
            members: Vec::new(),
            turns: 0,
            pending: Pending::Begin,
            turn: Turn::Untouched,
            is_odd: false,
        }
    }

    /// What to run in front of a statement: what is pending, at the first one of a turn.
    pub(super) fn open_turn(&mut self) -> Option<&'static str> {
        if self.turn != Turn::Untouched {
            return None;
        }
        self.turn = Turn::Opening;
        let text = match (self.pending, self.is_odd) {
            (Pending::Begin, false) => "BEGIN IMMEDIATE; SAVEPOINT even; ",
            (Pending::Begin, true) => "BEGIN IMMEDIATE; SAVEPOINT odd; ",
            (Pending::Keep, false) => "RELEASE even; SAVEPOINT odd; ",
            (Pending::Keep, true) => "RELEASE odd; SAVEPOINT even; ",
            (Pending::Undo | Pending::Find, false) => "ROLLBACK TO even; ",
            (Pending::Undo | Pending::Find, true) => "ROLLBACK TO odd; ",
        };
        self.is_odd ^= self.pending == Pending::Keep;
        Some(text)
    }

    pub(super) fn confirm_turn(&mut self) {
        self.turn = Turn::Open;
    }

    pub(super) fn end_turn(&mut self, outcome: Outcome) {
        self.turns += 1;
        let turn = std::mem::replace(&mut self.turn, Turn::Untouched);
        match (outcome, turn) {
            (Outcome::Keep(answer), Turn::Untouched) => self.members.push(answer),
            (Outcome::Keep(answer), _) => {
                self.members.push(answer);
                self.pending = Pending::Keep;
            }
            (Outcome::Undo, Turn::Untouched) => {}
            (Outcome::Undo, Turn::Opening) => self.pending = Pending::Find,
            (Outcome::Undo, Turn::Open) => self.pending = Pending::Undo,
        }
    }

    /// Whether somebody else may have a turn before the commit.
    pub(super) fn may_go_on(&self) -> bool {
        self.turns < TURNS_LIMIT && self.pending != Pending::Find
    }

    /// Commits, and tells the members; `false` when the connection is of no use any more.
    pub(super) async fn finish(self, conn: &mut SqliteConnection) -> bool {
        let result = self.close(conn).await;
        let is_sound = result.is_ok();
        match result {
            Ok(()) => {
                for answer in self.members {
                    answer.send(Ok(())).ok();
                }
            }
            Err(error) => {
                let members = self.members.len();
                tracing::error!(%error, members, "a group of writes failed");
                let error = Arc::new(error);
                for answer in self.members {
                    answer.send(Err(Error::NotCommitted(Arc::clone(&error)))).ok();
                }
            }
        }
        is_sound
    }

    async fn close(&self, conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let undo = if self.is_odd { "ROLLBACK TO odd" } else { "ROLLBACK TO even" };
        match self.pending {
            Pending::Begin => return Ok(()),
            Pending::Keep => {}
            Pending::Undo => run(conn, undo).await?,
            // If it is not there, nothing of the turn was run after it, and all that is open is to be kept.
            Pending::Find => {
                run(conn, undo).await.ok();
            }
        }
        run(conn, if self.members.is_empty() { "ROLLBACK" } else { "COMMIT" }).await
    }
}

async fn run(conn: &mut SqliteConnection, text: &'static str) -> Result<(), sqlx::Error> {
    sqlx::query(text).execute(conn).await.map(drop)
}
