#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct FooOwned {
    #[buffa(tag = 1)]
    text: String,
}

// Its owned view would be called as the view of the other, unless it says `owned_view = "…"`.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Foo {
    #[buffa(tag = 1)]
    text: String,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(owned_view = "not a name")]
struct Other {
    #[buffa(tag = 1)]
    text: String,
}

fn main() {}
