#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Login {
    #[buffa(tag = 1, debug_redact)]
    password: String,
}

fn main() {}
