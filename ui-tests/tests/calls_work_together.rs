//! Several calls in one crate: each makes what it is asked for and refers to the others' types.

use buffa::{DecodeError, Message, MessageView};

mod money {
    buffa::include_protos!("proto/shop/money.proto");
}

use money::acme::money::Amount;

buffa::include_protos!(
    "proto/shop/order.proto",
    includes = ["proto/shop"],
    extern_path = {
        ".acme.money" => crate::money::acme::money,
        ".acme.party.Person" => crate::people::acme::party::Person,
    },
);

mod people {
    buffa::include_protos!("proto/shop/person.proto");
}

#[test]
fn types_of_other_calls_are_used() -> Result<(), DecodeError> {
    use acme::shop::order::Payment;
    use acme::shop::{Order, OrderView};
    use money::acme::money::amount::Rounding;

    let total = Amount { currency: "EUR".into(), units: 12, ..Default::default() };
    let order = Order {
        buyer: people::acme::party::Person { name: "Ada".into(), ..Default::default() }.into(),
        total: total.clone().into(),
        rounding: Rounding::ROUNDING_DOWN.into(),
        parts: vec![total.clone()],
        by_name: [("tea".into(), total.clone())].into(),
        payment: Some(Payment::Cash(total.into())),
        ..Default::default()
    };
    let bytes = order.encode_to_vec();
    assert_eq!(Order::decode_from_slice(&bytes)?, order);

    let view = OrderView::decode_view(&bytes)?;
    assert_eq!(view.buyer.get().name, "Ada");
    assert_eq!(view.by_name.get("tea").map(|amount| amount.units), Some(12));
    assert_eq!(view.to_owned_message(), order);
    Ok(())
}
