//! `buffa-re-exporter` is the only dependency here.

buffa_re_exporter::schema!(
    inline = r#"
        syntax = "proto3";
        package app;

        import "framework.proto";

        message Request {
          framework.Envelope envelope = 1;
          repeated framework.Envelope more = 2;
        }
    "#,
    includes = ["proto"]
);

#[cfg(test)]
mod tests {
    use super::app::{Request, RequestView};
    use buffa_re_exporter::framework::Envelope;
    use buffa_re_exporter::pb::{DecodeError, Message, MessageView};

    #[test]
    fn works_through_another_crate() -> Result<(), DecodeError> {
        let envelope = Envelope { id: "a".into(), ..Default::default() };
        let request = Request {
            envelope: envelope.into(),
            more: vec![Envelope::default()],
            ..Default::default()
        };
        let bytes = request.encode_to_vec();
        assert_eq!(Request::decode_from_slice(&bytes)?, request);
        assert_eq!(RequestView::decode_view(&bytes)?.envelope.get().id, "a");
        Ok(())
    }
}
