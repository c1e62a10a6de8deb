//! Reading a file as a table: its encoding, its separator, its rows; bounded whatever is in it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use model::{
    import::{CELL_LIMIT, COLUMNS_LIMIT, ROWS_LIMIT},
    refusal::{Field, Problem, Refusal},
};
use store::imports::Staged;

/// What may stand between two cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A file's heading and rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Staged>,
}

/// Reads a file.
///
/// # Errors
/// `Invalid` with what is wrong with the file as a whole; what is wrong with a row is found when the row is read.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Refusal> {
    let text = decoded(bytes);
    let separator = separator(text.as_bytes());
    check_shape(text.as_bytes(), separator)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { byte: 0, line: 1 };
    let mut table = Table { header: Vec::new(), rows: Vec::new() };
    let unreadable = |_| Refusal::invalid(Field::File, Problem::Unreadable);
    while reader.read_record(&mut record).map_err(unreadable)? {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if table.header.is_empty() {
            table.header = record.iter().map(|cell| short(cell.trim(), 100)).collect();
            continue;
        }
        if table.rows.len() >= ROWS_LIMIT as usize {
            return Err(Refusal::invalid(Field::File, Problem::TooMany { limit: ROWS_LIMIT }));
        }
        let line = lines.at(text.as_bytes(), record.position().map_or(0, csv::Position::byte));
        let cells = record.iter().map(|cell| short(cell, CELL_LIMIT)).collect();
        table.rows.push(Staged { line, cells });
    }
    if table.rows.is_empty() {
        return Err(Refusal::invalid(Field::File, Problem::Missing));
    }
    Ok(table)
}

/// Counts lines from record to record: the reader's own count is behind where lines end with two characters.
struct Lines {
    byte: usize,
    line: u32,
}

impl Lines {
    /// The line in which a record begins that the reader says begins at this byte, or at the end of the line before.
    fn at(&mut self, text: &[u8], byte: u64) -> u32 {
        let is_break = |byte: Option<&u8>| matches!(byte, Some(b'\n' | b'\r'));
        let mut end = usize::try_from(byte).unwrap_or(usize::MAX);
        while is_break(text.get(end)) {
            end = end.saturating_add(1);
        }
        while self.byte < end {
            let (this, next) = (text.get(self.byte), text.get(self.byte.saturating_add(1)));
            if is_break(this) && !(this == Some(&b'\r') && next == Some(&b'\n')) {
                self.line = self.line.saturating_add(1);
            }
            self.byte = self.byte.saturating_add(1);
        }
        self.line
    }
}

/// One character more than is allowed says that it is too long.
fn short(cell: &str, limit: u32) -> String {
    cell.chars().take(limit as usize + 1).collect()
}

/// What begins with a byte order mark is what that says; else UTF-16 shows by its many zeros, and what is not UTF-8
/// is what old office programs write.
fn decoded(bytes: &[u8]) -> String {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None => (guessed(bytes), bytes),
    };
    encoding.decode_without_bom_handling(rest).0.into_owned()
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let many = head.len() / 4;
    if head.len() >= 4 && zeros(1) > many {
        UTF_16LE
    } else if head.len() >= 4 && zeros(0) > many {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

/// The one that stands in the heading most often, outside of quotes.
fn separator(text: &[u8]) -> u8 {
    let mut counts = [0_u32; SEPARATORS.len()];
    let mut is_quoted = false;
    for byte in text {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && counts.iter().any(|count| *count > 0) => break,
            b'\n' | b'\r' if !is_quoted => {}
            byte if !is_quoted => {
                let found = SEPARATORS.iter().position(|one| one == byte);
                if let Some(count) = found.and_then(|at| counts.get_mut(at)) {
                    *count = count.saturating_add(1);
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let at = counts.iter().position(|count| *count == most).unwrap_or_default();
    SEPARATORS.get(at).copied().unwrap_or(b',')
}

/// Refuses what would take far more memory as a table than as a file: a record of millions of cells.
fn check_shape(text: &[u8], separator: u8) -> Result<(), Refusal> {
    let (mut is_quoted, mut cells) = (false, 1_u32);
    for byte in text {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => cells = 1,
            byte if *byte == separator && !is_quoted => {
                cells = cells.saturating_add(1);
                if cells > COLUMNS_LIMIT {
                    let problem = Problem::TooMany { limit: COLUMNS_LIMIT };
                    return Err(Refusal::invalid(Field::Columns, problem));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read(bytes).unwrap();
        let rows = table.rows.into_iter().map(|row| row.cells);
        std::iter::once(table.header).chain(rows).collect()
    }

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn cc_14_encodings_are_recognised() {
        let wanted = table(&[&["Name", "Ort"], &["Zoë", "Köln"]]);
        let text = "Name,Ort\r\nZoë,Köln\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let windows = b"Name,Ort\r\nZo\xeb,K\xf6ln\r\n".to_vec();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            little.clone(),
            [b"\xff\xfe".to_vec(), little].concat(),
            big.clone(),
            [b"\xfe\xff".to_vec(), big].concat(),
            windows,
        ] {
            assert_eq!(rows(&bytes), wanted);
        }
    }

    #[test]
    fn cc_14_separators_quotes_and_lines_within_quotes_are_understood() {
        let wanted = table(&[&["Name", "Notes"], &["Ada; L", "one\ntwo \"x\""]]);
        assert_eq!(rows(b"Name;Notes\n\"Ada; L\";\"one\ntwo \"\"x\"\"\"\n"), wanted);
        assert_eq!(rows(b"Name\tNotes\n\"Ada; L\"\t\"one\ntwo \"\"x\"\"\"\n"), wanted);
        assert_eq!(rows(b"\n\nName,Notes\n\n\"Ada; L\",\"one\ntwo \"\"x\"\"\""), wanted);
        let lines: Vec<u32> =
            read(b"a,b\n1,\"x\ny\"\n2,z\n").unwrap().rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 4]);
        for file in ["a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n", "a,b\r1,\"x\ry\"\r2,z"] {
            let lines: Vec<u32> =
                read(file.as_bytes()).unwrap().rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 4], "{file:?}");
        }
    }

    #[test]
    fn cc_14_hostile_files_are_refused_or_cut_and_never_fill_the_memory() {
        let huge = [b"a,b\n\"".as_slice(), &vec![b'x'; 10_000_000], b"\",1\n"].concat();
        let cell = read(&huge).unwrap().rows.remove(0).cells.remove(0);
        assert_eq!(cell.chars().count(), CELL_LIMIT as usize + 1);
        // A quote that is never closed takes the rest, and no more.
        let open = [b"a,b\n1,\"".as_slice(), &vec![b'\n'; 1_000_000]].concat();
        assert_eq!(read(&open).unwrap().rows.len(), 1);
        let wide = [b"a,b\n".as_slice(), &vec![b','; 1_000_000]].concat();
        let too_wide = Refusal::invalid(Field::Columns, Problem::TooMany { limit: COLUMNS_LIMIT });
        assert_eq!(read(&wide), Err(too_wide));
        let long = "1,2\n".repeat(ROWS_LIMIT as usize + 2);
        let too_long = Refusal::invalid(Field::File, Problem::TooMany { limit: ROWS_LIMIT });
        assert_eq!(read(long.as_bytes()), Err(too_long));
        for nothing in [&b""[..], b"\n\n", b"Name,Email\n", b"\xff\xfe", b"\0\0\0\0"] {
            let missing = Refusal::invalid(Field::File, Problem::Missing);
            assert_eq!(read(nothing).map(drop), Err(missing), "{nothing:?}");
        }
        // Whatever the bytes, it ends.
        for seed in 0..200_u32 {
            let bytes: Vec<u8> = (0..200_u32)
                .map(|n| (n.wrapping_mul(seed.wrapping_mul(2_654_435_761)) >> 24) as u8)
                .collect();
            _ = read(&bytes);
        }
    }

    #[test]
    fn cc_14_zero_bytes_and_formulas_come_through_as_text() {
        let wanted = table(&[&["a", "b"], &["x\0y", "=HYPERLINK(1)"]]);
        assert_eq!(rows(b"a,b\nx\0y,=HYPERLINK(1)\n"), wanted);
    }
}
