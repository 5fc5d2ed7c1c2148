//! Tab-separated cells in aligned columns.
//!
//! Models Go's text/tabwriter, which all of kubectl's tables and describe
//! texts go through: a column is a run of consecutive lines that have a
//! tab-terminated cell there, and is as wide as its widest cell.

/// Narrowest column and space after a cell.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Narrowest column.
    pub min_width: usize,
    /// Spaces after the widest cell.
    pub padding: usize,
}

/// As `kubectl get` prints: k8s.io/cli-runtime/pkg/printers GetNewTabWriter.
pub const GET: Style = Style { min_width: 6, padding: 3 };
/// As `kubectl describe` prints: pkg/describe tabbedString.
pub const DESCRIBE: Style = Style { min_width: 0, padding: 2 };

/// Lays out `text`, whose cells are separated by tabs.
pub fn align(text: &str, style: Style) -> String {
    let ends_open = !text.ends_with('\n');
    let body = if ends_open { text } else { text.get(..text.len() - 1).unwrap_or("") };
    let lines: Vec<Vec<&str>> = body.split('\n').map(|line| line.split('\t').collect()).collect();
    let mut widths: Vec<Vec<usize>> = lines.iter().map(|cells| vec![0; cells.len()]).collect();
    let deepest = lines.iter().map(Vec::len).max().unwrap_or(0);
    for column in 0..deepest.saturating_sub(1) {
        let mut start = 0;
        while start < lines.len() {
            let has = |line: usize| lines.get(line).is_some_and(|cells| cells.len() > column + 1);
            if !has(start) {
                start += 1;
                continue;
            }
            let end = (start..lines.len()).find(|&line| !has(line)).unwrap_or(lines.len());
            let widest = (start..end)
                .filter_map(|line| lines.get(line)?.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0);
            // An empty column takes no space at all, as in text/tabwriter.
            let width = match widest {
                0 if style.min_width == 0 => style.padding,
                _ => (widest + style.padding).max(style.min_width),
            };
            for row in widths.iter_mut().take(end).skip(start) {
                if let Some(cell) = row.get_mut(column) {
                    *cell = width;
                }
            }
            start = end;
        }
    }
    let mut out = String::with_capacity(text.len() * 2);
    for (place, (cells, row)) in lines.iter().zip(&widths).enumerate() {
        if place > 0 {
            out.push('\n');
        }
        for (column, (cell, width)) in cells.iter().zip(row).enumerate() {
            out.push_str(cell);
            if column + 1 < cells.len() {
                let used = cell.chars().count();
                out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
            }
        }
    }
    if !ends_open {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_widest_cell() {
        let text = align("NAME\tAGE\tIP\nweb\t3s\t10.0.0.1\n", GET);
        assert_eq!(text, "NAME   AGE   IP\nweb    3s    10.0.0.1\n");
    }

    #[test]
    fn a_line_without_the_cell_ends_the_column() {
        let text = align("a\tb\nlong line\nccc\td\n", DESCRIBE);
        assert_eq!(text, "a  b\nlong line\nccc  d\n");
    }
}
