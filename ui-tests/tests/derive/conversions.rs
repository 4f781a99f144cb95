use std::collections::HashMap;
use std::net::Ipv4Addr;

#[derive(Clone, Debug, PartialEq, buffa::Message)]
struct Host {
    #[buffa(tag = 1, with = "address")]
    one: Option<Ipv4Addr>,
    #[buffa(tag = 2, as = u32)]
    by_name: HashMap<String, Ipv4Addr>,
    #[buffa(tag = 3, as = u32, string)]
    two: Ipv4Addr,
    #[buffa(tag = 4, as = u8)]
    small: Option<u8>,
}

impl Default for Host {
    fn default() -> Self {
        Host { one: None, by_name: HashMap::new(), two: Ipv4Addr::LOCALHOST, small: None }
    }
}

fn main() {}
