buffa::include_protos!(views = false);

fn main() {}
