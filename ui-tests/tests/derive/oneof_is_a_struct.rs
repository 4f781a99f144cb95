#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
struct Source(String);

fn main() {}
