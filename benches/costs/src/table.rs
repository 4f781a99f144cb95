//! Tables in Markdown.

use std::fmt::Write;

/// A table that is printed when it is complete: what makes types of other libraries prints lines
/// of its own meanwhile.
pub(crate) struct Table(String);

/// A line of it, which goes to the error output as well, for those who wait.
pub(crate) struct Row<'a>(&'a mut String);

impl Table {
    /// A table without rows. `title` is the head of the first column.
    pub(crate) fn new(title: &str, heads: &[&str]) -> Self {
        let rule = "---|".repeat(heads.len());
        Table(format!("\n| {title} | {} |\n|---|{rule}", heads.join(" | ")))
    }

    /// Begins a row.
    pub(crate) fn row(&mut self, name: &str) -> Row<'_> {
        eprint!("\n{name}:");
        let _ = write!(self.0, "\n| {name} |");
        Row(&mut self.0)
    }

    pub(crate) fn print(&self) {
        println!("{}", self.0);
    }
}

impl Row<'_> {
    /// Adds a cell.
    pub(crate) fn cell(&mut self, text: String) {
        eprint!(" {text}");
        let _ = write!(self.0, " {text} |");
    }
}
