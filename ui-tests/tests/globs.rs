//! A call with a glob brings a test along that fails when files were added or removed since.

mod everything {
    buffa::include_protos!("proto/shop/*.proto");
}

/// A second call in one crate: the two tests have the same name and do not meet.
mod by_question_mark {
    buffa::include_protos!("proto/shop/?????.proto");
}

#[test]
fn all_files_are_read() {
    use by_question_mark::acme as some;
    use everything::acme as all;

    let _: (all::shop::Order, all::party::Person, all::money::Amount);
    let _: (some::shop::Order, some::money::Amount);
}
