inline = "syntax = \"proto2\"; package p; enum E { A = 0; } message M { optional E e = 1; }",
features = { ".p" => enum_type = OPEN, ".p.M.e" => (field_presence = IMPLICIT) },
