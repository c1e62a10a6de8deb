//! A skeleton brought to life: who does what how long after the step before. Knows no date, so that it comes out
//! the same whenever the demo is filled.

use model::{conversation::Priority, person::PersonRef};

use super::{
    calling::Ring,
    dialogues::{Desk, Dialogue, Line},
    dice::Dice,
    guests::Guest,
    slots::Slots,
};

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60_000;

/// How far a conversation gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    ClosedByStaff,
    ClosedByGuest,
    /// The guest gives up before anybody takes it.
    Abandoned,
    /// Still waits, with so many of the guest's lines.
    Waits {
        lines: usize,
    },
    /// Is being served, after so many lines.
    GoesOn {
        lines: usize,
    },
    /// As `GoesOn`, and put on hold.
    OnHold {
        lines: usize,
    },
    /// As `GoesOn`, and back in the queue.
    Returned {
        lines: usize,
    },
}

/// Who and what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cast<'a> {
    pub(super) dialogue: &'static Dialogue,
    pub(super) guest: &'a Guest,
    /// Who takes it.
    pub(super) first: &'a PersonRef,
    /// Who takes over if the first returns it.
    pub(super) second: &'a PersonRef,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    GuestSays(String),
    StaffSays(String),
    Notes(String),
    Takes(PersonRef),
    Holds,
    /// The agent resumes it; when the guest writes, that happens by itself.
    Resumes,
    Returns,
    Edits {
        topic: String,
        tags: Option<Vec<String>>,
        priority: Option<Priority>,
    },
    /// One of the two calls the other.
    Calls(Ring),
    GuestEnds,
    StaffEnds {
        comment: String,
        tags: Vec<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) after_ms: i64,
    pub(super) act: Act,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Script {
    pub(super) page_url: String,
    pub(super) steps: Vec<Step>,
}

impl Script {
    pub(super) fn write(cast: Cast<'_>, fate: Fate, dice: &mut Dice) -> Self {
        let slots = Slots::draw(cast.dialogue, cast.guest, dice);
        let page_url = slots.url(cast.dialogue.page);
        let mut writer = Writer {
            cast,
            slots,
            dice,
            steps: Vec::new(),
            agent: None,
            wait_left_ms: 0,
            is_on_hold: false,
            answers: 0,
        };
        writer.perform(fate);
        Self { page_url, steps: writer.steps }
    }

    /// From the arrival to the last step.
    pub(super) fn span_ms(&self) -> i64 {
        self.steps.iter().map(|step| step.after_ms).sum()
    }
}

struct Writer<'a> {
    cast: Cast<'a>,
    slots: Slots,
    dice: &'a mut Dice,
    steps: Vec<Step>,
    /// Who serves it.
    agent: Option<PersonRef>,
    /// Until somebody takes it.
    wait_left_ms: i64,
    is_on_hold: bool,
    answers: u32,
}

impl Writer<'_> {
    fn perform(&mut self, fate: Fate) {
        self.wait_left_ms = self.wait_ms();
        let all = self.cast.dialogue.lines.len();
        let lines = match fate {
            Fate::ClosedByStaff | Fate::ClosedByGuest => all,
            Fate::Abandoned => return self.give_up(),
            Fate::Waits { lines } => return self.wait_in_line(lines),
            Fate::GoesOn { lines } | Fate::OnHold { lines } | Fate::Returned { lines } => lines,
        };
        for line in self.cast.dialogue.lines.iter().take(lines) {
            self.line(*line, fate);
        }
        match fate {
            Fate::ClosedByStaff => self.staff_ends(),
            Fate::ClosedByGuest => self.guest_ends(),
            Fate::OnHold { .. } => self.step(8 * SECOND_MS, Act::Holds),
            Fate::Returned { .. } => self.step(14 * SECOND_MS, Act::Returns),
            Fate::GoesOn { .. } | Fate::Abandoned | Fate::Waits { .. } => {}
        }
    }

    fn line(&mut self, line: Line, fate: Fate) {
        match line {
            Line::Guest(text) => self.guest_says(text),
            Line::Staff(text) => {
                self.staff_says(text);
                self.answers = self.answers.saturating_add(1);
                if self.answers == 2 {
                    self.edit(fate);
                }
            }
            Line::Note(text) => {
                self.be_taken();
                let text = self.filled(text);
                let after_ms = self.between_s(5, 25).saturating_add(typing_ms(&text, 50));
                self.step(after_ms, Act::Notes(text));
            }
            Line::Hold => {
                let after_ms = self.between_s(4, 15);
                self.step(after_ms, Act::Holds);
                self.is_on_hold = true;
            }
            Line::Return => {
                let after_ms = self.between_s(8, 30);
                self.step(after_ms, Act::Returns);
                self.agent = Some(self.cast.second.clone());
                let after_ms = self.between_s(20, 140);
                self.step(after_ms, Act::Takes(self.cast.second.clone()));
            }
        }
    }

    fn guest_says(&mut self, text: &str) {
        let text = self.filled(text);
        let is_first = self.steps.is_empty();
        let mut after_ms = if is_first { self.between_s(4, 25) } else { self.between_s(4, 40) };
        after_ms = after_ms.saturating_add(typing_ms(&text, 120));
        if self.is_on_hold {
            after_ms = after_ms.saturating_add(self.hold_ms());
            self.is_on_hold = false;
        }
        if self.agent.is_none() {
            if after_ms < self.wait_left_ms {
                self.wait_left_ms = self.wait_left_ms.saturating_sub(after_ms);
            } else {
                after_ms = after_ms.saturating_sub(self.wait_left_ms);
                self.be_taken();
            }
        }
        self.step(after_ms, Act::GuestSays(text));
    }

    fn staff_says(&mut self, text: &str) {
        self.be_taken();
        let text = self.filled(text);
        let mut after_ms = self.between_s(10, 55).saturating_add(typing_ms(&text, 90));
        if self.dice.percent(7) {
            after_ms = after_ms.saturating_add(self.between_s(80, 260));
        }
        if self.is_on_hold {
            let hold_ms = self.hold_ms();
            self.step(hold_ms, Act::Resumes);
            self.is_on_hold = false;
        }
        self.step(after_ms, Act::StaffSays(text));
    }

    /// Somebody takes it now, unless somebody has.
    fn be_taken(&mut self) {
        if self.agent.is_none() {
            self.agent = Some(self.cast.first.clone());
            let wait_ms = std::mem::take(&mut self.wait_left_ms);
            self.step(wait_ms, Act::Takes(self.cast.first.clone()));
        }
    }

    /// The agent names the topic; with the tags, if it will not be them who ends it.
    fn edit(&mut self, fate: Fate) {
        let dialogue = self.cast.dialogue;
        let will_not_end = fate != Fate::ClosedByStaff;
        if !self.dice.percent(if will_not_end { 90 } else { 70 }) {
            return;
        }
        let is_urgent = dialogue.priority != Priority::None && self.dice.percent(70);
        let edit = Act::Edits {
            topic: String::from(dialogue.topic),
            tags: will_not_end.then(|| self.tags()),
            priority: is_urgent.then_some(dialogue.priority),
        };
        let after_ms = self.between_s(3, 12);
        self.step(after_ms, edit);
    }

    fn staff_ends(&mut self) {
        let after_ms = self.between_s(10, 70);
        let comment = if self.dice.percent(80) {
            self.filled(self.cast.dialogue.comment)
        } else {
            String::new()
        };
        let needs_tags = self.cast.dialogue.desk == Desk::Billing;
        let tags = if needs_tags || self.dice.percent(88) { self.tags() } else { Vec::new() };
        self.step(after_ms, Act::StaffEnds { comment, tags });
    }

    fn guest_ends(&mut self) {
        let after_ms = self.between_s(5, 60);
        self.step(after_ms, Act::GuestEnds);
    }

    fn give_up(&mut self) {
        self.wait_in_line(2);
        let patience_ms = self.between_s(80, 320);
        self.step(patience_ms, Act::GuestEnds);
    }

    /// The guest's first lines, while nobody takes it.
    fn wait_in_line(&mut self, lines: usize) {
        self.wait_left_ms = i64::MAX;
        let is_guest = |line: &&Line| matches!(line, Line::Guest(_));
        for line in self.cast.dialogue.lines.iter().take_while(is_guest).take(lines) {
            if let Line::Guest(text) = line {
                self.guest_says(text);
            }
        }
    }

    fn tags(&self) -> Vec<String> {
        let tags = self.cast.dialogue.tags.iter();
        tags.map(|&tag| String::from(tag)).collect()
    }

    fn filled(&mut self, text: &str) -> String {
        let agent = self.agent.as_ref().unwrap_or(self.cast.first);
        self.slots.fill(self.dice.wording(text), &agent.name)
    }

    /// In the departments that pick somebody, it is at once, unless all were away; in Support it takes as long
    /// as it takes somebody to look.
    fn wait_ms(&mut self) -> i64 {
        match self.cast.dialogue.desk {
            Desk::Support if self.dice.percent(12) => self.between_s(120, 420),
            Desk::Support => self.between_s(6, 110),
            Desk::Sales | Desk::Billing if self.dice.percent(14) => self.between_s(20, 240),
            Desk::Sales | Desk::Billing => self.dice.between(140, 900),
        }
    }

    fn hold_ms(&mut self) -> i64 {
        self.dice.between(3 * MINUTE_MS, 11 * MINUTE_MS)
    }

    fn between_s(&mut self, low: i64, high: i64) -> i64 {
        self.dice.between(low.saturating_mul(SECOND_MS), high.saturating_mul(SECOND_MS))
    }

    fn step(&mut self, after_ms: i64, act: Act) {
        self.steps.push(Step { after_ms, act });
    }
}

fn typing_ms(text: &str, per_character_ms: i64) -> i64 {
    let characters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    characters.saturating_mul(per_character_ms)
}
