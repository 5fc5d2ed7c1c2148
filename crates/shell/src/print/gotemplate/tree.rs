//! A template as a tree. Models text/template/parse node.go.

/// A piece of a template.
#[derive(Debug)]
pub enum Node {
    Text(String),
    Action(Pipe),
    If(Pipe, Vec<Node>, Vec<Node>),
    With(Pipe, Vec<Node>, Vec<Node>),
    Range(Pipe, Vec<Node>, Vec<Node>),
    /// `{{template "name" pipe}}`, and where the name stands.
    Template(String, Option<Pipe>, usize),
    Break,
    Continue,
}

/// Commands with bars between them, and the variables that are set.
#[derive(Debug, Default)]
pub struct Pipe {
    pub names: Vec<String>,
    pub assigns: bool,
    pub commands: Vec<Command>,
    pub span: (usize, usize),
}

/// Operands, the first of which may be a function.
#[derive(Debug)]
pub struct Command {
    pub operands: Vec<Operand>,
}

/// An operand, and where it stands.
#[derive(Debug)]
pub struct Operand {
    pub what: What,
    pub at: usize,
    /// As Go prints it.
    pub text: String,
}

#[derive(Debug)]
pub enum What {
    Dot,
    Nil,
    Bool(bool),
    Int(i64),
    Float(String),
    Text(String),
    Field(Vec<String>),
    Variable(String, Vec<String>),
    Function(String),
    Pipe(Pipe, Vec<String>),
}

/// A whole template: what it prints, and what it defines.
#[derive(Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub defined: Vec<(String, Vec<Node>)>,
}
