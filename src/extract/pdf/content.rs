//! What the operators of a page show (ISO 32000-2, 9.4), with a count of the work.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_cmap::BfString;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::super::layout::{self, Run};
use super::super::limits;
use super::super::text::Lines;
use super::encoding::readable;
use super::font::{Font, Shown};
use super::matrix::Matrix;
use super::stream;

/// What has been done over all pages, and what may still be.
pub(super) struct Work {
    operators: usize,
    bytes: u64,
    known: u64,
    unknown: u64,
    fonts: BTreeMap<FontKey, Option<Rc<Font>>>,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            operators: limits::OPERATORS,
            bytes: limits::UNPACKED,
            known: 0,
            unknown: 0,
            fonts: BTreeMap::new(),
        }
    }
}

impl Work {
    /// Whether nothing more may be done.
    pub(super) fn is_done(&self) -> bool {
        self.operators == 0 || self.bytes == 0
    }

    /// Codes whose characters are known.
    pub(super) fn known(&self) -> u64 {
        self.known
    }

    /// Codes whose characters nobody knows.
    pub(super) fn unknown(&self) -> u64 {
        self.unknown
    }

    fn unpack(&mut self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        let bytes = stream::bytes(stream, limits::STREAM.min(self.bytes))?;
        self.bytes = self.bytes.saturating_sub(bytes.len() as u64);
        Some(bytes)
    }

    /// A font by its name in the resources. Dictionaries of fonts are long, and a page may change fonts at every
    /// character: it is looked up by its number first.
    fn font(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Option<Rc<Font>> {
        let key = match resources.fonts.get_ref(name) {
            Some(reference) => FontKey::Numbered(reference.into()),
            None => FontKey::Inline(resources.fonts.data().as_ptr() as usize, name.to_vec()),
        };
        if let Some(font) = self.fonts.get(&key) {
            return font.clone();
        }
        let dict = resources.get_font(name);
        let limit = limits::STREAM.min(self.bytes);
        let font = dict.and_then(|dict| Font::new(&dict, limit)).map(Rc::new);
        self.fonts.insert(key, font.clone());
        font
    }
}

/// Which font it is, within a file.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum FontKey {
    /// An object of its own.
    Numbered(ObjectIdentifier),
    /// Written out in resources, which begin at this place in memory, under a name.
    Inline(usize, Vec<u8>),
}

/// Writes the paragraphs of a page: those that run across it, then those that run along its side.
pub(super) fn page(page: &Page<'_>, work: &mut Work, lines: &mut Lines) {
    let mut content = Vec::new();
    match page.raw().get::<Object<'_>>(b"Contents".as_slice()) {
        Some(Object::Stream(stream)) => content = work.unpack(&stream).unwrap_or_default(),
        Some(Object::Array(parts)) => {
            for part in parts.iter::<Stream<'_>>() {
                content.extend(work.unpack(&part).unwrap_or_default());
                content.push(b'\n');
            }
        }
        _ => {}
    }
    let mut pages = Pages::default();
    let state = State::new(Matrix(page.initial_transform(true).as_coeffs()));
    let mut reader = Reader {
        work,
        pages: &mut pages,
        state,
        saved: Vec::new(),
        depth: 0,
        spaced: false,
    };
    reader.read(&content, page.resources());
    pages.across.write(lines);
    pages.along.write(lines);
}

#[derive(Default)]
struct Pages {
    across: layout::Page,
    along: layout::Page,
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

impl State {
    fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(self.line);
        self.text = self.line;
    }
}

struct Reader<'w> {
    work: &'w mut Work,
    pages: &'w mut Pages,
    state: State,
    saved: Vec<State>,
    depth: usize,
    /// White space has been drawn since the last text.
    spaced: bool,
}

/// States that may be saved; more than any page needs.
const SAVED: usize = 512;

impl Reader<'_> {
    fn read(&mut self, content: &[u8], resources: &Resources<'_>) {
        let saved = self.saved.len();
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            if self.work.operators == 0 {
                return;
            }
            self.work.operators -= 1;
            match op {
                Op::SaveState(_) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
                Op::RestoreState(_) if self.saved.len() > saved => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                Op::Transform(m) => {
                    let m = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                    self.state.ctm = m.then(self.state.ctm);
                }
                Op::XObject(name) => self.form(name.0, resources),
                Op::TextFont(font) => {
                    self.state.font = self.work.font(font.0, resources);
                    self.state.size = font.1.as_f64();
                }
                op => self.text(&op),
            }
        }
        self.saved.truncate(saved);
    }

    /// Operators that depend on nothing but the state.
    fn text(&mut self, op: &Op<'_, '_>) {
        let state = &mut self.state;
        match op {
            Op::BeginText(_) => {
                state.text = Matrix::IDENTITY;
                state.line = Matrix::IDENTITY;
            }
            Op::CharacterSpacing(n) => state.character_spacing = n.0.as_f64(),
            Op::WordSpacing(n) => state.word_spacing = n.0.as_f64(),
            Op::HorizontalScaling(n) => state.scale = n.0.as_f64() / 100.0,
            Op::TextLeading(n) => state.leading = n.0.as_f64(),
            Op::TextRise(n) => state.rise = n.0.as_f64(),
            Op::SetTextMatrix(m) => {
                state.line = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                state.text = state.line;
            }
            Op::NextLine(at) => state.next_line(at.0.as_f64(), at.1.as_f64()),
            Op::NextLineAndSetLeading(at) => {
                state.leading = -at.1.as_f64();
                state.next_line(at.0.as_f64(), at.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Op::ShowText(shown) => self.show(shown.0.as_bytes()),
            Op::NextLineAndShowText(shown) => {
                state.next_line(0.0, -state.leading);
                self.show(shown.0.as_bytes());
            }
            Op::ShowTextWithParameters(shown) => {
                state.word_spacing = shown.0.as_f64();
                state.character_spacing = shown.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show(shown.2.as_bytes());
            }
            Op::ShowTexts(shown) => self.show_all(shown.0),
            _ => {}
        }
    }

    fn show_all(&mut self, items: &Array<'_>) {
        for item in items.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(back) => {
                    let step = -back.as_f64() / 1000.0 * self.state.size;
                    self.advance(step);
                }
                _ => {}
            }
        }
    }

    /// Moves on by a step along the line.
    fn advance(&mut self, step: f64) {
        let vertical = self
            .state
            .font
            .as_ref()
            .is_some_and(|font| font.is_vertical());
        let step = if vertical {
            Matrix::translation(0.0, step)
        } else {
            Matrix::translation(step * self.state.scale, 0.0)
        };
        self.state.text = step.then(self.state.text);
    }

    fn show(&mut self, mut string: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            self.work.unknown += string.len() as u64;
            return;
        };
        let vertical = font.is_vertical();
        let mut start = self.place();
        let mut text = String::new();
        while let Some((shown, rest)) = font.next(string) {
            string = rest;
            let before = text.len();
            match &shown.text {
                Some(BfString::Char(c)) => text.extend(readable(*c)),
                Some(BfString::String(s)) => text.extend(s.chars().filter_map(readable)),
                None => {}
            }
            if shown.text.is_some() {
                self.work.known += 1;
            } else {
                self.work.unknown += 1;
            }
            let is_white = text.len() > before && text[before..].trim().is_empty();
            if is_white {
                text.truncate(before);
                self.draw(std::mem::take(&mut text), (start, self.place()), vertical);
                self.spaced = true;
            }
            self.step(&shown, vertical);
            if is_white {
                start = self.place();
            }
        }
        self.draw(text, (start, self.place()), vertical);
    }

    /// Moves behind a character.
    fn step(&mut self, shown: &Shown, vertical: bool) {
        let spacing = if shown.is_space {
            self.state.word_spacing
        } else {
            0.0
        };
        let spacing = spacing + self.state.character_spacing;
        if vertical {
            self.advance(-self.state.size - spacing);
        } else {
            self.advance(shown.width / 1000.0 * self.state.size + spacing);
        }
    }

    /// Where text is drawn next, from text space to the page.
    fn place(&self) -> Matrix {
        Matrix::translation(0.0, self.state.rise)
            .then(self.state.text)
            .then(self.state.ctm)
    }

    fn draw(&mut self, text: String, (start, end): (Matrix, Matrix), vertical: bool) {
        if text.is_empty() {
            return;
        }
        let spaced = std::mem::take(&mut self.spaced);
        let way = if vertical { (0.0, -1.0) } else { (1.0, 0.0) };
        let (dx, dy) = start.direction(way.0, way.1);
        let length = dx.hypot(dy);
        if length <= 0.0 || !length.is_finite() {
            return;
        }
        let (dx, dy) = (dx / length, dy / length);
        // Coordinates along the line and across it.
        let along = |(x, y): (f64, f64)| x * dx + y * dy;
        let across = |(x, y): (f64, f64)| y * dx - x * dy;
        let side = start.direction(way.1.abs(), way.0);
        let run = Run {
            text,
            x: along(start.origin()),
            end: along(end.origin()),
            y: across(start.origin()),
            size: side.0.hypot(side.1) * self.state.size.abs(),
            spaced,
        };
        let upright = dx > 0.0 && dy.abs() < 0.5;
        if upright {
            self.pages.across.push(run);
        } else {
            self.pages.along.push(run);
        }
    }

    fn form(&mut self, name: &Name<'_>, resources: &Resources<'_>) {
        let Some(form) = resources.get_x_object(name) else {
            return;
        };
        let dict = form.dict();
        let subtype = dict.get::<Name<'_>>(b"Subtype".as_slice());
        if self.depth >= limits::NESTING || subtype.is_none_or(|name| name.as_str() != "Form") {
            return;
        }
        let Some(content) = self.work.unpack(&form) else {
            return;
        };
        let own = dict
            .get::<Dict<'_>>(b"Resources".as_slice())
            .map(Resources::new);
        let before = self.state.clone();
        if let Some(m) = dict.get::<Array<'_>>(b"Matrix".as_slice()) {
            let mut given = Matrix::IDENTITY;
            for (slot, value) in given.0.iter_mut().zip(m.iter::<f32>()) {
                *slot = value.into();
            }
            self.state.ctm = given.then(self.state.ctm);
        }
        self.depth += 1;
        self.read(&content, own.as_ref().unwrap_or(resources));
        self.depth -= 1;
        self.state = before;
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}
