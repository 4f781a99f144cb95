#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money<'a> {
    #[buffa(tag = 1)]
    currency: &'a str,
}

fn main() {}
