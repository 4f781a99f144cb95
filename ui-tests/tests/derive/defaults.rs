#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Money {
    #[buffa(tag = 1, default = 5)]
    implicit: i64,
    #[buffa(tag = 2, default = "five")]
    text: Option<i64>,
    #[buffa(tag = 3, default = 3000000000)]
    large: Option<i32>,
    #[buffa(tag = 4, default = -1)]
    negative: Option<u32>,
    #[buffa(tag = 5, default = [1])]
    list: Vec<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Start {
    #[buffa(tag = 1, required, default = 80)]
    port: u32,
}

fn main() {}
