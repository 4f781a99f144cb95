//! Statement by statement through a file, without parsing more than their beginnings.

use std::ops::Range;

use super::edits::Edits;
use super::tokens::{Kind, Token};
use super::{Statement, Visibility, literals, syntax};
use crate::schema::edition::Edition;
use crate::schema::mistake::Mistake;
use crate::schema::strings::unescape;

/// What is found on the way.
pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// The next token.
    at: usize,
    scopes: Vec<Scope>,
    imports: usize,
    /// Whether the file begins with `syntax` or `edition`.
    pub(super) says_syntax: bool,
    /// Whether that is reported to be missing.
    pub(super) misses_syntax: bool,
    pub(super) edition: Edition,
    pub(super) edits: Edits,
    pub(super) visibility: Vec<(usize, Visibility)>,
    pub(super) option_imports: Vec<usize>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) aggregates: Vec<Range<usize>>,
    pub(super) numbers: Vec<(usize, i32)>,
    pub(super) reserved: Vec<(String, String)>,
    pub(super) type_map: Option<String>,
    pub(super) statements: Vec<Statement>,
}

/// What a statement stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    File,
    Message,
    Oneof,
    Extend,
    Enum,
    Service,
    Method,
}

pub(super) fn walk<'a>(
    text: &'a str,
    tokens: &'a [Token],
    edition: Edition,
    edits: Edits,
) -> Walk<'a> {
    let mut walk = Walk {
        text,
        tokens,
        at: 0,
        scopes: Vec::new(),
        imports: 0,
        says_syntax: syntax::is_said(text, tokens),
        misses_syntax: false,
        edition,
        edits,
        visibility: Vec::new(),
        option_imports: Vec::new(),
        mistakes: Vec::new(),
        aggregates: Vec::new(),
        numbers: Vec::new(),
        reserved: Vec::new(),
        type_map: None,
        statements: Vec::new(),
    };
    walk.aggregates();
    walk.signs();
    walk.suffixes();
    walk.octals();
    walk.strings();
    walk.large_integers();
    while walk.at < tokens.len() {
        walk.statement();
    }
    walk
}

impl<'a> Walk<'a> {
    /// One statement, or the beginning of one with a block. Always goes on by a token at least.
    fn statement(&mut self) {
        match self.kind(0) {
            Some(Kind::Symbol(b'}')) => {
                self.at += 1;
                if self.scopes.pop().is_none() {
                    self.note_statement(self.at - 1);
                }
                return;
            }
            Some(Kind::Symbol(b';')) => {
                if let Some(Scope::Oneof | Scope::Extend) = self.scopes.last() {
                    let range = self.range(0);
                    self.mistake(range, "this `;` ends nothing", "remove it");
                }
                self.at += 1;
                return;
            }
            _ => {}
        }
        let (start, depth) = (self.at, self.scopes.len());
        let scope = self.scopes.last().copied().unwrap_or(Scope::File);
        match scope {
            Scope::File => self.in_file(),
            Scope::Message => self.in_message(),
            Scope::Oneof if self.word(0) == "option" => self.pass_statement(),
            Scope::Oneof => self.field(Scope::Oneof),
            Scope::Extend => self.field(Scope::Extend),
            Scope::Enum if self.word(0) == "reserved" => self.reserved(),
            Scope::Enum => self.pass_statement(),
            Scope::Service if self.word(0) == "rpc" => self.enter_block(Scope::Method),
            Scope::Service | Scope::Method => self.pass_statement(),
        }
        if self.at == start {
            self.at += 1;
        }
        let is_sound_without = match scope {
            Scope::File => self.text[self.tokens[start].range.clone()] == *"option",
            // An enum without one of its values would be another mistake.
            Scope::Enum => false,
            _ => true,
        };
        if self.scopes.len() == depth && is_sound_without {
            self.note_statement(start);
        }
    }

    /// Keeps the statement that began with the token `start` and ends before the next one.
    fn note_statement(&mut self, start: usize) {
        let tokens = self.tokens.get(start..self.at).unwrap_or_default();
        let ([first, ..], [.., last]) = (tokens, tokens) else { return };
        let is_closed = matches!(last.kind, Kind::Symbol(b';' | b'}'));
        let reach = if is_closed { last.range.end } else { self.range(0).end };
        self.statements.push(Statement { range: first.range.start..last.range.end, reach });
    }

    fn in_file(&mut self) {
        match self.word(0) {
            "import" => self.import(),
            "service" => self.enter_block(Scope::Service),
            "extend" => self.enter_block(Scope::Extend),
            _ => self.type_or(Self::pass_statement),
        }
    }

    fn in_message(&mut self) {
        match self.word(0) {
            "oneof" => self.enter_block(Scope::Oneof),
            "extend" => self.enter_block(Scope::Extend),
            "option" => self.pass_statement(),
            "reserved" => self.reserved(),
            "extensions" => self.extensions(),
            _ => self.type_or(|walk| walk.field(Scope::Message)),
        }
    }

    /// A message or an enum, with what says who can see it, or something else.
    fn type_or(&mut self, other: impl FnOnce(&mut Self)) {
        let visibility = match self.word(0) {
            "export" => Some(Visibility::Export),
            "local" => Some(Visibility::Local),
            _ => None,
        };
        let keyword = self.word(usize::from(visibility.is_some()));
        if visibility.is_some() && matches!(keyword, "service" | "extend" | "oneof" | "rpc") {
            let word = self.range(0);
            let message = format!("`{}` is for messages and enums only", self.word(0));
            self.mistake(word.clone(), message, "remove it");
            self.edits.blank(word);
            self.at += 1;
            return self.statement();
        }
        let scope = match keyword {
            "message" => Scope::Message,
            "enum" => Scope::Enum,
            _ => return other(self),
        };
        if let Some(visibility) = visibility {
            self.visible(visibility);
        }
        self.enter_block(scope);
    }

    fn visible(&mut self, visibility: Visibility) {
        let word = self.tokens[self.at].range.clone();
        if self.edition < Edition::E2024 {
            let message = format!("`{}` needs edition 2024", &self.text[word.clone()]);
            self.mistake(word.clone(), message, self.newer_edition());
        }
        self.edits.blank(word);
        self.at += 1;
        self.visibility.push((self.tokens[self.at].range.start, visibility));
    }

    fn import(&mut self) {
        let modifier = self.word(1);
        let range = self.range(1);
        if modifier == "option" {
            if self.edition < Edition::E2024 {
                let help = self.newer_edition();
                self.mistake(range.clone(), "`import option` needs edition 2024", help);
            }
            self.edits.blank(range);
            self.option_imports.push(self.imports);
        } else {
            if modifier == "weak" && self.edition >= Edition::E2024 {
                let message = "`import weak` is not allowed since edition 2024";
                self.mistake(range, message, "use `import`, or `import option` for options");
            }
            if !self.option_imports.is_empty() {
                let message = "this import follows an `import option`";
                self.mistake(
                    self.range(0),
                    message,
                    "move `import option` behind all other imports",
                );
            }
        }
        self.imports += 1;
        self.pass_statement();
    }

    /// Names are identifiers in editions, and strings before; numbers are the same.
    fn reserved(&mut self) {
        self.at += 1;
        self.large_numbers();
        while let Some(kind @ (Kind::Ident | Kind::String)) = self.kind(0) {
            let range = self.range(0);
            let name = &self.text[range.clone()];
            if kind == Kind::Ident {
                if !self.edition.is_edition() {
                    let message = format!(
                        "`{name}` is no string: {} reserves names as strings",
                        self.edition
                    );
                    self.mistake(range.clone(), message, format!("write `reserved \"{name}\";`"));
                }
                self.edits.insert(range.start, "\"");
                self.edits.insert(range.end, "\"");
            } else if self.edition.is_edition() {
                let bare = name.trim_matches(['"', '\'']);
                let message = "editions reserve names as identifiers, not as strings";
                self.mistake(range, message, format!("write `reserved {bare};`"));
            } else {
                self.reserved_string();
            }
            self.at += 1;
            if self.kind(0) != Some(Kind::Symbol(b',')) {
                break;
            }
            self.at += 1;
        }
        self.pass_statement();
    }

    /// The parser takes names only. Other strings reserve nothing, which is no mistake to protoc.
    fn reserved_string(&mut self) {
        let range = self.range(0);
        let Ok(bytes) = unescape(&self.text[range.clone()]) else { return };
        let name = String::from_utf8_lossy(&bytes).into_owned();
        // Strings that stand side by side are one.
        if literals::is_name(&name) || self.kind(1) == Some(Kind::String) {
            return;
        }
        let known = format!("buffa_reserved_{}__", self.reserved.len());
        if !self.edits.has(&range) {
            self.edits.replace(range, &format!("\"{known}\""));
            self.reserved.push((known, name));
        }
    }

    /// The parser takes no options behind a single number.
    fn extensions(&mut self) {
        self.at += 1;
        self.large_numbers();
        while self.kind(0) == Some(Kind::Number) {
            if self.kind(1) == Some(Kind::Symbol(b'[')) {
                let number = self.range(0);
                let text = format!(" to {}", &self.text[number.clone()]);
                self.edits.insert(number.end, &text);
                break;
            }
            while !matches!(self.kind(0), None | Some(Kind::Symbol(b',' | b';' | b'[' | b'}'))) {
                self.at += 1;
            }
            if self.kind(0) == Some(Kind::Symbol(b',')) {
                self.at += 1;
            }
        }
        self.pass_statement();
    }

    /// To the block of the statement and into it, or behind its semicolon.
    pub(super) fn enter_block(&mut self, scope: Scope) {
        while let Some(kind) = self.kind(0) {
            match kind {
                Kind::Symbol(b'{') => {
                    self.scopes.push(scope);
                    self.at += 1;
                    if scope == Scope::Extend && self.kind(0) == Some(Kind::Symbol(b'}')) {
                        let range = self.range(0);
                        let help = "give it one, or remove it";
                        self.mistake(range, "the `extend` block has no fields", help);
                    }
                    return;
                }
                Kind::Symbol(b';') => {
                    self.at += 1;
                    return;
                }
                Kind::Symbol(b'}') => return,
                Kind::Symbol(b'[') => self.brackets(),
                _ => self.at += 1,
            }
        }
    }

    /// Behind the semicolon or the block that ends the statement, or before the end of its scope.
    pub(super) fn pass_statement(&mut self) {
        let start = self.at;
        let mut is_value = false;
        while let Some(kind) = self.kind(0) {
            if self.at > start && self.begins_a_statement() {
                return;
            }
            match kind {
                Kind::Symbol(b';') => {
                    self.at += 1;
                    return;
                }
                Kind::Symbol(b'}') => return,
                Kind::Symbol(b'{') if !is_value => return self.brackets(),
                Kind::Symbol(b'{' | b'[') => self.brackets(),
                _ => self.at += 1,
            }
            is_value = kind == Kind::Symbol(b'=');
        }
    }

    /// Whether a line begins with a keyword here: the statement before has no end then, and must
    /// not swallow this one.
    fn begins_a_statement(&self) -> bool {
        const KEYWORDS: [&str; 13] = [
            "message",
            "enum",
            "service",
            "extend",
            "oneof",
            "import",
            "package",
            "option",
            "rpc",
            "reserved",
            "extensions",
            "export",
            "local",
        ];
        let follows = matches!(self.kind(1), Some(Kind::Ident | Kind::String | Kind::Number));
        if !follows || !KEYWORDS.contains(&self.word(0)) {
            return false;
        }
        let last = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        let between = last.map_or(0, |last| last.range.end)..self.range(0).start;
        self.text.get(between).is_some_and(|space| space.contains('\n'))
    }

    /// Behind the bracket that closes the one here.
    fn brackets(&mut self) {
        let mut depth: usize = 0;
        while let Some(kind) = self.kind(0) {
            self.at += 1;
            match kind {
                Kind::Symbol(b'{' | b'[') => depth += 1,
                Kind::Symbol(b'}' | b']') if depth <= 1 => return,
                Kind::Symbol(b'}' | b']') => depth -= 1,
                _ => {}
            }
        }
    }

    pub(super) fn kind(&self, ahead: usize) -> Option<Kind> {
        self.tokens.get(self.at + ahead).map(|token| token.kind)
    }

    /// The text of an identifier, empty for anything else.
    pub(super) fn word(&self, ahead: usize) -> &'a str {
        match self.tokens.get(self.at + ahead) {
            Some(token) if token.kind == Kind::Ident => &self.text[token.range.clone()],
            _ => "",
        }
    }

    /// The range of a token, or the end of the text.
    pub(super) fn range(&self, ahead: usize) -> Range<usize> {
        let end = self.text.len();
        self.tokens.get(self.at + ahead).map_or(end..end, |token| token.range.clone())
    }

    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    pub(super) fn mistake(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.mistakes.push(Mistake::new(range, message).help(help));
    }

    fn newer_edition(&self) -> String {
        format!("this file is written in {}; `edition = \"2024\";` allows it", self.edition)
    }
}
