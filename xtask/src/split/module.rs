//! A Wasm module as the splitter sees it: what stands in it by index, and which
//! function refers to which. Reads only.

use std::collections::BTreeMap;
use std::ops::Range;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::{
    DataKind, ElementItems, ElementKind, FuncType, FunctionBody, KnownCustom, Name, Operator,
    Parser, Payload, TypeRef, ValType,
};

use super::Fault;

/// The section that tells what of Wasm a module uses.
pub const FEATURES: &str = "target_features";

/// A function of the module by its index, imported ones first.
pub type Function = u32;

/// A segment that fills a part of a table.
pub struct Element {
    pub table: u32,
    /// The slot of its first function.
    pub offset: u32,
    pub functions: Vec<Function>,
}

/// A segment of data that is in memory from the start.
#[derive(Clone)]
pub struct Segment<'a> {
    /// Where in memory.
    pub at: u32,
    pub bytes: &'a [u8],
    /// Where in the module's file.
    pub file: Range<usize>,
}

impl Segment<'_> {
    /// Where in memory.
    pub fn range(&self) -> Range<u32> {
        self.at..self.at + self.bytes.len() as u32
    }

    /// Whether another module's segment puts the same into memory.
    pub fn same(&self, other: &Segment) -> bool {
        self.at == other.at && self.bytes == other.bytes
    }
}

/// A parsed module.
#[derive(Default)]
pub struct Module<'a> {
    pub types: Vec<FuncType>,
    pub imports: Vec<wasmparser::Import<'a>>,
    /// The type of each function, imported ones first.
    pub functions: Vec<u32>,
    pub imported: u32,
    pub tables: Vec<wasmparser::TableType>,
    pub memories: Vec<wasmparser::MemoryType>,
    /// With the expression that gives the first value.
    pub globals: Vec<(wasmparser::GlobalType, wasm_encoder::ConstExpr)>,
    /// The first values of globals that are plain numbers.
    pub values: Vec<u32>,
    pub exports: Vec<wasmparser::Export<'a>>,
    pub start: Option<Function>,
    pub elements: Vec<Element>,
    pub data: Vec<Segment<'a>>,
    pub bodies: Vec<FunctionBody<'a>>,
    pub names: BTreeMap<Function, &'a str>,
    /// What of Wasm it uses, for wasm-opt.
    pub features: &'a [u8],
}

impl<'a> Module<'a> {
    /// Reads a module.
    ///
    /// # Errors
    /// Where the bytes are no module, or hold what wasm-bindgen's modules never do: types for garbage collection, segments
    /// that are not in the table or in memory from the start, or not at a place that is told.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut module = Module::default();
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(payload?)?;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), Fault> {
        match payload {
            Payload::TypeSection(section) => {
                for ty in section.into_iter_err_on_gc_types() {
                    self.types.push(ty?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(ty) = import.ty {
                        self.functions.push(ty);
                        self.imported += 1;
                    }
                    self.imports.push(import);
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    self.functions.push(ty?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    let global = global?;
                    self.values.extend(read_offset(&global.init_expr));
                    let first = RoundtripReencoder.const_expr(global.init_expr)?;
                    self.globals.push((global.ty, first));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    self.exports.push(export?);
                }
            }
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(section) => {
                for element in section {
                    self.elements.push(read_element(element?)?);
                }
            }
            Payload::DataSection(section) => {
                for data in section {
                    self.data.push(read_segment(&data?)?);
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if section.name() == FEATURES {
                    self.features = section.data();
                } else if let KnownCustom::Name(names) = section.as_known() {
                    self.take_names(names)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_names(&mut self, names: wasmparser::NameSectionReader<'a>) -> Result<(), Fault> {
        for part in names {
            if let Name::Function(map) = part? {
                for naming in map {
                    let naming = naming?;
                    self.names.insert(naming.index, naming.name);
                }
            }
        }
        Ok(())
    }

    /// How many functions there are, imported ones too.
    pub fn count(&self) -> Function {
        self.functions.len() as Function
    }

    /// The body of a function that the module defines.
    pub fn body(&self, function: Function) -> Option<&FunctionBody<'a>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }

    /// The type of a function.
    pub fn type_of(&self, function: Function) -> Option<&FuncType> {
        self.types.get(*self.functions.get(function as usize)? as usize)
    }

    /// The functions that the body of a function names, in the order of their first mention.
    ///
    /// # Errors
    /// Where the body is broken.
    pub fn mentions(&self, function: Function) -> Result<Vec<Function>, Fault> {
        let mut found = Vec::new();
        let Some(body) = self.body(function) else { return Ok(found) };
        for operator in body.get_operators_reader()? {
            let (Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index }) = operator?
            else {
                continue;
            };
            if !found.contains(&function_index) {
                found.push(function_index);
            }
        }
        Ok(found)
    }

    /// The table of functions.
    pub fn function_table(&self) -> Option<u32> {
        self.tables.iter().position(|it| it.element_type.is_func_ref()).map(|it| it as u32)
    }
}

/// The types of parameters, results or locals as the writer wants them.
pub fn plain_types(types: &[ValType]) -> Result<Vec<wasm_encoder::ValType>, Fault> {
    types.iter().map(|it| Ok(RoundtripReencoder.val_type(*it)?)).collect()
}

fn read_element(element: wasmparser::Element) -> Result<Element, Fault> {
    let ElementKind::Active { table_index, offset_expr } = element.kind else {
        return Err("a segment of functions that fills no table".into());
    };
    let ElementItems::Functions(items) = element.items else {
        return Err("a segment of expressions".into());
    };
    let functions = items.into_iter().collect::<Result<Vec<_>, _>>()?;
    let offset = read_offset(&offset_expr)?;
    Ok(Element { table: table_index.unwrap_or(0), offset, functions })
}

/// Reads a segment of data.
///
/// # Errors
/// Where it is not put into memory from the start, at a place that is told.
pub fn read_segment<'a>(data: &wasmparser::Data<'a>) -> Result<Segment<'a>, Fault> {
    let DataKind::Active { memory_index: 0, offset_expr } = &data.kind else {
        return Err("a segment of data that is not in memory".into());
    };
    let file = data.range.end - data.data.len()..data.range.end;
    Ok(Segment { at: read_offset(offset_expr)?, bytes: data.data, file })
}

fn read_offset(offset: &wasmparser::ConstExpr) -> Result<u32, Fault> {
    match offset.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        _ => Err("a segment at a computed place".into()),
    }
}
