//! Decimal numbers as encoding/json prints a float64: the shortest decimal that
//! reads back as the same binary number.
//!
//! Models strconv.ParseFloat and encoding/json `floatEncoder` in whole numbers
//! of any size. Tables of powers, as fast readers have them, would weigh more
//! than all of this.

use std::cmp::Ordering;

/// Digits that can decide how a number is rounded; one more stands for the rest.
const MAX_DIGITS: usize = 800;
/// Decimals with so few digits are the shortest of their binary number...
const SURE_DIGITS: usize = 15;
/// ...as long as they are not near the ends of the range.
const SURE_EXPONENT: i32 = 290;
/// Digits that tell every binary number from the next.
const MOST_DIGITS: usize = 17;
/// Digits that tell every float32 from the next.
const MOST_DIGITS_32: usize = 9;

/// A decimal: its digits without zeros around them, and the power of ten of the
/// first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Decimal {
    digits: Vec<u8>,
    exponent: i32,
}

/// A binary number: `mantissa * 2^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Binary {
    mantissa: u64,
    exponent: i32,
}

/// A number's text as JSON prints it. `None` where it overflows, or is none.
pub(crate) fn go_float(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let read = Decimal::read(digits)?;
    let short = if read.is_sure() { read } else { shortest(&read)? };
    Some([sign, &short.print()].concat())
}

/// The same for a float32 made of the float64.
pub(super) fn go_float32(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let read = |it: &Decimal| it.binary()?.map_or(Some(None), Binary::single);
    let short = match read(&Decimal::read(digits)?)? {
        None => Decimal::zero(),
        Some(wanted) => (1..=MOST_DIGITS_32)
            .flat_map(|count| wanted.rounded(count))
            .find(|it| read(it) == Some(Some(wanted)))?,
    };
    Some([sign, &short.print()].concat())
}

/// The shortest decimal that is read as the same binary number.
fn shortest(decimal: &Decimal) -> Option<Decimal> {
    let Some(binary) = decimal.binary()? else { return Some(Decimal::zero()) };
    let least = if binary.exponent <= MIN_EXPONENT { 1 } else { SURE_DIGITS };
    (least..=MOST_DIGITS)
        .flat_map(|count| binary.rounded(count))
        .find(|it| it.binary() == Some(Some(binary)))
}

/// The power of two of a subnormal number's last digit.
const MIN_EXPONENT: i32 = -1074;
/// The greatest power of two of a number's last digit.
const MAX_EXPONENT: i32 = 971;
/// The same two of a float32.
const MIN_EXPONENT_32: i32 = -149;
const MAX_EXPONENT_32: i32 = 104;

impl Decimal {
    fn zero() -> Self {
        Self { digits: Vec::new(), exponent: 0 }
    }

    /// `12.5e-3`, `.5`, `5.`
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && part.is_empty() {
            return None;
        }
        let all = || whole.bytes().chain(part.bytes());
        if !all().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let zeros = all().take_while(|it| *it == b'0').count();
        let mut digits: Vec<u8> = all().skip(zeros).take(MAX_DIGITS).map(|it| it - b'0').collect();
        if all().skip(zeros + MAX_DIGITS).any(|it| it != b'0') {
            digits.push(1);
        }
        let place = i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()? - 1;
        let exponent = (place + exponent).clamp(-FAR, FAR);
        Some(Self { digits, exponent: i32::try_from(exponent).ok()? }.trimmed())
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() { Self::zero() } else { self }
    }

    /// Whether it is surely the shortest of its binary number.
    fn is_sure(&self) -> bool {
        self.digits.len() <= SURE_DIGITS && self.exponent.abs() <= SURE_EXPONENT
    }

    /// As encoding/json prints it.
    fn print(&self) -> String {
        let mut digits: String = self.digits.iter().map(|it| char::from(b'0' + it)).collect();
        if digits.is_empty() {
            return "0".to_owned();
        }
        let exponent = self.exponent;
        if !(-6..21).contains(&exponent) {
            if digits.len() > 1 {
                digits.insert(1, '.');
            }
            let sign = if exponent < 0 { "e-" } else { "e+" };
            return [&digits, sign, &exponent.unsigned_abs().to_string()].concat();
        }
        let Ok(whole) = usize::try_from(exponent + 1) else {
            let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
            return ["0.", &"0".repeat(zeros), &digits].concat();
        };
        if whole == 0 {
            return ["0.", &digits].concat();
        }
        if whole >= digits.len() {
            let zeros = whole - digits.len();
            return digits + &"0".repeat(zeros);
        }
        digits.insert(whole, '.');
        digits
    }

    /// The nearest binary number, of two the even one; `Some(None)` for zero,
    /// `None` where it overflows.
    fn binary(&self) -> Option<Option<Binary>> {
        if self.digits.is_empty() || self.exponent < -330 {
            return Some(None);
        }
        if self.exponent > 310 {
            return None;
        }
        let mut over = Big::default();
        for digit in &self.digits {
            over.times(10, u32::from(*digit));
        }
        let mut under = Big(vec![1]);
        // The power of ten of the last digit.
        let tens = self.exponent + 1 - i32::try_from(self.digits.len()).unwrap_or(0);
        for _ in 0..tens.unsigned_abs() {
            if tens > 0 { &mut over } else { &mut under }.times(10, 0);
        }
        // Until 1 <= over / under < 2.
        let mut power = over.bits() - under.bits();
        if power > 0 { &mut under } else { &mut over }.shift(power.unsigned_abs());
        if over.cmp(&under) == Ordering::Less {
            over.shift(1);
            power -= 1;
        }
        let exponent = (power - 52).max(MIN_EXPONENT);
        let mut mantissa = 0_u64;
        for _ in exponent..=power {
            mantissa <<= 1;
            if over.cmp(&under) != Ordering::Less {
                over.minus(&under);
                mantissa |= 1;
            }
            over.shift(1);
        }
        // Below the least number, what is left is less than a half of it or more.
        for _ in power + 1..exponent {
            under.shift(1);
        }
        let up = match over.cmp(&under) {
            Ordering::Greater => true,
            Ordering::Equal => mantissa % 2 == 1,
            Ordering::Less => false,
        };
        mantissa += u64::from(up);
        let (mantissa, exponent) =
            if mantissa == 1 << 53 { (1 << 52, exponent + 1) } else { (mantissa, exponent) };
        if mantissa == 0 {
            return Some(None);
        }
        (exponent <= MAX_EXPONENT).then_some(Some(Binary { mantissa, exponent }))
    }
}

/// Exponents beyond this are all the same: nothing, or too much.
const FAR: i64 = 100_000;

fn read_exponent(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |size, it| (size * 10 + i64::from(it - b'0')).min(1 << 40));
    Some(sign * size)
}

impl Binary {
    /// The nearest float32; `Some(None)` for zero, `None` where it overflows.
    fn single(self) -> Option<Option<Self>> {
        let bits = 64 - self.mantissa.leading_zeros().cast_signed();
        let exponent = (self.exponent + bits - 24).max(MIN_EXPONENT_32);
        let Ok(less) = u32::try_from(exponent - self.exponent) else { return Some(Some(self)) };
        let power = 1_u64.checked_shl(less).unwrap_or(u64::MAX);
        let (whole, rest) = (self.mantissa / power, self.mantissa % power);
        let up = rest > power / 2 || rest == power / 2 && whole % 2 == 1;
        let (mantissa, exponent) = match whole + u64::from(up && rest > 0) {
            0 => return Some(None),
            it if it == 1 << 24 => (it / 2, exponent + 1),
            it => (it, exponent),
        };
        (exponent <= MAX_EXPONENT_32).then_some(Some(Self { mantissa, exponent }))
    }

    /// The two decimals of so many digits around it, the nearer first.
    fn rounded(self, count: usize) -> [Decimal; 2] {
        let mut over = Big::default();
        over.times(1, u32::try_from(self.mantissa >> 32).unwrap_or(0));
        over.shift(32);
        over.times(1, u32::try_from(self.mantissa & 0xffff_ffff).unwrap_or(0));
        let mut under = Big(vec![1]);
        if self.exponent > 0 { &mut over } else { &mut under }.shift(self.exponent.unsigned_abs());
        // Until 1 <= over / under < 10.
        let mut exponent = 0;
        while over.cmp(&under) == Ordering::Less {
            over.times(10, 0);
            exponent -= 1;
        }
        loop {
            let mut more = under.clone();
            more.times(10, 0);
            if over.cmp(&more) == Ordering::Less {
                break;
            }
            under = more;
            exponent += 1;
        }
        let mut digits = Vec::new();
        for _ in 0..count {
            let mut digit = 0;
            while over.cmp(&under) != Ordering::Less {
                over.minus(&under);
                digit += 1;
            }
            digits.push(digit);
            over.times(10, 0);
        }
        under.times(5, 0);
        // Halfway between two decimals, the upper one is printed.
        let above = over.cmp(&under) != Ordering::Less;
        let low = Self::decimal(digits.clone(), exponent);
        let high = Self::above(digits, exponent);
        if above { [high, low] } else { [low, high] }
    }

    fn decimal(digits: Vec<u8>, exponent: i32) -> Decimal {
        Decimal { digits, exponent }.trimmed()
    }

    /// The next decimal of as many digits.
    fn above(mut digits: Vec<u8>, exponent: i32) -> Decimal {
        while digits.last() == Some(&9) {
            digits.pop();
        }
        match digits.last_mut() {
            Some(last) => *last += 1,
            None => return Self::decimal(vec![1], exponent + 1),
        }
        Self::decimal(digits, exponent)
    }
}

/// A whole number of any size, its least part first; the last part is not 0.
#[derive(Clone, Default)]
struct Big(Vec<u32>);

impl Big {
    /// Multiplies and adds.
    fn times(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(factor);
            *part = (carry & 0xffff_ffff) as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies by a power of two.
    fn shift(&mut self, by: u32) {
        let parts = by / 32;
        if !by.is_multiple_of(32) {
            self.times(1 << (by % 32), 0);
        }
        if !self.0.is_empty() {
            self.0.splice(..0, std::iter::repeat_n(0, parts as usize));
        }
    }

    /// Takes away what is not more.
    fn minus(&mut self, other: &Big) {
        let mut borrow = 0_i64;
        for (place, part) in self.0.iter_mut().enumerate() {
            let less = other.0.get(place).copied().unwrap_or(0);
            let left = i64::from(*part) - i64::from(less) + borrow;
            *part = (left & 0xffff_ffff) as u32;
            borrow = left >> 32;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn bits(&self) -> i32 {
        let Some(last) = self.0.last() else { return 0 };
        let whole = i32::try_from(self.0.len()).unwrap_or(i32::MAX / 64);
        whole * 32 - last.leading_zeros() as i32
    }

    fn cmp(&self, other: &Big) -> Ordering {
        let sizes = self.0.len().cmp(&other.0.len());
        sizes.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the standard library, with its tables, makes of a text.
    fn reference(text: &str) -> Option<String> {
        let value: f64 = text.parse().ok()?;
        if !value.is_finite() {
            return None;
        }
        let size = value.abs();
        if size == 0.0 || (1e-6..1e21).contains(&size) {
            return Some(format!("{value}"));
        }
        let text = format!("{value:e}");
        let (mantissa, exponent) = text.split_once('e')?;
        Some(match exponent.strip_prefix('-') {
            Some(digits) => format!("{mantissa}e-{digits}"),
            None => format!("{mantissa}e+{exponent}"),
        })
    }

    #[test]
    fn numbers_at_the_edges_print_as_go_prints_them() {
        for text in [
            "0",
            "-0",
            "0.0",
            "1.5",
            "-1.50",
            ".5",
            "5.",
            "1e3",
            "1e21",
            "1e20",
            "123456789e15",
            "0.000001",
            "0.0000001",
            "1e-7",
            "0.1",
            "0.30000000000000004",
            "0.10000000000000000001",
            "9007199254740993",
            "9007199254740992",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1.8e308",
            "1e309",
            "-1e400",
            "5e-324",
            "4.9406564584124654e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "3e-324",
            "1e-330",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "9.5367431640625e-7",
            "179769313486231580793e289",
            "4503599627370496.5",
            "4503599627370497.5",
            "2e-308",
            "1e23",
            "8.41e21",
            "5e-320",
            "9.999999999999999e22",
            "1.0000000000000002",
            "72057594037927945",
        ] {
            assert_eq!(go_float(text), reference(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", ".", "e5", "1e", "1e+", "a", "1.2.3", "inf", "nan", "1_0"] {
            assert_eq!(go_float(text), None, "{text}");
        }
    }

    #[test]
    fn digits_without_end_are_read_to_the_last_that_counts() {
        let half = "1.00000000000000011102230246251565404236316680908203125";
        for text in [half.to_owned(), format!("{half}{}1", "0".repeat(900)), "3".repeat(4000)] {
            assert_eq!(go_float(&text), reference(&text), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn every_binary_number_prints_as_itself(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                let text = format!("{value:e}");
                prop_assert_eq!(go_float(&text), reference(&text));
            }
        }

        #[test]
        fn every_float32_prints_as_itself(bits in any::<u32>(), more in any::<u64>()) {
            for value in [f64::from(f32::from_bits(bits)), f64::from_bits(more)] {
                let single = value as f32;
                if value.is_finite() {
                    let wanted = single.is_finite().then(|| reference(&format!("{single}"))).flatten();
                    prop_assert_eq!(go_float32(&format!("{value:e}")), wanted);
                }
            }
        }

        #[test]
        fn every_decimal_prints_as_go_prints_it(text in "-?[0-9]{1,20}(\\.[0-9]{1,20})?(e-?[0-9]{1,3})?") {
            prop_assert_eq!(go_float(&text), reference(&text));
        }
    }
}
