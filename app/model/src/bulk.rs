//! Something done with many closed conversations at once, one after the other, off the request's path.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    id::BulkId,
    moment::Moment,
    parse,
    refusal::{Field, Refusal},
};

/// How long a finished job and what it made are kept, in milliseconds.
pub const KEPT_MS: i64 = 7 * 24 * 3_600_000;
/// Jobs of one person that may be under way.
pub const RUNNING_LIMIT: u32 = 5;

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkFormat {
    /// A line for each conversation.
    Csv,
    /// A list of conversations with what was said.
    Json,
}

impl BulkFormat {
    /// The ending of the file's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkTask {
    /// These tags are added.
    Tag(Vec<String>),
    /// These tags are taken away.
    Untag(Vec<String>),
    Export(BulkFormat),
}

impl BulkTask {
    /// The same, as it may be carried out.
    ///
    /// # Errors
    /// `Invalid`, `TagsRequired`.
    pub fn checked(self) -> Result<Self, Refusal> {
        let some = |tags: Vec<String>| {
            let tags = parse::tags(&tags)?;
            if tags.is_empty() { Err(Refusal::TagsRequired) } else { Ok(tags) }
        };
        Ok(match self {
            Self::Tag(tags) => Self::Tag(some(tags)?),
            Self::Untag(tags) => Self::Untag(some(tags)?),
            Self::Export(format) => Self::Export(format),
        })
    }

    /// The tags a conversation has afterwards; `None`: as before.
    ///
    /// # Errors
    /// `Invalid` when there would be too many.
    pub fn tags_after(&self, held: &[String]) -> Result<Option<Vec<String>>, Refusal> {
        let is_same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        let after: Vec<String> = match self {
            Self::Export(_) => return Ok(None),
            Self::Tag(tags) => {
                let is_new = |tag: &&String| !held.iter().any(|one| is_same(one, tag));
                held.iter().chain(tags.iter().filter(is_new)).cloned().collect()
            }
            Self::Untag(tags) => {
                let stays = |one: &&String| !tags.iter().any(|tag| is_same(one, tag));
                held.iter().filter(stays).cloned().collect()
            }
        };
        if after == held {
            return Ok(None);
        }
        if after.len() > parse::TAGS_LIMIT as usize {
            let problem = crate::refusal::Problem::TooMany { limit: parse::TAGS_LIMIT };
            return Err(Refusal::invalid(Field::Tags, problem));
        }
        Ok(Some(after))
    }
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkState {
    Running,
    Done,
    /// Somebody stopped it; what was done stays done.
    Cancelled,
    /// It could not go on; what was done stays done.
    Failed,
}

impl BulkState {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }
}

/// A job as whoever began it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkJob {
    pub id: BulkId,
    pub task: BulkTask,
    pub state: BulkState,
    /// Conversations to look at, counted when it began.
    pub total: u64,
    /// Looked at so far.
    pub seen: u64,
    /// Changed, or written into the file.
    pub changed: u64,
    /// Left alone because this person may not, because there would be too many tags, or because it is gone.
    pub skipped: u64,
    pub begun: Moment,
    pub ended: Option<Moment>,
}

impl BulkJob {
    /// Whether there is a file to fetch.
    #[must_use]
    pub const fn has_file(&self) -> bool {
        matches!((&self.task, self.state), (BulkTask::Export(_), BulkState::Done))
    }
}

#[cfg(test)]
mod tests {
    use alloc::{
        string::{String, ToString},
        vec::Vec,
    };

    use super::BulkTask;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').filter(|word| !word.is_empty()).map(ToString::to_string).collect()
    }

    #[test]
    fn cc_09_tags_are_added_once_and_taken_away_however_they_are_written() {
        let after = |task: BulkTask, held: &str| task.tags_after(&words(held));
        let tag = || BulkTask::Tag(words("vip Refund"));
        assert_eq!(after(tag(), "refund"), Ok(Some(words("refund vip"))));
        assert_eq!(after(tag(), "VIP refund"), Ok(None));
        let untag = || BulkTask::Untag(words("vip"));
        assert_eq!(after(untag(), "VIP refund"), Ok(Some(words("refund"))));
        assert_eq!(after(untag(), "refund"), Ok(None));
        let many = (0..20).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        assert!(after(tag(), &many).is_err());
        assert!(BulkTask::Tag(words("")).checked().is_err());
    }
}
