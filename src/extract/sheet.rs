//! Workbooks: each sheet begins with its name, each row is a line, its cells separated by a space.
//!
//! Hidden sheets are left out: nobody who opens the file sees them. Numbers are written as they are kept, not as their
//! formats would show them; dates as `2026-06-01`.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use calamine::{DataType, ExcelDateTime, Reader, SheetVisible, Xls, XlsError, Xlsx};

use super::archive::Archive;
use super::limits;
use super::text::{Extracted, Lines, Place};
use crate::model::Unreadable;

/// A workbook of Office Open XML. Cells come one by one: a sheet with one cell in the last row and column costs nothing.
pub(super) fn xlsx(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    Archive::open(bytes)?.measure()?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut lines = Lines::default();
    let mut left = limits::CELLS;
    for name in visible(&book) {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            // A chart has a sheet of its own, without cells.
            continue;
        };
        lines.begin(Place::Sheet(name.as_str().into()));
        lines.push(&name);
        let mut row = None;
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    let (at, _) = cell.get_position();
                    if row != Some(at) {
                        row = Some(at);
                        lines.begin(Place::Row(at.saturating_add(1)));
                    }
                    take(cell.get_value(), &mut lines);
                }
                Ok(None) => break,
                Err(_) => {
                    lines.cut();
                    break;
                }
            }
            left -= 1;
            if left == 0 || lines.is_full() {
                lines.cut();
                return Ok(lines.finish());
            }
        }
    }
    Ok(lines.finish())
}

/// A workbook of 1997–2003.
pub(super) fn xls(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    check_records(&stream(bytes)?)?;
    let book = Xls::new(Cursor::new(bytes));
    let mut book: Xls<_> = book.map_err(|error| match error {
        XlsError::Password => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    })?;
    let mut lines = Lines::default();
    for name in visible(&book) {
        let Ok(range) = book.worksheet_range(&name) else {
            lines.cut();
            continue;
        };
        lines.begin(Place::Sheet(name.as_str().into()));
        lines.push(&name);
        let first = range.start().map_or(0, |(row, _)| row);
        for (row, cells) in (first..).zip(range.rows()) {
            lines.begin(Place::Row(row.saturating_add(1)));
            for cell in cells {
                take(cell, &mut lines);
            }
            if lines.is_full() {
                return Ok(lines.finish());
            }
        }
    }
    Ok(lines.finish())
}

/// Sheets that a reader sees, in the order of their tabs.
fn visible<R: Reader<Cursor<B>>, B: AsRef<[u8]>>(book: &R) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    sheets
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect()
}

fn take(cell: &impl DataType, lines: &mut Lines) {
    if let Some(text) = cell.get_string().or_else(|| cell.get_datetime_iso()) {
        lines.push(text);
    } else if let Some(date) = cell.get_datetime() {
        lines.push(&day(date));
    } else if let Some(number) = cell.get_float() {
        lines.push(&decimal(number));
    } else if let Some(number) = cell.get_int() {
        lines.push(&number.to_string());
    }
    lines.space();
}

/// A date, with the time where there is one; a time without a day alone.
fn day(value: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let mut words = String::new();
    // Writing to a string cannot fail.
    let dated = value.is_datetime() && value.as_f64() >= 1.0;
    if dated {
        let _ = write!(words, "{year}-{month:02}-{day:02}");
    }
    if !dated || (hour, minute, second) != (0, 0, 0) {
        let _ = write!(words, " {hour:02}:{minute:02}:{second:02}");
    }
    words
}

/// A number with the 15 digits that a workbook keeps.
fn decimal(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// The records of an old workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))
        .ok_or(Unreadable::Damaged)?;
    let stream = file.open_stream(name).map_err(|_| Unreadable::Damaged)?;
    let mut records = Vec::new();
    stream
        .take(limits::INPUT)
        .read_to_end(&mut records)
        .map_err(|_| Unreadable::Damaged)?;
    Ok(records)
}

/// Rows and columns of the format.
const LIMITS: (u64, u64) = (65_536, 256);

/// Refuses what the library would make a grid of: it keeps every cell between the first and the last, empty ones too, and
/// believes the size that a sheet states.
fn check_records(records: &[u8]) -> Result<(), Unreadable> {
    let mut left = limits::CELLS;
    let mut sheet: Option<Grid> = None;
    let mut rest = records;
    while let [kind_low, kind_high, length_low, length_high, after @ ..] = rest {
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let data = after.get(..length).ok_or(Unreadable::Damaged)?;
        rest = &after[length..];
        match kind {
            // FilePass
            0x002f => return Err(Unreadable::Encrypted),
            // Dimensions: first row, row after the last (4 bytes each, or 2), first column, column after the last.
            0x0200 => check_dimensions(data)?,
            // Cells: Formula, Blank, Number, Label, BoolErr, RK, MulRk, MulBlank, LabelSst, RString
            0x0006 | 0x0201 | 0x0203 | 0x0204 | 0x0205 | 0x027e | 0x00bd | 0x00be | 0x00fd
            | 0x00d6 => {
                if let [row_low, row_high, column_low, column_high, ..] = data {
                    let row = u16::from_le_bytes([*row_low, *row_high]).into();
                    let column = u64::from(u16::from_le_bytes([*column_low, *column_high]));
                    let cells = if kind == 0x00bd {
                        (data.len() / 6) as u64
                    } else {
                        1
                    };
                    sheet = Some(Grid::with(sheet, row, column, cells));
                }
            }
            // BOF, EOF
            0x0809 | 0x000a => {
                let cells = sheet.take().map_or(0, Grid::cells);
                left = left.checked_sub(cells).ok_or(Unreadable::TooLarge)?;
            }
            _ => {}
        }
    }
    let cells = sheet.map_or(0, Grid::cells);
    left.checked_sub(cells)
        .map(|_| ())
        .ok_or(Unreadable::TooLarge)
}

fn check_dimensions(data: &[u8]) -> Result<(), Unreadable> {
    let two = |at: usize| -> u64 {
        let pair = data.get(at..at + 2).and_then(|two| two.try_into().ok());
        u16::from_le_bytes(pair.unwrap_or_default()).into()
    };
    let (rows, columns) = match data.len() {
        // BIFF8
        14.. => (
            (two(0) + (two(2) << 16), two(4) + (two(6) << 16)),
            (two(8), two(10)),
        ),
        _ => ((two(0), two(2)), (two(4), two(6))),
    };
    let fits =
        rows.0 <= rows.1 && rows.1 <= LIMITS.0 && columns.0 <= columns.1 && columns.1 <= LIMITS.1;
    if fits {
        Ok(())
    } else {
        Err(Unreadable::Damaged)
    }
}

/// Rows and columns that have cells.
#[derive(Clone, Copy)]
struct Grid {
    rows: (u64, u64),
    columns: (u64, u64),
}

impl Grid {
    fn with(before: Option<Self>, row: u64, column: u64, cells: u64) -> Self {
        let last = column + cells.max(1) - 1;
        before.map_or(
            Self {
                rows: (row, row),
                columns: (column, last),
            },
            |before| Self {
                rows: (before.rows.0.min(row), before.rows.1.max(row)),
                columns: (before.columns.0.min(column), before.columns.1.max(last)),
            },
        )
    }

    fn cells(self) -> u64 {
        (self.rows.1 - self.rows.0 + 1) * (self.columns.1 - self.columns.0 + 1)
    }
}
