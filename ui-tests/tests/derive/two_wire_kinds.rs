#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1, sint64, sfixed64)]
    units: i64,
}

fn main() {}
