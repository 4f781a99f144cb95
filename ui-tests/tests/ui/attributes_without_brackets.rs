buffa::include_protos!(
    "proto/shipping/address.proto",
    attributes = { ".acme.shipping.Address" => derive(Hash) },
    only = ".acme.shipping.Address",
    views = false;
    json = true,
);

fn main() {}
