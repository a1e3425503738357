//! Everything that can be wrong with one field, as codes. The sentences live with the screens.

use crate::tree::{FromTree, Record, Tree, Trouble, through_tree};
use serde::Serialize;

macro_rules! field_errors {
    ($( $(#[$doc:meta])+ $variant:ident $({ $( $(#[$fdoc:meta])+ $field:ident : $ty:ty ),+ })? = $code:literal ),+ $(,)?) => {
        /// What is wrong with a field. Serialised as `{"code": "too_long", "max": 60}`.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(tag = "code", rename_all = "snake_case")]
        pub enum FieldError {
            $( $(#[$doc])+ $variant $({ $( $(#[$fdoc])+ $field: $ty ),+ })? ),+
        }

        impl FieldError {
            /// The stable code, the same as in JSON.
            pub const fn code(&self) -> &'static str {
                match self { $( Self::$variant $({ $( $field: _ ),+ })? => $code ),+ }
            }
        }

        impl FromTree for FieldError {
            fn from_tree(tree: Tree) -> Result<Self, Trouble> {
                let mut record = Record::of(tree)?;
                let code: String = record.take("code");
                let error = match code.as_str() {
                    $( $code => Self::$variant $({ $( $field: record.take(stringify!($field)) ),+ })?, )+
                    _ => return Err(Trouble::here("no such error").at("code")),
                };
                record.finish("an error").map(|()| error)
            }
        }
    };
}

field_errors! {
    /// Required and empty.
    Missing = "missing",
    /// A NIK or KK number needs exactly 16 digits.
    NotSixteenDigits = "not_sixteen_digits",
    /// Digits 7 to 12 of a NIK are no day and month (day 01-31, or 41-71 for women).
    NikDate = "nik_date",
    /// The serial (last four digits) is 0000, or the number is 1234567890123456.
    NikSerial = "nik_serial",
    /// All digits are the same.
    RepeatedDigits = "repeated_digits",
    /// A NIK equals the number of the family card.
    SameAsKkNumber = "same_as_kk_number",
    /// A new name has signs or letters outside A-Z (Permendagri 73/2022).
    NotLatinLetters = "not_latin_letters",
    /// Fewer characters than `min`.
    TooShort {
        /// Least number of characters.
        min: u16
    } = "too_short",
    /// More characters than `max`.
    TooLong {
        /// Greatest number of characters.
        max: u16
    } = "too_long",
    /// A new name needs at least two words (Permendagri 73/2022).
    OneWord = "one_word",
    /// A name has digits.
    HasDigits = "has_digits",
    /// Not an Indonesian mobile number.
    NotAPhone = "not_a_phone",
    /// Not an e-mail address.
    NotAnEmail = "not_an_email",
    /// Not a whole number.
    NotANumber = "not_a_number",
    /// A number below `min`.
    TooSmall {
        /// Least value.
        min: i32
    } = "too_small",
    /// A number above `max`.
    TooLarge {
        /// Greatest value.
        max: i32
    } = "too_large",
    /// Day, month and year are no date of the calendar.
    NoSuchDate = "no_such_date",
    /// Day, month or year is empty while another is not.
    IncompleteDate = "incomplete_date",
    /// After today where only the past is possible.
    FutureDate = "future_date",
    /// Before today where only the future is possible.
    PastDate = "past_date",
    /// More than `years` years ago.
    TooLongAgo {
        /// Whole years.
        years: u16
    } = "too_long_ago",
    /// More than `days` days ago.
    NotWithinDays {
        /// Whole days.
        days: u32
    } = "not_within_days",
    /// Not one of the choices.
    NotInList = "not_in_list",
    /// Not a member of this family card, or one that may not be chosen here.
    UnknownMember = "unknown_member",
    /// The new value equals the present one.
    SameAsBefore = "same_as_before",
    /// Nothing on the card would change.
    NothingChanges = "nothing_changes",
    /// The family that results is one that no card can show: two heads, the same NIK twice.
    FamilyImpossible = "family_impossible",
    /// A NIK was recorded for somebody new, but nobody without one joins.
    NobodyNew = "nobody_new",
    /// The same person was given for another part, for instance a witness who is a parent.
    SamePerson = "same_person",
    /// A password that many people use, or an obvious row.
    PasswordCommon = "password_common",
    /// A password with the person's own name, number or e-mail in it.
    PasswordHasPersonal = "password_has_personal",
    /// Not the password of the account.
    PasswordWrong = "password_wrong",
    /// The two passwords differ.
    PasswordsDiffer = "passwords_differ",
    /// Not a time of day.
    NotATime = "not_a_time",
    /// The statement of truth is not ticked.
    StatementNotTicked = "statement_not_ticked",
    /// A required document is missing.
    DocumentMissing = "document_missing",
    /// More files in one slot than allowed.
    TooManyDocuments {
        /// Greatest number of files.
        max: u8
    } = "too_many_documents",
    /// A wrong one-time code.
    CodeWrong {
        /// Tries left before the lock.
        tries_left: u16
    } = "code_wrong",
    /// A correct code of an authenticator that has counted already.
    CodeUsed = "code_used",
    /// A passkey's answer that does not hold, or came too late.
    PasskeyRefused = "passkey_refused",
    /// A correct one-time code that is too old.
    CodeExpired = "code_expired",
    /// Not six digits.
    NotACode = "not_a_code",
    /// The account has no family card yet.
    NoCard = "no_card",
    /// Not a receipt number, or its check character does not fit.
    NotAReceiptNumber = "not_a_receipt_number",
    /// Not a postcode of five digits.
    NotAPostcode = "not_a_postcode",
    /// Not an RT or RW number of up to three digits.
    NotAnRtRw = "not_an_rt_rw",
    /// All answers of one draft together are too long.
    AnswersTooLong = "answers_too_long",
    /// The address or number already belongs to an account.
    AlreadyUsed = "already_used",
}

impl core::fmt::Display for FieldError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

impl core::error::Error for FieldError {}

/// A [`FieldError`] and the field it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldIssue {
    /// The name of the form input to link to: a question code, or `berkas.<slot>` for a document.
    pub field: String,
    /// What is wrong.
    pub error: FieldError,
}

through_tree!(FieldError, FieldIssue);

impl FromTree for FieldIssue {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let issue = Self { field: record.take("field"), error: record.must("error")? };
        record.finish("an issue").map(|()| issue)
    }
}

impl FieldIssue {
    /// An issue with the named input.
    pub fn new(field: impl Into<String>, error: FieldError) -> Self {
        Self { field: field.into(), error }
    }
}
