inline = "",
extern_path = { ".a" = ::b, "c" => self::d },
string_type = { ".a" => },
