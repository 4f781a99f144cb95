#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Source {
    #[buffa(tag = 1)]
    Url(String),
    #[buffa(tag = 2)]
    File(String),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 2)]
    units: i64,
    #[buffa(oneof)]
    source: Option<Source>,
}

fn main() {}
