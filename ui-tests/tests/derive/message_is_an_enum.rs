#[derive(Clone, Debug, PartialEq, buffa::Message)]
enum Money {
    Euro(i64),
}

fn main() {}
