//! Characters of fonts whose codes are single bytes, and characters that stand for others.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object};

/// The characters of the 256 codes of a font.
pub(super) type Table = Box<[Option<char>; 256]>;

/// The table of a font by its `Encoding` (ISO 32000-2, 9.6.5). A font of symbols that names none draws what it likes.
pub(super) fn table(font: &Dict<'_>, symbolic: bool) -> Table {
    let mut table: Table = Box::new([None; 256]);
    let (base, differences) = match font.get::<Object<'_>>(b"Encoding".as_slice()) {
        Some(Object::Name(name)) => (Some(name.as_str().to_owned()), None),
        Some(Object::Dict(dict)) => (
            dict.get::<Name<'_>>(b"BaseEncoding".as_slice())
                .map(|name| name.as_str().to_owned()),
            dict.get::<Array<'_>>(b"Differences".as_slice()),
        ),
        _ => (None, None),
    };
    let base = match base.as_deref() {
        Some("MacRomanEncoding") => Some(MACINTOSH),
        None if symbolic => None,
        _ => Some(WINDOWS_1252),
    };
    table[usize::from(b' ')] = Some(' ');
    if let Some(base) = base {
        fill(&mut table, base);
    }
    let mut code = 0_usize;
    for item in differences.iter().flat_map(Array::iter::<Object<'_>>) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(entry) = table.get_mut(code) {
                    *entry = named(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

fn fill(table: &mut Table, encoding: &'static Encoding) {
    for (code, entry) in (0..=u8::MAX).zip(table.iter_mut()).skip(32) {
        *entry = encoding
            .decode_without_bom_handling(&[code])
            .0
            .chars()
            .next();
    }
}

/// The character of a glyph's name: those of numbers, punctuation and what the Adobe Glyph List calls `uni…` and `u…`.
fn named(name: &str) -> Option<char> {
    let name = name.split('.').next().unwrap_or_default();
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(only);
    }
    let hex = |digits: &str| {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
    };
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() == 4) {
        return hex(digits);
    }
    if let Some(digits) = name
        .strip_prefix('u')
        .filter(|digits| (4..=6).contains(&digits.len()))
    {
        return hex(digits);
    }
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, c)| *c)
}

const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("quoteleft", '‘'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '−'),
    ("period", '.'),
    ("slash", '/'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("bullet", '•'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("degree", '°'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("plusminus", '±'),
    ("mu", 'µ'),
    ("periodcentered", '·'),
    ("yen", '¥'),
    ("copyright", '©'),
    ("registered", '®'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("nbspace", ' '),
];

/// The 汉字 of the 214 Kangxi radicals from U+2F00: fonts that share a glyph often name the radical.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplement that look like a simplified 汉字.
const SUPPLEMENT: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// A character as a reader would type it; `None` for one of private use, which nobody can.
pub(super) fn readable(c: char) -> Option<char> {
    match c {
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth(c as usize - 0x2f00),
        '\u{2e80}'..='\u{2eff}' => {
            let known = SUPPLEMENT.iter().find(|(radical, _)| *radical == c);
            Some(known.map_or(c, |(_, character)| *character))
        }
        '\u{e000}'..='\u{f8ff}' | '\u{fffd}' => None,
        _ => Some(c),
    }
}
