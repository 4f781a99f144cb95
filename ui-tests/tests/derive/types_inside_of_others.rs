use std::collections::HashMap;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(auto_tags)]
struct Money {
    nested: Vec<Vec<u32>>,
    absent: Option<Vec<u32>>,
    twice: Option<Option<u32>>,
    maps: Vec<HashMap<u32, u32>>,
    map: Option<HashMap<u32, u32>>,
    boxed: Option<Box<u32>>,
    field: Option<buffa::MessageField<Money>>,
    number: Box<f64>,
    message: buffa::MessageField<String>,
}

fn main() {}
