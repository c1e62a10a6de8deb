//! Which rows of a long list are on screen: arithmetic only.

/// Rows rendered beyond each edge, so that a quick wheel does not show gaps.
const SPARE: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parts) struct Rows {
    pub(in crate::parts) first: usize,
    pub(in crate::parts) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    pub(super) top: f64,
    pub(super) height: f64,
    pub(super) row_height: f64,
}

impl View {
    pub(super) fn rows(self, len: usize) -> Rows {
        let first = self.row_at(self.top);
        let end = self.row_at(self.top + self.height) + 1;
        Rows {
            first: first.saturating_sub(SPARE).min(len),
            end: end.saturating_add(SPARE).min(len),
        }
    }

    /// The first row that is at least partly visible.
    pub(super) fn first_visible(self) -> usize {
        self.row_at(self.top)
    }

    pub(super) fn page(self) -> usize {
        self.row_at(self.height).saturating_sub(1).max(1)
    }

    /// The scroll position that shows the row, if it is not shown yet.
    pub(super) fn top_to_show(self, index: usize) -> Option<f64> {
        let start = self.offset(index);
        let end = start + self.row_height;
        if start < self.top {
            Some(start)
        } else if end > self.top + self.height {
            Some((end - self.height).max(0.0))
        } else {
            None
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "rows of a list, far below 2^53")]
    pub(super) fn offset(self, index: usize) -> f64 {
        index as f64 * self.row_height
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float cast saturates, and nothing is negative"
    )]
    fn row_at(self, y: f64) -> usize {
        (y.max(0.0) / self.row_height.max(1.0)) as usize
    }
}

/// The index that a key leads to; `None` for any other key.
pub(super) fn target(key: &str, at: Option<usize>, len: usize, page: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    let to = match (key, at) {
        ("Home", _) | ("ArrowDown", None) => 0,
        ("End", _) | ("ArrowUp", None) => last,
        ("ArrowDown", Some(at)) => at + 1,
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("PageDown", at) => at.unwrap_or(0) + page,
        ("PageUp", at) => at.unwrap_or(0).saturating_sub(page),
        _ => return None,
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::{Rows, View, target};

    const VIEW: View = View { top: 1000.0, height: 400.0, row_height: 40.0 };

    #[test]
    fn only_rows_near_the_view_are_rendered() {
        assert_eq!(VIEW.rows(100_000), Rows { first: 17, end: 44 });
        assert_eq!(VIEW.rows(30), Rows { first: 17, end: 30 });
        assert_eq!(VIEW.rows(0), Rows { first: 0, end: 0 });
    }

    #[test]
    fn a_list_that_is_not_laid_out_yet_renders_a_few_rows() {
        let view = View { top: 0.0, height: 0.0, row_height: 40.0 };
        assert_eq!(view.rows(100), Rows { first: 0, end: 9 });
    }

    #[test]
    fn a_row_is_scrolled_to_only_when_hidden() {
        assert_eq!(VIEW.top_to_show(26), None);
        assert_eq!(VIEW.top_to_show(3), Some(120.0));
        assert_eq!(VIEW.top_to_show(100), Some(3640.0));
    }

    #[test]
    fn keys_stop_at_the_ends() {
        assert_eq!(target("ArrowDown", Some(9), 10, 5), Some(9));
        assert_eq!(target("PageUp", Some(3), 10, 5), Some(0));
        assert_eq!(target("ArrowUp", None, 10, 5), Some(9));
        assert_eq!(target("ArrowDown", None, 0, 5), None);
        assert_eq!(target("x", Some(1), 10, 5), None);
    }
}
