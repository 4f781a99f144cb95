//! Mistakes in wide messages, which are validated apart from any view.

use buffa::{Message, MessageView};

use crate::limits::{kib, on_stack};
use crate::subject::{Wide, WideView, bytes, wrap};

/// An error names the element that it is in, although nothing counts them on the way.
#[test]
fn errors_name_elements() {
    let some = [bytes(6, b"a"), vec![8, 1], bytes(6, b"b"), bytes(1, &[2, 3])].concat();
    let bad = [&some[..], &[6 << 3 | 2, 1, 0xFF]].concat();
    let inners = [
        wrap("single", &bad),
        wrap("list", &bad),
        wrap("member", &bad),
        wrap("single", &[0xA0, 0x1F, 1, 10, 2, 1, 0x80]),
        wrap("single", &[bytes(1, &[1]), bytes(6, b"x"), vec![8, 5, 8, 0x80]].concat()),
    ];
    on_stack(kib(16 * 1024), move || {
        for wire in inners {
            let owned = Wide::decode_from_slice(&wire).expect_err("malformed").to_string();
            let view = WideView::decode_view(&wire).expect_err("malformed").to_string();
            assert_eq!(view, owned);
        }
    });
}
