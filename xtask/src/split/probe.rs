//! Measures which functions run: a module whose functions leave a mark when they are called.

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, Instruction, MemArg};

use super::Fault;
use super::module::Module;
use super::names::Listed;

/// Bytes of a page of Wasm's memory.
const PAGE: u64 = 65536;

/// The first byte of the marks: behind what the module has at first, where nothing of it looks.
fn place(module: &Module) -> Result<u64, Fault> {
    let memory = module.memories.first().ok_or("no memory")?;
    Ok(memory.initial * PAGE)
}

struct Probing {
    place: u64,
    next: u64,
}

impl Reencode for Probing {
    type Error = std::convert::Infallible;

    fn memory_type(
        &mut self,
        memory: wasmparser::MemoryType,
    ) -> Result<wasm_encoder::MemoryType, Error<Self::Error>> {
        let mut memory = utils::memory_type(self, memory);
        memory.minimum += self.next.div_ceil(PAGE);
        Ok(memory)
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader,
    ) -> Result<(), Error<Self::Error>> {
        self.next = 0;
        utils::parse_code_section(self, code, section)
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: wasmparser::FunctionBody,
    ) -> Result<(), Error<Self::Error>> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        function.instruction(&Instruction::I32Const(0));
        function.instruction(&Instruction::I32Const(1));
        let offset = self.place + self.next;
        function.instruction(&Instruction::I32Store8(MemArg { offset, align: 0, memory_index: 0 }));
        self.next += 1;
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            function.instruction(&self.parse_instruction(&mut reader)?);
        }
        code.function(&function);
        Ok(())
    }
}

/// A module whose functions leave marks.
pub struct Probe {
    pub module: Vec<u8>,
    /// Where in memory the first mark is: one byte each, 1 where the function ran.
    pub place: u64,
    /// How many marks there are.
    pub count: usize,
}

/// Gives each function of a module a mark.
///
/// # Errors
/// Where the bytes are no module.
pub fn probe(bytes: &[u8]) -> Result<Probe, String> {
    probe_module(bytes).map_err(|it| it.to_string())
}

fn probe_module(bytes: &[u8]) -> Result<Probe, Fault> {
    let module = Module::read(bytes)?;
    let place = place(&module)?;
    let count = module.bodies.len();
    let mut probing = Probing { place, next: count as u64 };
    let mut out = wasm_encoder::Module::new();
    probing.parse_core_module(&mut out, wasmparser::Parser::new(0), bytes)?;
    Ok(Probe { module: out.finish(), place, count })
}

/// The functions whose marks are set.
///
/// # Errors
/// Where the bytes are no module.
pub fn marks(bytes: &[u8], set: impl Fn(usize) -> bool) -> Result<Listed, String> {
    let module = Module::read(bytes).map_err(|it| it.to_string())?;
    let run = (0..module.bodies.len()).filter(|it| set(*it));
    Ok(run.filter_map(|it| module.names.get(&(module.imported + it as u32)).copied()).collect())
}
