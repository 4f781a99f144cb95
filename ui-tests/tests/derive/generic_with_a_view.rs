#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Page<T: buffa::Message> {
    #[buffa(tag = 1)]
    items: Vec<T>,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(views = true)]
struct Viewed<T: buffa::Message> {
    #[buffa(tag = 1)]
    items: Vec<T>,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Item {}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Holder {
    #[buffa(tag = 1)]
    page: Option<Page<Item>>,
}

fn main() {}
