#[derive(Clone, Debug, Default, PartialEq)]
struct Amount;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1)]
    amount: Amount,
}

fn main() {}
