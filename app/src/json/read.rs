//! Text to values.

use std::borrow::Cow;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::Wrong;

/// How deep what is skipped may be nested.
const SKIPPED_DEPTH: u32 = 64;

/// The value written in `text`.
///
/// # Errors
/// `Wrong` when the text is not JSON, or not of that type.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    let mut reader = Reader { text, at: 0 };
    let value = T::deserialize(&mut reader)?;
    if reader.peek() == 0 { Ok(value) } else { Err(Wrong) }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

// Kept out of the generic code, of which there is one copy for every type.
impl<'t> Reader<'t> {
    /// The next byte that is no space; 0 at the end.
    #[inline(never)]
    fn peek(&mut self) -> u8 {
        loop {
            let byte = self.byte();
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return byte;
            }
            self.at += 1;
        }
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    #[inline(never)]
    fn eat(&mut self, byte: u8) -> Result<(), Wrong> {
        if self.peek() != byte {
            return Err(Wrong);
        }
        self.at += 1;
        Ok(())
    }

    #[inline(never)]
    fn word(&mut self, word: &str) -> Result<(), Wrong> {
        self.peek();
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(Wrong);
        }
        self.at += word.len();
        Ok(())
    }

    #[inline(never)]
    fn boolean(&mut self) -> Result<bool, Wrong> {
        let is_true = self.peek() == b't';
        self.word(if is_true { "true" } else { "false" })?;
        Ok(is_true)
    }

    /// Whether there is a `null`, which is taken.
    #[inline(never)]
    fn is_null(&mut self) -> Result<bool, Wrong> {
        let is_null = self.peek() == b'n';
        if is_null {
            self.word("null")?;
        }
        Ok(is_null)
    }

    #[inline(never)]
    fn unsigned(&mut self) -> Result<u64, Wrong> {
        self.peek();
        let first = self.at;
        let mut value = 0_u64;
        while let digit @ b'0'..=b'9' = self.byte() {
            let digit = u64::from(digit - b'0');
            value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).ok_or(Wrong)?;
            self.at += 1;
        }
        let length = self.at - first;
        let has_needless_zero = length > 1 && self.text.as_bytes().get(first) == Some(&b'0');
        let is_fraction = matches!(self.byte(), b'.' | b'e' | b'E');
        if length == 0 || has_needless_zero || is_fraction { Err(Wrong) } else { Ok(value) }
    }

    #[inline(never)]
    fn signed(&mut self) -> Result<i64, Wrong> {
        if self.peek() != b'-' {
            return i64::try_from(self.unsigned()?).map_err(|_| Wrong);
        }
        self.at += 1;
        let is_number = self.byte().is_ascii_digit();
        let value = self.unsigned()?;
        if !is_number || value == 0 {
            return Err(Wrong);
        }
        0_i64.checked_sub_unsigned(value).ok_or(Wrong)
    }

    /// The characters of a number.
    #[inline(never)]
    fn number(&mut self) -> &'t str {
        self.peek();
        let first = self.at;
        while matches!(self.byte(), b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') {
            self.at += 1;
        }
        self.text.get(first..self.at).unwrap_or_default()
    }

    #[inline(never)]
    fn string(&mut self) -> Result<Cow<'t, str>, Wrong> {
        self.eat(b'"')?;
        let mut whole = Cow::Borrowed("");
        loop {
            let first = self.at;
            while !matches!(self.byte(), b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            let piece = self.text.get(first..self.at).ok_or(Wrong)?;
            if whole.is_empty() {
                whole = Cow::Borrowed(piece);
            } else {
                whole.to_mut().push_str(piece);
            }
            let end = self.byte();
            self.at += 1;
            match end {
                b'"' => return Ok(whole),
                b'\\' => {
                    let escaped = self.escaped()?;
                    whole.to_mut().push(escaped);
                }
                _ => return Err(Wrong),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Wrong> {
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return Err(Wrong),
        })
    }

    /// Characters outside the first plane are written as two halves.
    fn code_point(&mut self) -> Result<char, Wrong> {
        let first = self.half()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            if self.text.get(self.at..self.at + 2) != Some("\\u") {
                return Err(Wrong);
            }
            self.at += 2;
            let second = self.half()?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(Wrong);
            }
            0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        char::from_u32(code).ok_or(Wrong)
    }

    fn half(&mut self) -> Result<u32, Wrong> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(self.byte()).to_digit(16).ok_or(Wrong)?;
            self.at += 1;
        }
        Ok(code)
    }

    /// Whether another item follows, up to `end`, which is left.
    #[inline(never)]
    fn has_next(&mut self, end: u8, is_first: &mut bool) -> Result<bool, Wrong> {
        if self.peek() == end {
            return Ok(false);
        }
        if !std::mem::take(is_first) {
            self.eat(b',')?;
        }
        Ok(true)
    }

    /// A value that nobody wants.
    fn skip(&mut self, depth: u32) -> Result<(), Wrong> {
        let depth = depth.checked_sub(1).ok_or(Wrong)?;
        match self.peek() {
            b'"' => self.string().map(drop),
            b'n' => self.word("null"),
            b't' | b'f' => self.boolean().map(drop),
            open @ (b'[' | b'{') => {
                self.at += 1;
                // The closing brackets stand two behind the opening ones.
                let end = open + 2;
                let mut is_first = true;
                while self.has_next(end, &mut is_first)? {
                    if open == b'{' {
                        self.string()?;
                        self.eat(b':')?;
                    }
                    self.skip(depth)?;
                }
                self.eat(end)
            }
            _ => is_number(self.number()).then_some(()).ok_or(Wrong),
        }
    }
}

/// Whether it is written as JSON has numbers; reading what is passed over would bring much code along.
fn is_number(text: &str) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let text = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let (whole, mut rest) = text.split_at(digits(text));
    if whole.is_empty() || (whole.len() > 1 && whole.starts_with(b"0")) {
        return false;
    }
    if let [b'.', part @ ..] = rest {
        let (part, after) = part.split_at(digits(part));
        if part.is_empty() {
            return false;
        }
        rest = after;
    }
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', power @ ..] | [b'e' | b'E', power @ ..] => {
            !power.is_empty() && digits(power) == power.len()
        }
        _ => false,
    }
}

/// One line for each type that is read alike.
macro_rules! read {
    ($($name:ident => $visit:ident($read:ident);)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            visitor.$visit(self.$read()?)
        })*
    };
}

/// Where the type does not say what to expect, nothing is read.
macro_rules! refuse {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Wrong> {
            Err(Wrong)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'_> {
    type Error = Wrong;

    read! {
        deserialize_bool => visit_bool(boolean);
        deserialize_u8 => visit_u64(unsigned);
        deserialize_u16 => visit_u64(unsigned);
        deserialize_u32 => visit_u64(unsigned);
        deserialize_u64 => visit_u64(unsigned);
        deserialize_i8 => visit_i64(signed);
        deserialize_i16 => visit_i64(signed);
        deserialize_i32 => visit_i64(signed);
        deserialize_i64 => visit_i64(signed);
    }
    refuse! { deserialize_any deserialize_char deserialize_bytes deserialize_byte_buf }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_f64(self.number().parse().map_err(|_| Wrong)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_str(&self.string()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.is_null()? { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.word("null")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.eat(b'[')?;
        let value = visitor.visit_seq(Items { reader: self, is_first: true })?;
        self.eat(b']')?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.eat(b'{')?;
        let value = visitor.visit_map(Items { reader: self, is_first: true })?;
        self.eat(b'}')?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let has_value = self.peek() == b'{';
        if has_value {
            self.at += 1;
        }
        let value = visitor.visit_enum(Tagged { reader: self, has_value })?;
        if has_value {
            self.eat(b'}')?;
        }
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.skip(SKIPPED_DEPTH)?;
        visitor.visit_unit()
    }
}

/// Items of an array, or of an object.
struct Items<'r, 't> {
    reader: &'r mut Reader<'t>,
    is_first: bool,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Wrong> {
        if self.reader.has_next(b']', &mut self.is_first)? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, '_> {
    type Error = Wrong;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Wrong> {
        if self.reader.has_next(b'}', &mut self.is_first)? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        self.reader.eat(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// `"name"`, or what follows in `{"name": value}`.
struct Tagged<'r, 't> {
    reader: &'r mut Reader<'t>,
    has_value: bool,
}

impl<'de> EnumAccess<'de> for Tagged<'_, '_> {
    type Error = Wrong;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Wrong> {
        let name = seed.deserialize(&mut *self.reader)?;
        if self.has_value {
            self.reader.eat(b':')?;
        }
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Tagged<'_, '_> {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        if self.has_value { self.reader.word("null") } else { Ok(()) }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Wrong> {
        if self.has_value { seed.deserialize(self.reader) } else { Err(Wrong) }
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Wrong> {
        if self.has_value { self.reader.deserialize_tuple(length, visitor) } else { Err(Wrong) }
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        if self.has_value { self.reader.deserialize_map(visitor) } else { Err(Wrong) }
    }
}
