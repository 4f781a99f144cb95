descriptor_set = "tests/golden/arguments/descriptor_set.rs"
