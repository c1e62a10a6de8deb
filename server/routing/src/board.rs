//! The floor arranged for deciding: who has how much, and who stands where in each crew.

use alloc::{collections::BTreeMap, vec::Vec};

use model::{
    conversation::Channel,
    id::{DepartmentId, PersonId},
};

use crate::{
    crew::{Crew, Standing},
    floor::{Agent, Floor, Waiting},
    limits::Post,
    seat::Seat,
};

/// What decisions are made on, and what each of them changes.
#[derive(Debug)]
pub(crate) struct Board<'f> {
    pub(crate) floor: &'f Floor,
    /// Sorted by username.
    pub(crate) seats: Vec<Seat<'f>>,
    pub(crate) crews: Vec<Crew>,
    /// How many seats are not available, and how many are available but not present.
    pub(crate) unavailable: usize,
    pub(crate) absent: usize,
    seat_of: BTreeMap<PersonId, usize>,
    /// The crews of a department, one per channel.
    crews_of: BTreeMap<Option<DepartmentId>, Vec<usize>>,
    /// Crews that can serve right now.
    serving: usize,
    /// The highest limit of any agent. Load balancing measures an agent without a limit by it, so that they get
    /// as much as the roomiest colleague and not everything.
    full_max: u32,
    decided: u32,
}

impl<'f> Board<'f> {
    /// Seats everybody. The crews come later, when it is known who is on duty: see [`Self::muster`].
    pub(crate) fn new(floor: &'f Floor) -> Self {
        let mut agents: Vec<&Agent> = floor.agents.iter().collect();
        agents.sort_unstable_by_key(|agent| (agent.username.as_str(), agent.person.id));
        let seats: Vec<Seat<'f>> =
            agents.into_iter().map(|agent| Seat::new(floor, agent)).collect();
        let seat_of = seats.iter().enumerate().map(|(index, seat)| (seat.id(), index)).collect();
        let full_max = seats.iter().map(|seat| seat.gauge().max()).max().unwrap_or_default().max(1);
        Self {
            floor,
            seats,
            crews: Vec::new(),
            unavailable: 0,
            absent: 0,
            seat_of,
            crews_of: BTreeMap::new(),
            serving: 0,
            full_max,
            decided: 0,
        }
    }

    pub(crate) fn seat_of(&self, person: PersonId) -> Option<(usize, &Seat<'f>)> {
        let index = *self.seat_of.get(&person)?;
        Some((index, self.seats.get(index)?))
    }

    pub(crate) fn seat_mut(&mut self, person: PersonId) -> Option<&mut Seat<'f>> {
        let index = *self.seat_of.get(&person)?;
        self.seats.get_mut(index)
    }

    /// Where a seat would stand in a crew.
    pub(crate) fn standing(&self, seat_index: usize, crew: &Crew) -> Option<Standing> {
        let seat = self.seats.get(seat_index)?;
        Some(crew.standing(seat_index, seat, self.full_max))
    }

    /// Whether anything more can be handed over. Loads only grow while a plan is made: once false, it stays so.
    pub(crate) const fn is_anybody_ready(&self) -> bool {
        self.serving > 0
    }

    /// The crew that serves a conversation, as an index; forms it where there is none yet.
    pub(crate) fn crew_for(&mut self, waiting: &Waiting) -> usize {
        if let Some(found) = self.find_crew(waiting.department, waiting.channel) {
            return found;
        }
        let departments = &self.floor.departments;
        let department = departments.iter().find(|d| Some(d.id) == waiting.department);
        let rules = &self.floor.rules;
        let algorithm = department.and_then(|d| d.algorithm).unwrap_or(rules.algorithm);
        let is_enabled = match department {
            Some(department) => department.is_enabled,
            None => waiting.department.is_none(),
        };
        // A department that the floor does not know keeps its id: its queue is not everybody's.
        let post = Post { department: waiting.department, ..Post::of(department, waiting.channel) };
        let index = self.crews.len();
        self.crews.push(Crew::new(post, algorithm, is_enabled));
        self.crews_of.entry(waiting.department).or_default().push(index);
        index
    }

    /// Puts every seat into the crews it belongs to.
    pub(crate) fn muster(&mut self) {
        let Self { seats, crews, crews_of, full_max, .. } = self;
        for (index, seat) in seats.iter_mut().enumerate() {
            let departments = seat.agent.memberships.iter().map(|m| Some(m.department));
            for department in departments.chain([None]) {
                for crew_index in crews_of.get(&department).into_iter().flatten() {
                    let Some(crew) = crews.get_mut(*crew_index) else {
                        continue;
                    };
                    if !seat.crews.contains(crew_index) {
                        crew.enter(index, seat, *full_max);
                        seat.crews.push(*crew_index);
                    }
                }
            }
        }
        self.unavailable = self.seats.iter().filter(|seat| !seat.is_available).count();
        let absent = |seat: &&Seat<'_>| seat.is_available && !seat.agent.is_present;
        self.absent = self.seats.iter().filter(absent).count();
        self.serving = self.crews.iter().filter(|crew| crew.can_serve()).count();
    }

    /// A seat gets a conversation of a crew: it moves back in every crew it serves in.
    pub(crate) fn hand_over(&mut self, seat_index: usize, crew_index: usize) {
        self.decided = self.decided.saturating_add(1);
        let Self { floor, seats, crews, full_max, serving, decided, .. } = self;
        let post = crews.get(crew_index).map(|crew| crew.post);
        let (Some(seat), Some(post)) = (seats.get_mut(seat_index), post) else {
            return;
        };
        for index in &seat.crews {
            let Some(crew) = crews.get_mut(*index) else {
                continue;
            };
            *serving -= usize::from(crew.can_serve());
            let standing = crew.standing(seat_index, seat, *full_max);
            crew.ready.remove(&standing);
        }
        seat.take(post, floor.now, *decided);
        for index in &seat.crews {
            let Some(crew) = crews.get_mut(*index) else {
                continue;
            };
            crew.enter(seat_index, seat, *full_max);
            *serving += usize::from(crew.can_serve());
        }
    }

    /// A conversation is left where it is; what comes after it in the queue counts it.
    pub(crate) fn leave(&mut self, crew_index: usize) {
        if let Some(crew) = self.crews.get_mut(crew_index) {
            crew.left_waiting = crew.left_waiting.saturating_add(1);
        }
    }

    /// The place in the queue, from 1, of the conversation that is decided about now.
    pub(crate) fn place_in(&self, department: Option<DepartmentId>) -> u32 {
        let same = self.crews_of.get(&department).into_iter().flatten();
        let ahead = same.filter_map(|index| self.crews.get(*index)).map(|crew| crew.left_waiting);
        ahead.fold(1, u32::saturating_add)
    }

    /// The crew that serves a conversation.
    pub(crate) fn crew_of(&self, waiting: &Waiting) -> Option<&Crew> {
        self.crews.get(self.find_crew(waiting.department, waiting.channel)?)
    }

    fn find_crew(&self, department: Option<DepartmentId>, channel: Channel) -> Option<usize> {
        let of = self.crews_of.get(&department)?;
        of.iter().copied().find(|i| self.crews.get(*i).is_some_and(|c| c.post.channel == channel))
    }
}
