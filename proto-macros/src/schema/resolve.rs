//! Names to what they stand for: types of fields, extended messages, messages of methods, and the
//! extensions among options. Resolved names are written back with a leading dot.

use std::collections::HashSet;
use std::mem::take;

use prost::Message;

use super::descriptor::{
    DescriptorProto, FieldDescriptorProto, FieldType, FileDescriptorProto, ServiceDescriptorProto,
    UninterpretedOptions,
};
use super::lower::{is_map_entry, join};
use super::mistake::Mistake;
use super::options::{self, On};
use super::scope::{Failure, Scopes};
use super::spans::Spans;
use super::symbols::{Kind, Symbols};
use super::tag::{self, nth};
use super::unit::Unit;

/// What the resolution of one file finds out.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    /// The files that it refers to.
    pub(crate) files: HashSet<usize>,
    /// Options whose extensions are not found: path of the options, and index.
    pub(crate) lost_options: HashSet<(Vec<i32>, usize)>,
    /// Whether every name was found.
    pub(crate) is_whole: bool,
}

/// Resolves the names of the file with the given index.
pub(crate) fn resolve(
    index: usize,
    units: &mut [Unit],
    symbols: &Symbols,
    mistakes: &mut Vec<(usize, Mistake)>,
) -> Resolved {
    let mut proto = take(&mut units[index].proto);
    let mut resolver = Resolver {
        scopes: Scopes::new(index, units, symbols),
        spans: &units[index].spans,
        // What is not found may be in a file that is missing.
        is_silent: !units[index].has_names,
        found: Resolved { is_whole: true, ..Resolved::default() },
        mistakes: Vec::new(),
    };
    resolver.file(&mut proto);
    resolver.options(&mut proto);
    let Resolver { found, mistakes: new, .. } = resolver;
    mistakes.extend(new.into_iter().map(|mistake| (index, mistake)));
    units[index].proto = proto;
    found
}

struct Resolver<'a> {
    scopes: Scopes<'a>,
    spans: &'a Spans,
    is_silent: bool,
    found: Resolved,
    mistakes: Vec<Mistake>,
}

impl Resolver<'_> {
    fn file(&mut self, file: &mut FileDescriptorProto) {
        let package = file.package.clone();
        for (index, message) in file.message_type.iter_mut().enumerate() {
            self.message(message, &nth(&[], tag::file::MESSAGE, index), &package);
        }
        for (index, extension) in file.extension.iter_mut().enumerate() {
            self.field(extension, &nth(&[], tag::file::EXTENSION, index), &package);
        }
        for (index, service) in file.service.iter_mut().enumerate() {
            self.service(service, &nth(&[], tag::file::SERVICE, index), &package);
        }
    }

    fn message(&mut self, message: &mut DescriptorProto, path: &[i32], scope: &str) {
        let name = join(scope, &message.name);
        for (index, nested) in message.nested_type.iter_mut().enumerate() {
            let path = nth(path, tag::message::MESSAGE, index);
            if is_map_entry(nested) {
                let fields = message.field.iter();
                let owner =
                    fields.zip(0..).find(|(field, _)| is_of_map(field, &nested.name, &name));
                let path = match owner {
                    Some((_, index)) => nth(&path[..path.len() - 2], tag::message::FIELD, index),
                    None => path,
                };
                for part in &mut nested.field {
                    self.field(part, &path, &name);
                }
            } else {
                self.message(nested, &path, &name);
            }
        }
        for (index, field) in message.field.iter_mut().enumerate() {
            self.field(field, &nth(path, tag::message::FIELD, index), &name);
        }
        for (index, extension) in message.extension.iter_mut().enumerate() {
            self.field(extension, &nth(path, tag::message::EXTENSION, index), &name);
        }
    }

    fn field(&mut self, field: &mut FieldDescriptorProto, path: &[i32], scope: &str) {
        if let Some(extendee) = &mut field.extendee {
            self.name(extendee, path, tag::field::EXTENDEE, scope, |kind| kind == Kind::Message);
        }
        let Some(type_name) = &mut field.type_name else { return };
        // Entries have no name for anything but their map field.
        let is_wanted = match self.spans.is_map(path) {
            true => |kind: Kind| kind.is_type() || kind == Kind::MapEntry,
            false => Kind::is_type,
        };
        match self.name(type_name, path, tag::field::TYPE_NAME, scope, is_wanted) {
            Some(Kind::Enum) => field.r#type = Some(FieldType::Enum as i32),
            Some(_) if field.kind() != Some(FieldType::Group) => {
                field.r#type = Some(FieldType::Message as i32);
            }
            Some(_) => {}
            None => field.r#type = None,
        }
    }

    fn service(&mut self, service: &mut ServiceDescriptorProto, path: &[i32], scope: &str) {
        let scope = join(scope, &service.name);
        for (index, method) in service.method.iter_mut().enumerate() {
            let path = nth(path, tag::service::METHOD, index);
            // Of an entry, too, whose message nobody can name elsewhere.
            let is_message = |kind: Kind| matches!(kind, Kind::Message | Kind::MapEntry);
            self.name(&mut method.input_type, &path, tag::method::INPUT, &scope, is_message);
            self.name(&mut method.output_type, &path, tag::method::OUTPUT, &scope, is_message);
        }
    }

    fn name(
        &mut self,
        name: &mut String,
        path: &[i32],
        tag: i32,
        scope: &str,
        is_wanted: fn(Kind) -> bool,
    ) -> Option<Kind> {
        match self.scopes.find(name, scope, is_wanted) {
            Ok((full_name, symbol)) => {
                *name = format!(".{full_name}");
                self.found.files.insert(symbol.file);
                Some(symbol.kind)
            }
            Err(failure) => {
                self.found.is_whole = false;
                if (!self.is_silent || matches!(failure, Failure::Kind { .. }))
                    && !self.scopes.is_told(&failure)
                {
                    let mistake = self.scopes.explain(name, scope, is_wanted, &failure);
                    let place = match tag {
                        tag::field::TYPE_NAME => self.spans.value_type(path),
                        _ => self.spans.part(path, tag),
                    };
                    self.mistakes.push(Mistake { range: place, ..mistake });
                }
                None
            }
        }
    }

    fn options(&mut self, file: &mut FileDescriptorProto) {
        options::visit(file, &mut |options| {
            let Some(bytes) = options.bytes else { return };
            let Ok(mut read) = UninterpretedOptions::decode(bytes.as_slice()) else { return };
            if read.option.is_empty() {
                return;
            }
            // Of the elements, only the file stands for the scope that it makes.
            let scope = match options.on {
                On::File => options.scope,
                _ => options.scope.rsplit_once('.').map_or("", |(scope, _)| scope),
            };
            for (index, option) in read.option.iter_mut().enumerate() {
                let parts = option.name.iter_mut().filter(|part| part.is_extension);
                for part in parts {
                    let name = &mut part.name_part;
                    match self.scopes.find_option(name, scope) {
                        Ok((full_name, symbol)) => {
                            *name = format!(".{full_name}");
                            self.found.files.insert(symbol.file);
                        }
                        Err(failure) => {
                            self.found.lost_options.insert((options.path.clone(), index));
                            if !self.is_silent {
                                let place = self.spans.nth_option(&options.path, index);
                                let is_wanted = |kind| kind == Kind::Extension;
                                let mistake = self.scopes.explain(name, scope, is_wanted, &failure);
                                self.mistakes.push(Mistake { range: place, ..mistake });
                            }
                            break;
                        }
                    }
                }
            }
            *bytes = read.encode_to_vec();
        });
    }
}

/// Whether `field` is the map field that the entry message stands for.
fn is_of_map(field: &FieldDescriptorProto, entry: &str, message: &str) -> bool {
    let name = field.type_name();
    name == entry || name.strip_prefix('.') == Some(&join(message, entry))
}
