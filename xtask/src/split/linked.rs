//! What the linker tells of addresses (`--emit-relocs`): which constant lies where in memory, and which number in the
//! code or in data is the address of one. Read from the module as it was before wasm-bindgen, which drops these
//! sections and leaves every address as it is.
//!
//! An address is a constant's own with something added, and the linker tells both. A number alone would not tell which
//! constant it belongs to: a table that is looked up from its element 3 on is named by a place before its start.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    KnownCustom, Linking, Name, Parser, Payload, RelocationEntry, RelocationType, SymbolFlags,
    SymbolInfo, TypeRef,
};

use super::Fault;
use super::module::{Segment, read_segment};

/// The name of the segment that holds constants only, and of one that is zero at first and stands in no file.
const CONSTANTS: &str = ".rodata";
const ZEROS: &str = ".bss";

/// What a symbol names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// No data.
    Other,
    /// Data that is zero at first and stands behind all other.
    Zeros,
    /// Data in memory from the start.
    At(Range<u32>),
}

impl Symbol {
    /// Where in memory, for data that is there from the start.
    pub fn range(&self) -> Option<&Range<u32>> {
        if let Self::At(range) = self { Some(range) } else { None }
    }
}

/// What the linker tells.
#[derive(Default)]
pub struct Linked<'a> {
    /// The data that is in memory from the start.
    pub segments: Vec<Segment<'a>>,
    /// Whether each segment holds constants only.
    constant: Vec<bool>,
    pub symbols: Vec<Symbol>,
    /// Symbols that something outside may name.
    pub exported: Vec<usize>,
    /// Each address in the code: in which body, and the symbol that it was made from.
    pub named: Vec<Named>,
    /// The bodies of the functions that have a name, by the name as Rust writes it.
    pub bodies: BTreeMap<String, Vec<usize>>,
    /// Each place in data where an address stands, with its symbol; in the order of places.
    pub pointers: Vec<(u32, usize)>,
}

/// An address in the code.
pub struct Named {
    pub address: u32,
    pub symbol: usize,
    /// The number of the body, without imports.
    pub body: usize,
}

/// A section of the module: its number and where its contents are.
struct Section {
    id: u8,
    range: Range<usize>,
}

impl<'a> Linked<'a> {
    /// Reads a linked module.
    ///
    /// # Errors
    /// Where it tells nothing of addresses, or something that is not understood: each address must stand where it is
    /// said to stand.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut linked = Self::default();
        let mut sections = Vec::new();
        let mut relocations = Vec::new();
        let (mut table, mut names) = (Vec::new(), Vec::new());
        let (mut imported, mut code, mut called) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                sections.push(Section { id, range });
            }
            match payload {
                Payload::DataSection(section) => {
                    for data in section {
                        linked.segments.push(read_segment(&data?)?);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => code.push(body.range()),
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(reader) => {
                        for part in reader {
                            let Name::Function(map) = part? else { continue };
                            for it in map {
                                called.push(it?);
                            }
                        }
                    }
                    KnownCustom::Linking(reader) => {
                        for part in reader {
                            match part? {
                                Linking::SymbolTable(map) => {
                                    table = map.into_iter().collect::<Result<Vec<_>, _>>()?;
                                }
                                Linking::SegmentInfo(map) => {
                                    for it in map {
                                        names.push(it?.name);
                                    }
                                }
                                _ => {}
                            }
                        }
                    }
                    KnownCustom::Reloc(reader) => {
                        for entry in reader.entries() {
                            relocations.push((reader.section_index(), entry?));
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        // The linker may write the zeros too.
        if names.len() != linked.segments.len() {
            names.retain(|it| !it.starts_with(ZEROS));
        }
        linked.constant = names.iter().map(|it| *it == CONSTANTS).collect();
        if linked.constant.len() != linked.segments.len() || relocations.is_empty() {
            return Err("the linker told nothing of addresses".into());
        }
        linked.take_symbols(&table)?;
        for (section, entry) in relocations {
            let section = sections.get(section as usize).ok_or("an address in no section")?;
            linked.take_address(bytes, section, &code, &entry)?;
        }
        for it in called {
            let Some(body) = (it.index as usize).checked_sub(imported) else { continue };
            let name = rustc_demangle::demangle(it.name).to_string();
            linked.bodies.entry(name).or_default().push(body);
        }
        linked.pointers.sort_unstable();
        Ok(linked)
    }

    fn take_symbols(&mut self, table: &[SymbolInfo]) -> Result<(), Fault> {
        for (number, symbol) in table.iter().enumerate() {
            let SymbolInfo::Data { flags, symbol: Some(place), .. } = symbol else {
                self.symbols.push(Symbol::Other);
                continue;
            };
            if flags.contains(SymbolFlags::TLS) {
                return Err("data of threads".into());
            }
            if flags.contains(SymbolFlags::ABSOLUTE) {
                self.symbols.push(Symbol::At(place.offset..place.offset));
                continue;
            }
            let Some(segment) = self.segments.get(place.index as usize) else {
                self.symbols.push(Symbol::Zeros);
                continue;
            };
            let start = segment.at + place.offset;
            self.symbols.push(Symbol::At(start..start + place.size));
            if flags.contains(SymbolFlags::EXPORTED) {
                self.exported.push(number);
            }
        }
        Ok(())
    }

    /// Takes one number that the linker wrote.
    fn take_address(
        &mut self,
        bytes: &[u8],
        section: &Section,
        code: &[Range<usize>],
        entry: &RelocationEntry,
    ) -> Result<(), Fault> {
        use RelocationType as R;
        match entry.ty {
            R::MemoryAddrLeb | R::MemoryAddrSleb | R::MemoryAddrI32 => {}
            // These name functions, tables, globals and types, which are not data.
            R::FunctionIndexLeb
            | R::TableIndexSleb
            | R::TableIndexI32
            | R::TypeIndexLeb
            | R::GlobalIndexLeb
            | R::GlobalIndexI32
            | R::TableNumberLeb
            | R::FunctionOffsetI32
            | R::SectionOffsetI32
            | R::FunctionIndexI32 => return Ok(()),
            _ => return Err("an address of an unknown kind".into()),
        }
        let number = entry.index as usize;
        let symbol = match self.symbols.get(number) {
            Some(Symbol::At(symbol)) => symbol,
            Some(Symbol::Zeros) => return Ok(()),
            _ => return Err("an address of nothing".into()),
        };
        let address = symbol.start.wrapping_add(entry.addend as u32);
        let from = section.range.start + entry.offset as usize;
        let written = bytes.get(from..from + entry.ty.extent()).ok_or("an address outside")?;
        let found = if entry.ty == R::MemoryAddrI32 { plain(written) } else { leb(written) };
        if found != address {
            return Err(format!("an address is {found:#x} and not {address:#x}").into());
        }
        match section.id {
            CODE => {
                let body = code.partition_point(|it| it.end <= from);
                if !code.get(body).is_some_and(|it| it.contains(&from)) {
                    return Err("an address in no body".into());
                }
                self.named.push(Named { address, symbol: number, body });
            }
            DATA => self.pointers.push((self.place(from)?, number)),
            // Nothing runs of the other sections: they are for debuggers.
            _ => {}
        }
        Ok(())
    }

    /// The place in memory of a byte of the module's data.
    fn place(&self, from: usize) -> Result<u32, Fault> {
        let segment = self
            .segments
            .iter()
            .find(|it| it.file.contains(&from))
            .ok_or("a pointer in no segment")?;
        Ok(segment.at + (from - segment.file.start) as u32)
    }

    /// How many bytes of constants each address in the code comes with; one that several places name is shared among
    /// them.
    pub fn weights(&self) -> BTreeMap<u32, usize> {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        let pointed = self.pointers.iter().map(|it| it.1);
        for symbol in self.named.iter().map(|it| it.symbol).chain(pointed) {
            *uses.entry(symbol).or_default() += 1;
        }
        let constant: Vec<Range<u32>> = self.constants().map(Segment::range).collect();
        let weight = |it: &Named| {
            let range = self.symbols.get(it.symbol).and_then(Symbol::range)?;
            let shared = uses.get(&it.symbol).copied().unwrap_or(1);
            let is_constant = constant.iter().any(|all| all.contains(&range.start));
            is_constant.then_some((it.address, range.len() / shared))
        };
        self.named.iter().filter_map(weight).collect()
    }

    /// The segments that hold constants only.
    pub fn constants(&self) -> impl Iterator<Item = &Segment<'a>> {
        self.segments.iter().zip(&self.constant).filter(|it| *it.1).map(|it| it.0)
    }
}

/// The numbers of these sections.
const CODE: u8 = 10;
const DATA: u8 = 11;

/// Four bytes, the lowest first.
fn plain(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | u32::from(*byte))
}

/// Five bytes of seven bits each, the lowest first, with or without a sign: both are the same 32 bits.
fn leb(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum: u32, byte| (sum << 7) | u32::from(byte & 0x7f))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(at: u32, bytes: &'static [u8]) -> Segment<'static> {
        Segment { at, bytes, file: 0..bytes.len() }
    }

    #[test]
    fn a_constant_weighs_on_each_place_that_names_it() {
        let named = |address, symbol, body| Named { address, symbol, body };
        let linked = Linked {
            segments: vec![segment(100, &[0; 60]), segment(200, &[0; 60])],
            constant: vec![true, false],
            symbols: vec![Symbol::At(100..130), Symbol::At(130..150), Symbol::At(200..260)],
            // The first is named by two bodies and by data, the second at its end by one, the third is written to.
            named: vec![named(100, 0, 0), named(104, 0, 1), named(150, 1, 0), named(200, 2, 0)],
            pointers: vec![(204, 0)],
            ..Linked::default()
        };
        let weights: Vec<(u32, usize)> = linked.weights().into_iter().collect();
        assert_eq!(weights, [(100, 10), (104, 10), (150, 20)]);
    }
}
