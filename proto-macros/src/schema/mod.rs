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
mod scope;
mod sources;
mod spans;
mod symbols;
mod synthetic;
mod tag;
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
