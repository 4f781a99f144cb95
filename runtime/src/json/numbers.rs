//! Lists of numbers, by the block: where each number ends is known before any of them is read, so
//! that the processor works on several at once.

use alloc::vec::Vec;

use super::lexer::{Result, is_space};
use super::number::{Number, WINDOW};
use super::read::Parser;
use super::scan::{BLOCK, find_all};
use crate::record::NumbersMut;

impl Parser<'_, '_> {
    /// Elements as long as they are written the usual way; the first one has been charged for.
    /// `false`: there is another element, which is not, and has been charged for too.
    pub(super) fn numbers(
        &mut self,
        numbers: NumbersMut<'_>,
        cost: usize,
        index: &mut usize,
    ) -> Result<bool> {
        match numbers {
            NumbersMut::I32(items) => self.each(items, cost, index),
            NumbersMut::I64(items) => self.each(items, cost, index),
            NumbersMut::U32(items) => self.each(items, cost, index),
            NumbersMut::U64(items) => self.each(items, cost, index),
            NumbersMut::F32(items) => self.each(items, cost, index),
            NumbersMut::F64(items) => self.each(items, cost, index),
            NumbersMut::Bool(items) => self.each(items, cost, index),
        }
    }

    #[inline(always)]
    fn each<T: Number>(
        &mut self,
        items: &mut Vec<T>,
        cost: usize,
        index: &mut usize,
    ) -> Result<bool> {
        let before = items.len();
        loop {
            if self.blocks(items, cost)? {
                return Ok(true);
            }
            self.lex.peek();
            let Some(item) = self.lex.read() else {
                *index += items.len() - before;
                return Ok(false);
            };
            items.push(item);
            if !self.lex.goes_on(b']')? {
                return Ok(true);
            }
            self.limited(|limits| limits.charge(1, cost))?;
        }
    }

    /// [`each`](Self::each), while there are whole blocks of text. `true`: the list is at its end.
    #[inline(always)]
    fn blocks<T: Number>(&mut self, items: &mut Vec<T>, cost: usize) -> Result<bool> {
        while let Some(text) = self.lex.next_bytes::<{ BLOCK + WINDOW }>() {
            let Some(block) = text.first_chunk::<BLOCK>() else { break };
            let close = find_all(block, b']');
            let mut ends = find_all(block, b',') | close;
            // What stands up to the first bracket is of this list.
            let ahead = (ends & (close ^ close.wrapping_sub(1))).count_ones() as usize;
            if self.limits.has(ahead, cost) {
                items.reserve(ahead);
            }
            let mut start = 0;
            while ends != 0 {
                let end = ends.trailing_zeros() as usize;
                while is_space(text[start]) {
                    start += 1;
                }
                let Some(window) = text[start..].first_chunk() else { break };
                // Whatever is not one number up to the next end is left to those who know all forms.
                let Some(item) = T::exact(window, end - start) else { break };
                items.push(item);
                start = end + 1;
                if block[end] == b']' {
                    self.lex.step(start);
                    return Ok(true);
                }
                if self.limits.charge(1, cost).is_err() {
                    self.lex.step(start);
                    return self.limited(|limits| limits.charge(1, cost)).map(|()| false);
                }
                ends &= ends - 1;
            }
            self.lex.step(start);
            if ends != 0 || start == 0 {
                break;
            }
        }
        Ok(false)
    }
}
