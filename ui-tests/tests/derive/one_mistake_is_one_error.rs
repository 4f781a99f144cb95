// What uses a type with a mistake in it has nothing to add.
use buffa::{Message, MessageView};

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 0)]
    units: i64,
    #[buffa(tag = 2)]
    parts: Vec<Money>,
}

fn main() {
    let bytes = Money::default().encode_to_vec();
    let view = MoneyView::decode_view(&bytes).unwrap();
    let _ = (view.parts.len(), view.to_owned_message());
}
