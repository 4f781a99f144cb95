//! Messages over a connection, each behind its length: a codec for `tokio_util`.
//!
//! ```sh
//! cargo run -p buffa --example codec
//! ```

use std::io;
use std::marker::PhantomData;

use buffa::bytes::BytesMut;
use buffa::{DecodeErrorKind, DecodeOptions, Message};
use futures_util::{SinkExt, StreamExt};
use tokio_util::codec::{Decoder, Encoder, Framed};

buffa::include_protos!(
    inline = r#"
    syntax = "proto3";
    package chat;
    message Line {
        string from = 1;
        string text = 2;
    }
"#
);

use chat::Line;

/// Reads and writes messages `M` with their lengths in front.
struct Delimited<M> {
    options: DecodeOptions,
    messages: PhantomData<fn() -> M>,
}

impl<M> Delimited<M> {
    /// A codec for messages of at most `max_size` bytes: what a stranger announces is not waited
    /// for, nor is memory set aside for it, if it is more than that.
    fn new(max_size: usize) -> Self {
        let options = DecodeOptions::new().with_max_message_size(max_size);
        Delimited { options, messages: PhantomData }
    }
}

impl<M: Message> Decoder for Delimited<M> {
    type Item = M;
    type Error = io::Error;

    fn decode(&mut self, received: &mut BytesMut) -> io::Result<Option<M>> {
        match self.options.decode_length_delimited(received) {
            Ok(message) => Ok(Some(message)),
            Err(error) => match error.kind() {
                // Nothing was taken out of `received`: there will be another try.
                DecodeErrorKind::Incomplete { missing } => {
                    received.reserve(missing.unwrap_or(1));
                    Ok(None)
                }
                _ => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
            },
        }
    }
}

impl<M: Message> Encoder<M> for Delimited<M> {
    type Error = io::Error;

    fn encode(&mut self, message: M, to_send: &mut BytesMut) -> io::Result<()> {
        message.try_encode_length_delimited(to_send).map_err(io::Error::other)
    }
}

async fn talk() -> io::Result<()> {
    // Sixteen bytes at a time: no message arrives at once.
    let (client, server) = tokio::io::duplex(16);
    let mut server = Framed::new(server, Delimited::<Line>::new(1 << 20));
    let echo = tokio::spawn(async move {
        while let Some(line) = server.next().await {
            let Line { from, text, .. } = line?;
            let answer = format!("I heard {from} say {text:?}");
            server.send(Line { from: "server".into(), text: answer, ..Default::default() }).await?;
        }
        io::Result::Ok(())
    });
    let mut client = Framed::new(client, Delimited::<Line>::new(1 << 20));
    for text in ["hello", "is anybody there?", ""] {
        let line = Line { from: "client".into(), text: text.into(), ..Default::default() };
        client.send(line).await?;
        if let Some(answer) = client.next().await {
            println!("{}", answer?.text);
        }
    }
    drop(client);
    echo.await.map_err(io::Error::other)?
}

fn main() -> io::Result<()> {
    tokio::runtime::Builder::new_current_thread().build()?.block_on(talk())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<Line> {
        let lens = [0, 3, 100, 126, 200];
        let line = |len| Line { text: "x".repeat(len), ..Default::default() };
        lens.map(line).into()
    }

    fn sent(lines: Vec<Line>) -> BytesMut {
        let mut sent = BytesMut::new();
        let mut codec = Delimited::new(1000);
        lines.into_iter().for_each(|line| codec.encode(line, &mut sent).unwrap());
        sent
    }

    /// All messages that have arrived as a whole.
    fn arrived(received: &mut BytesMut) -> Vec<Line> {
        let mut codec = Delimited::new(1000);
        std::iter::from_fn(|| codec.decode(received).unwrap()).collect()
    }

    #[test]
    fn wherever_the_stream_is_cut() {
        let bytes = sent(lines());
        for cut in 0..=bytes.len() {
            let mut received = BytesMut::from(&bytes[..cut]);
            let mut read = arrived(&mut received);
            assert!(lines().starts_with(&read), "cut at {cut}");
            let rest = received.clone();
            assert!(arrived(&mut received).is_empty());
            assert_eq!(received, rest, "cut at {cut}");
            received.extend_from_slice(&bytes[cut..]);
            read.extend(arrived(&mut received));
            assert_eq!(read, lines(), "cut at {cut}");
            assert!(received.is_empty());
        }
    }

    #[test]
    fn byte_by_byte() {
        let (mut received, mut read) = (BytesMut::new(), Vec::new());
        for byte in sent(lines()) {
            received.extend_from_slice(&[byte]);
            read.extend(arrived(&mut received));
        }
        assert_eq!(read, lines());
    }

    #[test]
    fn a_stream_that_ends_early_or_announces_too_much() {
        let mut codec = Delimited::<Line>::new(1000);
        let mut half = BytesMut::from(&[5, 0x0A][..]);
        assert!(codec.decode_eof(&mut half).is_err());
        let mut large = BytesMut::from(&[0xE9, 0x07][..]);
        assert_eq!(codec.decode(&mut large).unwrap_err().kind(), io::ErrorKind::InvalidData);
        let mut malformed = BytesMut::from(&[1, 0x0F][..]);
        assert_eq!(codec.decode(&mut malformed).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn the_talk_ends() {
        main().unwrap();
    }
}
