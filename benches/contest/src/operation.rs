//! What is measured.

macro_rules! operations {
    ($($variant:ident $name:literal $about:literal;)*) => {
        /// What is measured.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Operation {
            $(#[doc = $about] $variant,)*
        }

        impl Operation {
            /// All operations, in the order of the table.
            pub const ALL: &[Operation] = &[$(Operation::$variant),*];

            /// The name on the command line and in files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Operation::$variant => $name,)*
                }
            }

            /// What it does, in a few words.
            pub fn about(self) -> &'static str {
                match self {
                    $(Operation::$variant => $about,)*
                }
            }
        }
    };
}

operations! {
    Decode "decode" "decode into a new owned message, and drop it";
    Merge "merge" "clear a message and decode into it";
    View "view" "decode a view";
    OwnedView "owned_view" "decode a view that owns its bytes";
    ViewAll "view_all" "decode a view and read every field of every message in it";
    ViewThree "view_three" "decode a view and read three fields";
    ToOwned "to_owned" "copy a decoded view into a new owned message, and drop it";
    ViewToOwned "view_to_owned" "decode a view, copy it into a new owned message, and drop both";
    Encode "encode" "encode an owned message into a new Vec";
    EncodeView "encode_view" "encode a decoded view into a new Vec";
    EncodeReused "encode_reused" "encode an owned message into a cleared Vec";
    Size "size" "compute the encoded length of an owned message";
    JsonOut "json_out" "write an owned message as JSON into a new String";
    JsonIn "json_in" "read an owned message from JSON, and drop it";
}
