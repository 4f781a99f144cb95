#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1)]
    currency: String,
    #[buffa(1)]
    units: i64,
}

fn main() {}
