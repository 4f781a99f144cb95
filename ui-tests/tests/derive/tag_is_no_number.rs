#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = "1")]
    units: i64,
    #[buffa(tag)]
    nanos: i32,
    #[buffa(tag = -1)]
    cents: i32,
}

fn main() {}
