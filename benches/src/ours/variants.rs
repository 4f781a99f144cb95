//! Single messages with other representations than the rest of ours.

use buffa::{HasView, Message};
use buffa_benches_contest::{Dataset, Shape, Stage};

/// Maps with a hasher that is faster than that of the standard library.
mod hashed {
    buffa::include_protos!(
        "proto/*.proto",
        only = [".shapes.Config", ".bench.LogRecord", ".bench.MediaFrame"],
        map_type = ::hashbrown::HashMap,
    );
}

/// Bytes that are parts of the input, and strings that are not.
mod blobs {
    buffa::include_protos!(
        "proto/bench.proto",
        only = [".bench.MediaFrame"],
        views = false,
        bytes_type = ::buffa::bytes::Bytes,
    );
}

const HASHED: &str = "ours-hashbrown";
const HASHED_VIEW: &str = "ours-hashbrown-view";
const BLOBS: &str = "ours-blobs";

pub(super) fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    match data.shape {
        Shape::Config => enter_hashed::<hashed::shapes::Config>(data, stage),
        Shape::LogRecord => enter_hashed::<hashed::bench::LogRecord>(data, stage),
        Shape::MediaFrame => {
            enter_hashed::<hashed::bench::MediaFrame>(data, stage);
            enter_blobs::<blobs::bench::MediaFrame>(data, stage);
        }
        _ => {}
    }
}

fn enter_hashed<'a, M: HasView + 'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    stage.show_type::<M>(HASHED);
    super::enter_owned::<M>(data, stage, HASHED);
    super::enter_encode::<M>(data, stage, HASHED);
    super::enter_json::<M>(data, stage, HASHED);
    super::enter_view::<M>(data, stage, HASHED_VIEW);
}

fn enter_blobs<'a, M: Message + 'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    stage.show_type::<M>(BLOBS);
    super::enter_shared::<M>(data, stage, BLOBS);
    super::enter_encode::<M>(data, stage, BLOBS);
}
