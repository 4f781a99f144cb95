#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(reserved(2, 6..=10, 100.., "old"))]
struct Money {
    #[buffa(tag = 2)]
    two: u32,
    #[buffa(tag = 7)]
    seven: u32,
    #[buffa(tag = 1000)]
    thousand: u32,
    #[buffa(tag = 1)]
    old: u32,
}

fn main() {}
