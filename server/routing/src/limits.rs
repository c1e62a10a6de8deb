//! Room: which limit, if any, keeps an agent from one more conversation.

use model::{
    conversation::Channel,
    id::DepartmentId,
    reason::{Numbers, Test},
    refusal::Limit,
};

use crate::floor::{Agent, Department, Load, Rules};

/// Where an agent would serve, as far as limits depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    pub department: Option<DepartmentId>,
    /// The department's limit per agent; 0: none.
    pub max_conversations: u32,
    pub channel: Channel,
}

impl Post {
    /// The post for a conversation of this department, or of none.
    #[must_use]
    pub fn of(department: Option<&Department>, channel: Channel) -> Self {
        Self {
            department: department.map(|d| d.id),
            max_conversations: department.map_or(0, |d| d.max_conversations),
            channel,
        }
    }
}

/// Whether an agent may press Take it: members only, and limits hold by hand too. Availability, presence and
/// an earlier refusal are the agent's own business then.
///
/// # Errors
/// The first test failed: `NotMember` or `Full`.
pub fn may_take(rules: &Rules, agent: &Agent, post: Post) -> Result<Numbers, Test> {
    if agent.order_in(post.department).is_none() {
        return Err(Test::NotMember);
    }
    has_room(rules, agent, post)
}

/// Whether an agent has room for one more, wherever it comes from (resuming from hold, being forwarded to).
///
/// # Errors
/// `Full` with the first limit reached.
pub fn has_room(rules: &Rules, agent: &Agent, post: Post) -> Result<Numbers, Test> {
    let gauge = Gauge { rules, own_max: agent.max_conversations, loads: &agent.load };
    if let Some(test) = gauge.full(post) {
        return Err(test);
    }
    let here = agent.received.iter().filter(|r| r.department == post.department);
    Ok(Numbers {
        load: gauge.total(),
        max: gauge.max(),
        received_today: here.map(|r| r.today).sum(),
        order: agent.order_in(post.department).unwrap_or_default(),
        last_assigned_ms: agent.last_assigned.map_or(0, |at| at.0),
    })
}

/// An agent's loads held against the limits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gauge<'a> {
    pub(crate) rules: &'a Rules,
    /// The agent's own limit; 0: the workspace's.
    pub(crate) own_max: u32,
    pub(crate) loads: &'a [Load],
}

impl Gauge<'_> {
    /// The first limit reached: the department's, the agent's own or else the workspace's, the channel's.
    pub(crate) fn full(&self, post: Post) -> Option<Test> {
        let whose = if self.own_max > 0 { Limit::Agent } else { Limit::Workspace };
        let limits = [
            (Limit::Department, self.in_department(post.department), post.max_conversations),
            (whose, self.total(), self.max()),
            (Limit::Channel, self.on_channel(post.channel), self.rules.channel_max(post.channel)),
        ];
        let mut reached = limits.into_iter().filter(|(_, load, max)| *max > 0 && load >= max);
        reached.next().map(|(limit, load, max)| Test::Full { limit, load, max })
    }

    /// The limit on everything they have; 0: none.
    pub(crate) const fn max(&self) -> u32 {
        if self.own_max > 0 { self.own_max } else { self.rules.max_conversations }
    }

    pub(crate) fn total(&self) -> u32 {
        self.loads.iter().map(|load| load.count).sum()
    }

    /// How many conversations of this post they can serve side by side. Without any limit: as many as they
    /// serve now, for want of a better number.
    pub(crate) fn slots(&self, post: Post) -> u32 {
        let limits = [post.max_conversations, self.max(), self.rules.channel_max(post.channel)];
        let lowest = limits.into_iter().filter(|max| *max > 0).min();
        lowest.unwrap_or_else(|| self.total().max(1))
    }

    fn in_department(&self, department: Option<DepartmentId>) -> u32 {
        self.loads.iter().filter(|l| l.department == department).map(|l| l.count).sum()
    }

    fn on_channel(&self, channel: Channel) -> u32 {
        self.loads.iter().filter(|l| l.channel == channel).map(|l| l.count).sum()
    }
}
