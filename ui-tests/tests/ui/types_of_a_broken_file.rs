buffa::include_protos!("proto/types_of_a_broken_file.proto");

// What stands in a file that cannot be read does not become a mistake wherever it is used.
use acme::__buffa::oneof::order::Payment as Paid;
use acme::order::{Payment, State};
use acme::{Customer, Order, OrderView, register_types};
use buffa::{Message, MessageView};

#[derive(Clone, Debug, PartialEq)]
struct Ledger {
    orders: Vec<Order>,
    customer: Customer,
}

fn first(bytes: &[u8]) -> i64 {
    let view = OrderView::decode_view(bytes).unwrap_or_default();
    let order = Order { number: view.number, state: State::STATE_NEW, ..Order::default() };
    match order.payment {
        Some(Payment::Card(card)) => card.len() as i64,
        Some(Paid::Cash(_)) | None => order.encoded_len() as i64,
    }
}

fn main() {}
