//! Base64, the form in which binary values stand in policies and requests.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that `text` stands for: standard alphabet, padded, no stray bits (RFC 4648 §4); `None` else.
/// Strict, so that two texts of the same bytes are the same text.
///
/// ```
/// use hornbeam::model::decode_base64;
/// assert_eq!(decode_base64("aG9ybg==").as_deref(), Some(&b"horn"[..]));
/// assert_eq!(decode_base64("aG9ybh=="), None);
/// ```
pub fn decode_base64(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let unpadded = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for symbol in unpadded.bytes() {
        let value = ALPHABET.iter().position(|&letter| letter == symbol)?;
        bits = (bits << 6) | u32::try_from(value).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).ok()?);
            bits &= (1 << held) - 1;
        }
    }
    (bits == 0 && held < 6).then_some(bytes)
}

/// The base64 text of `bytes`: the inverse of [`decode_base64`].
pub fn encode_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |bits, &byte| (bits << 8) | u32::from(byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let index = usize::try_from((bits >> (18 - 6 * at)) & 63).unwrap_or(0);
            let symbol = ALPHABET.get(index).filter(|_| at <= chunk.len());
            text.push(symbol.map_or('=', |&symbol| char::from(symbol)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_inverts_encoding_and_is_strict() {
        for length in 0..40u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37).wrapping_add(length)).collect();
            assert_eq!(decode_base64(&encode_base64(&bytes)), Some(bytes));
        }
        for bad in ["a", "aa", "aaa", "====", "a===", "aa=a", "aa==aa==", "a b=", "aaa\u{e4}"] {
            assert_eq!(decode_base64(bad), None, "{bad}");
        }
    }
}
