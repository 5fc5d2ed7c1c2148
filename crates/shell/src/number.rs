//! `$((...))`: whole numbers, as a POSIX shell reckons with them.

/// Most parentheses and signs within each other.
const MAX_DEPTH: usize = 40;

/// What an expression comes to; a name stands for its variable, which is 0
/// where it is none or no number.
///
/// # Errors
/// bash's words, with the expression before them.
pub fn reckon(text: &str, variable: &dyn Fn(&str) -> i64) -> Result<i64, String> {
    let mut reader = Reader { text, rest: text, variable };
    let value = reader.level(0, 0)?;
    match reader.rest.trim_start() {
        "" => Ok(value),
        rest => Err(format!("{text}: syntax error in expression (error token is \"{rest}\")")),
    }
}

/// Signs by how tightly they bind; longer ones first.
const LEVELS: [&[&str]; 6] =
    [&["||"], &["&&"], &["==", "!="], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];

struct Reader<'t> {
    text: &'t str,
    rest: &'t str,
    variable: &'t dyn Fn(&str) -> i64,
}

impl Reader<'_> {
    fn skip(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(sign);
        if let Some(after) = found {
            self.rest = after;
        }
        found.is_some()
    }

    fn level(&mut self, level: usize, depth: usize) -> Result<i64, String> {
        let Some(signs) = LEVELS.get(level) else { return self.one(depth) };
        let mut left = self.level(level + 1, depth)?;
        while let Some(sign) = signs.iter().find(|it| self.skip(it)) {
            let from = self.rest.trim_start();
            let right = self.level(level + 1, depth)?;
            left = match *sign {
                "||" => i64::from(left != 0 || right != 0),
                "&&" => i64::from(left != 0 && right != 0),
                "==" => i64::from(left == right),
                "!=" => i64::from(left != right),
                "<=" => i64::from(left <= right),
                ">=" => i64::from(left >= right),
                "<" => i64::from(left < right),
                ">" => i64::from(left > right),
                "+" => left.wrapping_add(right),
                "-" => left.wrapping_sub(right),
                "*" => left.wrapping_mul(right),
                _ if right == 0 => {
                    let text = self.text;
                    return Err(format!("{text}: division by 0 (error token is \"{from}\")"));
                }
                "/" => left.wrapping_div(right),
                _ => left.wrapping_rem(right),
            };
        }
        Ok(left)
    }

    fn one(&mut self, depth: usize) -> Result<i64, String> {
        let text = self.text;
        let missing = |rest: &str| {
            let last = text.trim_end().chars().last().map(String::from).unwrap_or_default();
            let rest = if rest.is_empty() { last.as_str() } else { rest };
            format!("{text}: syntax error: operand expected (error token is \"{rest}\")")
        };
        if depth > MAX_DEPTH {
            return Err(missing(self.rest));
        }
        for (sign, turn) in [
            ("-", (|it: i64| it.wrapping_neg()) as fn(i64) -> i64),
            ("+", |it| it),
            ("!", |it| i64::from(it == 0)),
        ] {
            if self.skip(sign) {
                return self.one(depth + 1).map(turn);
            }
        }
        if self.skip("(") {
            let value = self.level(0, depth + 1)?;
            return match self.skip(")") {
                true => Ok(value),
                false => Err(format!("{text}: missing `)' (error token is \"{}\")", self.rest)),
            };
        }
        let braced = self.skip("${");
        let _ = braced || self.skip("$");
        let rest = self.rest.trim_start();
        let end =
            rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() {
            return Err(missing(rest));
        }
        self.rest = if braced { after.strip_prefix('}').unwrap_or(after) } else { after };
        if word.starts_with(|it: char| it.is_ascii_digit()) {
            let base = if word.len() > 1 && word.starts_with('0') { 8 } else { 10 };
            return i64::from_str_radix(word, base).map_err(|_| {
                format!("{text}: value too great for base (error token is \"{word}\")")
            });
        }
        Ok((self.variable)(word))
    }
}

#[cfg(test)]
mod tests {
    use super::reckon;

    #[test]
    fn expressions_are_reckoned_as_bash_does() {
        let of = |text: &str| reckon(text, &|it| if it == "n" { 4 } else { 0 });
        assert_eq!(of("1+2*3"), Ok(7));
        assert_eq!(of(" ( 1 + 2 ) * -3 "), Ok(-9));
        assert_eq!(of("n + $n - ${n}"), Ok(4));
        assert_eq!(of("n>=4 && nope==0"), Ok(1));
        assert_eq!(of("7/2*2+7%2"), Ok(7));
        assert_eq!(of("1/0"), Err("1/0: division by 0 (error token is \"0\")".to_owned()));
        assert_eq!(of("010"), Ok(8));
        assert_eq!(
            of("1+"),
            Err("1+: syntax error: operand expected (error token is \"+\")".to_owned())
        );
        assert!(of("1 2").is_err());
        assert!(of(&"(".repeat(9000)).is_err());
        assert!(of(&"-".repeat(9000)).is_err());
    }
}
