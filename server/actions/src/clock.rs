//! Where the time comes from: the machine, or a test's hand.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use model::moment::Moment;

/// A source of the present moment. Cloning shares it.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    /// The machine's clock, never running backwards within this process.
    Machine(Arc<AtomicI64>),
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    #[must_use]
    pub fn machine() -> Self {
        Self(Source::Machine(Arc::new(AtomicI64::new(0))))
    }

    /// A clock that stands until somebody moves it.
    #[must_use]
    pub fn fixed(at: Moment) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.0))))
    }

    #[must_use]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Source::Fixed(at) => Moment(at.load(Ordering::Acquire)),
            Source::Machine(latest) => {
                let machine = milliseconds(SystemTime::now());
                Moment(latest.fetch_max(machine, Ordering::AcqRel).max(machine))
            }
        }
    }

    /// Moves a fixed clock on; the machine's clock moves by itself.
    pub fn advance(&self, ms: i64) {
        if let Source::Fixed(at) = &self.0 {
            at.fetch_add(ms, Ordering::AcqRel);
        }
    }

    /// Whether time passes by itself.
    #[must_use]
    pub const fn is_machine(&self) -> bool {
        matches!(self.0, Source::Machine(_))
    }
}

fn milliseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
