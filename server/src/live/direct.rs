//! Direct messages over a staff connection: what is asked, and the answer.

use actions::{Error, direct};
use model::wire::{DirectAsk, DirectNews, ServerFrame};

use super::{
    socket::Farewell,
    staff::{Connection, give_up},
};

impl Connection {
    /// Everybody this person has messages with.
    pub(super) async fn send_direct(&mut self) -> Result<(), Farewell> {
        match direct::list(self.house(), &self.me).await {
            Ok(entries) => self.say_direct(DirectNews::List { entries }).await,
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(give_up(&error)),
        }
        Ok(())
    }

    pub(super) async fn direct(&mut self, ask: DirectAsk) -> Result<(), Farewell> {
        match ask {
            DirectAsk::Open { with, since } => {
                let answer = direct::thread_since(self.house(), &self.me, with, since).await;
                let news = match answer {
                    Ok(thread) => DirectNews::Thread(thread),
                    Err(Error::Refused(refusal)) => DirectNews::OpenRefused { with, refusal },
                    Err(error) => return Err(give_up(&error)),
                };
                self.say_direct(news).await;
            }
            DirectAsk::Say { id, with, text, files } => {
                let message = direct::Message { id, with, text, files };
                let news = match direct::say(self.house(), &self.me, &message).await {
                    Ok(direct::Said::Now) => return Ok(()),
                    Ok(direct::Said::Before(event)) => DirectNews::Event { with, event: *event },
                    Err(Error::Refused(refusal)) => DirectNews::Refused { id, with, refusal },
                    Err(error) => return Err(give_up(&error)),
                };
                self.say_direct(news).await;
            }
            DirectAsk::Typing { with, is_typing } => {
                direct::typing(self.house(), &self.me, with, is_typing);
            }
            DirectAsk::Seen { with, cursor } => {
                match direct::seen(self.house(), &self.me, with, cursor).await {
                    Ok(()) | Err(Error::Refused(_)) => {}
                    Err(error) => return Err(give_up(&error)),
                }
            }
        }
        Ok(())
    }

    async fn say_direct(&mut self, news: DirectNews) {
        self.voice.say(&ServerFrame::Direct(Box::new(news))).await;
    }
}
