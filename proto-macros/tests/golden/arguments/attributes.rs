inline = "", attributes = derive(Hash)
