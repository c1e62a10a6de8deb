//! What goes on at this moment: who waits, who is being served, who is on hold.

use std::collections::BTreeSet;

use model::{conversation::Priority, event::Author, moment::Moment, refusal::Refusal};

use super::{
    Backdrop,
    dialogues::{self, Dialogue, Language},
    guests::{Guest, NEVER_CHATTED},
    log::{Arrival, Log},
    rota::Rota,
    script::{Cast, Fate, Script},
};

const SECOND_MS: i64 = 1_000;

/// One conversation that is not over.
struct Scene {
    topic: &'static str,
    /// Username of who has it, or returned it.
    agent: &'static str,
    fate: Fate,
    /// How long ago the last thing happened.
    idle_s: i64,
    /// The guest's messages that nobody has read yet.
    unread: usize,
    /// Set by the manager while it waits.
    priority: Option<Priority>,
}

const SCENES: [Scene; 15] = [
    waits("Teaware arrived broken", 1, 700, Some(Priority::High)),
    waits("Checkout stops with an error", 1, 530, None),
    Scene {
        topic: "Tin arrived open",
        agent: "linus",
        fate: Fate::Returned { lines: 4 },
        idle_s: 95,
        unread: 0,
        priority: None,
    },
    waits("Parcel does not move", 1, 240, None),
    waits("Wasserkocher heizt nicht", 1, 110, None),
    waits("Wrong tea in the parcel", 2, 20, None),
    goes_on("Kettle does not hold its temperature", "ada", 3, (35, 1)),
    goes_on("Password mail does not arrive", "ada", 4, (70, 0)),
    Scene {
        topic: "Marked as delivered, but not there",
        agent: "ada",
        fate: Fate::OnHold { lines: 4 },
        idle_s: 215,
        unread: 0,
        priority: None,
    },
    goes_on("Customs charge on a parcel", "grace", 3, (150, 1)),
    goes_on("Charged twice", "grace", 2, (25, 0)),
    goes_on("Rust in a cast-iron teapot", "linus", 5, (12, 1)),
    goes_on("Wholesale for a café", "margaret", 5, (45, 1)),
    goes_on("A present for a tea drinker", "margaret", 3, (185, 1)),
    goes_on("Places for a tasting", "dennis", 4, (55, 0)),
];

const fn waits(
    topic: &'static str,
    lines: usize,
    idle_s: i64,
    priority: Option<Priority>,
) -> Scene {
    Scene { topic, agent: "ada", fate: Fate::Waits { lines }, idle_s, unread: lines, priority }
}

const fn goes_on(
    topic: &'static str,
    agent: &'static str,
    lines: usize,
    (idle_s, unread): (i64, usize),
) -> Scene {
    Scene { topic, agent, fate: Fate::GoesOn { lines }, idle_s, unread, priority: None }
}

struct Take {
    scene: &'static Scene,
    dialogue: &'static Dialogue,
    guest: usize,
    script: Script,
    begins: Moment,
}

/// Plays what goes on now, with contacts who are not in `busy`.
pub(super) fn happen(
    guests: &[Guest],
    rota: &mut Rota<'_>,
    busy: &BTreeSet<usize>,
    backdrop: Backdrop<'_>,
) -> Result<Vec<Log>, Refusal> {
    let Backdrop { crew, now, dice } = backdrop;
    let mut takes = takes(guests, busy, backdrop);
    takes.sort_by_key(|take| take.begins);
    let mut logs = Vec::with_capacity(takes.len());
    for (place, take) in takes.into_iter().enumerate() {
        let Some(guest) = guests.get(take.guest) else {
            continue;
        };
        let mut ids = dice.fork(SCENES.len()).fork(place);
        let arrival = Arrival {
            contact: guest.to_ref(),
            department: crew.department(take.dialogue.desk).id,
            at: take.begins,
        };
        let mut log = Log::play(take.script, arrival, rota, &mut ids)?;
        if let (Some(priority), Some(manager)) = (take.scene.priority, crew.named("manager")) {
            let at = take.begins.plus(60 * SECOND_MS).min(now);
            log.edit(Author::Staff(manager), at, priority, &mut ids);
        }
        log.leave_unread(take.scene.unread);
        logs.push(log);
    }
    Ok(logs)
}

fn takes(guests: &[Guest], busy: &BTreeSet<usize>, backdrop: Backdrop<'_>) -> Vec<Take> {
    let Backdrop { crew, now, dice } = backdrop;
    let mut order: Vec<usize> = (0..guests.len().saturating_sub(NEVER_CHATTED)).collect();
    dice.fork(SCENES.len().saturating_add(1)).shuffle(&mut order);
    order.retain(|guest| !busy.contains(guest));
    let mut takes = Vec::with_capacity(SCENES.len());
    for (place, scene) in SCENES.iter().enumerate() {
        let Some(dialogue) = dialogues::all().find(|d| d.topic == scene.topic) else {
            continue;
        };
        let is_german = dialogue.language == Language::German;
        let fits = |place: &usize| guests.get(*place).is_some_and(|g| g.speaks_german == is_german);
        let Some(found) = order.iter().position(fits) else {
            continue;
        };
        let guest = order.remove(found);
        let (Some(known), Some(agent)) = (guests.get(guest), crew.named(scene.agent)) else {
            continue;
        };
        let cast = Cast { dialogue, guest: known, first: &agent, second: &agent };
        let script = Script::write(cast, scene.fate, &mut dice.fork(place));
        let idle_ms = scene.idle_s.saturating_mul(SECOND_MS);
        let ago_ms = script.span_ms().saturating_add(idle_ms);
        takes.push(Take {
            scene,
            dialogue,
            guest,
            script,
            begins: now.plus(ago_ms.saturating_neg()),
        });
    }
    takes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scene_is_of_a_skeleton_and_has_room_in_it() {
        for scene in &SCENES {
            let dialogue = dialogues::all().find(|d| d.topic == scene.topic).unwrap();
            let lines = match scene.fate {
                Fate::Waits { lines }
                | Fate::GoesOn { lines }
                | Fate::OnHold { lines }
                | Fate::Returned { lines } => lines,
                _ => panic!("{} would be over", scene.topic),
            };
            assert!(lines < dialogue.lines.len(), "{}", scene.topic);
        }
    }
}
