inline = "syntax = \"proto2\"; package p; enum E { A = 0; } message M { optional E e = 1; }",
features = {
    ".p.E" => enum_typ = OPEN,
    ".p.M" => field_presence = IMPLICIT,
    ".p.M.e" => (field_presence = IMPLICT, message_encoding = DELIMITED),
    ".p.N" => enum_type = OPEN,
}
