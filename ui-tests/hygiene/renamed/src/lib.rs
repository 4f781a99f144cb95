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

#[cfg(test)]
mod tests {
    use super::shop::order::{Line, Payment};
    use super::shop::{Money, Order, OrderView, State};
    use protobuf::{Message, MessageView};

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
