//! Takes what a first visit never runs out of a function that it does run: what follows a point that was never reached
//! becomes a function of its own, which is of the rest as any other that is not listed.
//!
//! The new function gets the values on the stack and the locals that it reads, and gives back how it was left (where
//! there is more than one way), what the function returns, and the locals that it wrote and that are read later.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{BlockType, Function, Instruction};
use wasmparser::{FuncType, Operator, ValType};

use super::Fault;
use super::module::plain_types;
use super::scan::{Body, Point};

/// What a call and its stub weigh at least, in bytes, and what each value more weighs. What is smaller stays where it
/// is. They weigh more before compression, but stubs are all alike: these numbers gave the least in brotli.
const WEIGHT: usize = 7;
const VALUE_WEIGHT: usize = 3;
/// What each way out more weighs.
const EXIT_WEIGHT: usize = 6;
/// A way out of what is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Over its end, out of a loop.
    Falls,
    /// To the construct so many levels further out; 0 is the one around it.
    To(u32),
    Return,
}

/// A function that was taken out: its type and its body.
pub struct Taken {
    pub ty: FuncType,
    pub body: Function,
}

/// A body with what was taken out of it; the calls count from the number that the first new function will have. The
/// constants that an address in it comes with (`weights`, in bytes) weigh as much as code: they are in the first part
/// only as long as something there names them.
///
/// # Errors
/// Where the body is broken.
pub fn outline(
    body: &Body,
    ty: &FuncType,
    cold: &BTreeSet<usize>,
    weights: &BTreeMap<u32, usize>,
    mut next: u32,
) -> Result<(Function, Vec<Taken>), Fault> {
    let mut taken = Vec::new();
    let mut more: Vec<ValType> = Vec::new();
    let mut out: Vec<Instruction> = Vec::new();
    let starts: BTreeMap<usize, &Point> = body
        .points
        .iter()
        .enumerate()
        .filter(|(it, _)| cold.contains(it))
        .map(|(_, it)| (it.start, it))
        .collect();
    let mut inside = 0;
    let mut at = 0;
    while let Some(operator) = body.operators.get(at) {
        if let Some(point) = starts.get(&at) {
            inside = inside.max(point.end);
        }
        // Within what was never run every point is as good as another; the first that can be taken out is the largest.
        let point = starts.get(&at).copied().or_else(|| {
            (at < inside).then(|| body.points.iter().find(|it| it.start == at)).flatten()
        });
        let region = point.and_then(|it| Region::find(body, ty, it));
        if let Some(region) = region.filter(|it| it.pays(weights)) {
            region.call(next, body.locals.len(), &mut more, &mut out);
            taken.push(region.taken()?);
            next += 1;
            at = region.point.end;
            continue;
        }
        out.push(RoundtripReencoder.instruction(operator.clone())?);
        at += 1;
    }
    let declared = body.locals.get(ty.params().len()..).unwrap_or_default();
    let locals = [declared, &more].concat();
    let mut function = Function::new_with_locals_types(plain_types(&locals)?);
    out.iter().for_each(|it| {
        function.instruction(it);
    });
    Ok((function, taken))
}

/// What can be taken out.
struct Region<'a> {
    body: &'a Body<'a>,
    point: &'a Point,
    stack: &'a [ValType],
    /// The last one is what is left when no other was.
    exits: Vec<Exit>,
    /// Locals that it gets.
    gets: Vec<u32>,
    /// Locals that it gives back.
    gives: Vec<u32>,
    /// Every local in it.
    uses: BTreeSet<u32>,
    returns: &'a [ValType],
}

impl<'a> Region<'a> {
    fn operators(&self) -> &'a [Operator<'a>] {
        self.body.operators.get(self.point.start..self.point.end).unwrap_or_default()
    }

    /// Reads what follows a point; none where it leaves with values that cannot be handed on.
    fn find(body: &'a Body<'a>, ty: &'a FuncType, point: &'a Point) -> Option<Self> {
        let stack = point.stack.as_deref()?;
        let around = point.around.first()?;
        let operators = body.operators.get(point.start..point.end)?;
        let mut exits = Vec::new();
        let mut add = |exit: Exit| {
            if !exits.contains(&exit) {
                exits.push(exit);
            }
        };
        let last = point.around.len() as u32 - 1;
        // Where a branch out of `depth` constructs within leads to.
        let leave = |relative: u32, inner: u32| -> Option<Option<Exit>> {
            let Some(outer) = relative.checked_sub(inner) else { return Some(None) };
            let plain = outer != last && point.around.get(outer as usize)?.plain;
            plain.then_some(Some(Exit::To(outer)))
        };
        let mut inner = 0_u32;
        let (mut gets, mut written, mut uses) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut settled = BTreeSet::new();
        for operator in operators {
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => inner += 1,
                Operator::End => inner = inner.checked_sub(1)?,
                Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
                    leave(*relative_depth, inner)?.into_iter().for_each(&mut add);
                }
                Operator::BrTable { targets } => {
                    for target in targets.targets() {
                        leave(target.ok()?, inner)?.into_iter().for_each(&mut add);
                    }
                    leave(targets.default(), inner)?.into_iter().for_each(&mut add);
                }
                Operator::Return => add(Exit::Return),
                Operator::LocalGet { local_index } => {
                    if !settled.contains(local_index) {
                        gets.insert(*local_index);
                    }
                    uses.insert(*local_index);
                }
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    if inner == 0 && !gets.contains(local_index) {
                        settled.insert(*local_index);
                    }
                    written.insert(*local_index);
                    uses.insert(*local_index);
                }
                Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. } => return None,
                _ => {}
            }
        }
        if point.falls {
            let exit = match around {
                _ if point.around.len() == 1 => Exit::Return,
                it if !it.empty => return None,
                it if it.is_loop => Exit::Falls,
                _ => Exit::To(0),
            };
            exits.retain(|it| *it != exit);
            exits.push(exit);
        }
        let read_later = |local: &u32| {
            let first_loop = point.around.iter().rev().find(|it| it.is_loop);
            // What is within a loop is read again, the region itself too.
            let from = first_loop.and_then(|it| it.start).unwrap_or(point.end);
            let reads = |it: &Operator| matches!(it, Operator::LocalGet { local_index } if local_index == local);
            body.operators.get(from..).is_some_and(|it| it.iter().any(reads))
        };
        let stays = exits.iter().any(|it| *it != Exit::Return);
        let gives: Vec<u32> = written.into_iter().filter(|it| stays && read_later(it)).collect();
        gets.extend(gives.iter().copied());
        Some(Self {
            body,
            point,
            stack,
            exits,
            gets: gets.into_iter().collect(),
            gives,
            uses,
            returns: ty.results(),
        })
    }

    fn pays(&self, weights: &BTreeMap<u32, usize>) -> bool {
        let bytes = |at: usize| self.body.offsets.get(at).copied().unwrap_or_default();
        let code = bytes(self.point.end).saturating_sub(bytes(self.point.start));
        let constant = |it: &Operator| match it {
            Operator::I32Const { value } => weights.get(&(*value as u32)).copied(),
            _ => None,
        };
        let constants: usize = self.operators().iter().filter_map(constant).sum();
        let weight = code + constants;
        let values = self.gets.len() + self.gives.len();
        weight > WEIGHT + VALUE_WEIGHT * values + EXIT_WEIGHT * self.exits.len()
    }

    fn many(&self) -> bool {
        self.exits.len() > 1
    }

    /// What the function returns, where the region may return.
    fn returned(&self) -> &'a [ValType] {
        if self.exits.contains(&Exit::Return) { self.returns } else { &[] }
    }

    fn type_of(&self, local: &u32) -> ValType {
        self.body.locals.get(*local as usize).copied().unwrap_or(ValType::I32)
    }

    fn signature(&self) -> FuncType {
        let gets = self.gets.iter().map(|it| self.type_of(it));
        let code = self.many().then_some(ValType::I32);
        let gives = self.gives.iter().map(|it| self.type_of(it));
        FuncType::new(
            self.stack.iter().copied().chain(gets).collect::<Vec<_>>(),
            code.into_iter()
                .chain(self.returned().iter().copied())
                .chain(gives)
                .collect::<Vec<_>>(),
        )
    }

    /// The number that tells of an exit; the last one's is 0.
    fn code(&self, exit: Exit) -> i32 {
        let at = self.exits.iter().position(|it| *it == exit).unwrap_or_default();
        (self.exits.len() - 1 - at) as i32
    }

    /// The call that takes its place, and what follows from how it was left. New locals follow the function's own.
    fn call(
        &self,
        function: u32,
        locals: usize,
        more: &mut Vec<ValType>,
        out: &mut Vec<Instruction>,
    ) {
        let mut fresh = |ty: ValType| {
            more.push(ty);
            (locals + more.len() - 1) as u32
        };
        out.extend(self.gets.iter().map(|it| Instruction::LocalGet(*it)));
        out.push(Instruction::Call(function));
        out.extend(self.gives.iter().rev().map(|it| Instruction::LocalSet(*it)));
        let Some((last, others)) = self.exits.split_last() else {
            out.push(Instruction::Unreachable);
            return;
        };
        if !self.many() {
            out.extend(go(*last, &[]));
            return;
        }
        let kept: Vec<u32> = self.returned().iter().map(|it| fresh(*it)).collect();
        out.extend(kept.iter().rev().map(|it| Instruction::LocalSet(*it)));
        let code = fresh(ValType::I32);
        out.push(Instruction::LocalSet(code));
        for exit in others {
            out.push(Instruction::LocalGet(code));
            if self.exits.len() > 2 {
                out.extend([Instruction::I32Const(self.code(*exit)), Instruction::I32Eq]);
            }
            match exit {
                Exit::To(level) => out.push(Instruction::BrIf(*level)),
                Exit::Falls | Exit::Return => {
                    out.push(Instruction::If(BlockType::Empty));
                    out.extend(go(*exit, &kept));
                    out.push(Instruction::End);
                }
            }
        }
        out.extend(go(*last, &kept));
    }

    /// The new function.
    fn taken(&self) -> Result<Taken, Fault> {
        let signature = self.signature();
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        let first = self.stack.len() as u32;
        numbers.extend(self.gets.iter().copied().zip(first..));
        let mut next = signature.params().len() as u32;
        let mut declared = Vec::new();
        for local in self.uses.iter().filter(|it| !self.gets.contains(it)) {
            numbers.insert(*local, next);
            declared.push(self.type_of(local));
            next += 1;
        }
        let kept: Vec<u32> = self.returned().iter().zip(next..).map(|(_, it)| it).collect();
        declared.extend(self.returned());
        let mut function = Function::new_with_locals_types(plain_types(&declared)?);
        let mut write = |it: Instruction| {
            function.instruction(&it);
        };
        let local = |it: &u32| numbers.get(it).copied().unwrap_or(u32::MAX);
        // Where there is but the one way of returning, that stays as it is.
        let only_returns = self.exits.iter().all(|it| *it == Exit::Return);
        let blocks: &[Exit] = if only_returns { &[] } else { &self.exits };
        let door = |exit: Exit, inner: u32| {
            inner + blocks.iter().position(|it| *it == exit).unwrap_or_default() as u32
        };
        let leave = |depth: u32, inner: u32| match depth.checked_sub(inner) {
            Some(outer) => door(Exit::To(outer), inner),
            None => depth,
        };
        let done = |exit: Exit| -> Vec<Instruction<'static>> {
            let code = self.many().then(|| Instruction::I32Const(self.code(exit)));
            let returned = kept.iter().map(|it| Instruction::LocalGet(*it));
            let gives = self.gives.iter().map(|it| Instruction::LocalGet(local(it)));
            code.into_iter().chain(returned).chain(gives).chain([Instruction::Return]).collect()
        };
        blocks.iter().for_each(|_| write(Instruction::Block(BlockType::Empty)));
        (0..first).for_each(|it| write(Instruction::LocalGet(it)));
        let returning = |inner: u32| -> Vec<Instruction<'static>> {
            if only_returns {
                return vec![Instruction::Return];
            }
            let kept = kept.iter().rev().map(|it| Instruction::LocalSet(*it));
            kept.chain([Instruction::Br(door(Exit::Return, inner))]).collect()
        };
        let mut inner = 0;
        for operator in self.operators() {
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => inner += 1,
                Operator::End => inner -= 1,
                _ => {}
            }
            match operator {
                Operator::LocalGet { local_index } => {
                    write(Instruction::LocalGet(local(local_index)))
                }
                Operator::LocalSet { local_index } => {
                    write(Instruction::LocalSet(local(local_index)))
                }
                Operator::LocalTee { local_index } => {
                    write(Instruction::LocalTee(local(local_index)))
                }
                Operator::Br { relative_depth } => {
                    write(Instruction::Br(leave(*relative_depth, inner)))
                }
                Operator::BrIf { relative_depth } => {
                    write(Instruction::BrIf(leave(*relative_depth, inner)))
                }
                Operator::BrTable { targets } => {
                    let list = targets.targets().map(|it| Ok(leave(it?, inner))).collect::<Result<
                        Vec<_>,
                        Fault,
                    >>(
                    )?;
                    write(Instruction::BrTable(list.into(), leave(targets.default(), inner)));
                }
                Operator::Return => returning(inner).into_iter().for_each(&mut write),
                _ => write(RoundtripReencoder.instruction(operator.clone())?),
            }
        }
        match self.exits.last() {
            Some(Exit::Return) if self.point.falls => returning(0).into_iter().for_each(&mut write),
            Some(exit) if self.point.falls => done(*exit).into_iter().for_each(&mut write),
            _ => write(Instruction::Unreachable),
        }
        for exit in blocks {
            write(Instruction::End);
            done(*exit).into_iter().for_each(&mut write);
        }
        write(Instruction::End);
        Ok(Taken { ty: signature, body: function })
    }
}

/// Leaves as the region was left.
fn go(exit: Exit, kept: &[u32]) -> Vec<Instruction<'static>> {
    match exit {
        Exit::Falls => Vec::new(),
        Exit::To(level) => vec![Instruction::Br(level)],
        Exit::Return => {
            kept.iter().map(|it| Instruction::LocalGet(*it)).chain([Instruction::Return]).collect()
        }
    }
}
