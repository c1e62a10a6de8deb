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

#[cfg(test)]
mod tests {
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
}
