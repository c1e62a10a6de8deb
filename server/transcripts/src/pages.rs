//! Units on pages, and pages in a PDF with page numbers, bookmarks and structure.

use krilla::{
    Document, SerializeSettings,
    configure::Configuration,
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect, Size, Transform},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
};

use crate::{
    Error, Sheet,
    flow::{FOOT, Flow, MARGIN, Part, Unit, WIDTH},
    ink::{Colour, Faces, Ink},
    tags::Tags,
};

/// A4 in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const BOTTOM: f32 = PAGE.1 - 64.0;
const FOOT_AT: f32 = PAGE.1 - 44.0;
const BAR_WIDTH: f32 = 2.0;

/// A unit and its upper edge on the page.
type Placed = (f32, Unit);

/// Draws everything.
pub(crate) fn draw(
    sheet: &Sheet,
    flow: Flow,
    configuration: Configuration,
) -> Result<Vec<u8>, Error> {
    let Flow { units, mut tags, .. } = flow;
    let pages = paginate(units);
    let count = pages.len();
    let settings =
        SerializeSettings { enable_tagging: true, configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(sheet));
    let (mut faces, mut ink) = (Faces::default(), Ink::new());
    let mut bookmarks: Option<OutlineNode> = None;
    for (index, placed) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1)
            .ok_or_else(|| Error::Pdf("no such paper".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (y, unit) in placed {
            if let Some(title) = &unit.bookmark {
                let to = XyzDestination::new(index, Point { x: 0.0, y: (y - 12.0).max(0.0) });
                let node = OutlineNode::new(title.clone(), to);
                match &mut bookmarks {
                    Some(root) => root.push_child(node),
                    None => bookmarks = Some(node.with_open(true)),
                }
            }
            draw_unit(&mut surface, &mut faces, &mut tags, (*y, unit))?;
        }
        draw_foot(&mut surface, &mut faces, &mut ink, (sheet, index, count))?;
        surface.finish();
        page.finish();
    }
    if let Some(root) = bookmarks {
        let mut outline = Outline::new();
        outline.push_child(root);
        document.set_outline(outline);
    }
    document.set_tag_tree(tags.tree(&sheet.language));
    document.finish().map_err(|error| Error::Pdf(format!("{error:?}")))
}

fn metadata(sheet: &Sheet) -> Metadata {
    let (year, month, day, hour, minute, second) = sheet.made;
    let made = DateTime::new(year).month(month).day(day).hour(hour).minute(minute).second(second);
    Metadata::new()
        .title(sheet.title.clone())
        .language(sheet.language.clone())
        .creator("Switchboard".to_owned())
        .creation_date(made.utc_offset_hour(0).utc_offset_minute(0))
}

/// Puts units on pages: a heading never stands alone at the foot of one.
fn paginate(units: Vec<Unit>) -> Vec<Vec<Placed>> {
    let needs = needed(&units);
    let mut pages = vec![Vec::new()];
    let mut y = MARGIN;
    for (unit, needed) in units.into_iter().zip(needs) {
        let is_first = pages.last().is_none_or(Vec::is_empty);
        if !is_first && y + unit.gap + needed > BOTTOM {
            pages.push(Vec::new());
            y = MARGIN;
        } else if !is_first {
            y += unit.gap;
        }
        let height = unit.height;
        if let Some(page) = pages.last_mut() {
            page.push((y, unit));
        }
        y += height;
    }
    pages
}

/// The height each unit needs with those it must not be parted from, as far as a page can hold it.
fn needed(units: &[Unit]) -> Vec<f32> {
    let mut needs = Vec::with_capacity(units.len());
    // Of the unit below: what it needs, its gap included.
    let mut below = 0.0_f32;
    for unit in units.iter().rev() {
        let all = if unit.is_kept_with_next { unit.height + below } else { unit.height };
        let need = if all > BOTTOM - MARGIN { unit.height } else { all };
        below = unit.gap + need;
        needs.push(need);
    }
    needs.reverse();
    needs
}

fn draw_unit(
    surface: &mut Surface<'_>,
    faces: &mut Faces,
    tags: &mut Tags,
    (y, unit): (f32, &Unit),
) -> Result<(), Error> {
    if let Some(colour) = unit.bar {
        // Where the message goes on, the bar has no gap; at the top of a page nothing is above.
        let above = if unit.goes_on && y > MARGIN { unit.gap } else { 0.0 };
        fill(surface, colour, Rect::from_xywh(MARGIN, y - above, BAR_WIDTH, unit.height + above));
    }
    for part in &unit.parts {
        match part {
            Part::Line { text, line, x, node } => {
                let drawn = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                let at = Point { x: MARGIN + x, y };
                let done = faces.draw(surface, text, *line, at);
                surface.end_tagged();
                tags.fill(*node, drawn);
                done?;
            }
            Part::Image { image, width, height, x, node } => {
                let Some(size) = Size::from_wh(*width, *height) else { continue };
                let drawn = surface.start_tagged(ContentTag::Other);
                surface.push_transform(&Transform::from_translate(MARGIN + x, y));
                surface.draw_image(image.clone(), size);
                surface.pop();
                surface.end_tagged();
                tags.fill(*node, drawn);
            }
            Part::Rule(colour) => fill(surface, *colour, Rect::from_xywh(MARGIN, y, WIDTH, 0.75)),
        }
    }
    Ok(())
}

fn fill(surface: &mut Surface<'_>, colour: Colour, rect: Option<Rect>) {
    let mut path = PathBuilder::new();
    if let Some(rect) = rect {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(colour.fill()));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

fn draw_foot(
    surface: &mut Surface<'_>,
    faces: &mut Faces,
    ink: &mut Ink,
    (sheet, index, count): (&Sheet, usize, usize),
) -> Result<(), Error> {
    let number = index.saturating_add(1).to_string();
    let page_of = sheet.page_of.replace("{page}", &number).replace("{pages}", &count.to_string());
    let page_of = ink.set(&page_of, FOOT, WIDTH);
    let footer = ink.set(&sheet.footer, FOOT, WIDTH - page_of.width() - 16.0);
    let kind = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer));
    surface.start_tagged(kind);
    let left = faces.draw(surface, &footer, 0, Point { x: MARGIN, y: FOOT_AT });
    let x = MARGIN + WIDTH - page_of.width();
    let right = faces.draw(surface, &page_of, 0, Point { x, y: FOOT_AT });
    surface.end_tagged();
    left.and(right)
}
