//! What somebody wrote to many, as a letter: their words, and how to get no more of them.

use app::words::{Language, broadcasts as words};

use super::html::{escaped, page, text_html};

/// The words of one letter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writ<'a> {
    pub(crate) language: Language,
    pub(crate) workspace: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) text: &'a str,
    /// Where the reader says that they want no more; without it, it is only tried.
    pub(crate) unsubscribe: Option<&'a str>,
}

impl Writ<'_> {
    /// Why they got it.
    fn why(&self) -> String {
        words::FOOT.fill(self.language, &[("workspace", self.workspace)])
    }

    pub(crate) fn plain(&self) -> String {
        let way = match self.unsubscribe {
            Some(link) => format!("{}: {link}", words::UNSUBSCRIBE.in_language(self.language)),
            None => words::LINK_IN_THE_REAL_ONE.in_language(self.language).to_owned(),
        };
        format!("{}\n\n-- \n{}\n{way}\n", self.text, self.why())
    }

    pub(crate) fn html(&self) -> String {
        let way = match self.unsubscribe {
            Some(link) => format!(
                "<a href=\"{}\">{}</a>",
                escaped(link),
                escaped(words::UNSUBSCRIBE.in_language(self.language))
            ),
            None => escaped(words::LINK_IN_THE_REAL_ONE.in_language(self.language)),
        };
        let paragraphs = self.text.split("\n\n").filter(|text| !text.trim().is_empty());
        let mut body: String = paragraphs.map(|text| spaced(&text_html(text))).collect();
        body.push_str(&format!(
            "<p style=\"font-size:13px;opacity:.8;margin:24px 0 0;border-top:1px solid #8888;padding:8px 0 0\">\
             {}<br>\n{way}</p>\n",
            escaped(&self.why())
        ));
        page(self.language, self.subject, &body)
    }
}

/// Paragraphs of a letter stand apart.
fn spaced(paragraph: &str) -> String {
    paragraph.replacen("margin:2px 0 0", "margin:0 0 16px", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cc_13_a_letter_holds_its_words_as_text_and_one_way_out() {
        let link = "https://chat.example/unsubscribe/0a";
        let it = Writ {
            language: Language::German,
            workspace: "Tee & Co",
            subject: "Neues <b>",
            text: "Hallo <i>Emmy</i>\nzwei\n\ndrei",
            unsubscribe: Some(link),
        };
        let (plain, html) = (it.plain(), it.html());
        assert!(plain.starts_with("Hallo <i>Emmy</i>\nzwei\n\ndrei\n\n-- \n"), "{plain}");
        assert_eq!((plain.matches(link).count(), html.matches(link).count()), (1, 1));
        assert!(html.contains("Hallo &lt;i&gt;Emmy&lt;/i&gt;<br>"), "{html}");
        assert!(html.contains("Tee &amp; Co") && html.contains("lang=\"de\""), "{html}");
        let tried = Writ { unsubscribe: None, ..it };
        assert!(!tried.html().contains("<a "), "{}", tried.html());
    }
}
