//! Text laid out in lines, whatever its script and direction, and drawn line by line.

use std::collections::HashMap;

use krilla::{
    color::rgb,
    geom::Point,
    paint::Fill,
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontWeight, Layout, LayoutContext, LineHeight,
    OverflowWrap, StyleProperty,
};

use crate::{Error, fonts};

const LINE_HEIGHT: f32 = 1.45;

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Colour {
    pub(crate) fn fill(self) -> Fill {
        Fill { paint: rgb::Color::new(self.0, self.1, self.2).into(), ..Fill::default() }
    }
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// In points.
    pub(crate) size: f32,
    pub(crate) is_bold: bool,
    pub(crate) colour: Colour,
}

/// A text in lines.
pub(crate) struct Text {
    layout: Layout<Colour>,
    text: String,
    colour: Colour,
}

/// What lays text out; made once for a document.
pub(crate) struct Ink {
    fonts: FontContext,
    layouts: LayoutContext<Colour>,
}

impl Ink {
    pub(crate) fn new() -> Self {
        Self { fonts: fonts::collection(), layouts: LayoutContext::new() }
    }

    /// Lays one paragraph out, no line wider than `width` points.
    pub(crate) fn set(&mut self, text: &str, style: Style, width: f32) -> Text {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(fonts::stack());
        builder.push_default(StyleProperty::FontSize(style.size));
        let weight = if style.is_bold { FontWeight::BOLD } else { FontWeight::NORMAL };
        builder.push_default(StyleProperty::FontWeight(weight));
        builder.push_default(StyleProperty::Brush(style.colour));
        builder.push_default(LineHeight::FontSizeRelative(LINE_HEIGHT));
        // An address without a space must not run off the page.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        Text { layout, text, colour: style.colour }
    }
}

impl Text {
    /// The heights of its lines.
    pub(crate) fn heights(&self) -> impl Iterator<Item = f32> + '_ {
        self.layout.lines().map(|line| line.metrics().line_height)
    }

    pub(crate) fn width(&self) -> f32 {
        self.layout.width()
    }
}

/// The fonts as the PDF knows them, by the id of their data.
#[derive(Default)]
pub(crate) struct Faces(HashMap<(u64, u32), Font>);

impl Faces {
    /// Draws one line; `at` is its left upper corner.
    pub(crate) fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        text: &Text,
        line: usize,
        at: Point,
    ) -> Result<(), Error> {
        let Some(line) = text.layout.get(line) else {
            return Ok(());
        };
        let metrics = line.metrics();
        let y = at.y + metrics.baseline - metrics.block_min_coord;
        let mut x = at.x + metrics.offset;
        surface.set_fill(Some(text.colour.fill()));
        for run in line.runs() {
            let (bytes, id) = run.font().data.clone().into_raw_parts();
            let index = run.font().index;
            let font = match self.0.get(&(id, index)) {
                Some(font) => font.clone(),
                None => {
                    let font = Font::new(bytes.into(), index).ok_or(Error::Font)?;
                    self.0.insert((id, index), font.clone());
                    font
                }
            };
            let size = run.font_size();
            let start = Point { x, y };
            let mut glyphs: Vec<KrillaGlyph> = Vec::new();
            for cluster in run.visual_clusters() {
                if cluster.is_ligature_continuation() {
                    if let Some(glyph) = glyphs.last_mut() {
                        glyph.text_range.end = cluster.text_range().end;
                    }
                    continue;
                }
                for glyph in cluster.glyphs() {
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        cluster.text_range(),
                        None,
                    ));
                    x += glyph.advance;
                }
            }
            if !glyphs.is_empty() {
                surface.draw_glyphs(start, &glyphs, font, &text.text, size, false);
            }
        }
        Ok(())
    }
}
