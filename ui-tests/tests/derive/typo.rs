#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(nmae = "acme.Money", auto_tag)]
struct Money {
    #[buffa(tga = 1)]
    units: i64,
    #[buffa(tag = 2, sfixed46)]
    nanos: i64,
    #[buffa(tag = 3, elephant)]
    other: i64,
}

fn main() {}
