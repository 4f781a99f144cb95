//! Names that are hard to say in Rust: that they compile is most of the test.

use buffa::{HasView, Message, MessageName};

mod horrors {
    ::buffa::include_protos!("horrors/*.proto", includes = ["horrors"]);
}

/// The same in a module that has no prelude to help.
mod bare {
    #![no_implicit_prelude]
    ::buffa::include_protos!("horrors/*.proto", includes = ["horrors"]);
}

/// The default message survives all ways out and in.
fn works<M: HasView + MessageName>(name: &str) {
    assert_eq!(M::FULL_NAME, name);
    let bytes = M::default().encode_to_vec();
    assert_eq!(M::decode_from_slice(&bytes).unwrap(), M::default());
    let unknown = [0xF8, 0xFF, 0xFF, 0xFF, 0x0F, 0x01];
    let message = M::decode_from_slice(&unknown).unwrap();
    assert!(message.encode_to_vec().ends_with(&unknown));
    let last = name.rsplit('.').next().unwrap();
    assert!(format!("{message:?}").starts_with(last));
}

#[test]
fn keywords() {
    use horrors::horrors::r#type::r#fn::self_ as keywords;
    works::<keywords::Self_>("horrors.type.fn.self.Self");
    works::<keywords::r#mod>("horrors.type.fn.self.mod");
    works::<keywords::r#struct>("horrors.type.fn.self.struct");
    works::<keywords::r#async>("horrors.type.fn.self.async");
    let message = keywords::Self_ { r#type: 1, self_: "s".into(), ..Default::default() };
    let back = keywords::Self_::decode_from_slice(&message.encode_to_vec()).unwrap();
    assert_eq!((back.r#type, &*back.self_), (1, "s"));
}

#[test]
fn names_of_the_prelude() {
    use horrors::horrors::prelude;
    works::<prelude::Option>("horrors.prelude.Option");
    works::<prelude::Some>("horrors.prelude.Some");
    works::<prelude::Vec>("horrors.prelude.Vec");
    works::<prelude::String>("horrors.prelude.String");
    works::<prelude::Result>("horrors.prelude.Result");
    works::<prelude::Box>("horrors.prelude.Box");
    works::<prelude::Default>("horrors.prelude.Default");
    works::<prelude::Message>("horrors.prelude.Message");
    works::<prelude::EnumValue>("horrors.prelude.EnumValue");
    works::<prelude::u32>("horrors.prelude.u32");
    works::<prelude::bool>("horrors.prelude.bool");
    works::<prelude::T>("horrors.prelude.T");
    works::<prelude::K>("horrors.prelude.K");
}

#[test]
fn packages_that_are_called_like_crates() {
    works::<horrors::core::Holder>("core.Holder");
    works::<horrors::std::holder::Inner>("std.Holder.Inner");
    works::<horrors::alloc::Holder>("alloc.Holder");
    works::<horrors::buffa::Holder>("buffa.Holder");
    works::<horrors::core::fmt::Debug>("core.fmt.Debug");
    works::<bare::core::fmt::Debug>("core.fmt.Debug");
}

#[test]
fn names_that_meet() {
    use horrors::horrors::clashes;
    works::<clashes::Oof>("horrors.clashes.Oof");
    works::<clashes::oof_::Inner>("horrors.clashes.Oof.Inner");
    works::<clashes::oof::Thing>("horrors.clashes.oof.Thing");
    works::<clashes::FooBar>("horrors.clashes.FooBar");
    works::<clashes::Foo_bar>("horrors.clashes.Foo_bar");
    works::<clashes::Person>("horrors.clashes.Person");
    works::<clashes::PersonView>("horrors.clashes.PersonView");
    works::<clashes::person::Kind>("horrors.clashes.Person.Kind");
    works::<clashes::Fields>("horrors.clashes.Fields");
    works::<clashes::Variants>("horrors.clashes.Variants");
    works::<clashes::Methods>("horrors.clashes.Methods");
    works::<horrors::Rootless>("Rootless");
    works::<horrors::rootless::Inner>("Rootless.Inner");
    // The message took the natural name; the view is where it always is.
    let _: Option<clashes::__buffa::view::PersonView<'_>> = None;
    let _: Option<clashes::__buffa::oneof::person::Kind> = None;
}

#[test]
fn fields_named_like_functions_of_owned_views() {
    use horrors::horrors::clashes::{Accessors, AccessorsOwnedView};
    let message = Accessors { bytes: vec![1, 2], text: "t".into(), ..Default::default() };
    let view = AccessorsOwnedView::decode(message.encode_to_vec()).unwrap();
    assert_eq!((view.bytes_(), view.text(), view.into_()), (&[1, 2][..], "t", false));
    assert_eq!(view.bytes(), &message.encode_to_vec());
    assert_eq!(view.clone().text(), "t");
    assert_eq!(format!("{view:?}"), format!("{:?}", view.reborrow()));
}
