#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Source {
    #[buffa(tag = 1)]
    Url(String),
}

impl Default for Source {
    fn default() -> Self {
        Source::Url(String::new())
    }
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(oneof)]
    source: Source,
}

fn main() {}
