//! What is answered to a request.

use buffa::Message;

use crate::types::Types;
use crate::types::conformance::conformance_request::Payload;
use crate::types::conformance::conformance_response::Result as Answer;
use crate::types::conformance::{
    ConformanceRequest, ConformanceResponse, FailureSet, TestCategory, WireFormat,
};

/// A message type in one of the modes, by its ways in and out.
#[derive(Clone, Copy)]
pub(crate) struct Codec {
    /// Decodes wire and encodes it again.
    pub(crate) wire_to_wire: fn(&[u8], &Types) -> Answer,
    /// Decodes wire and prints it.
    pub(crate) wire_to_json: fn(&[u8], &Types) -> Answer,
    /// Reads JSON into wire.
    pub(crate) json_to_wire: fn(&str, bool, &Types) -> Result<Vec<u8>, String>,
}

/// The encoded answer to an encoded request.
pub(crate) fn to(types: &Types, request: &[u8]) -> Vec<u8> {
    let answer = match ConformanceRequest::decode_from_slice(request) {
        Ok(request) => answer(types, &request),
        Err(error) => Answer::RuntimeError(error.to_string()),
    };
    ConformanceResponse { result: Some(answer), ..Default::default() }.encode_to_vec()
}

fn answer(types: &Types, request: &ConformanceRequest) -> Answer {
    if request.message_type == "conformance.FailureSet" {
        return Answer::ProtobufPayload(FailureSet::default().encode_to_vec());
    }
    let Some(codec) = types.codec(&request.message_type) else {
        return Answer::Skipped(format!("no type {}", request.message_type));
    };
    let wire;
    let input = match &request.payload {
        Some(Payload::ProtobufPayload(bytes)) => bytes,
        Some(Payload::JsonPayload(text)) => {
            let ignore = request.test_category == TestCategory::JSON_IGNORE_UNKNOWN_PARSING_TEST;
            wire = match (codec.json_to_wire)(text, ignore, types) {
                Ok(wire) => wire,
                Err(error) => return Answer::ParseError(error),
            };
            &wire
        }
        Some(Payload::TextPayload(_)) => return Answer::Skipped("no text format".to_owned()),
        Some(Payload::JspbPayload(_)) => return Answer::Skipped("no JSPB".to_owned()),
        None => return Answer::RuntimeError("no payload".to_owned()),
    };
    match request.requested_output_format.known() {
        Some(WireFormat::PROTOBUF) => (codec.wire_to_wire)(input, types),
        Some(WireFormat::JSON) => (codec.wire_to_json)(input, types),
        Some(WireFormat::TEXT_FORMAT) => Answer::Skipped("no text format".to_owned()),
        Some(WireFormat::JSPB) => Answer::Skipped("no JSPB".to_owned()),
        Some(WireFormat::UNSPECIFIED) | None => Answer::RuntimeError("no format".to_owned()),
    }
}
