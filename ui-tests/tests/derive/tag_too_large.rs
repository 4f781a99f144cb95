#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 536870912)]
    units: i64,
    #[buffa(tag = 99999999999)]
    nanos: i32,
    #[buffa(tag = 536870911)]
    this_one_is_fine: i32,
}

fn main() {}
