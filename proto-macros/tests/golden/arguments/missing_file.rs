"tests/golden/argument/a.proto", "tests/goldn/*.proto", "tests/golden"
