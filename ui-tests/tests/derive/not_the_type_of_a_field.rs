#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(auto_tags)]
struct Money {
    small: u8,
    short: i16,
    size: usize,
    large: u128,
    letter: char,
    text: &'static str,
    pair: (i32, i32),
    shared: std::sync::Arc<String>,
}

fn main() {}
