"a.proto", inline = ""
