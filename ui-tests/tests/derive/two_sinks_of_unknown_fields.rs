use buffa::UnknownFields;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
    #[buffa(unknown_fields)]
    more: UnknownFields,
}

fn main() {}
