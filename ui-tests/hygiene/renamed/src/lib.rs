//! The dependency is called `protobuf` here, and no crate is called `buffa`.

protobuf::include_protos!(
    inline = r#"
        syntax = "proto3";
        package shop;

        message Order {
          string id = 1;
          repeated Line lines = 2;
          map<string, Money> prices = 3;
          State state = 4;

          oneof payment {
            string card = 5;
            Money cash = 6;
          }

          message Line {
            string article = 1;
            uint32 count = 2;
          }
        }

        message Money {
          string currency = 1;
          sint64 units = 2;
        }

        enum State {
          STATE_OPEN = 0;
          STATE_PAID = 1;
        }
    "#
);

/// A message of our own.
#[derive(Clone, Debug, Default, PartialEq, protobuf::Message)]
#[buffa(crate = ::protobuf)]
pub struct Parcel {
    #[buffa(tag = 1, as = u32)]
    grams: u16,
    #[buffa(tag = 2)]
    kind: protobuf::EnumValue<Kind>,
    #[buffa(oneof)]
    to: Option<To>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, protobuf::Enumeration)]
#[buffa(crate = "::protobuf")]
pub enum Kind {
    #[default]
    Letter,
}

#[derive(Clone, Debug, PartialEq, protobuf::Oneof)]
#[buffa(crate = ::protobuf)]
pub enum To {
    #[buffa(tag = 3)]
    Town(String),
    #[buffa(tag = 4)]
    Back(Box<Parcel>),
}

#[cfg(test)]
mod tests {
    use super::shop::order::{Line, Payment};
    use super::shop::{Money, Order, OrderView, State};
    use protobuf::{Message, MessageView};

    #[test]
    fn derives_work_under_another_name() -> Result<(), protobuf::DecodeError> {
        use super::{Parcel, ParcelView, To};
        let inner = Parcel { grams: 5, ..Default::default() };
        let parcel = Parcel { to: Some(To::Back(Box::new(inner))), ..Default::default() };
        let bytes = parcel.encode_to_vec();
        assert_eq!(Parcel::decode_from_slice(&bytes)?, parcel);
        assert_eq!(ParcelView::decode_view(&bytes)?.to_owned_message(), parcel);
        Ok(())
    }

    #[test]
    fn works_under_another_name() -> Result<(), protobuf::DecodeError> {
        let order = Order {
            id: "7".into(),
            lines: vec![Line { article: "tea".into(), count: 2, ..Default::default() }],
            prices: [("tea".into(), Money { units: 350, ..Default::default() })].into(),
            state: State::STATE_PAID.into(),
            payment: Some(Payment::Card("4711".into())),
            ..Default::default()
        };
        let bytes = order.encode_to_vec();
        assert_eq!(Order::decode_from_slice(&bytes)?, order);
        assert_eq!(OrderView::decode_view(&bytes)?.to_owned_message(), order);
        Ok(())
    }
}
