const ONE: isize = 1;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
enum Kind {
    #[default]
    Unknown,
    Cash = ONE,
    #[buffa(name = "1st")]
    Card = 2,
    #[buffa(name = "UNKNOWN")]
    Other,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, buffa::Enumeration)]
enum Holder {
    #[default]
    Nothing,
    Text(u32),
}

fn main() {}
