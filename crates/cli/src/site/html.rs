//! Writing HTML: elements and text, every text escaped. There is no way to
//! put markup in as a string but from another [`Html`].

use service_lab_l10n::{Block, Inline};

/// Attributes of an element, in order. An empty value writes the name only.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Finished markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

/// Elements without content and end tag.
const VOID: [&str; 4] = ["meta", "link", "br", "input"];

impl Html {
    /// Markup with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds text, escaped.
    pub fn text(mut self, text: &str) -> Self {
        escape_into(&mut self.0, text);
        self
    }

    /// Adds an element with what `inner` holds.
    pub fn element(mut self, name: &str, attributes: Attributes, inner: Html) -> Self {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            if !value.is_empty() {
                self.0.push_str("=\"");
                escape_into(&mut self.0, value);
                self.0.push('"');
            }
        }
        self.0.push('>');
        if !VOID.contains(&name) {
            self.0.push_str(&inner.0);
            self.0.push_str("</");
            self.0.push_str(name);
            self.0.push('>');
        }
        self
    }

    /// Adds an element that holds only text.
    pub fn words(self, name: &str, attributes: Attributes, text: &str) -> Self {
        self.element(name, attributes, Html::new().text(text))
    }

    /// Adds an element that holds nothing.
    pub fn empty(self, name: &str, attributes: Attributes) -> Self {
        self.element(name, attributes, Html::new())
    }

    /// Adds other markup.
    pub fn add(mut self, other: Html) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// Adds a text box with its text. A first line break, which HTML would
    /// swallow, is doubled.
    pub fn textarea(self, attributes: Attributes, text: &str) -> Self {
        let kept = if text.starts_with('\n') { format!("\n{text}") } else { text.to_owned() };
        self.words("textarea", attributes, &kept)
    }

    /// Adds prose. `link` makes an address of a link's target.
    pub fn prose(self, blocks: &[Block], link: &dyn Fn(&str) -> Option<String>) -> Self {
        blocks.iter().fold(self, |html, block| match block {
            Block::Paragraph(inlines) => html.element("p", &[], inline(inlines, link)),
            Block::List(items) => {
                let items = items
                    .iter()
                    .fold(Html::new(), |html, item| html.element("li", &[], inline(item, link)));
                html.element("ul", &[], items)
            }
        })
    }

    /// Adds a script of our own that stands in the page. None is added if it could end its element itself.
    pub fn script(mut self, text: &str) -> Self {
        if !text.contains("</") && !text.contains("<!--") {
            self.0.push_str("<script>");
            self.0.push_str(text);
            self.0.push_str("</script>");
        }
        self
    }

    /// A whole document.
    pub fn document(self) -> String {
        format!("<!doctype html>\n{}\n", self.0)
    }

    /// The markup.
    #[cfg(test)]
    pub fn markup(&self) -> &str {
        &self.0
    }
}

/// A piece of a line of prose, without the paragraph around it.
pub fn inline(inlines: &[Inline], link: &dyn Fn(&str) -> Option<String>) -> Html {
    inlines.iter().fold(Html::new(), |html, it| match it {
        Inline::Text(text) => html.text(text),
        Inline::Strong(inner) => html.element("strong", &[], inline(inner, link)),
        Inline::Code(code) => html.words("code", &[("lang", "en")], code),
        Inline::Link { to, text } => match link(to) {
            Some(address) => html.element("a", &[("href", &address)], inline(text, link)),
            None => html.add(inline(text, link)),
        },
    })
}

fn escape_into(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let html = Html::new().words("p", &[("title", "\"><script>")], "<b> & \"x\"");
        assert_eq!(
            html.markup(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;x&quot;</p>"
        );
    }

    #[test]
    fn prose_keeps_its_order_and_marks_code_as_english() {
        let blocks = service_lab_l10n::parse_rich("a `b` **c** [d](lesson:x) [e](word:y)\n\n- f");
        let link = |to: &str| to.strip_prefix("lesson:").map(|id| format!("../{id}/"));
        assert_eq!(
            Html::new().prose(&blocks, &link).markup(),
            "<p>a <code lang=\"en\">b</code> <strong>c</strong> <a href=\"../x/\">d</a> e</p><ul><li>f</li></ul>"
        );
    }

    #[test]
    fn a_text_box_keeps_its_first_line_break() {
        assert_eq!(
            Html::new().textarea(&[("id", "m")], "\na").markup(),
            "<textarea id=\"m\">\n\na</textarea>"
        );
    }
}
