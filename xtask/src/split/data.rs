//! Which bytes of data only the rest reads: constants that no address in the first part leads to. They come with the
//! rest, which writes them before any function of it runs.
//!
//! A constant is of the first part if a body there holds a number that the linker made in that body as an address of it,
//! or if another constant of the first part, or data that is written to, points to it. So is all that the linker told
//! nothing of. Of a body that the linker did not write, every number counts that is an address anywhere. Numbers that only
//! look like an address cost some bytes; an address that the linker did not make does not exist.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasm_encoder::Instruction;
use wasm_encoder::reencode::{Error, Reencode, utils};

use super::Fault;
use super::linked::{Linked, Symbol};
use super::module::{Function, Module, Segment};

/// Bytes of the other part that are written along rather than beginning a new piece: that is what a piece weighs.
const GAP: usize = 24;

/// Some bytes and their place in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub at: u32,
    pub bytes: Vec<u8>,
}

/// The data of both parts.
pub struct Data {
    pub first: Vec<Piece>,
    pub rest: Vec<Piece>,
}

impl Data {
    /// All data in the first part.
    pub fn together(module: &Module) -> Self {
        let piece = |it: &Segment| Piece { at: it.at, bytes: it.bytes.to_vec() };
        Self { first: module.data.iter().map(piece).collect(), rest: Vec::new() }
    }

    /// # Errors
    /// Where the module's data is not what the linker wrote.
    pub fn apart(module: &Module, linked: &Linked, first: &[Function]) -> Result<Self, Fault> {
        let same = |it: &Segment| module.data.iter().any(|other| it.same(other));
        if !linked.segments.iter().all(same) {
            return Err("the data is not what the linker wrote".into());
        }
        let kept = kept(linked, addressed(module, linked, first)?);
        let mut data = Self { first: Vec::new(), rest: Vec::new() };
        for segment in &module.data {
            if !linked.constants().any(|it| it.same(segment)) {
                data.first.push(Piece { at: segment.at, bytes: segment.bytes.to_vec() });
                continue;
            }
            let owners = owners(segment, linked, &kept);
            data.first.extend(pieces(segment, &owners, Owner::First));
            data.rest.extend(pieces(segment, &owners, Owner::Rest));
        }
        Ok(data)
    }

    /// What it comes to, for a person.
    pub fn told(&self) -> String {
        let bytes = |all: &[Piece]| all.iter().map(|it| it.bytes.len()).sum::<usize>() / 1000;
        let (first, rest) = (bytes(&self.first), bytes(&self.rest));
        format!("data: {first} KB in {} pieces, {rest} KB in {}", self.first.len(), self.rest.len())
    }
}

/// Every number in a function that may be an address.
#[derive(Default)]
struct Numbers(BTreeSet<u32>);

impl Reencode for Numbers {
    type Error = std::convert::Infallible;

    fn mem_arg(
        &mut self,
        argument: wasmparser::MemArg,
    ) -> Result<wasm_encoder::MemArg, Error<Self::Error>> {
        self.0.insert(argument.offset as u32);
        utils::mem_arg(self, argument)
    }
}

impl Numbers {
    fn of(module: &Module, function: Function) -> Result<BTreeSet<u32>, Fault> {
        let mut numbers = Self::default();
        let Some(body) = module.body(function) else { return Ok(numbers.0) };
        for operator in body.get_operators_reader()? {
            if let Instruction::I32Const(value) = numbers.instruction(operator?)? {
                numbers.0.insert(value as u32);
            }
        }
        Ok(numbers.0)
    }
}

/// The symbols whose addresses some functions hold, or globals.
fn addressed(
    module: &Module,
    linked: &Linked,
    functions: &[Function],
) -> Result<Vec<usize>, Fault> {
    let mut by_body: BTreeMap<usize, Vec<(u32, usize)>> = BTreeMap::new();
    for it in &linked.named {
        by_body.entry(it.body).or_default().push((it.address, it.symbol));
    }
    let mut found = Vec::new();
    let mut anywhere: BTreeSet<u32> = module.values.iter().copied().collect();
    for function in functions {
        let numbers = Numbers::of(module, *function)?;
        let name = module.names.get(function).copied().unwrap_or_default();
        match linked.bodies.get(name).or_else(|| linked.bodies.get(whole_name(name))) {
            Some(bodies) => {
                let own = bodies.iter().filter_map(|it| by_body.get(it)).flatten();
                found.extend(own.filter(|it| numbers.contains(&it.0)).map(|it| it.1));
            }
            None => anywhere.extend(numbers),
        }
    }
    found.extend(
        linked.named.iter().filter(|it| anywhere.contains(&it.address)).map(|it| it.symbol),
    );
    Ok(found)
}

/// The name that the linker knows of a part of a function (`main (rare 0)`), and of one of several that share a name
/// (`main[1]`, as wasm-bindgen tells them apart).
fn whole_name(name: &str) -> &str {
    let name = name.split_once(" (rare ").map_or(name, |it| it.0);
    let number = |it: &&str| it.bytes().all(|it| it.is_ascii_digit());
    name.strip_suffix(']')
        .and_then(|it| it.rsplit_once('['))
        .filter(|it| number(&it.1))
        .map_or(name, |it| it.0)
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Owner {
    First,
    Rest,
    /// Nobody: zero as memory is before anything is written.
    None,
}

/// Which symbols are of the first part.
fn kept(linked: &Linked, addressed: Vec<usize>) -> Vec<bool> {
    let constant: Vec<Range<u32>> = linked.constants().map(Segment::range).collect();
    let ranges = linked.symbols.iter().filter_map(Symbol::range);
    let mut kept = vec![false; linked.symbols.len()];
    let mut open: Vec<usize> = linked.exported.clone();
    open.extend(addressed);
    // Data that is written to, and what lies in no symbol.
    let mut covered: Vec<&Range<u32>> =
        ranges.filter(|it| constant.iter().any(|all| all.contains(&it.start))).collect();
    covered.sort_by_key(|it| it.start);
    let mut reach = 0;
    let reaches: Vec<(u32, u32)> = covered
        .iter()
        .map(|it| {
            reach = reach.max(it.end);
            (it.start, reach)
        })
        .collect();
    for (place, symbol) in &linked.pointers {
        let before = reaches.partition_point(|it| it.0 <= *place);
        let inside = before.checked_sub(1).and_then(|it| reaches.get(it));
        if inside.is_none_or(|it| it.1 <= *place) {
            open.push(*symbol);
        }
    }
    while let Some(number) = open.pop() {
        let Some(known) = kept.get_mut(number).filter(|it| !**it) else { continue };
        *known = true;
        let Some(range) = linked.symbols.get(number).and_then(Symbol::range) else { continue };
        let from = linked.pointers.partition_point(|it| it.0 < range.start);
        let inside = linked.pointers.iter().skip(from).take_while(|it| it.0 < range.end);
        open.extend(inside.map(|it| it.1));
    }
    kept
}

/// Whose each byte of a segment of constants is.
fn owners(segment: &Segment, linked: &Linked, kept: &[bool]) -> Vec<Owner> {
    let mut owners = vec![Owner::First; segment.bytes.len()];
    for pass in [false, true] {
        for (range, kept) in linked.symbols.iter().zip(kept) {
            let Some(range) = range.range().filter(|_| *kept == pass) else { continue };
            let Some(from) = range.start.checked_sub(segment.at) else { continue };
            let owned = owners.get_mut(from as usize..from as usize + range.len());
            let owner = if *kept { Owner::First } else { Owner::Rest };
            owned.into_iter().flatten().for_each(|it| *it = owner);
        }
    }
    for (owner, byte) in owners.iter_mut().zip(segment.bytes) {
        if *byte == 0 {
            *owner = Owner::None;
        }
    }
    owners
}

/// What one part writes of a segment. Where a gap is small, it writes the other's bytes along.
fn pieces(segment: &Segment, owners: &[Owner], own: Owner) -> Vec<Piece> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in owners.iter().enumerate().filter(|it| *it.1 == own) {
        match found.last_mut().filter(|it| at - it.end <= GAP) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    let piece = |it: Range<usize>| {
        let bytes = segment.bytes.get(it.clone()).unwrap_or_default().to_vec();
        Piece { at: segment.at + it.start as u32, bytes }
    };
    found.into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::super::module::Module;
    use super::super::{Listed, split};
    use wasm_encoder as wasm;

    /// Where the constants begin; each is 32 letters that say its name.
    const AT: u32 = 1024;
    const SIZE: u32 = 32;
    /// Where the data begins that is written to.
    const WRITTEN: u32 = 2048;

    fn address(constant: u32) -> u32 {
        AT + constant * SIZE
    }

    /// A number of five bytes, as the linker writes it.
    fn padded(number: u32) -> [u8; 5] {
        let byte = |at: u32| (number >> (7 * at)) as u8 & 0x7f | if at < 4 { 0x80 } else { 0 };
        [0, 1, 2, 3, 4].map(byte)
    }

    fn number(mut value: u32, out: &mut Vec<u8>) {
        while value >= 0x80 {
            out.push(value as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }

    /// A section of relocations: kind, place, symbol, what is added.
    fn relocations(section: u32, all: &[(u8, u32, u32, i32)]) -> Vec<u8> {
        let mut out = Vec::new();
        number(section, &mut out);
        number(all.len() as u32, &mut out);
        for (kind, place, symbol, added) in all {
            out.push(*kind);
            number(*place, &mut out);
            number(*symbol, &mut out);
            out.push(*added as u8 & 0x7f);
        }
        out
    }

    /// `main` reads B at an offset and E by a place before it, which lies in D; `cold` reads A, and D at that very place.
    /// B points to C, and what is written to points to F. Nobody names G. After F stand letters of no symbol. `added` is
    /// what the linker says was added to make the address of E.
    fn module(added: i32) -> Vec<u8> {
        let letters = |it: u8| [it; SIZE as usize];
        let mut constants: Vec<u8> = (b'A'..=b'G').flat_map(letters).collect();
        constants.extend(*b"free");
        constants[SIZE as usize..][..4].copy_from_slice(&address(2).to_le_bytes());
        let mut data = wasm::DataSection::new();
        data.active(0, &wasm::ConstExpr::i32_const(AT as i32), constants);
        data.active(0, &wasm::ConstExpr::i32_const(WRITTEN as i32), address(5).to_le_bytes());
        let body = |code: &[u8]| {
            let mut function = wasm::Function::new([]);
            function.raw(code.iter().copied());
            function
        };
        let constant = |it: u32| [&[0x41][..], &padded(it), &[0x1a]].concat();
        let load = [&[0x41, 0, 0x28, 0][..], &padded(address(1) + 4), &[0x1a]].concat();
        let call = [0x10, 2, 0x0b];
        let main = [load, constant(address(4) - 8), call.to_vec()].concat();
        let cold = [constant(address(0)), constant(address(4) - 8), vec![0x0b]].concat();
        let mut code = wasm::CodeSection::new();
        code.function(&body(&main)).function(&body(&cold));
        let mut out = wasm::Module::new();
        let mut types = wasm::TypeSection::new();
        types.ty().function([], []);
        let mut imports = wasm::ImportSection::new();
        imports.import("./app_bg.js", "__wbg_loadRest_0", wasm::EntityType::Function(0));
        let mut functions = wasm::FunctionSection::new();
        functions.function(0).function(0);
        let mut tables = wasm::TableSection::new();
        tables.table(wasm::TableType {
            element_type: wasm::RefType::FUNCREF,
            minimum: 1,
            maximum: None,
            table64: false,
            shared: false,
        });
        let mut memories = wasm::MemorySection::new();
        memories.memory(wasm::MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = wasm::ExportSection::new();
        exports.export("main", wasm::ExportKind::Func, 1);
        let mut names = wasm::NameMap::new();
        names.append(1, "main");
        names.append(2, "cold");
        let mut named = wasm::NameSection::new();
        named.functions(&names);
        let mut symbols = wasm::SymbolTable::new();
        for (at, name) in ["A", "B", "C", "D", "E", "F", "G"].iter().enumerate() {
            let offset = at as u32 * SIZE;
            let place = wasm::DataSymbolDefinition { index: 0, offset, size: SIZE };
            symbols.data(0, name, Some(place));
        }
        // The table of symbols is the linking section's part 8, the names of segments its part 5.
        let mut linking = vec![2, 5];
        let segments = [&[2, 7][..], b".rodata", &[0, 0, 5], b".data", &[0, 0]].concat();
        number(segments.len() as u32, &mut linking);
        linking.extend(segments);
        let mut whole = wasm::LinkingSection::new();
        whole.symbol_table(&symbols);
        let mut encoded = Vec::new();
        wasm::Encode::encode(&whole, &mut encoded);
        // Behind its size, its name and its version.
        let from = encoded.windows(8).position(|it| it == b"\x07linking").unwrap_or(0) + 9;
        linking.extend(&encoded[from..]);

        out.section(&types).section(&imports).section(&functions).section(&tables);
        out.section(&memories).section(&exports).section(&code).section(&data).section(&named);
        let mut bytes = out.finish();
        let code = relocations(
            6,
            &[
                (3, place(&bytes, 10, &padded(address(1) + 4)), 1, 4),
                (4, place(&bytes, 10, &padded(address(4) - 8)), 4, added),
                (4, place(&bytes, 10, &padded(address(0))), 0, 0),
                (4, place(&bytes, 10, &cold[7..]) + 1, 3, 24),
            ],
        );
        let pointers = [address(2), address(5)].map(u32::to_le_bytes);
        let data = relocations(
            7,
            &[
                (5, place(&bytes, 11, &pointers[0]), 2, 0),
                (5, place(&bytes, 11, &pointers[1]), 5, 0),
            ],
        );
        for (name, data) in [("linking", linking), ("reloc.CODE", code), ("reloc.DATA", data)] {
            let section = wasm::CustomSection { name: name.into(), data: data.into() };
            bytes.push(0);
            wasm::Encode::encode(&section, &mut bytes);
        }
        bytes
    }

    /// Where in a section's contents some bytes stand.
    fn place(module: &[u8], section: u8, wanted: &[u8]) -> u32 {
        let sections = wasmparser::Parser::new(0).parse_all(module).flatten();
        let range = sections.filter_map(|it| it.as_section()).find(|it| it.0 == section);
        let range = range.map(|it| it.1).unwrap_or_default();
        let found = module[range].windows(wanted.len()).position(|it| it == wanted);
        found.expect("these bytes") as u32
    }

    /// The letters of a part's data, each once.
    fn letters(part: &[u8]) -> String {
        let module = Module::read(part).unwrap_or_else(|it| panic!("{it}"));
        let bytes = module.data.iter().flat_map(|it| it.bytes);
        let mut letters: Vec<char> =
            bytes.map(|it| char::from(*it)).filter(char::is_ascii_alphabetic).collect();
        letters.dedup();
        letters.into_iter().collect()
    }

    #[test]
    fn constants_that_only_the_rest_names_come_with_it() {
        let bytes = module(-8);
        let listed: Listed = ["main"].into_iter().collect();
        let parts = split(&bytes, &bytes, &listed).unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(letters(&parts.first), "BCEFfre", "{}", parts.told);
        assert_eq!(letters(&parts.rest), "ADG");
    }

    #[test]
    fn an_address_that_is_not_where_the_linker_says_leaves_all_data_in_the_first_part() {
        let bytes = module(-4);
        let listed: Listed = ["main"].into_iter().collect();
        let parts = split(&bytes, &bytes, &listed).unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(letters(&parts.first), "ABCDEFGfre", "{}", parts.told);
        assert_eq!(letters(&parts.rest), "");
    }
}
