#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
enum Kind {
    #[default]
    Cash = 1,
    Card = 2,
}

fn main() {}
