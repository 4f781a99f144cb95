#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(tag = 1)]
struct Money {
    #[buffa(tag = 1, rename_all = "camelCase")]
    units: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, buffa::Enumeration)]
enum Kind {
    #[default]
    #[buffa(tag = 0)]
    Unknown,
}

fn main() {}
