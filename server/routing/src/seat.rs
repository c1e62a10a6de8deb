//! One agent's numbers as they change while a plan is made.

use alloc::vec::Vec;

use model::{
    conversation::Channel,
    id::{DepartmentId, PersonId},
    moment::Moment,
    reason::{Numbers, Test},
};

use crate::{
    floor::{Agent, Floor, Load, Received, Rules, Waiting},
    limits::{Gauge, Post},
};

/// When an agent was last assigned anything: ms since 1970 (0: never), then the how manieth decision of this
/// plan it was, because all of them happen in the same millisecond.
pub(crate) type Last = (i64, u32);

/// An agent, with what earlier decisions of the plan did to them.
#[derive(Debug)]
pub(crate) struct Seat<'f> {
    pub(crate) agent: &'f Agent,
    pub(crate) is_available: bool,
    pub(crate) last: Last,
    /// The crews they serve in, as indexes into the board's.
    pub(crate) crews: Vec<usize>,
    rules: &'f Rules,
    loads: Vec<Load>,
    received: Vec<Received>,
}

impl<'f> Seat<'f> {
    /// Another server's clock may be ahead: nothing was assigned later than `now`, or whoever comes after would
    /// get everything until then.
    pub(crate) fn new(floor: &'f Floor, agent: &'f Agent) -> Self {
        let last = agent.last_assigned.map_or(0, |at| at.min(floor.now).0);
        Self {
            agent,
            is_available: agent.is_available,
            last: (last, 0),
            crews: Vec::new(),
            rules: &floor.rules,
            loads: agent.load.clone(),
            received: agent.received.clone(),
        }
    }

    pub(crate) const fn id(&self) -> PersonId {
        self.agent.person.id
    }

    pub(crate) const fn is_on_duty(&self) -> bool {
        self.is_available && self.agent.is_present
    }

    pub(crate) fn gauge(&self) -> Gauge<'_> {
        Gauge { rules: self.rules, own_max: self.agent.max_conversations, loads: &self.loads }
    }

    pub(crate) fn received_in(&self, department: Option<DepartmentId>) -> u32 {
        let here = self.received.iter().find(|r| r.department == department);
        here.map_or(0, |r| r.today)
    }

    pub(crate) fn numbers(&self, post: Post) -> Numbers {
        let gauge = self.gauge();
        Numbers {
            load: gauge.total(),
            max: gauge.max(),
            received_today: self.received_in(post.department),
            order: self.agent.order_in(post.department).unwrap_or_default(),
            last_assigned_ms: self.last.0,
        }
    }

    /// The first test this agent fails for a conversation of the post; `None`: eligible.
    pub(crate) fn first_failed(&self, post: Post, waiting: &Waiting) -> Option<Test> {
        let declined = waiting.declined.contains(&self.id());
        self.off_duty()
            .or_else(|| {
                let order = self.agent.order_in(post.department);
                order.is_none().then_some(Test::NotMember)
            })
            .or_else(|| self.gauge().full(post))
            .or_else(|| declined.then_some(Test::JustDeclined))
    }

    /// Why they get nothing at all, whatever it is.
    pub(crate) fn off_duty(&self) -> Option<Test> {
        if !self.is_available {
            Some(Test::NotAvailable)
        } else if !self.agent.is_present {
            Some(Test::NotPresent)
        } else {
            None
        }
    }

    /// One conversation more, by decision number `serial` of the plan.
    pub(crate) fn take(&mut self, post: Post, now: Moment, serial: u32) {
        let (department, channel) = (post.department, post.channel);
        let same = |load: &&mut Load| load.department == department && load.channel == channel;
        match self.loads.iter_mut().find(same) {
            Some(load) => load.count = load.count.saturating_add(1),
            None => self.loads.push(Load { department, channel, count: 1 }),
        }
        match self.received.iter_mut().find(|r| r.department == department) {
            Some(received) => received.today = received.today.saturating_add(1),
            None => self.received.push(Received { department, today: 1 }),
        }
        self.last = (now.0, serial);
    }

    /// One conversation less.
    pub(crate) fn give_back(&mut self, department: Option<DepartmentId>, channel: Channel) {
        let same = |load: &&mut Load| {
            load.department == department && load.channel == channel && load.count > 0
        };
        if let Some(load) = self.loads.iter_mut().find(same) {
            load.count = load.count.saturating_sub(1);
        }
    }

    /// They let an offer ring out and the workspace wants them to rest.
    pub(crate) const fn rest(&mut self) {
        self.is_available = false;
    }
}
