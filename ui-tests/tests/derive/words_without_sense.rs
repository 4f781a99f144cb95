#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1, packed)]
    names: Vec<String>,
    #[buffa(tag = 2, expanded)]
    name: String,
    #[buffa(tag = 3, packed, expanded)]
    units: Vec<i64>,
    #[buffa(tag = 4, optional)]
    plain: i64,
    #[buffa(tag = 5, required)]
    maybe: Option<i64>,
    #[buffa(tag = 6, repeated)]
    one: i64,
    #[buffa(skip, tag = 7)]
    skipped: i64,
}

fn main() {}
