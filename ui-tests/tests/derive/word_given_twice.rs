#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1, tag = 2)]
    units: i64,
}

fn main() {}
