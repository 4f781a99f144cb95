#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme..Money", rename_all = "camel_case")]
struct Money {
    #[buffa(tag = 1, name = "2nd")]
    second: i64,
    #[buffa(tag = 2, name = "same")]
    one: i64,
    #[buffa(tag = 3)]
    same: i64,
    #[buffa(tag = 4, json_name = "one")]
    json: i64,
    #[buffa(tag = 5, json_name = "one")]
    again: i64,
}

fn main() {}
