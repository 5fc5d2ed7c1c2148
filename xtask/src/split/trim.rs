//! Rewrites a module so that its listed functions hold no more than what a first visit runs of them.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, NameMap, NameSection, TypeSection};
use wasmparser::{Parser, ValidPayload, Validator};

use super::Fault;
use super::module::{Function, Module, plain_types};
use super::names::Listed;
use super::outline::{Taken, outline};
use super::scan::Body;

/// The bodies of a module in order.
///
/// # Errors
/// Where one is broken.
pub fn bodies(bytes: &[u8]) -> Result<Vec<Body<'_>>, Fault> {
    let mut validator = Validator::new();
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        if let ValidPayload::Func(function, body) = validator.payload(&payload?)? {
            found.push(Body::read(function, &body)?);
        }
    }
    Ok(found)
}

/// Writes a module with other bodies and some functions more.
pub struct Rewriting {
    pub code: Vec<wasm_encoder::Function>,
    /// Types beside the module's own.
    pub types: Vec<wasmparser::FuncType>,
    /// The type of each further function.
    pub functions: Vec<u32>,
    /// Names of all functions.
    pub names: BTreeMap<Function, String>,
    /// How many pages of memory it has more.
    pub pages: u64,
}

impl Rewriting {
    /// # Errors
    /// Where the module is broken, or what comes out is.
    pub fn write(mut self, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut out = wasm_encoder::Module::new();
        self.parse_core_module(&mut out, Parser::new(0), bytes)?;
        let out = out.finish();
        Validator::new().validate_all(&out)?;
        Ok(out)
    }
}

impl Reencode for Rewriting {
    type Error = std::convert::Infallible;

    fn memory_type(
        &mut self,
        memory: wasmparser::MemoryType,
    ) -> Result<wasm_encoder::MemoryType, Error> {
        let mut memory = utils::memory_type(self, memory);
        memory.minimum += self.pages;
        Ok(memory)
    }

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: wasmparser::TypeSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_type_section(self, types, section)?;
        for ty in &self.types {
            let params = plain_types(ty.params()).unwrap_or_default();
            let results = plain_types(ty.results()).unwrap_or_default();
            types.ty().function(params, results);
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_function_section(self, functions, section)?;
        for ty in &self.functions {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        _: wasmparser::CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for body in &self.code {
            code.function(body);
        }
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        out: &mut wasm_encoder::Module,
        section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        if section.name() != "name" {
            return utils::parse_custom_section(self, out, section);
        }
        let mut map = NameMap::new();
        for (number, name) in &self.names {
            map.append(*number, name);
        }
        let mut names = NameSection::new();
        names.functions(&map);
        out.section(&names);
        Ok(())
    }
}

/// Takes out of each listed function what did not run. `weights`: bytes of constants that come with an address in it.
///
/// # Errors
/// Where the module is broken.
pub fn trim(
    bytes: &[u8],
    listed: &Listed,
    weights: &BTreeMap<u32, usize>,
) -> Result<Vec<u8>, Fault> {
    let module = Module::read(bytes)?;
    let mut code = Vec::new();
    let mut all: Vec<Taken> = Vec::new();
    let mut names: BTreeMap<Function, String> =
        module.names.iter().map(|(it, name)| (*it, (*name).to_owned())).collect();
    for (number, body) in (module.imported..).zip(bodies(bytes)?) {
        let ty = module.type_of(number).ok_or("a function without a type")?;
        let cold = names.get(&number).map(|it| listed.cold(it, body.shape())).unwrap_or_default();
        let next = module.count() + all.len() as u32;
        let (function, taken) = outline(&body, ty, &cold, weights, next)?;
        code.push(function);
        let own = names.get(&number).cloned().unwrap_or_default();
        for (at, _) in taken.iter().enumerate() {
            names.insert(next + at as u32, format!("{own} (rare {at})"));
        }
        all.extend(taken);
    }
    let (mut types, mut functions) = (Vec::new(), Vec::new());
    for taken in all {
        let known = |list: &[wasmparser::FuncType]| list.iter().position(|it| *it == taken.ty);
        let at = known(&module.types).or_else(|| Some(module.types.len() + known(&types)?));
        let at = at.unwrap_or_else(|| {
            types.push(taken.ty.clone());
            module.types.len() + types.len() - 1
        });
        functions.push(at as u32);
        code.push(taken.body);
    }
    Rewriting { code, types, functions, names, pages: 0 }.write(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::marks;
    use super::*;
    use wasm_encoder::{self as wasm, BlockType, Instruction as I, ValType};

    /// The address that the part names which is skipped where the parameter is not 0.
    const ADDRESS: i32 = 1_050_000;

    /// A function with a short part that names a constant.
    fn module() -> Vec<u8> {
        let mut types = wasm::TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut functions = wasm::FunctionSection::new();
        functions.function(0);
        let mut body = wasm::Function::new([]);
        let all = [I::Block(BlockType::Empty), I::LocalGet(0), I::BrIf(0), I::I32Const(ADDRESS)];
        for it in all.into_iter().chain([I::Drop, I::End, I::End]) {
            body.instruction(&it);
        }
        let mut code = wasm::CodeSection::new();
        code.function(&body);
        let mut names = wasm::NameMap::new();
        names.append(0, "main");
        let mut named = wasm::NameSection::new();
        named.functions(&names);
        let mut out = wasm::Module::new();
        out.section(&types).section(&functions).section(&code).section(&named);
        out.finish()
    }

    /// How many functions there are after that, none of whose points was reached.
    fn functions(weights: &[(u32, usize)]) -> u32 {
        let bytes = module();
        let listed = marks(&bytes, |it| it == 0).unwrap_or_else(|it| panic!("{it}"));
        let weights = weights.iter().copied().collect();
        let out = trim(&bytes, &listed, &weights).unwrap_or_else(|it| panic!("{it}"));
        Module::read(&out).unwrap_or_else(|it| panic!("{it}")).count()
    }

    #[test]
    fn a_short_part_is_taken_out_for_the_long_text_that_it_names() {
        assert_eq!(functions(&[]), 1, "a stub would be longer than the part");
        assert_eq!(functions(&[(ADDRESS as u32, 2)]), 1, "a short text");
        assert_eq!(functions(&[(ADDRESS as u32, 80)]), 2);
        assert_eq!(functions(&[(7, 80)]), 1, "another's text");
    }
}
