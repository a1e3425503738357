//! What every identity type has in common: `as_str`, a masked `Debug`, and serde through its own parse.

macro_rules! text_type {
    ($name:ident, $read:path) => {
        impl $name {
            /// The whole value. Never for logs or addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.masked())
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::field_error::FieldError;

            fn try_from(raw: String) -> Result<Self, Self::Error> {
                $read(&raw)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

pub(crate) use text_type;
