inline = "" views = true
