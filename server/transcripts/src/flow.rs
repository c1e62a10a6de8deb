//! What stands on the pages, in order: units that are not torn apart, each with its height.

use std::{num::NonZeroU16, rc::Rc};

use krilla::{
    image::Image,
    tagging::{TableHeaderScope, Tag},
};

use crate::{
    ink::{Colour, Ink, Style, Text},
    sheet::{Attached, Day, Fact, Item, Said, Sheet, Side},
    tags::{Node, Tags},
};

/// Points between the page's margins, on A4.
pub(crate) const WIDTH: f32 = 595.28 - 2.0 * MARGIN;
pub(crate) const MARGIN: f32 = 56.0;

const BLACK: Colour = Colour(24, 27, 33);
const GREY: Colour = Colour(91, 98, 110);
const ACCENT: Colour = Colour(37, 99, 200);
const LINE: Colour = Colour(214, 218, 225);

const TITLE: Style = Style { size: 19.0, is_bold: true, colour: BLACK };
const LABEL: Style = Style { size: 9.0, is_bold: false, colour: GREY };
const VALUE: Style = Style { size: 9.0, is_bold: false, colour: BLACK };
const DAY: Style = Style { size: 10.0, is_bold: true, colour: BLACK };
const AUTHOR: Style = Style { size: 9.5, is_bold: true, colour: BLACK };
const TIME: Style = Style { size: 8.5, is_bold: false, colour: GREY };
const BODY: Style = Style { size: 10.0, is_bold: false, colour: BLACK };
pub(crate) const FOOT: Style = Style { size: 8.0, is_bold: false, colour: GREY };

const LABEL_WIDTH: f32 = 130.0;
const INDENT: f32 = 12.0;
const TIME_WIDTH: f32 = 90.0;
const IMAGE_WIDTH: f32 = 300.0;
const IMAGE_HEIGHT: f32 = 220.0;
/// Larger pictures are named, not shown: they would cost memory and nobody could see more.
const IMAGE_PIXELS: u64 = 40_000_000;
/// All pictures of a document together; the rest are named.
const IMAGES_BYTES: usize = 48 * 1024 * 1024;

/// One thing to draw; `x` counts from the margin.
pub(crate) enum Part {
    Line {
        text: Rc<Text>,
        line: usize,
        x: f32,
        node: Node,
    },
    Image {
        image: Image,
        width: f32,
        height: f32,
        x: f32,
        node: Node,
    },
    /// A thin line across the page.
    Rule(Colour),
}

/// What stays together.
pub(crate) struct Unit {
    pub(crate) height: f32,
    /// Left out at the top of a page.
    pub(crate) gap: f32,
    /// Not the last of its page.
    pub(crate) is_kept_with_next: bool,
    /// Beside it, from its gap on where it goes on from the one before.
    pub(crate) bar: Option<Colour>,
    pub(crate) goes_on: bool,
    pub(crate) parts: Vec<Part>,
    /// Where a bookmark leads to.
    pub(crate) bookmark: Option<String>,
}

/// Everything, and its structure.
pub(crate) struct Flow {
    pub(crate) units: Vec<Unit>,
    pub(crate) tags: Tags,
    images_bytes: usize,
}

/// How lines of a paragraph are added.
#[derive(Clone, Copy)]
struct Setting {
    style: Style,
    x: f32,
    gap: f32,
    bar: Option<Colour>,
    node: Node,
    is_kept: bool,
}

impl Flow {
    pub(crate) fn of(sheet: &Sheet, ink: &mut Ink) -> Self {
        let mut flow = Self { units: Vec::new(), tags: Tags::default(), images_bytes: 0 };
        flow.title(&sheet.title, ink);
        flow.facts(&sheet.facts, ink);
        if sheet.days.is_empty() {
            let node = flow.tags.add(None, Tag::P);
            let setting =
                Setting { style: LABEL, x: 0.0, gap: 24.0, bar: None, node, is_kept: false };
            flow.paragraph(&sheet.nothing, setting, ink);
        }
        for day in &sheet.days {
            flow.day(day, ink);
        }
        flow
    }

    fn title(&mut self, title: &str, ink: &mut Ink) {
        let node = self.tags.add(None, heading(1, title));
        let from = self.units.len();
        let setting = Setting { style: TITLE, x: 0.0, gap: 0.0, bar: None, node, is_kept: true };
        self.paragraph(title, setting, ink);
        if let Some(first) = self.units.get_mut(from) {
            first.bookmark = Some(title.to_owned());
        }
    }

    fn facts(&mut self, facts: &[Fact], ink: &mut Ink) {
        let table = self.tags.add(None, Tag::Table);
        for (index, fact) in facts.iter().enumerate() {
            let row = self.tags.add(Some(table), Tag::TR);
            let head = self.tags.add(Some(row), Tag::TH(TableHeaderScope::Row));
            let cell = self.tags.add(Some(row), Tag::TD);
            let label = Rc::new(ink.set(&fact.label, LABEL, LABEL_WIDTH - 8.0));
            let value = Rc::new(ink.set(&fact.value, VALUE, WIDTH - LABEL_WIDTH));
            let lines = label.heights().count().max(value.heights().count());
            for line in 0..lines {
                let labels = label.heights().nth(line).map(|height| (height, &label, 0.0, head));
                let values =
                    value.heights().nth(line).map(|height| (height, &value, LABEL_WIDTH, cell));
                let mut height = 0.0_f32;
                let mut parts = Vec::new();
                for (own, text, x, node) in [labels, values].into_iter().flatten() {
                    height = height.max(own);
                    parts.push(Part::Line { text: Rc::clone(text), line, x, node });
                }
                let gap = match (index, line) {
                    (0, 0) => 14.0,
                    (_, 0) => 2.5,
                    _ => 0.0,
                };
                self.units.push(Unit { gap, ..unit(height, parts) });
            }
        }
    }

    fn day(&mut self, day: &Day, ink: &mut Ink) {
        self.units.push(Unit {
            gap: 22.0,
            is_kept_with_next: true,
            bookmark: Some(day.title.clone()),
            ..unit(1.0, vec![Part::Rule(LINE)])
        });
        let section = self.tags.add(None, Tag::Section);
        let node = self.tags.add(Some(section), heading(2, &day.title));
        let setting = Setting { style: DAY, x: 0.0, gap: 8.0, bar: None, node, is_kept: true };
        self.paragraph(&day.title, setting, ink);
        for item in &day.items {
            match item {
                Item::Said(said) => self.said(said, section, ink),
                Item::Happened { time, text } => {
                    let node = self.tags.add(Some(section), Tag::P);
                    self.head(
                        (text, LABEL),
                        (time, TIME),
                        Setting {
                            style: LABEL,
                            x: INDENT,
                            gap: 9.0,
                            bar: None,
                            node,
                            is_kept: false,
                        },
                        ink,
                    );
                }
            }
        }
    }

    fn said(&mut self, said: &Said, section: Node, ink: &mut Ink) {
        let bar = Some(match said.side {
            Side::Guest => LINE,
            Side::Staff => ACCENT,
        });
        let article = self.tags.add(Some(section), Tag::Div);
        let node = self.tags.add(Some(article), Tag::P);
        let setting = Setting { style: BODY, x: INDENT, gap: 11.0, bar, node, is_kept: true };
        self.head((&said.author, AUTHOR), (&said.time, TIME), setting, ink);
        for line in said.text.lines() {
            let node = self.tags.add(Some(article), Tag::P);
            let text = if line.trim().is_empty() { " " } else { line };
            self.paragraph(text, Setting { gap: 0.0, node, is_kept: false, ..setting }, ink);
        }
        for file in &said.files {
            self.file(file, article, setting, ink);
        }
        if let Some(last) = self.units.last_mut() {
            last.is_kept_with_next = false;
        }
    }

    fn file(&mut self, file: &Attached, article: Node, around: Setting, ink: &mut Ink) {
        if let Some(image) = file.image.as_deref().and_then(|bytes| self.picture(bytes)) {
            let (width, height) = fit(image.size());
            let alt = Some(file.name.clone());
            let node = self.tags.add(Some(article), Tag::Figure(alt));
            let part = Part::Image { image, width, height, x: INDENT, node };
            self.units.push(Unit {
                gap: 5.0,
                bar: around.bar,
                goes_on: true,
                is_kept_with_next: true,
                ..unit(height, vec![part])
            });
        }
        let node = self.tags.add(Some(article), Tag::P);
        let setting = Setting { style: LABEL, gap: 3.0, node, is_kept: false, ..around };
        self.paragraph(&file.line, setting, ink);
    }

    fn picture(&mut self, bytes: &[u8]) -> Option<Image> {
        let total = self.images_bytes.checked_add(bytes.len())?;
        if total > IMAGES_BYTES {
            return None;
        }
        let image = read(bytes)?;
        let (width, height) = image.size();
        let pixels = u64::from(width).checked_mul(u64::from(height))?;
        if pixels == 0 || pixels > IMAGE_PIXELS {
            return None;
        }
        self.images_bytes = total;
        Some(image)
    }

    /// A line with something at its end: who and when.
    fn head(
        &mut self,
        (what, style): (&str, Style),
        (time, time_style): (&str, Style),
        setting: Setting,
        ink: &mut Ink,
    ) {
        let from = self.units.len();
        let width = WIDTH - TIME_WIDTH - setting.x;
        self.lines(ink.set(what, style, width), setting);
        let time = Rc::new(ink.set(time, time_style, TIME_WIDTH));
        let x = WIDTH - time.width().min(TIME_WIDTH);
        if let Some(first) = self.units.get_mut(from) {
            first.parts.push(Part::Line { text: time, line: 0, x, node: setting.node });
            first.goes_on = false;
        }
    }

    fn paragraph(&mut self, text: &str, setting: Setting, ink: &mut Ink) {
        self.lines(ink.set(text, setting.style, WIDTH - setting.x), setting);
    }

    fn lines(&mut self, text: Text, setting: Setting) {
        let text = Rc::new(text);
        let heights: Vec<f32> = text.heights().collect();
        for (line, height) in heights.into_iter().enumerate() {
            let (text, x, node) = (Rc::clone(&text), setting.x, setting.node);
            self.units.push(Unit {
                gap: if line == 0 { setting.gap } else { 0.0 },
                bar: setting.bar,
                goes_on: true,
                is_kept_with_next: setting.is_kept,
                ..unit(height, vec![Part::Line { text, line, x, node }])
            });
        }
    }
}

const fn unit(height: f32, parts: Vec<Part>) -> Unit {
    let (gap, bar, bookmark) = (0.0, None, None);
    Unit { height, gap, is_kept_with_next: false, bar, goes_on: false, parts, bookmark }
}

fn heading(level: u16, title: &str) -> Tag<krilla::tagging::kind::Hn> {
    Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(title.to_owned()))
}

fn read(bytes: &[u8]) -> Option<Image> {
    let data = || bytes.to_vec().into();
    let image = match bytes {
        [0x89, b'P', b'N', b'G', ..] => Image::from_png(data(), true),
        [0xff, 0xd8, ..] => Image::from_jpeg(data(), true),
        [b'G', b'I', b'F', ..] => Image::from_gif(data(), true),
        [b'R', b'I', b'F', b'F', ..] => Image::from_webp(data(), true),
        _ => return None,
    };
    image.ok()
}

/// As large as it is at 96 dots an inch, or as fits.
#[expect(clippy::cast_precision_loss, reason = "pixels of a picture, far below 2^24")]
fn fit((width, height): (u32, u32)) -> (f32, f32) {
    let (width, height) = (width as f32 * 0.75, height as f32 * 0.75);
    let scale = (IMAGE_WIDTH / width).min(IMAGE_HEIGHT / height).min(1.0);
    (width * scale, height * scale)
}
