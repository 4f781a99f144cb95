//! Integers in the forms that JSON has for numbers.

use super::scalar::Refusal;

/// A number without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integer {
    /// Below zero.
    Negative(i64),
    /// Zero and above.
    Natural(u64),
}

impl From<i64> for Integer {
    fn from(value: i64) -> Self {
        match u64::try_from(value) {
            Ok(natural) => Integer::Natural(natural),
            Err(_) => Integer::Negative(value),
        }
    }
}

impl Integer {
    /// Reads a number: digits, or anything else of JSON's grammar whose value has no fraction.
    pub(crate) fn parse(text: &str) -> Result<Self, Refusal> {
        let (negative, digits) = sign(text);
        // Nineteen digits always fit.
        let plain = matches!(digits.len(), 1..=19) && digits.iter().all(u8::is_ascii_digit);
        if plain && (digits[0] != b'0' || digits.len() == 1) {
            let mut value = 0u64;
            for digit in digits {
                value = value * 10 + u64::from(digit - b'0');
            }
            return signed(negative, value);
        }
        let parts = Parts::of(text).ok_or(Refusal::NotANumber)?;
        signed(parts.negative, parts.magnitude()?)
    }

    /// The integer that equals `value`.
    pub(crate) fn from_f64(value: f64) -> Result<Self, Refusal> {
        if !value.is_finite() {
            return Err(Refusal::Expected("an integer"));
        }
        // Casts saturate, so a value out of range comes back as another one; the two bounds that a
        // double rounds up to are out of range themselves.
        if value < 0.0 {
            let cast = value as i64;
            return if cast as f64 == value { Ok(cast.into()) } else { Err(outside(value)) };
        }
        let cast = value as u64;
        if cast as f64 == value && cast != u64::MAX {
            Ok(Integer::Natural(cast))
        } else {
            Err(outside(value))
        }
    }
}

fn outside(value: f64) -> Refusal {
    if value.abs() < 9_007_199_254_740_992.0 { Refusal::Fraction } else { Refusal::Range }
}

fn sign(text: &str) -> (bool, &[u8]) {
    match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    }
}

fn signed(negative: bool, magnitude: u64) -> Result<Integer, Refusal> {
    if !negative || magnitude == 0 {
        return Ok(Integer::Natural(magnitude));
    }
    0i64.checked_sub_unsigned(magnitude).map(Integer::Negative).ok_or(Refusal::Range)
}

/// Whether `text` is a number in JSON's grammar.
pub(crate) fn is_number(text: &str) -> bool {
    Parts::of(text).is_some()
}

/// The length of the number, in JSON's grammar, that `bytes` start with.
pub(crate) fn number_len(bytes: &[u8]) -> Option<usize> {
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    match digits(at) {
        0 => return None,
        many if many > 1 && bytes[at] == b'0' => return None,
        many => at += many,
    }
    if bytes.get(at) == Some(&b'.') {
        match digits(at + 1) {
            0 => return None,
            many => at += 1 + many,
        }
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let signed = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        let start = at + 1 + usize::from(signed);
        match digits(start) {
            0 => return None,
            many => at = start + many,
        }
    }
    Some(at)
}

/// A number taken apart.
struct Parts<'t> {
    negative: bool,
    whole: &'t [u8],
    fraction: &'t [u8],
    exponent: i64,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        if number_len(text.as_bytes())? != text.len() {
            return None;
        }
        let (negative, rest) = sign(text);
        let mantissa = rest.iter().position(|byte| matches!(byte, b'e' | b'E'));
        let (mantissa, exponent) = match mantissa {
            Some(at) => (&rest[..at], read_exponent(&rest[at + 1..])),
            None => (rest, 0),
        };
        let dot = mantissa.iter().position(|byte| *byte == b'.').unwrap_or(mantissa.len());
        let fraction = mantissa.get(dot + 1..).unwrap_or_default();
        Some(Parts { negative, whole: &mantissa[..dot], fraction, exponent })
    }

    fn magnitude(&self) -> Result<u64, Refusal> {
        let digits = || self.whole.iter().chain(self.fraction);
        let Some(last) = digits().rposition_nonzero() else { return Ok(0) };
        let zeros = self.whole.len() + self.fraction.len() - 1 - last;
        let shift = self.exponent.saturating_sub(self.fraction.len() as i64);
        let shift = shift.saturating_add(zeros as i64);
        if shift < 0 {
            return Err(Refusal::Fraction);
        }
        let mut value = 0u64;
        let mut push = |digit: u8| {
            let shifted = value.checked_mul(10)?.checked_add(u64::from(digit))?;
            value = shifted;
            Some(())
        };
        for digit in digits().take(last + 1) {
            push(digit - b'0').ok_or(Refusal::Range)?;
        }
        // The value is not zero, so a long shift overflows after at most twenty steps.
        for _ in 0..shift {
            push(0).ok_or(Refusal::Range)?;
        }
        Ok(value)
    }
}

/// The exponent; one too large for any number here is as good as any other.
fn read_exponent(text: &[u8]) -> i64 {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let digit = |value: i64, digit: &u8| {
        value.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(i64::MAX / 4)
    };
    let value = digits.iter().fold(0, digit);
    if negative { -value } else { value }
}

trait LastNonzero {
    /// The index of the last digit that is not `0`.
    fn rposition_nonzero(self) -> Option<usize>;
}

impl<'d, I: Iterator<Item = &'d u8>> LastNonzero for I {
    fn rposition_nonzero(self) -> Option<usize> {
        self.enumerate().filter(|(_, digit)| **digit != b'0').last().map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_integer() {
        let natural = |value| Ok(Integer::Natural(value));
        let negative = |value| Ok(Integer::Negative(value));
        let cases = [
            ("0", natural(0)),
            ("-0", natural(0)),
            ("7", natural(7)),
            ("-7", negative(-7)),
            ("1.0", natural(1)),
            ("1e3", natural(1000)),
            ("1.5e1", natural(15)),
            ("150e-1", natural(15)),
            ("0e999999999999999999999", natural(0)),
            ("0.000e-999999999999999999999", natural(0)),
            ("18446744073709551615", natural(u64::MAX)),
            ("-9223372036854775808", negative(i64::MIN)),
            ("-9223372036854775809", Err(Refusal::Range)),
            ("18446744073709551616", Err(Refusal::Range)),
            ("1e20", Err(Refusal::Range)),
            ("1e99999999999999999999", Err(Refusal::Range)),
            ("1.5", Err(Refusal::Fraction)),
            ("1e-1", Err(Refusal::Fraction)),
        ];
        for (text, expected) in cases {
            assert_eq!(Integer::parse(text), expected, "{text}");
        }
        for text in ["", "-", "01", "+1", " 1", "1 ", "1.", ".5", "1e", "1e+", "0x1", "--1", "1,0"]
        {
            assert_eq!(Integer::parse(text), Err(Refusal::NotANumber), "{text}");
        }
    }

    #[test]
    fn doubles_that_are_integers() {
        assert_eq!(Integer::from_f64(3.0), Ok(Integer::Natural(3)));
        assert_eq!(Integer::from_f64(-3.0), Ok(Integer::Negative(-3)));
        assert_eq!(Integer::from_f64(0.5), Err(Refusal::Fraction));
        assert_eq!(Integer::from_f64(18_446_744_073_709_551_616.0), Err(Refusal::Range));
        assert!(Integer::from_f64(f64::NAN).is_err());
    }
}
