//! The message types of the suite, and how each mode takes them.

use buffa::json::{ParseOptions, PrintOptions};
use buffa::{DecodeOptions, HasView, Message, MessageView, OwnedView, TypeRegistry};

use crate::answer::Codec;
use conformance::conformance_response::Result as Answer;

buffa::include_protos!(
    "../../shared/conformance/protos/conformance/conformance.proto",
    includes = ["../../shared/conformance/protos"],
);

/// The test messages with the default representations.
pub(crate) mod plain {
    buffa::include_protos!(
        "../../shared/conformance/protos/google/protobuf/test_messages_proto2.proto",
        "../../shared/conformance/protos/google/protobuf/test_messages_proto3.proto",
        "../../shared/conformance/protos/editions/golden/test_messages_proto2_editions.proto",
        "../../shared/conformance/protos/editions/golden/test_messages_proto3_editions.proto",
        "../../shared/conformance/protos/conformance/test_protos/test_messages_edition2023.proto",
        includes = ["../../shared/conformance/protos"],
    );
}

/// The test messages with the representations that they have without `std`.
pub(crate) mod no_std {
    buffa::include_protos!(
        "../../shared/conformance/protos/google/protobuf/test_messages_proto2.proto",
        "../../shared/conformance/protos/google/protobuf/test_messages_proto3.proto",
        "../../shared/conformance/protos/editions/golden/test_messages_proto2_editions.proto",
        "../../shared/conformance/protos/editions/golden/test_messages_proto3_editions.proto",
        "../../shared/conformance/protos/conformance/test_protos/test_messages_edition2023.proto",
        includes = ["../../shared/conformance/protos"],
        map_type = ::std::collections::BTreeMap,
    );
}

/// The types of one mode.
pub(crate) struct Types {
    codecs: Vec<(&'static str, Codec)>,
    registry: &'static TypeRegistry,
}

/// The codecs of all test messages in a module, and their registry.
macro_rules! types {
    ($module:ident, $codec:ident) => {{
        let mut registry = TypeRegistry::new();
        buffa_wkt::register_types(&mut registry);
        let codecs = vec![
            types!(registry $module $codec, proto2 TestAllTypesProto2),
            types!(registry $module $codec, proto3 TestAllTypesProto3),
            types!(registry $module $codec, editions::proto2 TestAllTypesProto2),
            types!(registry $module $codec, editions::proto3 TestAllTypesProto3),
            types!(registry $module $codec, editions TestAllTypesEdition2023),
        ];
        // One for the whole run.
        Types { codecs, registry: Box::leak(Box::new(registry)) }
    }};
    ($registry:ident $module:ident $codec:ident, $($package:ident)::+ $message:ident) => {{
        use $module::protobuf_test_messages::$($package)::+ as package;
        package::register_types(&mut $registry);
        (<package::$message as buffa::MessageName>::FULL_NAME, $codec::<package::$message>())
    }};
}

impl Types {
    /// The types of a mode.
    pub(crate) fn of(mode: &str) -> Option<Self> {
        Some(match mode {
            "owned" => types!(plain, owned),
            "view" => types!(plain, view),
            "owned_view" => types!(plain, owned_view),
            "no_std" => types!(no_std, owned),
            _ => return None,
        })
    }

    /// How a message type is decoded and encoded.
    pub(crate) fn codec(&self, name: &str) -> Option<&Codec> {
        self.codecs.iter().find(|(known, _)| *known == name).map(|(_, codec)| codec)
    }

    /// With the registry, as the suite asks for extensions to be checked.
    fn decode(&self) -> DecodeOptions {
        DecodeOptions::new().with_registry(self.registry)
    }

    fn print(&self) -> PrintOptions<'_> {
        PrintOptions::new().with_registry(self.registry)
    }
}

fn json_to_wire<M: Message>(text: &str, ignore: bool, types: &Types) -> Result<Vec<u8>, String> {
    let options = ParseOptions::new().with_registry(types.registry).with_ignore_unknown(ignore);
    match options.from_str::<M>(text) {
        Ok(message) => Ok(message.encode_to_vec()),
        Err(error) => Err(error.to_string()),
    }
}

fn wire(result: Result<Vec<u8>, buffa::DecodeError>) -> Answer {
    match result {
        Ok(bytes) => Answer::ProtobufPayload(bytes),
        Err(error) => Answer::ParseError(error.to_string()),
    }
}

fn json(result: Result<Result<String, buffa::json::PrintError>, buffa::DecodeError>) -> Answer {
    match result {
        Ok(Ok(text)) => Answer::JsonPayload(text),
        Ok(Err(error)) => Answer::SerializeError(error.to_string()),
        Err(error) => Answer::ParseError(error.to_string()),
    }
}

fn owned<M: Message>() -> Codec {
    Codec {
        wire_to_wire: |bytes, types| {
            wire(types.decode().decode_from_slice::<M>(bytes).map(|m| m.encode_to_vec()))
        },
        wire_to_json: |bytes, types| {
            let message = types.decode().decode_from_slice::<M>(bytes);
            json(message.map(|message| types.print().to_string(&message)))
        },
        json_to_wire: json_to_wire::<M>,
    }
}

fn view<M: HasView>() -> Codec {
    fn through<'a, M: HasView>(
        bytes: &'a [u8],
        types: &Types,
    ) -> Result<M::View<'a>, buffa::DecodeError> {
        types.decode().decode_view(bytes)
    }
    Codec {
        wire_to_wire: |bytes, types| {
            wire(through::<M>(bytes, types).map(|view| view.encode_to_vec()))
        },
        wire_to_json: |bytes, types| {
            json(through::<M>(bytes, types).map(|view| types.print().to_string(&view)))
        },
        json_to_wire: json_to_wire::<M>,
    }
}

fn owned_view<M: HasView>() -> Codec {
    fn through<M: HasView>(
        bytes: &[u8],
        types: &Types,
    ) -> Result<OwnedView<M::View<'static>>, buffa::DecodeError> {
        OwnedView::decode_with(bytes.to_vec(), &types.decode())
    }
    Codec {
        wire_to_wire: |bytes, types| {
            wire(through::<M>(bytes, types).map(|view| view.to_owned_message().encode_to_vec()))
        },
        wire_to_json: |bytes, types| {
            json(through::<M>(bytes, types).map(|view| types.print().to_string(view.reborrow())))
        },
        json_to_wire: json_to_wire::<M>,
    }
}
