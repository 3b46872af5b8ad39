//! Small files made by program: archives, a workbook of 1997, PDF.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive of parts.
pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word document with this body.
pub(super) fn docx(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", document(body).as_bytes())])
}

/// The main part of a Word document.
pub(super) fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
    )
}

/// A paragraph.
pub(super) fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// An OFD of one document with pages of text objects: place, size, attributes of the text code, words.
pub(super) fn ofd(pages: &[&[(&str, f64, &str, &str)]]) -> Vec<u8> {
    let mut parts = vec![(
        "OFD.xml".to_owned(),
        "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>".to_owned(),
    )];
    let mut list = String::new();
    for (number, page) in pages.iter().enumerate() {
        let _ = write!(
            list,
            "<ofd:Page ID=\"{number}\" BaseLoc=\"Pages/Page_{number}/Content.xml\"/>"
        );
        let mut content = String::from(
            "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer>",
        );
        for (boundary, size, code, words) in *page {
            let _ = write!(
                content,
                "<ofd:TextObject Boundary=\"{boundary}\" Size=\"{size}\"><ofd:TextCode {code}>{words}</ofd:TextCode></ofd:TextObject>"
            );
        }
        content.push_str("</ofd:Layer></ofd:Content></ofd:Page>");
        parts.push((format!("Doc_0/Pages/Page_{number}/Content.xml"), content));
    }
    parts.push((
        "Doc_0/Document.xml".to_owned(),
        format!("<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Pages>{list}</ofd:Pages></ofd:Document>"),
    ));
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    archive(&parts)
}

/// A workbook of 1997: one sheet of labels at rows and columns.
pub(super) fn xls(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let mut out = kind.to_le_bytes().to_vec();
        out.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        out.extend(data);
        out
    };
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let bof = |kind: u16| {
        let mut data = 0x0600_u16.to_le_bytes().to_vec();
        data.extend(kind.to_le_bytes());
        data.extend([0; 12]);
        record(0x0809, &data)
    };
    let name = "收支";
    let sheet_entry = |start: u32| {
        let mut data = start.to_le_bytes().to_vec();
        data.extend([0, 0, 2, 1]);
        data.extend(utf16(name));
        record(0x0085, &data)
    };
    let mut globals = bof(0x0005);
    let start = globals.len() + sheet_entry(0).len() + record(0x000a, &[]).len();
    globals.extend(sheet_entry(u32::try_from(start).unwrap()));
    globals.extend(record(0x000a, &[]));
    let mut stream = globals;
    stream.extend(bof(0x0010));
    for (row, column, text) in cells {
        let mut data = row.to_le_bytes().to_vec();
        data.extend(column.to_le_bytes());
        data.extend([0, 0]);
        data.extend(
            u16::try_from(text.encode_utf16().count())
                .unwrap()
                .to_le_bytes(),
        );
        data.push(1);
        data.extend(utf16(text));
        stream.extend(record(0x0204, &data));
    }
    stream.extend(record(0x000a, &[]));
    compound(&[("/Workbook", &stream)])
}

/// A document of 1997 of pieces of text, the first so many of whose characters are its main text.
pub(super) fn doc(pieces: &[&str], main: u32) -> Vec<u8> {
    let mut words = vec![0; 0x200];
    let mut put = |at: usize, bytes: &[u8]| words[at..at + bytes.len()].copy_from_slice(bytes);
    put(0x00, &[0xec, 0xa5, 0xc1, 0x00]);
    put(0x0a, &0x0200_u16.to_le_bytes());
    put(0x4c, &main.to_le_bytes());
    let mut ends = vec![0_u32];
    let mut places = Vec::new();
    for piece in pieces {
        // A piece of nothing but bytes is kept in bytes; its place is doubled and has a mark.
        let start = u32::try_from(words.len()).unwrap();
        let length = piece.encode_utf16().count();
        places.push(if piece.is_ascii() {
            words.extend(piece.bytes());
            (start * 2) | (1 << 30)
        } else {
            words.extend(piece.encode_utf16().flat_map(u16::to_le_bytes));
            start
        });
        ends.push(ends.last().unwrap() + u32::try_from(length).unwrap());
    }
    let mut plc: Vec<u8> = ends.iter().flat_map(|end| end.to_le_bytes()).collect();
    for place in places {
        plc.extend([0, 0]);
        plc.extend(place.to_le_bytes());
        plc.extend([0, 0]);
    }
    // A run of formatting goes before the table of pieces.
    let mut table = vec![1, 3, 0, 9, 9, 9, 2];
    table.extend(u32::try_from(plc.len()).unwrap().to_le_bytes());
    table.extend(plc);
    let length = u32::try_from(table.len()).unwrap();
    words[0x1a6..0x1aa].copy_from_slice(&length.to_le_bytes());
    compound(&[("/WordDocument", &words), ("/1Table", &table)])
}

/// A compound file of streams.
pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Bytes packed as PDF packs them.
pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PDF under construction; objects are numbered from 1, the first is the catalog.
pub(super) struct PdfFile {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl PdfFile {
    /// Pages of content streams, drawn with a font `/F` that is object 3.
    pub(super) fn new(font: &str, pages: &[&[u8]]) -> Self {
        let count = pages.len();
        let kids: Vec<String> = (0..count)
            .map(|page| format!("{} 0 R", 4 + 2 * page))
            .collect();
        let mut file = Self {
            objects: Vec::new(),
            trailer: String::new(),
        };
        file.add("<</Type/Catalog/Pages 2 0 R>>");
        file.add(&format!(
            "<</Type/Pages/Count {count}/Kids[{}]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>",
            kids.join(" ")
        ));
        file.add(font);
        for (page, content) in pages.iter().enumerate() {
            file.add(&format!(
                "<</Type/Page/Parent 2 0 R/Contents {} 0 R>>",
                5 + 2 * page
            ));
            file.add_stream("", content);
        }
        file
    }

    /// Adds an object and says its number.
    pub(super) fn add(&mut self, object: &str) -> usize {
        self.objects.push(object.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream that is packed.
    pub(super) fn add_stream(&mut self, entries: &str, bytes: &[u8]) -> usize {
        self.add_raw(&format!("/Filter/FlateDecode{entries}"), &packed(bytes))
    }

    /// Adds a stream as it is.
    pub(super) fn add_raw(&mut self, entries: &str, bytes: &[u8]) -> usize {
        let mut object = format!("<</Length {}{entries}>>\nstream\n", bytes.len()).into_bytes();
        object.extend(bytes);
        object.extend(b"\nendstream");
        self.objects.push(object);
        self.objects.len()
    }

    /// Entries of the trailer.
    pub(super) fn trailer(mut self, entries: &str) -> Self {
        self.trailer.push_str(entries);
        self
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, object) in (1..).zip(&self.objects) {
            let _ = writeln!(table, "{:010} 00000 n ", out.len());
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        let size = self.objects.len() + 1;
        out.extend(table.bytes());
        let end = format!(
            "trailer\n<</Size {size}/Root 1 0 R{}>>\nstartxref\n{start}\n%%EOF\n",
            self.trailer
        );
        out.extend(end.bytes());
        out
    }
}

/// A font of glyph numbers that says its characters in a `ToUnicode` map, which is object `map`.
pub(super) fn mapped_font(map: usize) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/A+Song/Encoding/Identity-H/ToUnicode {map} 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
    )
}

/// A font that is not in the file, whose codes are of this predefined map.
pub(super) fn named_font(encoding: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>"
    )
}

/// Numbers glyphs from 1 by the characters of a text and makes the map that says so.
pub(super) fn to_unicode(characters: &str) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    let _ = writeln!(map, "{} beginbfchar", characters.chars().count());
    for (glyph, c) in (1..).zip(characters.chars()) {
        let units: Vec<u8> = utf16(c.encode_utf16(&mut [0; 2]));
        let _ = writeln!(map, "<{glyph:04X}> <{}>", hex(&units));
    }
    map.push_str("endbfchar endcmap end end\n");
    map
}

/// A string of the glyphs that [`to_unicode`] gave these characters.
pub(super) fn glyphs(characters: &str, words: &str) -> String {
    let mut out = String::from("<");
    for c in words.chars() {
        let glyph = characters.chars().position(|known| known == c).unwrap() + 1;
        let _ = write!(out, "{glyph:04X}");
    }
    out.push('>');
    out
}

/// UTF-16, the high byte first.
fn utf16(units: &[u16]) -> Vec<u8> {
    units.iter().copied().flat_map(u16::to_be_bytes).collect()
}

/// Bytes as PDF writes them between angle brackets.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02X}");
        out
    })
}

/// Lines at places, in a size: content of a page.
pub(super) fn lines(size: u32, lines: &[(i32, i32, String)]) -> Vec<u8> {
    let mut content = format!("BT /F {size} Tf\n");
    for (x, y, string) in lines {
        let _ = writeln!(content, "1 0 0 1 {x} {y} Tm {string} Tj");
    }
    content.push_str("ET");
    content.into_bytes()
}
