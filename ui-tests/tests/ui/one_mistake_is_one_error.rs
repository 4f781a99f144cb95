buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package demo;

        message Note {
          Missing author = 1;
        }
    "#
);

// The rest of the crate does not add errors of its own about the types that were not made.
fn text(note: &demo::Note) -> usize {
    note.encoded_len()
}

fn main() {}
