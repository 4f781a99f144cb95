inline = "syntax = \"proto3\";\nmessage M {\n  Missing m = 1;\n}"
