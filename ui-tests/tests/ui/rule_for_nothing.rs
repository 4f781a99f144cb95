buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package demo;

        message Note {
          string text = 1;
        }
    "#,
    string_type = { ".demo.Note.txt" => ::std::boxed::Box<str> },
    bytes_type = { ".demo.Note.text" => ::buffa::bytes::Bytes },
    extern_path = { ".acme" => ::acme },
);

fn main() {}
