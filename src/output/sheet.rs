//! Plain tables as files to download: CSV and XLSX of the same cells.
//!
//! In: headings and rows of text. Out: bytes that Excel opens and this program reads again. Every cell is a text: nothing
//! in it is a formula, and a number keeps its leading zeros.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::RenderError;
use super::data::{CELL_MAX, ROWS_MAX, excel_day, fitting, harmless};
use crate::model::Date;

/// UTF-8 with this is what Excel takes for UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";
/// The narrowest and the widest column that a sheet gets, in characters of half width.
const WIDTHS: (usize, usize) = (6, 48);

/// How hard a workbook is packed, 0 to 9: the library's own level takes twice the time for a few hundredths of the length.
const PACKING: u8 = 2;

/// An empty workbook with these properties, made on a day.
pub(crate) fn workbook(properties: &DocProperties, day: Date) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a day the library takes the clock.
    let day = match excel_day(day) {
        Some(day) => day,
        None => ExcelDateTime::from_ymd(1980, 1, 1)?,
    };
    workbook.set_properties(&properties.clone().set_creation_datetime(&day));
    workbook.set_zip_compression_level(PACKING);
    Ok(workbook)
}

/// A table to download.
pub(crate) struct Sheet<'t> {
    /// What it is, for messages and for the properties of the file.
    pub(crate) title: &'t str,
    /// The headings.
    pub(crate) head: Vec<&'t str>,
    /// The rows, each as long as the headings.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet<'_> {
    /// UTF-8 with BOM, lines ending in CRLF, every cell quoted; an apostrophe before a cell that would run as a formula.
    pub(crate) fn csv(self) -> Result<Vec<u8>, RenderError> {
        let failed = |cause: &dyn std::fmt::Display| RenderError::Data {
            output: "CSV 表格",
            cause: cause.to_string(),
        };
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Always)
            .from_writer(BOM.to_vec());
        writer.write_record(&self.head).map_err(|e| failed(&e))?;
        for row in self.rows {
            let cells = row.into_iter().map(harmless);
            writer.write_record(cells).map_err(|e| failed(&e))?;
        }
        writer.into_inner().map_err(|e| failed(&e))
    }

    /// One sheet with a fixed and filtered header row, made as of `today`.
    pub(crate) fn xlsx(&self, today: Date) -> Result<Vec<u8>, RenderError> {
        self.workbook(today).map_err(|cause| RenderError::Data {
            output: "Excel 表格",
            cause: cause.to_string(),
        })
    }

    fn workbook(&self, today: Date) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = workbook(&DocProperties::new().set_title(self.title), today)?;
        let page = workbook.add_worksheet();
        self.fill(page)?;
        workbook.save_to_buffer()
    }

    fn fill(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold().set_align(FormatAlign::Center);
        let text = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_num_format("@");
        page.set_freeze_panes(1, 0)?;
        for (at, name) in (0..).zip(&self.head) {
            page.set_column_width(at, self.width(usize::from(at)))?;
            page.write_string_with_format(0, at, *name, &bold)?;
        }
        let mut last = 0;
        for (row, cells) in (1..).zip(self.rows.iter().take(ROWS_MAX - 1)) {
            for (at, cell) in (0..).zip(cells) {
                if !cell.is_empty() {
                    let cell = fitting(cell.clone());
                    page.write_string_with_format(row, at, cell, &text)?;
                }
            }
            last = row;
        }
        let right = u16::try_from(self.head.len().saturating_sub(1)).unwrap_or(u16::MAX);
        page.autofilter(0, 0, last, right)?;
        Ok(())
    }

    /// Wide enough for most cells of a column, a 汉字 counting two.
    fn width(&self, column: usize) -> f64 {
        let wide = |text: &str| {
            let line = text.lines().map(unicode_width::UnicodeWidthStr::width);
            line.max().unwrap_or_default().min(CELL_MAX)
        };
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| wide(cell)).max().unwrap_or_default();
        let width = widest.max(wide(self.head[column]) + 2);
        f64::from(u8::try_from(width.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(u8::MAX))
    }
}
