//! Labels and their widths. Widths are estimates from above: no font is
//! measured here.

use super::{Point, Rect};

/// How a label stands to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How a label looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A name: 15 px, heavy.
    Name,
    /// A word: 13 px.
    Word,
    /// A small word: 12 px.
    Small,
    /// An address: 12 px, fixed width.
    Address,
}

impl Style {
    /// Size of the letters in pixels.
    pub fn size(self) -> i32 {
        match self {
            Style::Name => 14,
            Style::Word => 13,
            Style::Small | Style::Address => 12,
        }
    }
}

/// A piece of text in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub text: String,
    /// Where the base line begins, is centred or ends.
    pub at: Point,
    pub anchor: Anchor,
    pub style: Style,
    /// Kubernetes' own word or an address: English in every language.
    pub verbatim: bool,
}

impl Label {
    /// The space it takes.
    pub fn rect(&self) -> Rect {
        let w = text_width(&self.text, self.style);
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - w / 2,
            Anchor::End => self.at.x - w,
        };
        let size = self.style.size();
        Rect { x, y: self.at.y - size, w, h: size + 3 }
    }
}

/// Width of a text in pixels. Han and Hangul take a square each.
pub fn text_width(text: &str, style: Style) -> i32 {
    let latin = match style {
        Style::Address => 61,
        Style::Name => 64,
        Style::Word | Style::Small => 58,
    };
    let parts: i32 = text.chars().map(|it| if is_wide(it) { 100 } else { latin }).sum();
    (parts * style.size() + 99) / 100
}

/// The longest beginning of a text that fits, with an ellipsis where it was cut.
pub fn fit(text: &str, style: Style, width: i32) -> String {
    if text_width(text, style) <= width {
        return text.to_owned();
    }
    let mut cut: Vec<char> = text.chars().collect();
    while cut.pop().is_some() {
        let shown: String = cut.iter().chain(['…'].iter()).collect();
        if text_width(&shown, style) <= width {
            return shown;
        }
    }
    String::new()
}

/// A Pod's name in the picture: all of it where it is short, else its last five
/// letters, which tell Pods of one Deployment apart.
pub fn short_name(name: &str) -> String {
    const WHOLE: usize = 7;
    const TAIL: usize = 5;
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= WHOLE {
        return name.to_owned();
    }
    let tail = letters.len().saturating_sub(TAIL);
    std::iter::once('…').chain(letters.into_iter().skip(tail)).collect()
}

/// Whether a letter takes a square: Han, Hangul, kana and full-width forms.
fn is_wide(letter: char) -> bool {
    matches!(u32::from(letter),
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0x33ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xa000..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_and_hangul_count_about_double() {
        assert!(text_width("节点", Style::Word) > text_width("ab", Style::Word) * 3 / 2);
        assert_eq!(text_width("노드", Style::Word), 26);
    }

    #[test]
    fn a_long_name_is_shown_by_its_last_five_letters() {
        assert_eq!(short_name("web-7d4b9c6f5-x2k9q"), "…x2k9q");
        assert_eq!(short_name("visitor"), "visitor");
        assert_eq!(short_name("my-app-1"), "…app-1");
    }

    #[test]
    fn a_text_is_cut_only_where_it_does_not_fit() {
        assert_eq!(fit("node-1", Style::Name, 100), "node-1");
        let cut = fit("a-very-long-node-name", Style::Name, 60);
        assert!(cut.ends_with('…') && text_width(&cut, Style::Name) <= 60);
        assert_eq!(fit("abc", Style::Name, 2), "");
    }
}
