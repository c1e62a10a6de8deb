//! Tables for spreadsheets, in which no cell is a formula.

use alloc::string::String;

/// A cell of a table that spreadsheets read as text, whatever it begins with, in quotation marks where it needs them.
#[must_use]
pub fn cell(text: &str) -> String {
    let begins = text.trim_start_matches(' ');
    let is_formula = begins.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]);
    let needs_marks = is_formula || text.contains([',', ';', '"', '\n', '\r', '\t']);
    if !needs_marks {
        return String::from(text);
    }
    let mut cell = String::from("\"");
    if is_formula {
        cell.push('\'');
    }
    cell.push_str(&text.replace('"', "\"\""));
    cell.push('"');
    cell
}

/// What spreadsheets take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that was read, as it was before an apostrophe was put in front.
#[must_use]
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cc_13_no_cell_of_a_report_is_a_formula() {
        for (text, cell) in [
            ("Emmy", "Emmy"),
            ("=1+1", "\"'=1+1\""),
            ("  @SUM(A1)", "\"'  @SUM(A1)\""),
            ("+49 30", "\"'+49 30\""),
            ("-1", "\"'-1\""),
            ("\tx", "\"'\tx\""),
            ("＝1", "\"'＝1\""),
            ("Tea, \"Co\"", "\"Tea, \"\"Co\"\"\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(super::cell(text), cell);
        }
    }

    #[test]
    fn cc_14_an_apostrophe_before_a_formula_is_taken_away_again() {
        assert_eq!(plain("'=1+1"), "=1+1");
        assert_eq!(plain("'+436601234567"), "+436601234567");
        for cell in ["Ada", "'tis", "1+1", ""] {
            assert_eq!(plain(cell), cell);
        }
    }
}
