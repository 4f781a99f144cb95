inline = "", views = true, views = false
