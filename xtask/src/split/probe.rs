//! Measures what runs: a module whose functions leave marks, when they are called and when a point in them is reached.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{Instruction, MemArg};

use super::Fault;
use super::module::{Module, plain_types};
use super::names::Listed;
use super::trim::{Rewriting, bodies};

/// A module whose functions leave marks.
pub struct Probe {
    pub module: Vec<u8>,
    /// Where in memory the first mark is: one byte each, 1 where something ran.
    pub place: u64,
    /// How many marks there are: for each function one, then one for each of its points.
    pub count: usize,
    /// How many functions there are.
    pub functions: usize,
}

/// Gives each function of a module its marks.
///
/// # Errors
/// Where the bytes are no module.
pub fn probe(bytes: &[u8]) -> Result<Probe, String> {
    probe_module(bytes).map_err(|it| it.to_string())
}

/// Bytes of a page of Wasm's memory.
const PAGE: u64 = 65536;

fn probe_module(bytes: &[u8]) -> Result<Probe, Fault> {
    let module = Module::read(bytes)?;
    // Behind what the module has at first, where nothing of it looks.
    let place = module.memories.first().ok_or("no memory")?.initial * PAGE;
    let mut next = place;
    let mut code = Vec::new();
    for (number, body) in (module.imported..).zip(bodies(bytes)?) {
        let ty = module.type_of(number).ok_or("a function without a type")?;
        let declared = body.locals.get(ty.params().len()..).unwrap_or_default();
        let mut function = wasm_encoder::Function::new_with_locals_types(plain_types(declared)?);
        let mut points = body.points.iter().map(|it| it.start).peekable();
        let mut mark = |function: &mut wasm_encoder::Function| {
            function.instruction(&Instruction::I32Const(0));
            function.instruction(&Instruction::I32Const(1));
            function.instruction(&Instruction::I32Store8(MemArg {
                offset: next,
                align: 0,
                memory_index: 0,
            }));
            next += 1;
        };
        mark(&mut function);
        for (at, operator) in body.operators.iter().enumerate() {
            if points.next_if_eq(&at).is_some() {
                mark(&mut function);
            }
            function.instruction(&RoundtripReencoder.instruction(operator.clone())?);
        }
        code.push(function);
    }
    let count = (next - place) as usize;
    let names = module.names.iter().map(|(it, name)| (*it, (*name).to_owned())).collect();
    let functions = code.len();
    let pages = (count as u64).div_ceil(PAGE);
    let writing = Rewriting { code, types: Vec::new(), functions: Vec::new(), names, pages };
    Ok(Probe { module: writing.write(bytes)?, place, count, functions })
}

/// What ran, by the marks that are set.
///
/// # Errors
/// Where the bytes are no module.
pub fn marks(bytes: &[u8], set: impl Fn(usize) -> bool) -> Result<Listed, String> {
    read_marks(bytes, &set).map_err(|it| it.to_string())
}

fn read_marks(bytes: &[u8], set: &dyn Fn(usize) -> bool) -> Result<Listed, Fault> {
    let module = Module::read(bytes)?;
    let mut listed = Listed::default();
    let mut next = 0;
    for (number, body) in (module.imported..).zip(bodies(bytes)?) {
        let ran = set(next);
        let first = next + 1;
        next += 1 + body.points.len();
        let Some(name) = module.names.get(&number).filter(|_| ran) else { continue };
        let mut cold = BTreeSet::new();
        let mut end = 0;
        for (at, point) in body.points.iter().enumerate() {
            if !set(first + at) && point.start >= end && point.end != usize::MAX {
                cold.insert(at);
                end = point.end;
            }
        }
        listed.add(name, body.shape(), cold);
    }
    Ok(listed)
}
