//! The first bytes of a text, by which most patterns are told not to match without being looked at.

/// What is known of the first eight bytes of some texts, letter case aside.
///
/// Of a text everything is known; of the texts in a template, the literal that it begins with. Fronts agree if the
/// known bytes of both are equal: a text whose front does not agree with the template's is not in the template,
/// in whatever letter case. (That they agree says little: the comparison also takes other characters than
/// letters as equal.)
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Front {
    bytes: u64,
    /// All bits of the bytes that are known.
    known: u64,
}

impl Front {
    /// The front of one text; what stands behind its end agrees with everything.
    pub fn of(text: &str) -> Front {
        Front::of_start(text)
    }

    /// The front of the texts that begin with `start`.
    pub(super) fn of_start(start: &str) -> Front {
        // The bit that makes a letter small.
        const SMALL: u8 = 0x20;
        if let Some(eight) = start.as_bytes().first_chunk::<8>() {
            let small = u64::from_le_bytes([SMALL; 8]);
            return Front { bytes: u64::from_le_bytes(*eight) | small, known: u64::MAX };
        }
        let (mut bytes, mut known) = ([0; 8], [0; 8]);
        for ((byte, known), from) in bytes.iter_mut().zip(&mut known).zip(start.bytes()) {
            (*byte, *known) = (from | SMALL, u8::MAX);
        }
        Front { bytes: u64::from_le_bytes(bytes), known: u64::from_le_bytes(known) }
    }

    /// Whether one text may have both fronts.
    pub fn agrees(self, other: Front) -> bool {
        (self.bytes ^ other.bytes) & self.known & other.known == 0
    }
}
