//! Types that users wrote, as fields of generated messages.

use buffa::{EnumValue, HasView, Message, MessageView, OwnedView};

/// What the schema below calls `acme.Money`.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme.Money")]
pub(crate) struct Money {
    #[buffa(tag = 1)]
    pub(crate) currency: String,
    #[buffa(tag = 2, sint64)]
    pub(crate) units: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(name = "acme.Kind")]
pub(crate) enum Kind {
    #[default]
    Cash,
    Card,
}

mod generated {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package acme;
            message Money { string currency = 1; sint64 units = 2; }
            enum Kind { CASH = 0; CARD = 1; }
            message Order {
                Money total = 1;
                repeated Money parts = 2;
                map<string, Money> named = 3;
                oneof discount { Money off = 4; uint32 percent = 5; }
                Kind kind = 6;
                repeated Kind kinds = 7;
                message Line { Money price = 1; }
                repeated Line lines = 8;
            }
        "#,
        extern_path = {
            ".acme.Money" => crate::in_schemas::Money,
            ".acme.Kind" => crate::in_schemas::Kind,
        },
    );
}

mod all_generated {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto3";
        package acme;
        message Money { string currency = 1; sint64 units = 2; }
        enum Kind { CASH = 0; CARD = 1; }
        message Order {
            Money total = 1;
            repeated Money parts = 2;
            map<string, Money> named = 3;
            oneof discount { Money off = 4; uint32 percent = 5; }
            Kind kind = 6;
            repeated Kind kinds = 7;
            message Line { Money price = 1; }
            repeated Line lines = 8;
        }
    "#
    );
}

use generated::acme::{Order, OrderView, order};

fn euros(units: i64) -> Money {
    Money { currency: "EUR".into(), units }
}

fn sample() -> Order {
    Order {
        total: euros(-1).into(),
        parts: vec![euros(2), Money::default()],
        named: [("k".to_owned(), euros(3))].into(),
        discount: Some(order::Discount::Off(Box::new(euros(4)))),
        kind: Kind::Card.into(),
        kinds: vec![Kind::Cash.into(), EnumValue::Unknown(9)],
        lines: vec![order::Line { price: euros(5).into(), ..Default::default() }],
        ..Default::default()
    }
}

#[test]
fn in_every_place() {
    let order = sample();
    let bytes = order.encode_to_vec();
    assert_eq!(Order::decode_from_slice(&bytes).unwrap(), order);
    let same = all_generated::acme::Order::decode_from_slice(&bytes).unwrap();
    assert_eq!(same.encode_to_vec(), bytes);

    let view = OrderView::decode_view(&bytes).unwrap();
    assert_eq!(view.total.get().units, -1);
    assert_eq!(view.parts.get(0).map(|part| part.currency), Some("EUR"));
    assert_eq!(view.named.get("k").map(|money| money.units), Some(3));
    let Some(order::DiscountView::Off(off)) = view.discount else { panic!("{view:?}") };
    assert_eq!(off.get().to_owned_message(), euros(4));
    assert_eq!(view.to_owned_message(), order);
    let owned = OwnedView::<OrderView>::decode(bytes).unwrap();
    assert_eq!(owned.reborrow().lines.iter().map(|line| line.price.get().units).sum::<i64>(), 5);

    let text = buffa::json::to_string(&order).unwrap();
    assert_eq!(text, buffa::json::to_string(&same).unwrap());
    assert_eq!(buffa::json::from_str::<Order>(&text).unwrap(), order);
}

#[test]
fn errors_lead_through_both() {
    let mut bytes = vec![0x12, 3, 0x0A, 1, 0xFF];
    bytes.splice(0..0, [0x12, 0]);
    let error = Order::decode_from_slice(&bytes).unwrap_err();
    assert_eq!(error.path(), "acme.Order.parts[1].currency");
}

/// And the other way: generated messages in derived ones, and derived ones that have views of them.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Basket {
    #[buffa(tag = 1)]
    orders: Vec<generated::acme::Order>,
    #[buffa(tag = 2)]
    first: Option<Box<generated::acme::order::Line>>,
    #[buffa(tag = 3, enumeration)]
    kind: EnumValue<all_generated::acme::Kind>,
}

#[test]
fn generated_messages_in_derived_ones() {
    let basket =
        Basket { orders: vec![sample()], first: Some(Box::default()), ..Default::default() };
    let bytes = basket.encode_to_vec();
    assert_eq!(Basket::decode_from_slice(&bytes).unwrap(), basket);
    fn view<M: HasView>(bytes: &[u8]) -> M {
        M::View::decode_view(bytes).unwrap().to_owned_message()
    }
    assert_eq!(view::<Basket>(&bytes), basket);
    let text = serde_json::to_string(&basket).unwrap();
    assert_eq!(serde_json::from_str::<Basket>(&text).unwrap(), basket);
}
