//! Values to text.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::Wrong;

/// `value` as text.
///
/// # Errors
/// `Wrong` for what JSON has no form for: a key that is no string, bytes.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, Wrong> {
    let mut writer = Writer { text: String::new(), is_first: true };
    value.serialize(&mut writer)?;
    Ok(writer.text)
}

struct Writer {
    text: String,
    /// Whether the next item is the first in its array or object.
    is_first: bool,
}

impl Writer {
    #[inline(never)]
    fn open(&mut self, opening: &str) -> &mut Self {
        self.text.push_str(opening);
        self.is_first = true;
        self
    }

    #[inline(never)]
    fn close(&mut self, closing: &str) {
        self.text.push_str(closing);
        self.is_first = false;
    }

    /// Before the next item.
    #[inline(never)]
    fn next(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.text.push(',');
        }
    }

    #[inline(never)]
    fn key(&mut self, key: &str) {
        self.next();
        self.string(key);
        self.text.push(':');
    }

    /// An object of one variant, whose value follows.
    #[inline(never)]
    fn variant(&mut self, name: &str, opening: &str) -> &mut Self {
        self.text.push('{');
        self.string(name);
        self.text.push(':');
        self.open(opening)
    }

    #[inline(never)]
    fn signed(&mut self, value: i64) {
        if value < 0 {
            self.text.push('-');
        }
        self.unsigned(value.unsigned_abs());
    }

    #[inline(never)]
    fn unsigned(&mut self, mut value: u64) {
        let at = self.text.len();
        loop {
            let digit = u8::try_from(value % 10).unwrap_or_default();
            self.text.insert(at, char::from(b'0' + digit));
            value /= 10;
            if value == 0 {
                return;
            }
        }
    }

    #[inline(never)]
    fn string(&mut self, value: &str) {
        self.text.push('"');
        for one in value.chars() {
            match one {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                '\u{8}' => self.text.push_str("\\b"),
                '\u{c}' => self.text.push_str("\\f"),
                '\0'..='\u{1f}' => {
                    self.text.push_str("\\u00");
                    let code = u32::from(one);
                    for digit in [code / 16, code % 16] {
                        self.text.push(char::from_digit(digit, 16).unwrap_or_default());
                    }
                }
                _ => self.text.push(one),
            }
        }
        self.text.push('"');
    }
}

/// One line for each type that is written alike.
macro_rules! write {
    ($($name:ident($type:ty) $write:ident;)*) => {
        $(fn $name(self, value: $type) -> Result<(), Wrong> {
            self.$write(value.into());
            Ok(())
        })*
    };
}

impl Serializer for &mut Writer {
    type Ok = ();
    type Error = Wrong;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    write! {
        serialize_i8(i8) signed;
        serialize_i16(i16) signed;
        serialize_i32(i32) signed;
        serialize_i64(i64) signed;
        serialize_u8(u8) unsigned;
        serialize_u16(u16) unsigned;
        serialize_u32(u32) unsigned;
        serialize_u64(u64) unsigned;
        serialize_str(&str) string;
    }

    fn serialize_bool(self, value: bool) -> Result<(), Wrong> {
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Wrong> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Wrong> {
        if value.is_finite() {
            self.text.push_str(&value.to_string());
        } else {
            self.text.push_str("null");
        }
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Wrong> {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Wrong> {
        Err(Wrong)
    }

    fn serialize_none(self) -> Result<(), Wrong> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Wrong> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Wrong> {
        self.text.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Wrong> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Wrong> {
        self.string(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Wrong> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Wrong> {
        value.serialize(self.variant(variant, ""))?;
        self.close("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Wrong> {
        Ok(self.open("["))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Wrong> {
        Ok(self.open("["))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Wrong> {
        Ok(self.open("["))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Wrong> {
        Ok(self.variant(variant, "["))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Wrong> {
        Ok(self.open("{"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Wrong> {
        Ok(self.open("{"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Wrong> {
        Ok(self.variant(variant, "{"))
    }
}

/// What has items in a row.
macro_rules! row {
    ($($trait:ident $item:ident $closing:literal;)*) => {
        $(impl $trait for &mut Writer {
            type Ok = ();
            type Error = Wrong;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Wrong> {
                self.next();
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Wrong> {
                self.close($closing);
                Ok(())
            }
        })*
    };
}

/// What has items under names.
macro_rules! named {
    ($($trait:ident $closing:literal;)*) => {
        $(impl $trait for &mut Writer {
            type Ok = ();
            type Error = Wrong;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Wrong> {
                self.key(key);
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Wrong> {
                self.close($closing);
                Ok(())
            }
        })*
    };
}

row! {
    SerializeSeq serialize_element "]";
    SerializeTuple serialize_element "]";
    SerializeTupleStruct serialize_field "]";
    SerializeTupleVariant serialize_field "]}";
}
named! {
    SerializeStruct "}";
    SerializeStructVariant "}}";
}

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Wrong;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Wrong> {
        self.next();
        let at = self.text.len();
        key.serialize(&mut **self)?;
        if !self.text.get(at..).is_some_and(|key| key.starts_with('"')) {
            return Err(Wrong);
        }
        self.text.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Wrong> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Wrong> {
        self.close("}");
        Ok(())
    }
}
