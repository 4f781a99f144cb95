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

mod oof {
    buffa::include_protos!("proto/oof.proto", "proto/oof_more.proto", "proto/oof_sub.proto");
}

mod user {
    buffa::include_protos!(
        "proto/oof_user.proto",
        extern_path = { ".oof_test" => crate::oof::oof_test },
    );
}

mod user_by_type {
    buffa::include_protos!(
        "proto/oof_user.proto",
        extern_path = {
            ".oof_test.Oof" => crate::oof::oof_test::Oof,
            ".oof_test.HttpServer" => crate::oof::oof_test::HttpServer,
        },
    );
}

mod alone {
    buffa::include_protos!("proto/oof.proto");
}

/// What gave way to something that another call does not see is found by it all the same.
#[test]
fn modules_that_gave_way_are_found() -> Result<(), DecodeError> {
    use oof::oof_test::{Oof, http_server_, oof_};

    let user = user::oof_user::User {
        inner: oof_::Inner { a: "x".into(), ..Default::default() }.into(),
        kinds: vec![oof_::Kind::SOME.into()],
        second: http_server_::Second { b: 1, ..Default::default() }.into(),
        choice: Some(Oof::default().into()),
        ..Default::default()
    };
    let bytes = user.encode_to_vec();
    let view = user::oof_user::UserView::decode_view(&bytes)?;
    assert_eq!(view.to_owned_message(), user);
    let other = user_by_type::oof_user::User::decode_from_slice(&bytes)?;
    assert_eq!((other.inner, other.second), (user.inner, user.second));
    let _: oof::oof_test::oof::Inner = oof_::Inner::default();
    let _: oof::oof_test::oof::Thing = Default::default();
    let _: alone::oof_test::oof::Inner = Default::default();
    Ok(())
}

mod first {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto3";
        package shared.x;
        message Foo { int32 a = 1; }
    "#
    );
}

mod second {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto3";
        package shared.y;
        message Bar { int32 b = 1; }
    "#
    );
}

/// The parent of packages that two calls make, as the documentation of the macro has it.
mod shared {
    pub use super::first::shared::*;
    pub use super::second::shared::*;
}

#[test]
fn packages_of_two_calls_share_a_parent() {
    assert_eq!(shared::x::Foo::default().a, shared::y::Bar::default().b);
}
