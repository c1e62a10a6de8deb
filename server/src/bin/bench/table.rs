//! Plain tables.

/// Prints a title, and rows under their headers; the first column is of words, the others are of numbers.
pub(crate) fn print(title: &str, headers: &[&str], rows: &[Vec<String>]) {
    let mut widths: Vec<usize> = headers.iter().map(|header| header.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let headers: Vec<String> = headers.iter().map(ToString::to_string).collect();
    println!("\n{title}");
    for row in std::iter::once(&headers).chain(rows) {
        println!("  {}", line(row, &widths));
    }
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).enumerate();
    let cells = cells.map(|(index, (cell, width))| match index {
        0 => format!("{cell:<width$}"),
        _ => format!("{cell:>width$}"),
    });
    cells.collect::<Vec<_>>().join("  ")
}

/// `12345.6` as `12,346`.
pub(crate) fn whole(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Microseconds as milliseconds.
pub(crate) fn ms(microseconds: f64) -> String {
    format!("{:.2} ms", microseconds / 1_000.0)
}

/// Microseconds.
pub(crate) fn us(microseconds: f64) -> String {
    format!("{microseconds:.1} µs")
}

/// Bytes as mebibytes.
pub(crate) fn mib(bytes: f64) -> String {
    format!("{:.1} MiB", bytes / 1_048_576.0)
}
