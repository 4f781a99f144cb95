buffa::include_protos!("proto/edition_unknown.proto");

fn number(order: &acme::Order) -> i64 {
    order.number
}

fn main() {}
