//! IP addresses and networks, both families.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address of either family. The families are disjoint: no IPv4 address lies in an IPv6 network, not
/// even as `::ffff:a.b.c.d` (derived; AWS's documents do not say).
pub type Address = IpAddr;

/// A network: the set of addresses of one family that agree with `address` in the first `prefix` bits.
/// The bits after the prefix are zero: AWS ignores those written in a policy.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Network {
    address: Address,
    prefix: u8,
}

impl Network {
    /// Reads `203.0.113.0/24`, `2001:db8::/32`, or an address alone (a network of one host). `None` if the
    /// text is neither.
    ///
    /// ```
    /// use hornbeam::model::Network;
    /// assert_eq!(Network::parse("10.1.2.3/8"), Network::parse("10.0.0.0/8"));
    /// assert_eq!(Network::parse("10.0.0.0/33"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Network> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: Address = address.parse().ok()?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => longest,
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
            Some(_) => return None,
        };
        (prefix <= longest).then(|| Network::new(address, prefix))
    }

    /// The network of the first `prefix` bits of `address`; longer prefixes are cut to the family's length.
    pub fn new(address: Address, prefix: u8) -> Network {
        match address {
            Address::V4(v4) => {
                let prefix = prefix.min(32);
                let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
                Network { address: Address::V4(Ipv4Addr::from_bits(v4.to_bits() & mask)), prefix }
            }
            Address::V6(v6) => {
                let prefix = prefix.min(128);
                let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
                Network { address: Address::V6(Ipv6Addr::from_bits(v6.to_bits() & mask)), prefix }
            }
        }
    }

    /// The first address.
    pub fn address(&self) -> Address {
        self.address
    }

    /// How many leading bits are fixed.
    pub fn prefix(&self) -> u8 {
        self.prefix
    }

    /// Whether `address` lies in the network.
    pub fn contains(&self, address: Address) -> bool {
        address.is_ipv4() == self.address.is_ipv4()
            && Network::new(address, self.prefix).address == self.address
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}
