//! Money: an integer of minor units and an ISO 4217 code, never a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Why a text or a sum is not money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not three capital letters.
    #[error("a currency is three capital letters (ISO 4217), {0:?} is not")]
    Currency(String),
    /// Not an amount with a currency.
    #[error("{0:?} is not a price; write it like '12.50 EUR'")]
    Amount(String),
    /// More digits behind the point than the currency has.
    #[error("{currency} has {allowed} digits behind the point, {text:?} has more")]
    Decimals {
        /// The currency named.
        currency: Currency,
        /// Digits it has.
        allowed: u32,
        /// What was written.
        text: String,
    },
    /// Two currencies in one sum.
    #[error("cannot add {0} to {1}: sums across currencies are refused")]
    Mixed(Currency, Currency),
    /// The sum leaves the range of a 64-bit integer.
    #[error("the amount is too large")]
    Overflow,
}

/// Three capital letters of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Currencies whose minor unit is not a hundredth (ISO 4217, list one).
const DIGITS: [(&[u8; 3], u32); 24] = [
    (b"BHD", 3),
    (b"BIF", 0),
    (b"CLF", 4),
    (b"CLP", 0),
    (b"DJF", 0),
    (b"GNF", 0),
    (b"IQD", 3),
    (b"ISK", 0),
    (b"JOD", 3),
    (b"JPY", 0),
    (b"KMF", 0),
    (b"KRW", 0),
    (b"KWD", 3),
    (b"LYD", 3),
    (b"OMR", 3),
    (b"PYG", 0),
    (b"RWF", 0),
    (b"TND", 3),
    (b"UGX", 0),
    (b"UYI", 0),
    (b"VND", 0),
    (b"VUV", 0),
    (b"XAF", 0),
    (b"XOF", 0),
];

impl Currency {
    /// Digits behind the point: 2 for most, 0 for dong and yen, 3 for dinars.
    #[must_use]
    pub fn digits(self) -> u32 {
        DIGITS.iter().find(|(code, _)| **code == self.0).map_or(2, |(_, digits)| *digits)
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(MoneyError::Currency(text.to_owned())),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { self.0.serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = if deserializer.is_human_readable() {
            String::deserialize(deserializer)?
        } else {
            let code = <[u8; 3]>::deserialize(deserializer)?;
            String::from_utf8_lossy(&code).into_owned()
        };
        text.parse().map_err(de::Error::custom)
    }
}

/// An amount in the minor units of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units: cents for EUR, whole dong for VND.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: Currency,
}

impl Money {
    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError::Mixed`] across currencies, [`MoneyError::Overflow`] out of range.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(other.currency, self.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, currency: self.currency })
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads `12.50 EUR` or `EUR 12.50`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::Amount(text.to_owned());
        let (left, right) = text.trim().split_once(char::is_whitespace).ok_or_else(wrong)?;
        let (amount, code) = if left.starts_with(|c: char| c.is_ascii_alphabetic()) {
            (right.trim(), left)
        } else {
            (left, right.trim())
        };
        let currency: Currency = code.parse()?;
        let allowed = currency.digits();
        let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
        if part.len() > allowed as usize {
            return Err(MoneyError::Decimals { currency, allowed, text: text.to_owned() });
        }
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) {
            return Err(wrong());
        }
        let padded = format!("{whole}{part:0<width$}", width = allowed as usize);
        let minor = padded.parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let (sign, size) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        if digits == 0 {
            return write!(f, "{sign}{size} {}", self.currency);
        }
        let unit = 10u64.pow(digits);
        let width = digits as usize;
        write!(f, "{sign}{}.{:0width$} {}", size / unit, size % unit, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_and_written_in_the_currency_s_own_digits() {
        for (text, minor, shown) in
            [("12.5 EUR", 1250, "12.50 EUR"), ("VND 45000", 45000, "45000 VND"), ("1.234 KWD", 1234, "1.234 KWD")]
        {
            let money: Money = text.parse().expect("a price");
            assert_eq!((money.minor, money.to_string().as_str()), (minor, shown));
        }
    }

    #[test]
    fn what_is_no_price_is_refused_with_its_reason() {
        assert!(matches!("12.505 EUR".parse::<Money>(), Err(MoneyError::Decimals { allowed: 2, .. })));
        assert!(matches!("1.5 VND".parse::<Money>(), Err(MoneyError::Decimals { allowed: 0, .. })));
        assert!(matches!("-3 EUR".parse::<Money>(), Err(MoneyError::Amount(_))));
        assert!(matches!("3 eur".parse::<Money>(), Err(MoneyError::Currency(_))));
    }

    #[test]
    fn sums_across_currencies_are_refused() {
        let euro: Money = "1 EUR".parse().expect("a price");
        let dong: Money = "1 VND".parse().expect("a price");
        assert!(euro.plus(dong).is_err());
        assert_eq!(euro.plus(euro).map(|m| m.minor), Ok(200));
    }
}
