#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1)]
    currency: String,
    units: i64,
}

fn main() {}
