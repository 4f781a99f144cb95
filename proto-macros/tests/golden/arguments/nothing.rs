views = true
