//! A function's body as a list of operators, with the points from which on something may not be run: after a branch
//! that may be taken, at the start of an arm, behind an end. From a point on, control goes to the end of the construct
//! around it or leaves that; so what follows a point that is never reached is never run.

use wasmparser::{
    BlockType, FuncToValidate, FuncValidatorAllocations, FunctionBody, Operator, ValType,
    ValidatorResources,
};

use super::Fault;

/// A construct around a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// The operator that opens it; none: the function itself.
    pub start: Option<usize>,
    pub is_loop: bool,
    /// Whether a branch to it carries no values.
    pub plain: bool,
    /// Whether it leaves no values behind.
    pub empty: bool,
}

/// From where on something may not be run.
pub struct Point {
    /// The first operator of what follows.
    pub start: usize,
    /// The `end` or `else` that closes the construct around it.
    pub end: usize,
    /// Whether that is reached from before it.
    pub falls: bool,
    /// The values on the stack that belong to the construct; none where they are not known.
    pub stack: Option<Vec<ValType>>,
    /// The constructs around it, the innermost first, the function last.
    pub around: Vec<Around>,
}

/// A body.
pub struct Body<'a> {
    pub operators: Vec<Operator<'a>>,
    /// Where each operator begins, in bytes; one more for the end.
    pub offsets: Vec<usize>,
    /// Parameters, then locals.
    pub locals: Vec<ValType>,
    pub points: Vec<Point>,
}

impl<'a> Body<'a> {
    /// Reads a body.
    ///
    /// # Errors
    /// Where it is broken.
    pub fn read(
        function: FuncToValidate<ValidatorResources>,
        body: &FunctionBody<'a>,
    ) -> Result<Self, Fault> {
        let mut validator = function.into_validator(FuncValidatorAllocations::default());
        validator.read_locals(&mut body.get_binary_reader())?;
        let locals = (0..validator.len_locals())
            .map(|it| validator.get_local_type(it).ok_or("a local without a type"))
            .collect::<Result<_, _>>()?;
        let mut read =
            Self { operators: Vec::new(), offsets: Vec::new(), locals, points: Vec::new() };
        let mut around = vec![Around { start: None, is_loop: false, plain: false, empty: false }];
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let (operator, offset) = operators.read_with_offset()?;
            let at = read.operators.len();
            if matches!(operator, Operator::End | Operator::Else) {
                let falls = validator.get_control_frame(0).is_some_and(|it| !it.unreachable);
                let level = around.len();
                for point in &mut read.points {
                    if point.end == usize::MAX && point.around.len() == level {
                        (point.end, point.falls) = (at, falls);
                    }
                }
            }
            validator.op(offset, &operator)?;
            match &operator {
                Operator::Block { blockty } | Operator::If { blockty } => {
                    let empty = *blockty == BlockType::Empty;
                    around.push(Around { start: Some(at), is_loop: false, plain: empty, empty });
                }
                Operator::Loop { blockty } => {
                    let plain = !matches!(blockty, BlockType::FuncType(_));
                    let empty = *blockty == BlockType::Empty;
                    around.push(Around { start: Some(at), is_loop: true, plain, empty });
                }
                Operator::End => {
                    around.pop();
                }
                _ => {}
            }
            let forks = matches!(
                operator,
                Operator::If { .. } | Operator::Else | Operator::BrIf { .. } | Operator::End
            );
            if forks && !around.is_empty() {
                let frame = validator.get_control_frame(0).ok_or("no construct")?;
                let height =
                    (validator.operand_stack_height() as usize).saturating_sub(frame.height);
                let stack = (!frame.unreachable)
                    .then(|| (0..height).rev().map(|it| validator.get_operand_type(it)?).collect())
                    .flatten();
                read.points.push(Point {
                    start: at + 1,
                    end: usize::MAX,
                    falls: false,
                    stack,
                    around: around.iter().rev().copied().collect(),
                });
            }
            read.operators.push(operator);
            read.offsets.push(offset);
        }
        read.offsets.push(body.range().end);
        Ok(read)
    }

    /// A number for the shape of the body: its operators without what they name. Another build's body of another
    /// shape has other points.
    pub fn shape(&self) -> u32 {
        self.operators.iter().fold(0x811c_9dc5, |hash, operator| {
            let kind = match operator {
                Operator::Block { .. } => 1,
                Operator::Loop { .. } => 2,
                Operator::If { .. } => 3,
                Operator::Else => 4,
                Operator::End => 5,
                Operator::Br { .. } => 6,
                Operator::BrIf { .. } => 7,
                Operator::BrTable { .. } => 8,
                Operator::Return => 9,
                Operator::Call { .. } => 10,
                Operator::CallIndirect { .. } => 11,
                _ => return hash,
            };
            (hash ^ kind).wrapping_mul(0x0100_0193)
        })
    }
}
