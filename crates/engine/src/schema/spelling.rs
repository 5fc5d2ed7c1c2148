//! Which known name a misspelt one was meant to be, where that is certain.

/// The one name that differs only in letter case, hyphens or underscores, or
/// by one or two letters in a longer name. `None` where two are as close.
pub fn closest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let letters = letters(name).count();
    let allowed = match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => MAX_DISTANCE,
    };
    let mut best: Option<(&str, usize)> = None;
    let mut tied = false;
    for candidate in known.filter(|it| *it != name) {
        // So many letters more or less, or other ones, are too far away already.
        let others = self::letters(candidate).count();
        if letters.abs_diff(others) > allowed || missing(name, candidate) > allowed {
            continue;
        }
        let distance = distance(name, candidate);
        match best {
            Some((_, least)) if distance > least => {}
            Some((_, least)) if distance == least => tied = true,
            _ => {
                best = Some((candidate, distance));
                tied = false;
            }
        }
    }
    let (found, distance) = best?;
    (!tied && distance <= allowed).then_some(found)
}

/// Letters that may differ in a long name.
const MAX_DISTANCE: usize = 2;

/// The letters that count, in lower case.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase())
}

/// How many different letters and digits of one name the other lacks: each has
/// to be changed or left out.
fn missing(name: &str, other: &str) -> usize {
    let set = |name: &str| letters(name).fold(0_u128, |all, it| all | 1 << (it & 127));
    (set(name) & !set(other)).count_ones() as usize
}

/// Letters to insert, leave out, change or swap with the next.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<u8> = letters(left).take(64).collect();
    let right: Vec<u8> = letters(right).take(64).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, a) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, b) in right.iter().enumerate() {
            let at =
                |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&above, column + 1) + 1)
                .min(at(&current, column) + 1)
                .min(at(&above, column) + usize::from(a != b));
            let swapped = row > 0
                && column > 0
                && left.get(row - 1) == Some(b)
                && right.get(column - 1) == Some(a);
            if swapped {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            current.push(cost);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_misspelt_name_is_recognised_only_where_one_is_meant() {
        let known = ["port", "targetPort", "nodePort", "name", "protocol", "appProtocol"];
        let find = |name| closest(name, known.into_iter());
        assert_eq!(find("targetport"), Some("targetPort"));
        assert_eq!(find("target-port"), Some("targetPort"));
        assert_eq!(find("tagetPort"), Some("targetPort"));
        assert_eq!(find("prot"), Some("port"));
        assert_eq!(find("containerPort"), None);
        assert_eq!(find("x"), None);
    }
}
