//! Text in paragraphs, fields and lists, fitted to the screen.

use crate::screen::{self, BOLD, CYAN, paint};

/// A text in the making.
pub(super) struct Page {
    text: String,
    width: usize,
    fields: Vec<(String, String)>,
}

impl Page {
    pub(super) fn new() -> Self {
        Self { text: String::new(), width: screen::width().min(100), fields: Vec::new() }
    }

    pub(super) fn finish(mut self) -> String {
        self.end_fields();
        self.text
    }

    /// A line that starts an explanation.
    pub(super) fn title(&mut self, id: &str, what: &str) {
        self.end_fields();
        self.gap();
        self.text.push_str(&format!("{} ({what})\n", paint(BOLD, id)));
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.end_fields();
        self.gap();
        self.text.push_str(&format!("{}\n", paint(CYAN, text)));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.end_fields();
        if !text.is_empty() {
            self.wrapped("", text);
        }
    }

    /// A name with a text; fields below each other are aligned. Nothing without a text.
    pub(super) fn field(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.fields.push((name.to_owned(), text.to_owned()));
        }
    }

    /// A text that is kept as it is, such as JSON.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.end_fields();
        self.text.push_str(&format!("  {text}\n"));
    }

    /// An indented line: a name, and what there is to say of it.
    pub(super) fn item(&mut self, name: &str, text: &str) {
        self.end_fields();
        let colon = if text.is_empty() { "" } else { ": " };
        self.wrapped(&format!("  {}{colon}", paint(BOLD, name)), text);
    }

    /// A line below an item.
    pub(super) fn below(&mut self, text: &str) {
        self.wrapped("      ", text);
    }

    /// Words with commas between them.
    pub(super) fn words(&mut self, words: impl Iterator<Item = String>) {
        let words: Vec<String> = words.collect();
        self.end_fields();
        self.wrapped("  ", &words.join(", "));
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn end_fields(&mut self) {
        let fields = std::mem::take(&mut self.fields);
        let widest = fields.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        if !fields.is_empty() {
            self.gap();
        }
        for (name, text) in fields {
            let pad = " ".repeat(widest - name.chars().count() + 2);
            self.hanging(&format!("{}{pad}", paint(BOLD, &name)), widest + 2, &text);
        }
    }

    /// Further lines of a text start a little further in than its first.
    fn wrapped(&mut self, start: &str, text: &str) {
        let spaces = start.chars().take_while(|c| *c == ' ').count();
        let hang = if start.trim().is_empty() { spaces } else { spaces + 4 };
        self.hanging(start, hang, text);
    }

    fn hanging(&mut self, start: &str, hang: usize, text: &str) {
        let visible = anstream::adapter::strip_str(start).to_string().chars().count();
        let mut column = visible;
        self.text.push_str(start);
        for (number, word) in text.split_whitespace().enumerate() {
            let length = word.chars().count();
            if column + length + 1 > self.width && column > hang {
                self.text.push('\n');
                self.text.push_str(&" ".repeat(hang));
                column = hang;
            } else if number > 0 {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(word);
            column += length;
        }
        let trimmed = self.text.trim_end_matches(' ').len();
        self.text.truncate(trimmed);
        self.text.push('\n');
    }
}
