#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa]
struct Money {
    #[buffa = 1]
    units: i64,
    #[buffa(tag = )]
    nanos: i32,
    #[buffa(tag = 1 sint32)]
    cents: i32,
    #[buffa("tag")]
    text: String,
}

fn main() {}
