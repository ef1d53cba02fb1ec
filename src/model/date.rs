//! Points in time, as seconds since 1970-01-01T00:00:00Z.

use super::number::Decimal;

/// Reads a point in time: a W3C date of ISO 8601 (`2026-01-31`, `2026-01`, `2026`, `2026-01-31T09:30Z`,
/// `2026-01-31T09:30:15.25+02:00`) or seconds since the epoch (`1533859200`, `1533859200.0`).
///
/// Four digits alone are a year, as the W3C note has it; every other number is epoch seconds. A time
/// without a zone is read as UTC. `None` if the text is neither, or names a day that does not exist.
/// Source: IAM/reference_policies_elements_condition_operators; epoch seconds after the policy simulator.
///
/// ```
/// use hornbeam::model::parse_instant;
/// assert_eq!(parse_instant("1970-01-02"), parse_instant("86400"));
/// ```
pub fn parse_instant(text: &str) -> Option<Decimal> {
    if let Some(number) = Decimal::parse(text)
        && !(text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))
    {
        return Some(number);
    }
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut fields = date.split('-');
    let year = number(fields.next()?, 4)?;
    let month = fields.next().map_or(Some(1), |field| number(field, 2))?;
    let day = fields.next().map_or(Some(1), |field| number(field, 2))?;
    let exists =
        fields.next().is_none() && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    if !exists {
        return None;
    }
    let midnight = days_before(year, month, day) * 86_400;
    let Some(time) = time else { return Some(Decimal::from_seconds(midnight, "")) };
    if date.len() != "2026-01-31".len() {
        return None;
    }
    let (clock, offset) = zone(time)?;
    let (seconds, fraction) = time_of_day(clock)?;
    Some(Decimal::from_seconds(midnight + seconds - offset, fraction))
}

/// The day, counted from 1970-01-01, on which the point in time is that a text like `2026-01-31` or `2026-01-31T09:30Z` names,
/// in the text's own zone. `None` for every other text.
///
/// ```
/// use hornbeam::model::day_of;
/// assert_eq!(day_of("1970-02-01T23:59:59+00:00"), Some(31));
/// assert_eq!(day_of("2026-01"), None);
/// ```
pub fn day_of(text: &str) -> Option<i64> {
    parse_instant(text)?;
    let mut fields = text.get(.."2026-01-31".len())?.split('-');
    let year = number(fields.next()?, 4)?;
    let month = number(fields.next()?, 2)?;
    let day = number(fields.next()?, 2)?;
    Some(days_before(year, month, day))
}

/// The time of day without its zone, and the zone's seconds east of UTC.
fn zone(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(at) = time.rfind(['+', '-']) else { return Some((time, 0)) };
    let (clock, zone) = (time.get(..at)?, time.get(at + 1..)?);
    let (hours, minutes) = zone.split_once(':').or_else(|| Some((zone.get(..2)?, zone.get(2..)?)))?;
    let minutes = if minutes.is_empty() { 0 } else { number(minutes, 2)? };
    let seconds = (number(hours, 2)? * 60 + minutes) * 60;
    Some((clock, if time.get(at..=at) == Some("-") { -seconds } else { seconds }))
}

/// Seconds since midnight, and the digits after the point.
fn time_of_day(clock: &str) -> Option<(i64, &str)> {
    let (clock, fraction) = match clock.split_once('.') {
        Some((_, fraction)) if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) => {
            return None;
        }
        Some(parts) => parts,
        None => (clock, ""),
    };
    let mut fields = clock.split(':');
    let hour = number(fields.next()?, 2)?;
    let minute = number(fields.next()?, 2)?;
    let second = fields.next().map_or(Some(0), |field| number(field, 2))?;
    let exists = fields.next().is_none() && hour < 24 && minute < 60 && second < 60;
    exists.then_some(((hour * 60 + minute) * 60 + second, fraction))
}

fn number(field: &str, digits: usize) -> Option<i64> {
    (field.len() == digits && field.bytes().all(|b| b.is_ascii_digit())).then(|| field.parse().ok())?
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to the given day of the Gregorian calendar, counting years from March so that the
/// leap day is a year's last.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let century_days = year.div_euclid(100) * 36_524 + year.div_euclid(400);
    let year_days = year.rem_euclid(100) * 365 + year.rem_euclid(100) / 4;
    century_days + year_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

/// The plainest date that reads as this point in time: `2026-01-31T09:30:15Z` where it is a whole second
/// of the years 0 to 9999, else seconds since the epoch.
pub fn format_instant(instant: &Decimal) -> String {
    let (_, fraction) = instant.digits();
    let Some(seconds) = instant.floor().filter(|_| fraction.is_empty()) else { return instant.to_string() };
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let Some((year, month, day)) = civil(days) else { return instant.to_string() };
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The inverse of [`days_before`], for the years 0 to 9999.
fn civil(days: i64) -> Option<(i64, i64, i64)> {
    if !(days_before(0, 1, 1)..days_before(10_000, 1, 1)).contains(&days) {
        return None;
    }
    let mut year = 1970 + days.div_euclid(366);
    while days_before(year + 1, 1, 1) <= days {
        year += 1;
    }
    while days_before(year, 1, 1) > days {
        year -= 1;
    }
    let month = (1..=12).rev().find(|&month| days_before(year, month, 1) <= days)?;
    Some((year, month, days - days_before(year, month, 1) + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> String {
        parse_instant(text).map_or_else(|| "none".to_owned(), |instant| instant.to_string())
    }

    #[test]
    fn reads_dates_and_epoch_seconds() {
        assert_eq!(seconds("1970"), "0");
        assert_eq!(seconds("2000-03-01"), "951868800");
        assert_eq!(seconds("2024-02-29T23:59:59Z"), "1709251199");
        assert_eq!(seconds("2024-02-29T23:59:59.250+01:30"), "1709245799.25");
        assert_eq!(seconds("1969-12-31T23:59:59.75Z"), "-0.25");
        assert_eq!(seconds("1533859200.0"), "1533859200");
        for bad in [
            "",
            "2023-02-29",
            "2024-13",
            "2024-1-1",
            "2024-01-01T",
            "2024-01T10:00Z",
            "soon",
            "2024-01-01T24:00Z",
        ] {
            assert_eq!(seconds(bad), "none", "{bad}");
        }
    }

    #[test]
    fn every_day_survives_a_round_trip() {
        for day in (-719_528..2_932_897).step_by(97) {
            let text = format_instant(&Decimal::from_seconds(day * 86_400 + 3_661, ""));
            assert_eq!(seconds(&text), (day * 86_400 + 3_661).to_string(), "{text}");
        }
    }
}
