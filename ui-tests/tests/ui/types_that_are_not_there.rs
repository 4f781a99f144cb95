buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package acme;
        message Note {
          string a = 1;
          repeated string b = 2;
          map<string, string> c = 3;
          map<int32, bytes> d = 4;
          oneof o { string e = 5; bytes f = 6; Other g = 7; Kind h = 8; }
          repeated Other i = 9;
          Other j = 10;
          Note k = 11;
          message Inner { string a = 1; bytes b = 2; Inner c = 3; repeated Kind d = 4; }
        }
        message Other {}
        enum Kind { ZERO = 0; }
    "#,
    string_type = crate::Strin,
    bytes_type = crate::storage::Bytes<16>,
    map_type = ::nowhere::Map,
    box_type = nowhere::Box,
    repeated_type = crate::nowhere::List,
    extern_path = { ".acme.Other" => crate::Othr, ".acme.Kind" => crate::Knd },
);

fn length(note: &acme::Note) -> usize {
    note.a.len() + note.b.len() + note.d.len()
}

fn main() {}
