#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Source {
    #[buffa(tag = 1)]
    Nothing,
    #[buffa(tag = 2)]
    Pair(u32, u32),
    #[buffa(tag = 3)]
    Named { url: String },
    #[buffa(tag = 4)]
    Maybe(Option<u32>),
    #[buffa(tag = 5)]
    Many(Vec<u32>),
    Untagged(u32),
    #[buffa(tag = 6)]
    Six(u32),
    #[buffa(tag = 6)]
    SixAgain(u32),
    #[buffa(tag = 7)]
    Number(Box<u32>),
}

fn main() {}
