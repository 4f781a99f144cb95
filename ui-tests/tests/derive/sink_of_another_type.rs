#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(unknown_fields)]
    unknown: Vec<u8>,
    #[buffa(tag = 1)]
    tagged: buffa::UnknownFields,
}

fn main() {}
