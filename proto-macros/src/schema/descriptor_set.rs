//! Descriptor sets that protoc or buf wrote.

use std::collections::HashMap;

use prost::Message;

use super::descriptor::{FileDescriptorProto, FileDescriptorSet};
use super::order::imports_first;

/// Decodes a `FileDescriptorSet`; its files come out imports first. The error says what is wrong.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<FileDescriptorProto>, String> {
    let set = FileDescriptorSet::decode(bytes).map_err(|error| error.to_string())?;
    if set.file.is_empty() {
        return Err("it has no files".to_owned());
    }
    let mut by_name = HashMap::new();
    for (index, file) in set.file.iter().enumerate() {
        if by_name.insert(file.name.as_str(), index).is_some() {
            return Err(format!("it has the file {:?} twice", file.name));
        }
    }
    // Imports that are missing show when a name is not found.
    let imports_of = |file: &FileDescriptorProto| {
        let imports = file.dependency.iter();
        imports.filter_map(|import| by_name.get(import.as_str()).copied()).collect()
    };
    let imports: Vec<Vec<usize>> = set.file.iter().map(imports_of).collect();
    let order = imports_first(&imports).files;
    Ok(order.into_iter().map(|index| set.file[index].clone()).collect())
}
