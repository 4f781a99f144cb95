//! Maps with a hasher that is faster than that of the standard library.

use buffa_benches_contest::{Dataset, Shape, Stage};

/// The messages that have maps.
mod generated {
    buffa::include_protos!(
        "proto/shapes.proto",
        only = [".shapes.Config"],
        map_type = ::hashbrown::HashMap,
    );
}

const OWNED: &str = "ours-hashbrown";
const VIEW: &str = "ours-hashbrown-view";

pub(super) fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    use generated::shapes::Config;
    if data.shape != Shape::Config {
        return;
    }
    stage.show_type::<Config>(OWNED);
    super::enter_owned::<Config>(data, stage, OWNED);
    super::enter_encode::<Config>(data, stage, OWNED);
    super::enter_json::<Config>(data, stage, OWNED);
    super::enter_view::<Config>(data, stage, VIEW);
}
