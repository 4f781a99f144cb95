use std::collections::HashMap;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(auto_tags)]
struct Money {
    bytes: HashMap<Vec<u8>, u32>,
    #[buffa(map(sint32))]
    half: HashMap<i32, u32>,
    #[buffa(map(string, sint32))]
    wrong: HashMap<i32, i32>,
}

fn main() {}
