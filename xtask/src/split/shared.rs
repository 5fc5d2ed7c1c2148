//! How the rest comes to the functions of the first part that it shares. While the parts are made small these are
//! exports and imports by name; here the exports become slots at the end of the table, which weigh half: the first is in
//! the last slot, the second in the one before it, and so on. The rest imports each by the number of its place from the
//! end, and public/start.js hands it what stands there.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    ConstExpr, ElementSection, Elements, ExportSection, ImportSection, TableSection,
};
use wasmparser::{ExternalKind, Parser};

use super::module::{Function, Module};
use super::write::TABLE;
use super::{FROM, Fault};

/// How the names of shared functions begin until they have slots.
pub const SHARED: &str = "$";

/// The base of the numbers by which the rest imports shared functions; public/start.js reads them with the same.
const BASE: usize = 36;

/// The two parts, with slots instead of names between them.
///
/// # Errors
/// Where they are no such modules.
pub fn share(first: &[u8], rest: &[u8]) -> Result<(Vec<u8>, Vec<u8>), String> {
    share_parts(first, rest).map_err(|it| it.to_string())
}

fn share_parts(first: &[u8], rest: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let module = Module::read(first)?;
    let is_shared =
        |it: &&wasmparser::Export| it.kind == ExternalKind::Func && it.name.starts_with(SHARED);
    let mut shared: Vec<_> = module.exports.iter().filter(is_shared).collect();
    shared.sort_by_key(|it| it.index);
    // The slots count from the table's end, so that nothing need tell how many they are.
    let functions: Vec<Function> = shared.iter().rev().map(|it| it.index).collect();
    let more = functions.len() as u64;
    let names = shared.iter().enumerate().map(|(at, it)| (it.name.to_owned(), number(at)));
    if module.function_table() != Some(0) {
        return Err("the table of functions is not the first".into());
    }
    let end = module.tables.first().ok_or("no table")?.initial as u32;
    let mut sharing = Sharing { names: names.collect(), functions, more, end };
    Ok((sharing.write(first)?, sharing.write(rest)?))
}

/// A number in [`BASE`].
fn number(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((number % BASE) as u32, BASE as u32));
        number /= BASE;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

struct Sharing {
    /// By which number the rest imports what had this name.
    names: BTreeMap<String, String>,
    /// What the new slots hold, until that is written; how many they are, and where they begin.
    functions: Vec<Function>,
    more: u64,
    end: u32,
}

impl Sharing {
    fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut out = wasm_encoder::Module::new();
        self.parse_core_module(&mut out, Parser::new(0), bytes)?;
        let out = out.finish();
        wasmparser::Validator::new().validate_all(&out)?;
        Ok(out)
    }

    fn longer(&self, mut table: wasm_encoder::TableType) -> wasm_encoder::TableType {
        table.minimum += self.more;
        table.maximum = table.maximum.map(|it| it + self.more);
        table
    }
}

impl Reencode for Sharing {
    type Error = std::convert::Infallible;

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for (at, table) in section.into_iter().enumerate() {
            let table = self.table_type(table?.ty)?;
            tables.table(if at == 0 { self.longer(table) } else { table });
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for export in section {
            let export = export?;
            if !self.names.contains_key(export.name) {
                utils::parse_export(self, exports, export)?;
            }
        }
        Ok(())
    }

    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        section: wasmparser::ElementSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        utils::parse_element_section(self, elements, section)?;
        if !self.functions.is_empty() {
            let functions = std::mem::take(&mut self.functions);
            let offset = ConstExpr::i32_const(self.end as i32);
            elements.active(None, &offset, Elements::Functions(functions.into()));
        }
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let from_first = import.module == FROM;
            let name = self.names.get(import.name).filter(|_| from_first);
            let name = name.map_or_else(|| import.name.to_owned(), Clone::clone);
            let mut ty = self.entity_type(import.ty)?;
            if let wasm_encoder::EntityType::Table(table) = ty
                && from_first
                && import.name == format!("{TABLE}0")
            {
                ty = wasm_encoder::EntityType::Table(self.longer(table));
            }
            imports.import(import.module, &name, ty);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder as wasm;

    const TABLE_TYPE: wasm::TableType = wasm::TableType {
        element_type: wasm::RefType::FUNCREF,
        table64: false,
        minimum: 3,
        maximum: Some(3),
        shared: false,
    };

    #[test]
    fn shared_functions_stand_at_the_end_of_the_table_and_are_imported_by_their_place_from_it() {
        let mut types = wasm::TypeSection::new();
        types.ty().function([], []);
        let mut functions = wasm::FunctionSection::new();
        functions.function(0).function(0);
        let mut tables = wasm::TableSection::new();
        tables.table(TABLE_TYPE);
        let mut code = wasm::CodeSection::new();
        for _ in 0..2 {
            let mut body = wasm::Function::new([]);
            body.instruction(&wasm::Instruction::End);
            code.function(&body);
        }
        let mut exports = wasm::ExportSection::new();
        exports.export("$a", wasm::ExportKind::Func, 1);
        exports.export("main", wasm::ExportKind::Func, 1);
        exports.export("$b", wasm::ExportKind::Func, 0);
        let mut elements = wasm::ElementSection::new();
        elements.active(
            None,
            &wasm::ConstExpr::i32_const(1),
            wasm::Elements::Functions(vec![1].into()),
        );
        let mut first = wasm::Module::new();
        first.section(&types).section(&functions).section(&tables).section(&exports);
        first.section(&elements).section(&code);
        let mut imports = wasm::ImportSection::new();
        imports.import(FROM, "$a", wasm::EntityType::Function(0));
        imports.import(FROM, "$b", wasm::EntityType::Function(0));
        imports.import(FROM, "#t0", wasm::EntityType::Table(TABLE_TYPE));
        let mut rest = wasm::Module::new();
        rest.section(&types).section(&imports);
        let (first, rest) = share(&first.finish(), &rest.finish()).unwrap_or_default();
        let (first, rest) = (Module::read(&first), Module::read(&rest));
        let (Ok(first), Ok(rest)) = (first, rest) else { panic!("no modules") };
        assert_eq!(first.exports.iter().map(|it| it.name).collect::<Vec<_>>(), ["main"]);
        assert_eq!(first.tables.iter().map(|it| it.initial).collect::<Vec<_>>(), [5]);
        let held: Vec<_> = first.elements.iter().map(|it| (it.offset, &*it.functions)).collect();
        // The last slot holds function 0, which was `$b`.
        assert_eq!(held, [(1, &[1][..]), (3, &[1, 0][..])]);
        assert_eq!(rest.imports.iter().map(|it| it.name).collect::<Vec<_>>(), ["1", "0", "#t0"]);
        let wasmparser::TypeRef::Table(table) = rest.imports[2].ty else { panic!("no table") };
        assert_eq!((table.initial, table.maximum), (5, Some(5)));
    }

    #[test]
    fn numbers_are_written_in_letters_too() {
        assert_eq!([0, 35, 36, 1331].map(number), ["0", "z", "10", "10z"]);
    }
}
