#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Source {
    #[buffa(tag = 1)]
    Url(String),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(oneof, tag = 1)]
    source: Option<Source>,
}

fn main() {}
