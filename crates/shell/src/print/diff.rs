//! `diff -u` without its head. Lines are matched by their longest common
//! subsequence.

/// Lines of context around a change.
const CONTEXT: usize = 3;
/// Most lines that are compared on a side; longer texts are shown as replaced.
const MAX_LINES: usize = 2000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    Keep,
    Remove,
    Add,
}

/// The hunks between two texts; empty where they are equal.
pub fn unified(old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let edits = edits(&old, &new);
    let mut out = String::new();
    let mut place = 0;
    while let Some(start) = (place..edits.len()).find(|&it| is_change(&edits, it)) {
        let from = start.saturating_sub(CONTEXT).max(place);
        let mut end = start;
        while let Some(next) =
            (end..edits.len().min(end + 2 * CONTEXT + 1)).find(|&it| is_change(&edits, it))
        {
            end = next + 1;
        }
        let to = (end + CONTEXT).min(edits.len());
        out.push_str(&hunk(
            edits.get(..from).unwrap_or_default(),
            edits.get(from..to).unwrap_or_default(),
        ));
        place = to;
    }
    out
}

fn is_change(edits: &[(Edit, &str)], place: usize) -> bool {
    edits.get(place).is_some_and(|(edit, _)| *edit != Edit::Keep)
}

fn hunk(before: &[(Edit, &str)], lines: &[(Edit, &str)]) -> String {
    let count =
        |lines: &[(Edit, &str)], not: Edit| lines.iter().filter(|(edit, _)| *edit != not).count();
    let range = |start: usize, length: usize| {
        let start = if length == 0 { start } else { start + 1 };
        if length == 1 { start.to_string() } else { format!("{start},{length}") }
    };
    let mut out = format!(
        "@@ -{} +{} @@\n",
        range(count(before, Edit::Add), count(lines, Edit::Add)),
        range(count(before, Edit::Remove), count(lines, Edit::Remove))
    );
    for (edit, line) in lines {
        let sign = match edit {
            Edit::Keep => ' ',
            Edit::Remove => '-',
            Edit::Add => '+',
        };
        out.push(sign);
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn edits<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(Edit, &'t str)> {
    if old.len() > MAX_LINES || new.len() > MAX_LINES {
        let removed = old.iter().map(|it| (Edit::Remove, *it));
        return removed.chain(new.iter().map(|it| (Edit::Add, *it))).collect();
    }
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let get =
        |table: &[u32], row: usize, column: usize| table.get(at(row, column)).copied().unwrap_or(0);
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            let value = if old.get(row) == new.get(column) {
                get(&common, row + 1, column + 1) + 1
            } else {
                get(&common, row + 1, column).max(get(&common, row, column + 1))
            };
            if let Some(cell) = common.get_mut(at(row, column)) {
                *cell = value;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut out = Vec::new();
    loop {
        match (old.get(row), new.get(column)) {
            (Some(left), Some(right)) if left == right => {
                out.push((Edit::Keep, *left));
                row += 1;
                column += 1;
            }
            (Some(left), right)
                if right.is_none()
                    || get(&common, row + 1, column) >= get(&common, row, column + 1) =>
            {
                out.push((Edit::Remove, *left));
                row += 1;
            }
            (_, Some(right)) => {
                out.push((Edit::Add, *right));
                column += 1;
            }
            (_, None) => return out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_stands_with_three_lines_around_it() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let new = "a\nb\nc\nd\nE\nf\ng\nh\n";
        assert_eq!(unified(old, new), "@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
        assert_eq!(unified(old, old), "");
    }
}
