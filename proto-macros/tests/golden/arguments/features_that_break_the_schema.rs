inline = "syntax = \"proto2\"; package p; enum E { A = 1; }",
features = { ".p.E" => enum_type = OPEN },
