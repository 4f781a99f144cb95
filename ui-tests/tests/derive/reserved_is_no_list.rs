#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(reserved = 2)]
struct Money {}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(reserved(two, 3))]
struct More {}

fn main() {}
