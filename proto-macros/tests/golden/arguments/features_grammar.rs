inline = "",
features = { ".p" => enum_type, ".q" => (field_presence = IMPLICIT; ), ".r" => OPEN = 5 },
