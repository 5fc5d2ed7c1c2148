//! Tokens one by one: what each sign of YAML makes of the scanner and of the keys and
//! indentations that are open.

use super::{Kind, Scan, Scanner, SimpleKey, Style, Token};

impl Scanner<'_> {
    pub(super) fn fetch_stream_end(&mut self) -> Scan {
        if self.mark.column != 0 {
            self.mark.column = 0;
            self.mark.line += 1;
        }
        self.unroll_indent(-1);
        self.remove_key()?;
        self.simple_key_allowed = false;
        self.ended = true;
        self.push(Kind::StreamEnd, self.mark)
    }

    pub(super) fn fetch_directive(&mut self) -> Scan {
        self.unroll_indent(-1);
        self.remove_key()?;
        self.simple_key_allowed = false;
        let start = self.mark;
        let kind = self.scan_directive()?;
        self.push(kind, start)
    }

    pub(super) fn fetch_document_indicator(&mut self, kind: Kind) -> Scan {
        self.unroll_indent(-1);
        self.remove_key()?;
        self.simple_key_allowed = false;
        let start = self.mark;
        for _ in 0..3 {
            self.skip();
        }
        self.push(kind, start)
    }

    pub(super) fn fetch_flow_start(&mut self, kind: Kind) -> Scan {
        self.save_key()?;
        let token = self.next_number();
        self.simple_keys.push(SimpleKey { token, mark: self.mark, ..SimpleKey::default() });
        self.flow_level += 1;
        self.simple_key_allowed = true;
        self.one_character(kind)
    }

    pub(super) fn fetch_flow_end(&mut self, kind: Kind) -> Scan {
        self.remove_key()?;
        if self.flow_level > 0 {
            self.flow_level -= 1;
            let closed = self.simple_keys.pop().unwrap_or_default();
            self.keys_by_token.retain(|it| it.0 != closed.token);
        }
        self.simple_key_allowed = false;
        self.one_character(kind)
    }

    pub(super) fn fetch_flow_entry(&mut self) -> Scan {
        self.remove_key()?;
        self.simple_key_allowed = true;
        self.one_character(Kind::FlowEntry)
    }

    pub(super) fn fetch_block_entry(&mut self) -> Scan {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                let problem = "block sequence entries are not allowed in this context";
                return Err(self.fault(problem, self.mark));
            }
            self.roll_indent(self.mark, None, Kind::BlockSequenceStart);
        }
        self.remove_key()?;
        self.simple_key_allowed = true;
        self.one_character(Kind::BlockEntry)
    }

    pub(super) fn fetch_key(&mut self) -> Scan {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                let problem = "mapping keys are not allowed in this context";
                return Err(self.fault(problem, self.mark));
            }
            self.roll_indent(self.mark, None, Kind::BlockMappingStart);
        }
        self.remove_key()?;
        self.simple_key_allowed = self.flow_level == 0;
        self.one_character(Kind::Key)
    }

    pub(super) fn fetch_value(&mut self) -> Scan {
        let place = self.simple_keys.len().saturating_sub(1);
        if self.key_is_valid(place)? {
            let key = self.simple_keys.get(place).copied().unwrap_or_default();
            let token = Token { kind: Kind::Key, start: key.mark, end: key.mark };
            self.insert(key.token, token);
            self.roll_indent(key.mark, Some(key.token), Kind::BlockMappingStart);
            self.forget_key(key.token);
            self.simple_key_allowed = false;
        } else {
            if self.flow_level == 0 {
                if !self.simple_key_allowed {
                    let problem = "mapping values are not allowed in this context";
                    return Err(self.fault(problem, self.mark));
                }
                self.roll_indent(self.mark, None, Kind::BlockMappingStart);
            }
            self.simple_key_allowed = self.flow_level == 0;
        }
        self.one_character(Kind::Value)
    }

    fn one_character(&mut self, kind: Kind) -> Scan {
        let start = self.mark;
        self.skip();
        self.push(kind, start)
    }

    pub(super) fn fetch_anchor(&mut self) -> Scan {
        self.save_key()?;
        self.simple_key_allowed = false;
        let start = self.mark;
        let kind = self.scan_anchor()?;
        self.push(kind, start)
    }

    pub(super) fn fetch_tag(&mut self) -> Scan {
        self.save_key()?;
        self.simple_key_allowed = false;
        let start = self.mark;
        let kind = self.scan_tag()?;
        self.push(kind, start)
    }

    pub(super) fn fetch_block_scalar(&mut self, literal: bool) -> Scan {
        self.remove_key()?;
        self.simple_key_allowed = true;
        let start = self.mark;
        let (value, end) = self.scan_block_scalar(literal)?;
        let kind = Kind::Scalar { value, style: Style::Block };
        self.tokens.push_back(Token { kind, start, end });
        Ok(())
    }

    pub(super) fn fetch_flow_scalar(&mut self, single: bool) -> Scan {
        self.save_key()?;
        self.simple_key_allowed = false;
        let start = self.mark;
        let value = self.scan_flow_scalar(single)?;
        self.push(Kind::Scalar { value, style: Style::Quoted }, start)
    }

    pub(super) fn fetch_plain_scalar(&mut self) -> Scan {
        self.save_key()?;
        self.simple_key_allowed = false;
        let start = self.mark;
        let (value, end) = self.scan_plain_scalar()?;
        let kind = Kind::Scalar { value, style: Style::Plain };
        self.tokens.push_back(Token { kind, start, end });
        Ok(())
    }
}
