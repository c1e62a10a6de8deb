//! The facts of Room Information, each against what the log tells by itself.

use crate::{on_both, trial::START};
use actions::{conversations, conversations::Edit};
use model::{
    conversation::Priority,
    event::{Author, Event, EventBody},
    moment::Moment,
    settings::Algorithm,
};

/// When each answer came and how long the guest had waited for it, read from the log from its beginning.
fn answers(log: &[Event]) -> Vec<(Moment, i64)> {
    let mut waits_since = Some(log[0].at);
    let mut answers = Vec::new();
    for event in log.iter().filter(|event| event.is_message()) {
        match event.author {
            Author::Guest => waits_since = waits_since.or(Some(event.at)),
            Author::Staff(_) => {
                answers.extend(waits_since.take().map(|at| (event.at, event.at.0 - at.0)));
            }
            Author::System => {}
        }
    }
    answers
}

on_both! {
async fn pa_01_every_fact_of_the_room_is_what_its_log_says(trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let care = trial.department("Support", &[&ada, &bo]).await;
    let (ada, bo) = (trial.staff(ada.person.id).await, trial.staff(bo.person.id).await);
    let guest = trial.guest("Guest", Some(care)).await;
    let id = guest.conversation;
    trial.later(5_000);
    trial.guest_says(&guest, "hello?").await;
    trial.later(20_000);
    let waiting = trial.conversation(id).await;
    assert_eq!(waiting.queue_ms(trial.house.clock.now()), 25_000);
    trial.take(&ada, id).await.unwrap();
    trial.later(40_000);
    trial.staff_says(&ada, id, "yes").await;
    trial.staff_says(&ada, id, "what is it?").await;
    trial.later(10_000);
    trial.guest_says(&guest, "it leaks").await;
    trial.later(5_000);
    trial.guest_says(&guest, "badly").await;
    trial.later(15_000);
    trial.staff_says(&ada, id, "oh").await;
    let edit = Edit {
        topic: Some("A leak".to_owned()),
        tags: Some(vec!["teapot".to_owned()]),
        priority: Some(Priority::High),
        ..Edit::default()
    };
    conversations::edit(&trial.house, &ada, id, edit).await.unwrap();

    let it = trial.conversation(id).await;
    let log = trial.log(id).await;
    let told = answers(&log);
    assert_eq!(told.iter().map(|(_, ms)| *ms).collect::<Vec<_>>(), [65_000, 20_000]);
    assert_eq!(it.created, START);
    assert_eq!(it.first_reply, told.first().map(|(at, _)| *at));
    assert_eq!(it.answers.average_ms(), Some((65_000 + 20_000) / 2));
    // Once it was taken the queue is over, whatever the clock says.
    assert_eq!(it.queue_ms(trial.house.clock.now()), 25_000);
    assert_eq!((it.department, it.page_url.as_str()), (Some(care), "https://shop.example/"));
    assert_eq!((it.topic.as_str(), it.priority), ("A leak", Priority::High));
    assert_eq!(it.tags, ["teapot"]);
    assert_eq!(it.served, [ada.person.id]);

    // Given back and taken by somebody else: the time in the queue is that of the first wait.
    conversations::return_to_queue(&trial.house, &ada, id).await.unwrap();
    trial.later(7_000);
    trial.take(&bo, id).await.unwrap();
    conversations::close(&trial.house, &bo, id, "mended", &["teapot".to_owned()]).await.unwrap();
    let it = trial.conversation(id).await;
    assert_eq!(it.queue_ms(trial.house.clock.now().plus(99_000)), 25_000);
    assert_eq!(it.served, [ada.person.id, bo.person.id]);
    let closed = trial.log(id).await.into_iter().rev().find_map(|event| match event.body {
        EventBody::Closed { .. } => Some(event.at),
        _ => None,
    });
    assert_eq!(it.closed_at(), closed);
    trial.check_log(id).await;
}
}
