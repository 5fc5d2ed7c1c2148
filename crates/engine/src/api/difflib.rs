//! The lines that differ between two texts, as Go's port of Python's difflib tells them.
//!
//! Models SequenceMatcher and GetUnifiedDiffString of github.com/pmezard/go-difflib.

use std::collections::BTreeMap;
use std::ops::Range;

/// Lines that are shown around a change.
const CONTEXT: usize = 3;
/// Of so many lines on, those that stand very often begin no match.
const POPULAR_FROM: usize = 200;

/// Stretches of two texts that are alike: where each begins in them, and its length.
type Block = (usize, usize, usize);

/// Stretches of both texts, and whether they are alike.
type Piece = (bool, Range<usize>, Range<usize>);

/// The hunks between two texts, without a head; empty where they are alike. The time grows with the square of the lines
/// at worst: who calls bounds them.
pub fn unified(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut out = String::new();
    for group in grouped(pieces(&old, &new)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let (a, b) = (first.1.start..last.1.end, first.2.start..last.2.end);
        out.push_str(&format!("@@ -{} +{} @@\n", range(&a), range(&b)));
        for (alike, a, b) in group {
            let (gone, come) = if alike { (' ', 0..0) } else { ('-', b) };
            let signed = |sign: char, lines: Option<&[&str]>, out: &mut String| {
                for line in lines.unwrap_or_default() {
                    out.push(sign);
                    out.push_str(line);
                    out.push('\n');
                }
            };
            signed(gone, old.get(a), &mut out);
            signed('+', new.get(come), &mut out);
        }
    }
    out
}

/// A stretch of lines as a hunk's head names it.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        length => format!("{},{length}", lines.start + 1),
    }
}

/// What both texts are made of, in their order.
fn pieces(old: &[&str], new: &[&str]) -> Vec<Piece> {
    let mut blocks = Vec::new();
    find_blocks(old, new, &mut blocks);
    blocks.push((old.len(), new.len(), 0));
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b, length) in blocks {
        if i < a || j < b {
            pieces.push((false, i..a, j..b));
        }
        (i, j) = (a + length, b + length);
        if length > 0 {
            pieces.push((true, a..i, b..j));
        }
    }
    pieces
}

/// The stretches that are alike: the longest one, then those before it and behind it.
fn find_blocks(old: &[&str], new: &[&str], blocks: &mut Vec<Block>) {
    let places = places(new);
    let mut open = vec![(0..old.len(), 0..new.len())];
    let mut found = Vec::new();
    while let Some((a, b)) = open.pop() {
        let (i, j, length) = longest(old, new, &places, &a, &b);
        if length > 0 {
            found.push((i, j, length));
            open.push((a.start..i, b.start..j));
            open.push((i + length..a.end, j + length..b.end));
        }
    }
    found.sort_unstable();
    for (i, j, length) in found {
        match blocks.last_mut() {
            Some(last) if last.0 + last.2 == i && last.1 + last.2 == j => last.2 += length,
            _ => blocks.push((i, j, length)),
        }
    }
}

/// Where each line stands that a match may begin with.
fn places<'t>(lines: &[&'t str]) -> BTreeMap<&'t str, Vec<usize>> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        places.entry(line).or_default().push(place);
    }
    if lines.len() >= POPULAR_FROM {
        places.retain(|_, it| it.len() <= lines.len() / 100 + 1);
    }
    places
}

/// The longest stretch within these that is alike; of several the first in the old text, then in the new one.
fn longest(
    old: &[&str],
    new: &[&str],
    places: &BTreeMap<&str, Vec<usize>>,
    a: &Range<usize>,
    b: &Range<usize>,
) -> Block {
    let (mut i, mut j, mut length) = (a.start, b.start, 0);
    // How long a stretch ends at the line before, by its place in the new text.
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    for at in a.clone() {
        let mut now = BTreeMap::new();
        let found = old.get(at).and_then(|it| places.get(it));
        for &place in found.into_iter().flatten().filter(|it| b.contains(it)) {
            let long = 1 + place.checked_sub(1).and_then(|it| before.get(&it)).unwrap_or(&0);
            now.insert(place, long);
            if long > length {
                (i, j, length) = (at + 1 - long, place + 1 - long, long);
            }
        }
        before = now;
    }
    // Lines that begin no match go on with one.
    let alike = |i: usize, j: usize| old.get(i).is_some() && old.get(i) == new.get(j);
    while i > a.start && j > b.start && alike(i - 1, j - 1) {
        (i, j, length) = (i - 1, j - 1, length + 1);
    }
    while i + length < a.end && j + length < b.end && alike(i + length, j + length) {
        length += 1;
    }
    (i, j, length)
}

/// Changes with the lines around them; those that lie far from each other apart.
fn grouped(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    if let Some((true, a, b)) = pieces.first_mut() {
        *a = a.start.max(a.end.saturating_sub(CONTEXT))..a.end;
        *b = b.start.max(b.end.saturating_sub(CONTEXT))..b.end;
    }
    if let Some((true, a, b)) = pieces.last_mut() {
        *a = a.start..a.end.min(a.start + CONTEXT);
        *b = b.start..b.end.min(b.start + CONTEXT);
    }
    let mut groups = Vec::new();
    let mut group: Vec<Piece> = Vec::new();
    for (alike, a, b) in pieces {
        if alike && a.len() > 2 * CONTEXT {
            group.push((true, a.start..a.start + CONTEXT, b.start..b.start + CONTEXT));
            groups.push(std::mem::take(&mut group));
            group.push((true, a.end - CONTEXT..a.end, b.end - CONTEXT..b.end));
        } else {
            group.push((alike, a, b));
        }
    }
    if group.iter().any(|it| !it.0) {
        groups.push(group);
    }
    groups
}
