//! `catalogue.xlsx`: one sheet with a filter, days as days, addresses as links where the site's address is known.
//!
//! Every text is written as a text, so that none is a formula.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Url, Worksheet, XlsxError,
};

use super::columns::{COLUMNS, Value, cell};
use super::failed;
use crate::model::{Date, Moment};
use crate::output::sheet::workbook;
use crate::output::{Context, RenderError};
use crate::site::route::UrlPath;

/// Characters that a cell may hold.
pub(in crate::output) const CELL_MAX: usize = 32_767;
/// Links that a sheet may hold; addresses beyond are plain text.
const LINKS_MAX: u32 = 65_530;
/// UTF-16 units of an address that a link may hold.
const LINK_MAX: usize = 2_000;
/// Rows that a sheet may hold, the header included.
pub(in crate::output) const ROWS_MAX: usize = 1_048_576;

pub(super) fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    write(cx).map_err(|error| failed("catalogue.xlsx", &error))
}

fn write(cx: &Context<'_>) -> Result<Vec<u8>, XlsxError> {
    let site = cx.site;
    let properties = DocProperties::new()
        .set_title("政府信息公开目录")
        .set_author(&site.config.portal.name);
    let mut workbook = workbook(&properties, site.today)?;
    let sheet = workbook.add_worksheet();
    let mut sheet = Sheet::new(sheet, cx)?;
    let rows = (1..).zip(site.entries.iter().take(ROWS_MAX - 1));
    let mut last = 0;
    for (row, entry) in rows {
        for (at, column) in (0..).zip(&COLUMNS) {
            sheet.put(row, at, &(column.value)(site, entry))?;
        }
        last = row;
    }
    let right = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    sheet.page.autofilter(0, 0, last, right)?;
    workbook.save_to_buffer()
}

struct Sheet<'w, 'c> {
    page: &'w mut Worksheet,
    cx: &'c Context<'c>,
    day: Format,
    minute: Format,
}

impl<'w, 'c> Sheet<'w, 'c> {
    fn new(page: &'w mut Worksheet, cx: &'c Context<'c>) -> Result<Self, XlsxError> {
        page.set_name("政府信息公开目录")?;
        page.set_freeze_panes(1, 0)?;
        let header = Format::new().set_bold().set_align(FormatAlign::Center);
        for (at, column) in (0..).zip(&COLUMNS) {
            page.set_column_width(at, f64::from(column.width))?;
            page.write_string_with_format(0, at, column.header, &header)?;
        }
        Ok(Self {
            page,
            cx,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            minute: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        })
    }

    fn put(&mut self, row: u32, at: u16, value: &Value<'_>) -> Result<(), XlsxError> {
        match value {
            Value::None => {}
            Value::Day(day) => self.put_day(row, at, Moment::day(*day))?,
            Value::Moment(moment) => self.put_day(row, at, *moment)?,
            Value::Address(url) => self.put_address(row, at, url)?,
            other => {
                let text = fitting(cell(other));
                if !text.is_empty() {
                    self.page.write_string(row, at, text)?;
                }
            }
        }
        Ok(())
    }

    /// As a day that Excel can sort and filter by month; days before 1900 it does not know.
    fn put_day(&mut self, row: u32, at: u16, moment: Moment) -> Result<(), XlsxError> {
        let excel = excel_day(moment.date).and_then(|day| match moment.time {
            None => Some(day),
            Some(time) => {
                let hour = u16::from(time.hour().unsigned_abs());
                let second = f64::from(time.second());
                day.and_hms(hour, time.minute().unsigned_abs(), second).ok()
            }
        });
        let format = if moment.time.is_some() {
            &self.minute
        } else {
            &self.day
        };
        match excel {
            Some(excel) => self
                .page
                .write_datetime_with_format(row, at, excel, format)?,
            None => self.page.write_string(row, at, moment.to_string())?,
        };
        Ok(())
    }

    fn put_address(&mut self, row: u32, at: u16, url: &UrlPath) -> Result<(), XlsxError> {
        let text = fitting(url.address().to_owned());
        let base = self.cx.site.config.portal.base_url.as_ref();
        let target = base
            .map(|base| base.join(url.address()))
            .filter(|target| row <= LINKS_MAX && target.len() <= LINK_MAX);
        match target {
            Some(target) => self
                .page
                .write_url(row, at, Url::new(target).set_text(text))?,
            None => self.page.write_string(row, at, text)?,
        };
        Ok(())
    }
}

pub(in crate::output) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let part = |part: i8| u8::try_from(part).ok();
    ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day())?).ok()
}

/// What a cell can hold; a longer text ends in an ellipsis.
pub(in crate::output) fn fitting(text: String) -> String {
    if text.len() <= CELL_MAX || text.encode_utf16().count() <= CELL_MAX {
        return text;
    }
    let mut room = CELL_MAX - 1;
    let cut = text.char_indices().find(|(_, c)| {
        let needed = c.len_utf16();
        let full = needed > room;
        room = room.saturating_sub(needed);
        full
    });
    format!("{}…", &text[..cut.map_or(text.len(), |(at, _)| at)])
}
