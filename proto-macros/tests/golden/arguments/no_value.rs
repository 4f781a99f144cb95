inline = "", only
