buffa::include_protos!(
    "proto/shipping/address.proto",
    string_type = "smol_str::SmolStr",
    map_type = self::Prices,
    box_type = Box<Order>,
    bytes_type = super::Blob,
);

fn main() {}
