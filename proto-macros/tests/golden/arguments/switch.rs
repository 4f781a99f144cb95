inline = "", views = yes, json = "true"
