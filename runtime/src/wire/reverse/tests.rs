use super::*;

#[test]
fn grows_and_keeps_what_was_written() {
    let mut buf = ReverseBuf::with_capacity(0);
    for i in 0..1000u64 {
        let Nothing = buf.varint(i * i * i);
        let Nothing = buf.slice(b"abc");
        let Nothing = buf.array([1, 2, 3, 4]);
    }
    let len = buf.len();
    assert_eq!(buf.as_slice().len(), len);
    let bytes = buf.into_vec();
    assert_eq!(bytes.len(), len);
    let mut reader = crate::wire::Reader::new(&bytes);
    for i in (0..1000u64).rev() {
        assert_eq!(reader.fixed32().unwrap(), 0x0403_0201);
        for expected in b"abc" {
            assert_eq!(reader.varint().unwrap(), u64::from(*expected));
        }
        assert_eq!(reader.varint().unwrap(), i * i * i);
    }
    assert!(reader.is_empty());
}

/// The plain way to write a varint.
fn plain(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[test]
fn varints_of_every_length() {
    let mut values = alloc::vec![0, 1, u64::MAX];
    for bits in 1..=64 {
        let largest = u64::MAX >> (64 - bits);
        values.extend([largest, largest - (largest >> 1), largest & 0x5555_5555_5555_5555]);
    }
    for &value in &values {
        let mut expected = Vec::new();
        plain(value, &mut expected);
        let mut buf = ReverseBuf::with_capacity(0);
        let Nothing = buf.varint(value);
        assert_eq!(buf.as_slice(), expected, "{value:#x}");
    }
    let mut expected = Vec::new();
    values.iter().for_each(|value| plain(*value, &mut expected));
    let mut buf = ReverseBuf::with_capacity(0);
    let Nothing = buf.varints(&values, |value| value);
    assert_eq!(buf.into_vec(), expected);
}

#[test]
fn tags_of_every_length() {
    for tag in [8, 0x7F, 0x80, 0x3FFF, 0x4000, 0x1F_FFFF, 0x20_0000, 0xFFF_FFFF, u32::MAX] {
        let mut expected = Vec::new();
        plain(tag.into(), &mut expected);
        plain(300, &mut expected);
        let mut buf = ReverseBuf::with_capacity(0);
        let Nothing = buf.tagged_varint(tag, 300);
        assert_eq!(buf.as_slice(), expected, "{tag:#x}");
    }
}

#[test]
fn forward_blocks_stand_in_order() {
    let mut buf = ReverseBuf::with_capacity(1);
    let Nothing = buf.slice(b"!");
    let Nothing = buf.forward(2, "none", |room| bytes::BufMut::put_slice(room, b"ok"));
    let Nothing = buf.arrays(&[1u16, 2], u16::to_le_bytes);
    assert_eq!(buf.into_vec(), b"\x01\0\x02\0ok!");
}

#[test]
fn appends_wherever_there_is_room() {
    let whole = |buf: &mut ReverseBuf<'_>| buf.slice(&[7; 100]);
    for (capacity, expected) in [(0, 0), (300, 100), (300, 10), (200, 100), (101, 100)] {
        let mut buf = Vec::with_capacity(capacity);
        buf.push(1);
        assert_eq!(append(&mut buf, Expected::About(expected), whole), (100, false));
        assert_eq!(buf[0], 1);
        assert_eq!(buf[1..], [7; 100]);
    }
    let long = |buf: &mut ReverseBuf<'_>| {
        for _ in 0..1000 {
            let Nothing = buf.tagged_varint(8, 300);
        }
        Nothing
    };
    for capacity in [2000, 3000, 3001, 3500] {
        let mut buf = Vec::with_capacity(capacity);
        assert_eq!(append(&mut buf, Expected::About(3100), long), (3000, false));
        assert_eq!(buf, [8, 0xAC, 2].repeat(1000));
    }
    let mut memory = [0; 100];
    append(&mut &mut memory[..], Expected::Exactly(100), whole);
    assert_eq!(memory, [7; 100]);
}

#[test]
fn lent_memory_is_used_while_it_lasts() {
    let mut memory = [MaybeUninit::uninit(); 8];
    let mut buf = ReverseBuf::lent(&mut memory);
    let Nothing = buf.slice(b"defgh");
    let Nothing = buf.slice(b"abc");
    assert!(matches!(buf.finish(), Written::InPlace(8)));
    let mut buf = ReverseBuf::lent(&mut memory);
    let Nothing = buf.slice(b"defghi");
    let Nothing = buf.slice(b"abc");
    assert!(matches!(buf.finish(), Written::Elsewhere(all) if all == b"abcdefghi"));
}
