buffa::include_protos!(
    inline = "message Order { int64 number = 1; strin customer = 2; }"
);

fn main() {}
