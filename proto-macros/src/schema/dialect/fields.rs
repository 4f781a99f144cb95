//! Labels and groups.

use super::tokens::Kind;
use super::walk::{Scope, Walk};
use crate::schema::edition::Edition;

impl Walk<'_> {
    /// A field: in a message, in a oneof, or in an `extend` block.
    pub(super) fn field(&mut self, scope: Scope) {
        let label = match self.word(0) {
            label @ ("optional" | "required" | "repeated") => label,
            _ => "",
        };
        let first = usize::from(!label.is_empty());
        let is_map = self.word(first) == "map" && self.kind(first + 1) == Some(Kind::Symbol(b'<'));
        if !is_map && self.word(first) == "map" {
            self.type_called_map(first);
        }
        let is_group = self.word(first) == "group" && self.kind(first + 1) == Some(Kind::Ident);
        if is_map {
            self.map_label(label);
        } else if scope == Scope::Oneof {
            self.member_label(label);
        } else if label.is_empty() {
            self.no_label();
        } else {
            self.label(label);
        }
        self.large_field_number();
        if is_group {
            self.group();
            self.enter_block(Scope::Message);
        } else {
            self.pass_statement();
        }
    }

    /// A message or an enum may be called `map`, which the parser takes for the beginning of a map.
    fn type_called_map(&mut self, ahead: usize) {
        if self.kind(ahead + 1) != Some(Kind::Ident) {
            return;
        }
        let text = self.text;
        let known = self.type_map.get_or_insert_with(|| {
            let mut name = "buffa_map_".to_owned();
            while text.contains(&name) {
                name.push('_');
            }
            name
        });
        let known = known.clone();
        self.edits.replace(self.range(ahead), &known);
    }

    fn map_label(&mut self, label: &str) {
        if label.is_empty() {
            return;
        }
        let range = self.range(0);
        let message = format!("map fields have no label, and this one is `{label}`");
        self.mistake(range.clone(), message, format!("remove `{label}`"));
        self.edits.blank(range);
        self.advance();
    }

    fn member_label(&mut self, label: &str) {
        if label.is_empty() {
            return;
        }
        let range = self.range(0);
        let message = format!("fields in a oneof have no label, and this one is `{label}`");
        let help = match label {
            "repeated" => "wrap the repeated field in a message of its own".to_owned(),
            _ => format!("remove `{label}`: the oneof already says whether the field is set"),
        };
        self.mistake(range.clone(), message, help);
        self.edits.blank(range);
        self.advance();
    }

    fn no_label(&mut self) {
        if !self.looks_like_a_field() {
            return;
        }
        match self.edition {
            Edition::PROTO3 => {}
            Edition::PROTO2 => {
                let start = self.range(0);
                self.edits.insert(start.start, "optional ");
                if self.says_syntax {
                    let message = "fields of proto2 need a label, and this one has none";
                    self.mistake(start, message, "write `optional` before it");
                } else if !std::mem::replace(&mut self.misses_syntax, true) {
                    // Most probably the syntax is missing and not the label of every field.
                    self.mistake(
                        start,
                        "fields of proto2 need a label, and proto2 is what a file without `syntax` \
                         is written in",
                        "begin the file with `syntax = \"proto3\";` or `edition = \"2024\";`, or \
                         write `optional` before the field",
                    );
                }
            }
            _ => self.edits.insert(self.range(0).start, "optional "),
        }
    }

    fn label(&mut self, label: &str) {
        let range = self.range(0);
        match (label, self.edition) {
            ("required", Edition::PROTO3) => {
                self.mistake(
                    range.clone(),
                    "proto3 has no required fields",
                    "remove `required`; a file of an edition can say \
                     `[features.field_presence = LEGACY_REQUIRED]`",
                );
                self.edits.replace(range, "optional");
            }
            ("required", edition) if edition.is_edition() => {
                self.mistake(
                    range.clone(),
                    "editions have no label `required`",
                    "say it with a feature: `[features.field_presence = LEGACY_REQUIRED]`",
                );
                self.edits.replace(range, "optional");
            }
            ("optional", edition) if edition.is_edition() => self.mistake(
                range,
                "editions have no label `optional`",
                "remove it: fields have explicit presence unless a feature says otherwise",
            ),
            _ => {}
        }
        self.advance();
    }

    /// The parser reads groups in proto2 only.
    fn group(&mut self) {
        if self.edition == Edition::PROTO2 {
            return;
        }
        let help = if self.edition == Edition::PROTO3 {
            "declare a message and a field of its type"
        } else {
            "declare a message and a field of its type with \
             `[features.message_encoding = DELIMITED]`"
        };
        let message = match self.edition {
            Edition::PROTO3 => "proto3 has no groups",
            _ => "editions have no groups",
        };
        self.mistake(self.range(0), message, help);
    }

    /// A type and a name: anything else is left to the parser to explain.
    fn looks_like_a_field(&self) -> bool {
        let mut ahead = usize::from(self.kind(0) == Some(Kind::Symbol(b'.')));
        loop {
            match (self.kind(ahead), self.kind(ahead + 1)) {
                (Some(Kind::Ident), Some(Kind::Symbol(b'.'))) => ahead += 2,
                (Some(Kind::Ident), Some(Kind::Ident)) => return true,
                _ => return false,
            }
        }
    }
}
