"tests/golden/syntax/empty.proto", includes = ["tests/golden/names"]
