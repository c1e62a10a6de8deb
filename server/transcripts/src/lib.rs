//! Typesets the transcript of a conversation as an accessible PDF: from text that is ready to be read to bytes. No IO, no clock.

mod flow;
mod fonts;
mod ink;
mod pages;
mod sheet;
mod tags;

pub use sheet::{Attached, Day, Fact, Item, Said, Sheet, Side};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The fonts that came with the program cannot be read.
    #[error("a font of the program cannot be read")]
    Font,
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
}

/// Typesets a sheet. Takes about a millisecond a message: not for a thread that answers requests.
///
/// # Errors
/// See [`Error`]; never because of what the sheet says.
pub fn typeset(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    typeset_for(sheet, krilla::configure::Configuration::default())
}

fn typeset_for(
    sheet: &Sheet,
    configuration: krilla::configure::Configuration,
) -> Result<Vec<u8>, Error> {
    let mut ink = ink::Ink::new();
    let flow = flow::Flow::of(sheet, &mut ink);
    pages::draw(sheet, flow, configuration)
}

#[cfg(test)]
mod tests;
