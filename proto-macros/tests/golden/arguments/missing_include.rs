"tests/golden/syntax/empty.proto", includes = ["tests/golden/syntax", "tests/nowhere"]
