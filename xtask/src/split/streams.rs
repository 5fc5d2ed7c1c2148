//! Packs a module for its way to the page. In a module's code operators, numbers of locals, constants, offsets and calls
//! stand mixed; here each kind goes into a stream of its own, and what compresses the file meets like beside like (a
//! sixth fewer bytes after brotli). public/unpack.js puts the very same module together again; docs/site-format.md
//! tells the format. A packed module is a module of one custom section.

use std::collections::BTreeMap;

use super::Fault;

/// The custom section.
const NAME: &str = "streams";

/// What a module begins with.
const HEAD: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The streams by number, which is also their order in the file (others gave up to 1 KB more). Locals that are written,
/// locals that are read and constants of each length have a stream for each [`class`] of the operator that follows.
const SET: usize = 0;
const GET: usize = SET + CLASSES;
/// By how many bytes the constant takes.
const CONST: [usize; LONGEST] =
    [CONST_1, CONST_1 + CLASSES, CONST_1 + 2 * CLASSES, CONST_1 + 3 * CLASSES, GLOBAL + 1];
const CONST_1: usize = GET + CLASSES;
const OTHER: usize = CONST_1 + 4 * CLASSES;
const GLOBAL: usize = OTHER + 1;
const BRANCH: usize = GLOBAL + 1 + CLASSES;
const CALL: usize = BRANCH + 1;
const LOCALS: usize = BRANCH + 2;
const FLOAT: usize = BRANCH + 3;
const LONG: usize = BRANCH + 4;
const OPERATORS: usize = BRANCH + 5;
const LOAD: usize = BRANCH + 6;
const STORE: usize = BRANCH + 7;
const BLOCK: usize = BRANCH + 8;
const FRAME: usize = BRANCH + 9;
const SLOTS: usize = BRANCH + 10;
const INDIRECT: usize = BRANCH + 11;
const GAPS: usize = BRANCH + 12;
const LENGTHS: usize = BRANCH + 13;
const DATA: usize = BRANCH + 14;
const STREAMS: usize = BRANCH + 15;

/// How what follows an operator is written: this many numbers of its stream, or one of the other forms.
const TABLE: u8 = 3;
const FOUR: u8 = 4;
const EIGHT: u8 = 5;

/// Set where the stream depends on the operator that follows.
const WIDE: u8 = 8;

/// How many bytes a constant of 32 bits may take.
const LONGEST: usize = 5;

/// Where an operator has no second byte of its own.
const NONE: u8 = 255;

/// The kinds of part that a module is made of: bytes as they are, numbers as differences, functions, segments of data.
const BYTES: u32 = 0;
const DIFFERENCES: u32 = 1;
const FUNCTIONS: u32 = 2;
const SEGMENTS: u32 = 3;

/// An operator with what of its rest is nearly always the same: type of a block, alignment, second byte, 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Symbol {
    operator: u8,
    second: u8,
    /// How many bytes the constant takes that follows: small numbers and addresses have symbols and streams of their own.
    length: u8,
}

/// Packs a module.
///
/// # Errors
/// Where the bytes are no module, or use operators that the app's never does (threads, SIMD, exceptions).
pub fn pack(module: &[u8]) -> Result<Vec<u8>, String> {
    Packing::read(module).and_then(|it| it.finish(module.len())).map_err(|it| it.to_string())
}

struct Packing {
    streams: Vec<Vec<u8>>,
    /// Kind and length of each part.
    parts: Vec<(u32, u32)>,
    /// The operators of all functions.
    symbols: Vec<Symbol>,
}

impl Default for Packing {
    fn default() -> Self {
        Self { streams: vec![Vec::new(); STREAMS], parts: Vec::new(), symbols: Vec::new() }
    }
}

impl Packing {
    fn read(module: &[u8]) -> Result<Self, Fault> {
        let mut packing = Self::default();
        let mut cursor = Cursor { bytes: module, at: 0 };
        if cursor.take(HEAD.len())? != HEAD {
            return Err("no module".into());
        }
        packing.part(BYTES, HEAD.len());
        packing.put(FRAME, &HEAD);
        while !cursor.is_done() {
            let start = cursor.at;
            let id = cursor.byte()?;
            let length = cursor.number()? as usize;
            let body = cursor.at..cursor.at + length;
            let mut inside =
                Cursor { bytes: module.get(..body.end).ok_or("cut off")?, at: body.start };
            let from = match id {
                9 => packing.elements(&mut inside, start)?,
                10 => packing.code(&mut inside, start)?,
                11 => packing.data(&mut inside, start)?,
                _ => start,
            };
            packing.raw(module.get(from..body.end).ok_or("cut off")?);
            cursor.at = body.end;
        }
        Ok(packing)
    }

    fn put(&mut self, stream: usize, bytes: &[u8]) {
        if let Some(it) = self.streams.get_mut(stream) {
            it.extend_from_slice(bytes);
        }
    }

    fn part(&mut self, kind: u32, length: usize) {
        match self.parts.last_mut() {
            Some(last) if last.0 == kind && kind == BYTES => last.1 += length as u32,
            _ => self.parts.push((kind, length as u32)),
        }
    }

    fn raw(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.part(BYTES, bytes.len());
            self.put(FRAME, bytes);
        }
    }

    /// The functions in the slots of tables, each as the difference to the one before it. Tells how far the section goes.
    fn elements(&mut self, cursor: &mut Cursor, mut from: usize) -> Result<usize, Fault> {
        for _ in 0..cursor.number()? {
            if cursor.number()? != 0 || cursor.byte()? != 0x41 {
                return Err("a segment of functions that fills no table".into());
            }
            cursor.leb()?;
            if cursor.byte()? != 0x0b {
                return Err("a segment at a computed place".into());
            }
            let count = cursor.number()?;
            self.raw(cursor.since(from)?);
            self.part(DIFFERENCES, count as usize);
            let mut last = 0;
            for _ in 0..count {
                let function = cursor.number()?;
                let difference = i64::from(function) - last;
                last = i64::from(function);
                let turned = if difference < 0 { -2 * difference - 1 } else { 2 * difference };
                self.put(SLOTS, &leb(turned as u64));
            }
            from = cursor.at;
        }
        Ok(from)
    }

    /// The functions. Tells how far the section goes.
    fn code(&mut self, cursor: &mut Cursor, from: usize) -> Result<usize, Fault> {
        let count = cursor.number()?;
        self.raw(cursor.since(from)?);
        self.part(FUNCTIONS, count as usize);
        for _ in 0..count {
            let length = cursor.number()? as usize;
            let end = cursor.at + length;
            let from = cursor.at;
            for _ in 0..cursor.number()? {
                cursor.leb()?;
                cursor.byte()?;
            }
            let locals = cursor.since(from)?;
            self.put(LOCALS, locals);
            self.body(cursor, end)?;
        }
        Ok(cursor.at)
    }

    /// The segments of data: how far each begins behind the one before it, how long it is, what stands in it. Tells how
    /// far the section goes.
    fn data(&mut self, cursor: &mut Cursor, from: usize) -> Result<usize, Fault> {
        let count = cursor.number()?;
        self.raw(cursor.since(from)?);
        self.part(SEGMENTS, count as usize);
        let mut end = 0;
        for _ in 0..count {
            if cursor.number()? != 0 || cursor.byte()? != 0x41 {
                return Err("a segment of data that is not in memory".into());
            }
            let bytes = cursor.leb()?;
            let at = bytes.iter().rev().fold(0_u64, |sum, it| sum << 7 | u64::from(it & 0x7f));
            if signed(at) != bytes || cursor.byte()? != 0x0b {
                return Err("a segment at a computed place".into());
            }
            let gap = at.checked_sub(end).ok_or("segments of data that are not in their order")?;
            let length = cursor.number()?;
            self.put(GAPS, &leb(gap));
            self.put(LENGTHS, &leb(u64::from(length)));
            let bytes = cursor.take(length as usize)?;
            self.put(DATA, bytes);
            end = at + u64::from(length);
        }
        Ok(cursor.at)
    }

    fn body(&mut self, cursor: &mut Cursor, end: usize) -> Result<(), Fault> {
        while cursor.at < end {
            let operator = cursor.byte()?;
            let second = match operator {
                // The type of a block where one byte tells it.
                0x02..=0x04 if cursor.look() < 0x80 => cursor.byte()?,
                // The most frequent branches and constants.
                0x0c | 0x0d | 0x41 if cursor.look() < 2 => cursor.byte()?,
                // An alignment, the second byte of a longer operator.
                0x28..=0x3e | 0xfc => cursor.byte()?,
                _ => NONE,
            };
            let length = if operator == 0x41 && second == NONE { cursor.length()? } else { 0 };
            let symbol = Symbol { operator, second, length };
            self.symbols.push(symbol);
            let (form, stream) = form(symbol)?;
            let from = cursor.at;
            match form & !WIDE {
                TABLE => {
                    for _ in 0..=cursor.number()? {
                        cursor.leb()?;
                    }
                }
                FOUR | EIGHT => {
                    cursor.take(if form == FOUR { 4 } else { 8 })?;
                }
                numbers => {
                    for _ in 0..numbers {
                        cursor.leb()?;
                    }
                }
            }
            let class = if form & WIDE == 0 { 0 } else { class(cursor.look()) };
            let bytes = cursor.since(from)?;
            self.put(stream + class, bytes);
        }
        if cursor.at == end { Ok(()) } else { Err("a body that ends within an operator".into()) }
    }

    /// The section: how long the module is, what each byte among the operators stands for (five columns), how long each
    /// stream is, the parts, the streams.
    fn finish(mut self, length: usize) -> Result<Vec<u8>, Fault> {
        let symbols = numbered(&self.symbols)?;
        let code: BTreeMap<Symbol, u8> = symbols.iter().map(|(code, it)| (*it, *code)).collect();
        let all = self.symbols.iter().filter_map(|it| code.get(it).copied());
        let operators: Vec<u8> = all.collect();
        self.put(OPERATORS, &operators);
        let mut columns = vec![[0_u8; 256]; 5];
        for (code, symbol) in symbols {
            let (form, stream) = form(symbol)?;
            let row =
                [symbol.operator, symbol.second, form, stream as u8, class(symbol.operator) as u8];
            for (column, value) in columns.iter_mut().zip(row) {
                column[usize::from(code)] = value;
            }
        }
        let mut payload = leb(length as u64);
        columns.iter().for_each(|it| payload.extend(it));
        payload.extend(leb(self.streams.len() as u64));
        payload.extend(self.streams.iter().flat_map(|it| leb(it.len() as u64)));
        payload.extend(leb(self.parts.len() as u64));
        for (kind, length) in &self.parts {
            payload.extend(leb(u64::from(*kind)));
            payload.extend(leb(u64::from(*length)));
        }
        self.streams.iter().for_each(|it| payload.extend(it));
        let section = wasm_encoder::CustomSection { name: NAME.into(), data: payload.into() };
        let mut out = wasm_encoder::Module::new();
        out.section(&section);
        Ok(out.finish())
    }
}

/// Where the bytes begin that brotli takes together when it guesses a byte by the two before it (RFC 7932, section 7.1,
/// the context mode for signed numbers); the last stands for the end.
const GROUPS: [usize; 9] = [0, 1, 16, 64, 128, 192, 240, 255, 256];

/// The group for a kind of operator.
fn group(operator: u8) -> usize {
    match operator {
        0x20 => 0,
        0x28..=0x35 => 1,
        0x45..=0x66 => 3,
        0x36..=0x3e => 4,
        0x21 | 0x22 => 5,
        0x00..=0x11 => 6,
        0x41 => 7,
        _ => 2,
    }
}

/// Each symbol's byte: operators of a kind in one group as far as there is room, the most frequent first.
fn numbered(all: &[Symbol]) -> Result<Vec<(u8, Symbol)>, Fault> {
    let mut counts: BTreeMap<Symbol, usize> = BTreeMap::new();
    all.iter().for_each(|it| *counts.entry(*it).or_default() += 1);
    let mut symbols: Vec<(Symbol, usize)> = counts.into_iter().collect();
    symbols.sort_by_key(|it| std::cmp::Reverse(it.1));
    let mut left: Vec<std::ops::Range<usize>> = GROUPS.windows(2).map(|it| it[0]..it[1]).collect();
    let take = |(symbol, _): (Symbol, usize)| {
        let groups = left.len();
        let code = (0..groups).find_map(|it| left[(group(symbol.operator) + it) % groups].next());
        Ok((code.ok_or("more operators than a byte can tell apart")? as u8, symbol))
    };
    symbols.into_iter().map(take).collect()
}

/// How what follows a symbol is written, and in which stream.
fn form(symbol: Symbol) -> Result<(u8, usize), Fault> {
    let Symbol { operator, second, length } = symbol;
    Ok(match operator {
        0x02..=0x04 => (u8::from(second == NONE), BLOCK),
        0x0c | 0x0d => (u8::from(second == NONE), BRANCH),
        0x0e => (TABLE, BRANCH),
        0x10 => (1, CALL),
        0x11 => (2, INDIRECT),
        0x20 => (1 | WIDE, GET),
        0x21 | 0x22 => (1 | WIDE, SET),
        0x23 | 0x24 => (1, GLOBAL),
        0x28..=0x35 => (1, LOAD),
        0x36..=0x3e => (1, STORE),
        0x25 | 0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => (1, OTHER),
        0x41 => match usize::from(length).checked_sub(1).and_then(|it| CONST.get(it)) {
            Some(stream) => (1 | WIDE, *stream),
            None => (0, OTHER),
        },
        0x42 => (1, LONG),
        0x43 => (FOUR, FLOAT),
        0x44 => (EIGHT, FLOAT),
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => (0, OTHER),
        0xfc => match second {
            0..=7 => (0, OTHER),
            9 | 11 | 13 | 15..=17 => (1, OTHER),
            8 | 10 | 12 | 14 => (2, OTHER),
            _ => return Err(format!("an operator 0xfc {second:#x}").into()),
        },
        _ => return Err(format!("an operator {operator:#x}").into()),
    })
}

/// How many [`class`]es there are.
const CLASSES: usize = 11;

/// What an operator says of the number before it: a constant before an addition is a distance within something, before
/// a comparison a case, before a call a size or an address.
fn class(operator: u8) -> usize {
    match operator {
        0x20 => 1,
        0x21 | 0x22 => 2,
        0x41 => 3,
        0x28..=0x35 => 4,
        0x36..=0x3e => 5,
        0x6a => 6,
        0x6b => 7,
        0x10 => 8,
        0x45..=0x66 => 9,
        0x04 | 0x0d => 10,
        _ => 0,
    }
}

/// A number without sign as modules write it.
fn leb(number: u64) -> Vec<u8> {
    written(number, 0x7f)
}

/// A number that may have a sign, and has none: its last byte leaves room for that.
fn signed(number: u64) -> Vec<u8> {
    written(number, 0x3f)
}

/// Seven bits a byte, the lowest first; `most` is what the last byte may hold.
fn written(mut number: u64, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > most {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The next byte, which stays; 0 after the end.
    fn look(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or_default()
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        self.take(1).map(|it| it.first().copied().unwrap_or_default())
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let bytes = self.bytes.get(self.at..self.at + count).ok_or("cut off")?;
        self.at += count;
        Ok(bytes)
    }

    /// A number's bytes.
    fn leb(&mut self) -> Result<&'a [u8], Fault> {
        let from = self.at;
        while self.byte()? & 0x80 != 0 {}
        self.since(from)
    }

    /// How many bytes the number takes that stands here.
    fn length(&self) -> Result<u8, Fault> {
        let bytes = self.bytes.get(self.at..).unwrap_or_default();
        let last = bytes.iter().take(LONGEST).position(|it| *it < 0x80);
        last.map(|it| it as u8 + 1).ok_or_else(|| "a constant without end".into())
    }

    /// A number without sign.
    fn number(&mut self) -> Result<u32, Fault> {
        let bytes = self.leb()?;
        let value = bytes.iter().rev().fold(0_u64, |sum, it| sum << 7 | u64::from(it & 0x7f));
        if leb(value) != bytes {
            return Err("a number that is written longer than it must be".into());
        }
        u32::try_from(value).map_err(|_| "a number above 32 bits".into())
    }

    fn since(&self, from: usize) -> Result<&'a [u8], Fault> {
        self.bytes.get(from..self.at).ok_or_else(|| "cut off".into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use wasm_encoder::{Instruction as I, MemArg};

    fn module(instructions: &[I]) -> Vec<u8> {
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut functions = wasm_encoder::FunctionSection::new();
        functions.function(0);
        let mut code = wasm_encoder::CodeSection::new();
        let mut body = wasm_encoder::Function::new([(2, wasm_encoder::ValType::I32)]);
        instructions.iter().for_each(|it| {
            body.instruction(it);
        });
        code.function(&body);
        let mut out = wasm_encoder::Module::new();
        out.section(&types).section(&functions).section(&code);
        out.finish()
    }

    #[test]
    fn like_stands_beside_like() {
        let at = MemArg { offset: 12, align: 2, memory_index: 0 };
        let body = [
            I::LocalGet(0),
            I::I32Load(at),
            I::I32Const(7),
            I::I32Add,
            I::I32Const(9),
            I::Call(0),
            I::Drop,
            I::End,
        ];
        let Ok(packing) = Packing::read(&module(&body)) else { panic!("no module") };
        assert_eq!(packing.streams[LOCALS], [1, 2, 0x7f]);
        assert_eq!(packing.streams[GET + class(0x28)], [0]);
        assert_eq!(packing.streams[LOAD], [12]);
        assert_eq!(packing.streams[CONST[0] + class(0x6a)], [7]);
        assert_eq!(packing.streams[CONST[0] + class(0x10)], [9]);
        assert_eq!(packing.streams[CALL], [0]);
        assert_eq!(packing.symbols[1], Symbol { operator: 0x28, second: 2, length: 0 });
    }

    #[test]
    fn operators_of_a_kind_stand_together_and_no_two_share_a_byte() {
        let symbol = |operator| Symbol { operator, second: NONE, length: 0 };
        let few = numbered(&[0x29, 0x28, 0x28, 0x20, 0x6a].map(symbol)).unwrap_or_default();
        let few: Vec<(u8, u8)> = few.iter().map(|(code, it)| (*code, it.operator)).collect();
        assert_eq!(few, [(1, 0x28), (0, 0x20), (2, 0x29), (16, 0x6a)]);
        let all: Vec<Symbol> = (0..=255).map(symbol).collect();
        let codes =
            numbered(&all).map(|it| it.iter().map(|it| it.0).collect::<BTreeSet<u8>>().len());
        assert!(matches!(codes, Ok(256)));
        let more = Symbol { second: 0, ..symbol(0) };
        assert!(numbered(&[all, vec![more]].concat()).is_err());
    }

    #[test]
    fn data_is_told_by_gaps_and_lengths() {
        let mut data = wasm_encoder::DataSection::new();
        for (at, bytes) in [(70, &b"one"[..]), (73, b"two"), (1000, b"!")] {
            data.active(0, &wasm_encoder::ConstExpr::i32_const(at), bytes.iter().copied());
        }
        let mut module = wasm_encoder::Module::new();
        module.section(&data);
        let Ok(packing) = Packing::read(&module.finish()) else { panic!("no module") };
        assert_eq!(packing.streams[GAPS], [70, 0, 0x9c, 7]);
        assert_eq!(packing.streams[LENGTHS], [3, 3, 1]);
        assert_eq!(packing.streams[DATA], b"onetwo!");
        assert_eq!(packing.parts.last(), Some(&(SEGMENTS, 3)));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(pack(b"\0asm\x01\0\0").is_err());
        assert!(pack(&module(&[I::I32Const(1), I::V128Not, I::Drop, I::End])).is_err());
        assert!(pack(&module(&[I::Nop, I::End])).is_ok());
        let whole = module(&[I::Nop, I::End]);
        assert!(pack(&whole[..whole.len() - 1]).is_err());
    }
}
