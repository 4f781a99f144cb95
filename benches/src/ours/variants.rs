//! Single messages with other representations than the rest of ours.

use buffa_benches_contest::{Dataset, Shape, Stage};

/// Maps with a hasher that is faster than that of the standard library.
mod hashed {
    buffa::include_protos!(
        "proto/shapes.proto",
        only = [".shapes.Config"],
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
        Shape::Config => {
            use hashed::shapes::Config;
            stage.show_type::<Config>(HASHED);
            super::enter_owned::<Config>(data, stage, HASHED);
            super::enter_encode::<Config>(data, stage, HASHED);
            super::enter_json::<Config>(data, stage, HASHED);
            super::enter_view::<Config>(data, stage, HASHED_VIEW);
        }
        Shape::MediaFrame => {
            use blobs::bench::MediaFrame;
            stage.show_type::<MediaFrame>(BLOBS);
            super::enter_shared::<MediaFrame>(data, stage, BLOBS);
            super::enter_encode::<MediaFrame>(data, stage, BLOBS);
        }
        _ => {}
    }
}
