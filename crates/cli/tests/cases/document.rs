//! A case as blocks: what stands between fences, with its line.

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    /// Words behind the opening fence.
    pub kind: String,
    /// The line of its opening fence, from 1.
    pub line: usize,
    pub text: String,
}

/// The fenced blocks of a text, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut all = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => {
                let kind = kind.trim().to_owned();
                open = Some(Block { kind, line: number, text: String::new() });
            }
            (Some(_), Some(_)) => all.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    all.extend(open);
    all
}

/// The `name: value` lines of a block.
pub fn fields(block: &Block) -> Result<Vec<(&str, &str)>, String> {
    let lines = block.text.lines().filter(|it| !it.trim().is_empty());
    lines
        .map(|line| {
            let (name, value) =
                line.split_once(':').ok_or_else(|| format!("`{line}` is no `name: value`"))?;
            Ok((name.trim(), value.trim()))
        })
        .collect()
}

/// A comma-separated list.
pub fn list(value: &str) -> Vec<&str> {
    value.split(',').map(str::trim).filter(|it| !it.is_empty()).collect()
}
