//! Writes the two modules.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType,
    ExportKind, ExportSection, FunctionSection, GlobalSection, ImportSection, Instruction,
    MemorySection, NameMap, NameSection, StartSection, TableSection, TableType, TypeSection,
};

use super::data::{Data, Piece};
use super::module::{FEATURES, Function, Module, plain_types};
use super::names::ShortNames;
use super::plan::Plan;
use super::{FROM, Fault};

/// Names under which the first part exports its memories, tables and globals, and whether the rest is there.
const MEMORY: &str = "#m";
pub const TABLE: &str = "#t";
const GLOBAL: &str = "#g";
const READY: &str = "#ready";

/// Gives functions their numbers in a part.
struct Renumbered {
    numbers: BTreeMap<Function, u32>,
}

impl Reencode for Renumbered {
    type Error = std::convert::Infallible;

    fn function_index(
        &mut self,
        function: u32,
    ) -> Result<u32, wasm_encoder::reencode::Error<Self::Error>> {
        // A function without a number makes a module that the check afterwards refuses.
        Ok(self.numbers.get(&function).copied().unwrap_or(u32::MAX))
    }
}

impl Renumbered {
    fn new(functions: impl Iterator<Item = Function>) -> Self {
        Self { numbers: functions.zip(0..).collect() }
    }

    fn number(&mut self, function: Function) -> Result<u32, Fault> {
        Ok(self.function_index(function)?)
    }
}

/// The first part: the listed functions, then the stubs.
pub fn first(
    module: &Module,
    plan: &Plan,
    data: &Data,
    names: &ShortNames,
) -> Result<Vec<u8>, Fault> {
    let defined: Vec<Function> = plan.first.iter().chain(plan.stubs.keys()).copied().collect();
    let imported = 0..module.imported;
    let mut numbered = Renumbered::new(imported.chain(defined.iter().copied()));
    let mut out = wasm_encoder::Module::new();

    let (types, _) = types_and_nothing(module)?;
    out.section(&types);
    let mut imports = ImportSection::new();
    for import in &module.imports {
        imports.import(import.module, names.get(import.name), numbered.entity_type(import.ty)?);
    }
    out.section(&imports);
    out.section(&functions_of(module, &defined));

    let mut tables = TableSection::new();
    for table in longer_tables(module, plan, &mut numbered)? {
        tables.table(table);
    }
    out.section(&tables);
    let mut memories = MemorySection::new();
    for memory in &module.memories {
        memories.memory(numbered.memory_type(*memory)?);
    }
    out.section(&memories);
    let mut globals = GlobalSection::new();
    for (ty, value) in &module.globals {
        globals.global(numbered.global_type(*ty)?, value);
    }
    let ready = module.globals.len() as u32;
    globals.global(ready_type(), &ConstExpr::i32_const(0));
    out.section(&globals);

    let mut exports = ExportSection::new();
    for export in &module.exports {
        let export = wasmparser::Export { name: names.get(export.name), ..*export };
        utils::parse_export(&mut numbered, &mut exports, export)?;
    }
    export_all(&mut exports, MEMORY, ExportKind::Memory, module.memories.len());
    export_all(&mut exports, TABLE, ExportKind::Table, module.tables.len());
    export_all(&mut exports, GLOBAL, ExportKind::Global, module.globals.len());
    exports.export(READY, ExportKind::Global, ready);
    for (function, name) in &plan.shared {
        exports.export(name, ExportKind::Func, numbered.number(*function)?);
    }
    out.section(&exports);
    if let Some(start) = module.start {
        out.section(&StartSection { function_index: numbered.number(start)? });
    }

    let mut elements = ElementSection::new();
    for element in &module.elements {
        let functions: Vec<u32> =
            element.functions.iter().map(|it| numbered.number(*it)).collect::<Result<_, _>>()?;
        add_segment(&mut elements, element.table, element.offset, functions);
    }
    out.section(&elements);

    let mut code = CodeSection::new();
    for function in &plan.first {
        add_body(&mut code, &mut numbered, module, *function)?;
    }
    let load = numbered.number(plan.load)?;
    for (function, slot) in &plan.stubs {
        code.function(&stub(module, *function, *slot, plan.table, ready, load)?);
    }
    out.section(&code);
    out.section(&written(&data.first));
    out.section(&name_section(module, &numbered));
    out.section(&features(module));
    Ok(out.finish())
}

/// The rest: what is not listed, with all that it shares imported.
pub fn rest(module: &Module, plan: &Plan, data: &Data) -> Result<Vec<u8>, Fault> {
    let defined = &plan.rest;
    let shared = plan.shared.keys();
    let mut numbered = Renumbered::new(shared.chain(defined).copied());
    let tell = (plan.shared.len() + defined.len()) as u32;
    let mut out = wasm_encoder::Module::new();

    let (types, nothing) = types_and_nothing(module)?;
    out.section(&types);
    let mut imports = ImportSection::new();
    for (function, name) in &plan.shared {
        let ty = module.functions.get(*function as usize).copied().unwrap_or(u32::MAX);
        imports.import(FROM, name, EntityType::Function(ty));
    }
    for (table, at) in longer_tables(module, plan, &mut numbered)?.into_iter().zip(0..) {
        imports.import(FROM, &format!("{TABLE}{at}"), EntityType::Table(table));
    }
    for (memory, at) in module.memories.iter().zip(0..) {
        let ty = EntityType::Memory(numbered.memory_type(*memory)?);
        imports.import(FROM, &format!("{MEMORY}{at}"), ty);
    }
    for ((ty, _), at) in module.globals.iter().zip(0..) {
        let ty = EntityType::Global(numbered.global_type(*ty)?);
        imports.import(FROM, &format!("{GLOBAL}{at}"), ty);
    }
    imports.import(FROM, READY, EntityType::Global(ready_type()));
    out.section(&imports);

    let mut functions = functions_of(module, defined);
    functions.function(nothing);
    out.section(&functions);
    out.section(&StartSection { function_index: tell });

    let mut elements = ElementSection::new();
    let filled: Vec<u32> =
        plan.stubs.keys().map(|it| numbered.number(*it)).collect::<Result<_, _>>()?;
    add_segment(&mut elements, plan.table, plan.slots, filled);
    out.section(&elements);

    let mut code = CodeSection::new();
    for function in defined {
        add_body(&mut code, &mut numbered, module, *function)?;
    }
    let mut start = wasm_encoder::Function::new([]);
    start.instruction(&Instruction::I32Const(1));
    start.instruction(&Instruction::GlobalSet(module.globals.len() as u32));
    start.instruction(&Instruction::End);
    code.function(&start);
    out.section(&code);
    out.section(&written(&data.rest));
    out.section(&name_section(module, &numbered));
    out.section(&features(module));
    Ok(out.finish())
}

/// The module's tables, that of functions with the stubs' slots.
fn longer_tables(
    module: &Module,
    plan: &Plan,
    numbered: &mut Renumbered,
) -> Result<Vec<TableType>, Fault> {
    let longer = |(table, at): (&wasmparser::TableType, u32)| {
        let more = if at == plan.table { plan.stubs.len() as u64 } else { 0 };
        let mut table = numbered.table_type(*table)?;
        table.minimum += more;
        table.maximum = table.maximum.map(|it| it + more);
        Ok(table)
    };
    module.tables.iter().zip(0..).map(longer).collect()
}

/// The module's types and the number of the one without parameters and results, added where there is none.
fn types_and_nothing(module: &Module) -> Result<(TypeSection, u32), Fault> {
    let mut section = TypeSection::new();
    for ty in &module.types {
        section.ty().function(plain_types(ty.params())?, plain_types(ty.results())?);
    }
    let nothing =
        module.types.iter().position(|it| it.params().is_empty() && it.results().is_empty());
    if nothing.is_none() {
        section.ty().function([], []);
    }
    Ok((section, nothing.unwrap_or(module.types.len()) as u32))
}

fn ready_type() -> wasm_encoder::GlobalType {
    wasm_encoder::GlobalType { val_type: wasm_encoder::ValType::I32, mutable: true, shared: false }
}

fn functions_of(module: &Module, defined: &[Function]) -> FunctionSection {
    let mut section = FunctionSection::new();
    for function in defined {
        section.function(module.functions.get(*function as usize).copied().unwrap_or(u32::MAX));
    }
    section
}

/// Pieces of data as segments of the one memory.
fn written(pieces: &[Piece]) -> DataSection {
    let mut section = DataSection::new();
    for piece in pieces {
        section.active(0, &ConstExpr::i32_const(piece.at as i32), piece.bytes.iter().copied());
    }
    section
}

fn export_all(exports: &mut ExportSection, name: &str, kind: ExportKind, count: usize) {
    for at in 0..count as u32 {
        exports.export(&format!("{name}{at}"), kind, at);
    }
}

fn add_segment(elements: &mut ElementSection, table: u32, offset: u32, functions: Vec<u32>) {
    let table = (table != 0).then_some(table);
    let offset = ConstExpr::i32_const(offset as i32);
    elements.active(table, &offset, Elements::Functions(functions.into()));
}

fn add_body(
    code: &mut CodeSection,
    numbered: &mut Renumbered,
    module: &Module,
    function: Function,
) -> Result<(), Fault> {
    let body = module.body(function).ok_or("a function without a body")?;
    Ok(utils::parse_function_body(numbered, code, body.clone())?)
}

/// `if !ready { load() }; table[slot](parameters)`.
fn stub(
    module: &Module,
    function: Function,
    slot: u32,
    table: u32,
    ready: u32,
    load: u32,
) -> Result<wasm_encoder::Function, Fault> {
    let ty = module.type_of(function).ok_or("a function without a type")?;
    let mut out = wasm_encoder::Function::new([]);
    out.instruction(&Instruction::GlobalGet(ready));
    out.instruction(&Instruction::I32Eqz);
    out.instruction(&Instruction::If(wasm_encoder::BlockType::Empty));
    out.instruction(&Instruction::Call(load));
    out.instruction(&Instruction::End);
    for (_, at) in ty.params().iter().zip(0..) {
        out.instruction(&Instruction::LocalGet(at));
    }
    out.instruction(&Instruction::I32Const(slot as i32));
    out.instruction(&Instruction::CallIndirect {
        type_index: module.functions.get(function as usize).copied().unwrap_or(u32::MAX),
        table_index: table,
    });
    out.instruction(&Instruction::End);
    Ok(out)
}

fn features<'a>(module: &Module<'a>) -> CustomSection<'a> {
    CustomSection { name: FEATURES.into(), data: module.features.into() }
}

/// The names of a part's functions, for wasm-opt, the ledger, and whoever reads a stack.
fn name_section(module: &Module, numbered: &Renumbered) -> NameSection {
    let by_number: BTreeMap<u32, &str> = numbered
        .numbers
        .iter()
        .filter_map(|(function, number)| Some((*number, *module.names.get(function)?)))
        .collect();
    let mut map = NameMap::new();
    for (number, name) in by_number {
        map.append(number, name);
    }
    let mut section = NameSection::new();
    section.functions(&map);
    section
}
