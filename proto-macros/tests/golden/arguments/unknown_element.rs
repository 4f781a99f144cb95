inline = "syntax = \"proto3\"; package p; message Money { int64 units = 1; }",
string_type = { ".p.Mony.units" => ::std::string::String },
only = [".p.Mony"],
