buffa::include_protos!("proto/brace_missing.proto");

use acme::{Customer, Order};

fn number(order: &Order, customer: &Customer) -> usize {
    customer.name.len()
}

fn main() {}
