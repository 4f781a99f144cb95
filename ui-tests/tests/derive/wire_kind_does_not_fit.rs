#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1, sint64)]
    units: i32,
    #[buffa(tag = 2, fixed32)]
    text: String,
    #[buffa(tag = 3, string)]
    bytes: Vec<u8>,
    #[buffa(tag = 4, enumeration)]
    kind: i32,
    #[buffa(tag = 5, message)]
    flag: bool,
    #[buffa(tag = 6, double)]
    ratios: Vec<f32>,
}

fn main() {}
