inline = "edition = \"2023\"; package p; message M { string checked = 1; string raw = 2 [features.utf8_validation = NONE]; int32 n = 3; }",
strict_utf8_mapping = { ".p.M.raw" => true, ".p.M.checked" => true, ".p.M.n" => true, ".p.M.row" => true },
