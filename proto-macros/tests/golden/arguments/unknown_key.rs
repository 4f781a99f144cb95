"proto/a.proto", include = ["proto"]
