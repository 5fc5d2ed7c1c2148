//! Puts functions side by side that resemble each other: what compresses a module finds the likeness sooner and tells of
//! it in fewer bits. Nothing but the numbers of functions changes.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::Parser;

use super::Fault;
use super::module::{Function, Module};

/// How many bytes of a body are compared at once, and in how many bodies they are too common to tell of a likeness.
const GRAM: usize = 4;
const COMMON: usize = 1000;

/// A module with its functions in another order.
///
/// # Errors
/// Where the bytes are no module.
pub fn order(bytes: &[u8]) -> Result<Vec<u8>, String> {
    order_module(bytes).map_err(|it| it.to_string())
}

fn order_module(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let module = Module::read(bytes)?;
    let bodies: Vec<&[u8]> = module.bodies.iter().map(|it| it.as_bytes()).collect();
    let order = alike(&bodies);
    let mut numbers: Vec<u32> = (0..module.imported).collect();
    numbers.resize(module.count() as usize, 0);
    for (body, number) in order.iter().zip(module.imported..) {
        if let Some(place) = numbers.get_mut(module.imported as usize + body) {
            *place = number;
        }
    }
    let types =
        order.iter().filter_map(|it| module.functions.get(module.imported as usize + it).copied());
    let mut ordered = Ordered { numbers, types: types.collect(), order };
    let mut out = wasm_encoder::Module::new();
    ordered.parse_core_module(&mut out, Parser::new(0), bytes)?;
    let out = out.finish();
    wasmparser::Validator::new().validate_all(&out)?;
    Ok(out)
}

struct Ordered {
    /// The new number of each function.
    numbers: Vec<Function>,
    /// The type of each function that is not imported, in the new order.
    types: Vec<u32>,
    /// The bodies by their old numbers, in the new order.
    order: Vec<usize>,
}

impl Reencode for Ordered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.numbers.get(function as usize).copied().unwrap_or(u32::MAX))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        self.types.iter().for_each(|it| {
            functions.function(*it);
        });
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in std::mem::take(&mut self.order) {
            if let Some(body) = bodies.get(at) {
                utils::parse_function_body(self, code, body.clone())?;
            }
        }
        Ok(())
    }
}

/// An order in which each body follows the one that it has most in common with, of those that are left.
fn alike(bodies: &[&[u8]]) -> Vec<usize> {
    let mut numbers: BTreeMap<&[u8], usize> = BTreeMap::new();
    let grams: Vec<BTreeSet<usize>> = bodies
        .iter()
        .map(|body| {
            let all = body.windows(GRAM).map(|gram| {
                let next = numbers.len();
                *numbers.entry(gram).or_insert(next)
            });
            all.collect()
        })
        .collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
    for (body, grams) in grams.iter().enumerate() {
        grams.iter().for_each(|it| holders[*it].push(body));
    }
    let tells = |it: &&usize| (2..COMMON).contains(&holders[**it].len());
    // What few have in common weighs more.
    let weight = |it: &usize| {
        let rarity = bodies.len() * 64 / holders[*it].len().max(1);
        u64::from(rarity.max(1).ilog2())
    };
    let totals: Vec<u64> =
        grams.iter().map(|it| it.iter().filter(tells).map(weight).sum()).collect();
    let mut left = vec![true; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut shared = vec![0_u64; bodies.len()];
    for first in 0..bodies.len() {
        let mut next = Some(first).filter(|it| left[*it]);
        while let Some(at) = next {
            left[at] = false;
            order.push(at);
            let mut met = Vec::new();
            for gram in grams[at].iter().filter(tells) {
                for body in holders[*gram].iter().filter(|it| left[**it]) {
                    if shared[*body] == 0 {
                        met.push(*body);
                    }
                    shared[*body] += weight(gram);
                }
            }
            let likeness = |it: &usize| {
                let all = totals[at] + totals[*it] - shared[*it];
                shared[*it] * 1_000_000 / all.max(1)
            };
            next = met.iter().copied().max_by_key(|it| (likeness(it), usize::MAX - it));
            met.iter().for_each(|it| shared[*it] = 0);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_that_resemble_each_other_stand_side_by_side() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"12345678", b"abcdefgx", b"12345679", b"zzzzzzzz"];
        assert_eq!(alike(&bodies), [0, 2, 1, 3, 4]);
        assert_eq!(alike(&[]), [0_usize; 0]);
    }
}
