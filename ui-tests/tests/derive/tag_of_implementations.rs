#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 19000)]
    units: i64,
    #[buffa(19999)]
    nanos: i32,
}

fn main() {}
