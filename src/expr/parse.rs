//! From words to a tree, by recursive descent: each level of the recursion binds tighter.

use super::error::{ExprError, Fault};
use super::token::{Token, tokens};
use super::{Binary, Node, Unary};

pub(super) fn parse(source: &str) -> Result<Node, ExprError> {
    if source.len() > Fault::LIMIT {
        return Err(Fault::TooLong(source.len()).at(0));
    }
    let tokens = tokens(source)?;
    if tokens.is_empty() {
        return Err(Fault::Empty.at(0));
    }
    let mut parser = Parser {
        source,
        tokens,
        at: 0,
        depth: 0,
    };
    let root = parser.binary(0)?;
    match parser.peek() {
        None => Ok(root),
        Some(_) => Err(parser.expected("an operator or the end")),
    }
}

/// How tightly an operator binds; all of a level bind to the left.
fn level(operator: Binary) -> usize {
    match operator {
        Binary::Or => 0,
        Binary::And => 1,
        operator if operator.compares() => 2,
        Binary::Plus | Binary::Minus => 3,
        _ => 4,
    }
}

const TIGHTEST: usize = 4;

struct Parser<'a> {
    source: &'a str,
    tokens: Vec<(Token, usize, usize)>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, ..)| token)
    }

    /// The byte offset of the next word.
    fn place(&self) -> usize {
        let token = self.tokens.get(self.at);
        token.map_or(self.source.trim_end().len(), |(_, begin, _)| *begin)
    }

    fn expected(&self, wanted: &'static str) -> ExprError {
        let token = self.tokens.get(self.at);
        let found = token.map_or("", |(_, begin, end)| &self.source[*begin..*end]);
        let found = found.to_owned();
        Fault::Expected { wanted, found }.at(self.place())
    }

    fn takes(&mut self, token: &Token) -> bool {
        let there = self.peek() == Some(token);
        self.at += usize::from(there);
        there
    }

    fn binary(&mut self, from: usize) -> Result<Node, ExprError> {
        if from > TIGHTEST {
            return self.unary();
        }
        let mut left = self.binary(from + 1)?;
        let mut compared = false;
        while let Some(Token::Operator(operator)) = self.peek()
            && *operator != Binary::Power
            && level(*operator) == from
        {
            let (operator, at) = (*operator, self.place());
            if operator.compares() && std::mem::replace(&mut compared, true) {
                return Err(Fault::Chained.at(at));
            }
            self.at += 1;
            let right = self.binary(from + 1)?;
            left = Node::Binary(operator, at, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    /// A sign binds looser than a power: -2^2 is -4.
    fn unary(&mut self) -> Result<Node, ExprError> {
        let at = self.place();
        let sign = match self.peek() {
            Some(Token::Not) => Some(Unary::Not),
            Some(Token::Operator(Binary::Minus)) => Some(Unary::Minus),
            Some(Token::Operator(Binary::Plus)) => None,
            _ => return self.power(),
        };
        self.at += 1;
        let inner = self.deeper(at, Self::unary)?;
        Ok(match sign {
            Some(sign) => Node::Unary(sign, at, Box::new(inner)),
            None => inner,
        })
    }

    /// Powers bind to the right: 2^3^2 is 2^9.
    fn power(&mut self) -> Result<Node, ExprError> {
        let base = self.atom()?;
        let at = self.place();
        if !self.takes(&Token::Operator(Binary::Power)) {
            return Ok(base);
        }
        let exponent = self.deeper(at, Self::unary)?;
        Ok(Node::Binary(
            Binary::Power,
            at,
            Box::new(base),
            Box::new(exponent),
        ))
    }

    fn atom(&mut self) -> Result<Node, ExprError> {
        const WANTED: &str = "a number, a name or `(`";
        let at = self.place();
        let node = match self.peek() {
            Some(Token::Number(number)) => Node::Number(*number, at),
            Some(Token::Text(text)) => Node::Text(text.clone(), at),
            Some(Token::Name(name)) => Node::Name(name.clone(), at),
            Some(Token::Open) => {
                self.at += 1;
                let inner = self.deeper(at, |parser| parser.binary(0))?;
                return self.closed().map(|()| inner);
            }
            _ => return Err(self.expected(WANTED)),
        };
        self.at += 1;
        match node {
            Node::Name(name, at) if self.takes(&Token::Open) => {
                let arguments = self.deeper(at, Self::arguments)?;
                Ok(Node::Call(name, at, arguments))
            }
            node => Ok(node),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Node>, ExprError> {
        let mut arguments = Vec::new();
        if self.takes(&Token::Close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.binary(0)?);
            if !self.takes(&Token::Comma) {
                return self.closed().map(|()| arguments);
            }
        }
    }

    fn closed(&mut self) -> Result<(), ExprError> {
        match self.takes(&Token::Close) {
            true => Ok(()),
            false => Err(self.expected("`)`")),
        }
    }

    fn deeper<T>(
        &mut self,
        at: usize,
        read: impl FnOnce(&mut Self) -> Result<T, ExprError>,
    ) -> Result<T, ExprError> {
        if self.depth >= Fault::DEPTH {
            return Err(Fault::TooDeep.at(at));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }
}
