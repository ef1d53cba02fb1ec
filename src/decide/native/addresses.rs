//! Addresses inside some networks and outside others.

use crate::decide::meter::Meter;
use crate::model::{Address, Network};

/// Networks whose union is the addresses that lie in all of `inside` and in none of `outside`; `None` if the budget
/// is spent. At most one a bit of each network outside, and they are cut only where a network outside begins.
pub(super) fn blocks(inside: &[Network], outside: &[Network], meter: &mut Meter) -> Option<Vec<Network>> {
    let everything =
        || [Address::V4(0.into()), Address::V6(0.into())].map(|address| Network::new(address, 0)).to_vec();
    // Two networks are nested or apart: the longest prefix lies in all the others, or nothing does.
    let mut open = match inside.iter().max_by_key(|network| network.prefix()) {
        None => everything(),
        Some(innermost) if inside.iter().all(|network| network.contains(innermost.address())) => {
            vec![*innermost]
        }
        Some(_) => Vec::new(),
    };
    let meets = |other: &&Network| {
        open.iter().any(|block| block.contains(other.address()) || other.contains(block.address()))
    };
    let outside: Vec<Network> = outside.iter().filter(meets).copied().collect();
    open.reverse();
    let mut blocks = Vec::new();
    while let Some(block) = open.pop() {
        if !meter.spend(outside.len() as u64 + 1) {
            return None;
        }
        let covered =
            outside.iter().any(|other| other.prefix() <= block.prefix() && other.contains(block.address()));
        if covered {
            continue;
        }
        let touched = outside.iter().any(|other| block.contains(other.address()));
        if !touched {
            blocks.push(block);
            continue;
        }
        let prefix = block.prefix() + 1;
        let upper = match block.address() {
            Address::V4(low) => {
                let bit = 1_u32.checked_shl(32_u32.saturating_sub(u32::from(prefix))).unwrap_or(0);
                Address::V4((low.to_bits() | bit).into())
            }
            Address::V6(low) => {
                let bit = 1_u128.checked_shl(128_u32.saturating_sub(u32::from(prefix))).unwrap_or(0);
                Address::V6((low.to_bits() | bit).into())
            }
        };
        open.push(Network::new(upper, prefix));
        open.push(Network::new(block.address(), prefix));
    }
    Some(blocks)
}

/// The addresses of the network: a plain one first if it holds one, then from its first to its last.
pub(super) fn of(network: &Network) -> impl Iterator<Item = Address> + use<> {
    let network = *network;
    let plain = [Address::V4([203, 0, 113, 9].into()), Address::V6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 9].into())];
    let first = network.address();
    let others = std::iter::successors(Some(first), |address| match address {
        Address::V4(address) => address.to_bits().checked_add(1).map(|bits| Address::V4(bits.into())),
        Address::V6(address) => address.to_bits().checked_add(1).map(|bits| Address::V6(bits.into())),
    })
    .take_while(move |&address| network.contains(address));
    plain.into_iter().filter(move |&address| network.contains(address)).chain(others)
}

/// Texts of the address, the plain one first: all there are of an IPv4 address, some of an IPv6 address.
pub(super) fn texts(address: Address) -> Vec<String> {
    let plain = address.to_string();
    match address {
        Address::V4(_) => vec![plain],
        Address::V6(address) => {
            let groups: Vec<String> = address.segments().iter().map(|group| format!("{group:04x}")).collect();
            let long = groups.join(":");
            let mut texts = vec![plain.to_uppercase(), long.to_uppercase(), long];
            texts.insert(0, plain);
            texts.dedup();
            texts
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_as_the_address() {
        for text in ["203.0.113.9", "2001:db8::9", "::", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8"] {
            let address: Address = text.parse().unwrap();
            let texts = texts(address);
            assert!(texts.iter().all(|text| text.parse() == Ok(address)), "{texts:?}");
            assert_eq!(texts.len() > 1, address.is_ipv6());
        }
    }
}
