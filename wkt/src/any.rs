//! Messages of any type: packing and unpacking of [`Any`].

use buffa::{DecodeError, Message, MessageName};

use crate::Any;

impl Any {
    /// Packs a message, under the type URL `type.googleapis.com/` and its full name.
    pub fn pack<M: Message + MessageName>(message: &M) -> Self {
        Any { type_url: M::TYPE_URL.into(), value: message.encode_to_vec(), ..Default::default() }
    }

    /// Packs a message, under a type URL with `prefix` and `/` in front of its full name.
    pub fn pack_with_prefix<M: Message + MessageName>(message: &M, prefix: &str) -> Self {
        let prefix = prefix.trim_end_matches('/');
        let type_url = alloc::format!("{prefix}/{}", M::FULL_NAME);
        Any { type_url, value: message.encode_to_vec(), ..Default::default() }
    }

    /// The full name of the message type that the type URL names. `None`: there is no `/` in it,
    /// or no name behind the last one.
    #[must_use]
    pub fn message_name(&self) -> Option<&str> {
        self.type_url.rsplit_once('/').map(|(_, name)| name).filter(|name| !name.is_empty())
    }

    /// Whether an `M` is in it, whatever stands in front of the name in the type URL.
    #[must_use]
    pub fn is<M: MessageName>(&self) -> bool {
        self.message_name() == Some(M::FULL_NAME)
    }

    /// The message in it, or `None` where it is of another type.
    ///
    /// # Errors
    /// The type is right, and the content cannot be decoded.
    pub fn unpack<M: Message + MessageName>(&self) -> Result<Option<M>, DecodeError> {
        if self.is::<M>() { M::decode_from_slice(&self.value).map(Some) } else { Ok(None) }
    }
}
