//! `.proto` text in, [`model::Schema`] out.

pub(crate) mod builtin;
mod closure;
mod compile;
mod descriptor;
mod descriptor_set;
mod dialect;
mod edition;
mod features;
pub(crate) mod index;
mod interpret;
mod legality;
mod link;
mod load;
mod lower;
mod mistake;
pub(crate) mod model;
mod nesting;
mod options;
mod order;
mod parse;
mod report;
mod resolve;
mod restored;
mod scope;
mod sources;
mod spans;
mod strings;
mod symbols;
mod synthetic;
mod tag;
mod text;
mod unit;

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod tests;

pub(crate) use descriptor::{DescriptorProto, FileDescriptorProto};
pub(crate) use load::{Loaded, load};
pub(crate) use lower::json_name;

/// The mistakes in one file below `root`.
#[cfg(test)]
pub(crate) fn golden_mistakes(
    root: &std::path::Path,
    name: &str,
) -> crate::diagnostics::Diagnostics {
    let mut sources = sources::Sources::new(root.to_owned(), vec![root.to_owned()]);
    let mut diagnostics = crate::diagnostics::Diagnostics::default();
    let path = root.join(name);
    assert_eq!(sources.add_file(name, &path), Ok(()));
    compile::compile(&[name.to_owned()], &mut sources, &Default::default(), &mut diagnostics);
    diagnostics
}

/// The files below `root`, without those that are built in, as a `FileDescriptorSet` with source
/// information.
#[cfg(test)]
pub(crate) fn descriptor_set_of(root: &std::path::Path, names: &[String]) -> Vec<u8> {
    let mut sources = sources::Sources::new(root.to_owned(), vec![root.to_owned()]);
    let mut diagnostics = crate::diagnostics::Diagnostics::default();
    for name in names {
        assert_eq!(sources.add_file(name, &root.join(name)), Ok(()));
    }
    let compiled = compile::compile(names, &mut sources, &Default::default(), &mut diagnostics);
    assert!(diagnostics.is_empty());
    let file = compiled.map(|compiled| compiled.files).unwrap_or_default();
    prost::Message::encode_to_vec(&descriptor::FileDescriptorSet { file })
}

/// The files of an encoded `FileDescriptorSet` that are not built in.
#[cfg(test)]
pub(crate) fn names_in_set(set: &[u8]) -> Vec<String> {
    let files = descriptor_set::read(set).unwrap_or_default().into_iter();
    files.map(|file| file.name).filter(|name| builtin::text(name).is_none()).collect()
}

#[cfg(test)]
pub(crate) use proof::collect as collect_protos;
