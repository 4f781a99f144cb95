inline = "", only = [".a..b", "a b"]
