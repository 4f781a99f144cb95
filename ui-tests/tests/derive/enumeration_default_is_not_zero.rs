#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
enum Kind {
    Unknown = 0,
    #[default]
    Cash = 1,
}

fn main() {}
