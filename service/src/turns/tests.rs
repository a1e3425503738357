#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;
use std::collections::VecDeque;
use tokio::task::JoinHandle;

fn key(name: &str) -> Key {
    name.as_bytes().to_vec()
}

/// Asks as a stranger, and lets it stand in the line.
async fn asks(turns: &Turns, address: &str) -> JoinHandle<Result<Turn, Error>> {
    let (turns, address) = (turns.clone(), key(address));
    let asked = tokio::spawn(async move { turns.stranger(&address).await });
    tokio::task::yield_now().await;
    asked
}

async fn asks_known(turns: &Turns) -> JoinHandle<Result<Turn, Error>> {
    let turns = turns.clone();
    let asked = tokio::spawn(async move { turns.known().await });
    tokio::task::yield_now().await;
    asked
}

/// The turns of as many strangers as may have one, all from one address.
async fn full(turns: &Turns) -> Vec<Turn> {
    let mut held = Vec::new();
    for _ in 0..AT_ONCE / 2 {
        held.push(turns.stranger(&key("full")).await.unwrap());
    }
    held
}

#[tokio::test]
async fn strangers_have_half_of_the_places_and_a_known_browser_waits_for_none_of_them() {
    let turns = Turns::new(1);
    let held = full(&turns).await;
    let stranger = asks(&turns, "1").await;
    assert!(!stranger.is_finished());
    let known = turns.known().await;
    assert!(known.is_ok());
    drop(held);
    assert!(stranger.await.unwrap().is_ok());
}

#[tokio::test]
async fn however_many_known_ones_come_a_stranger_has_a_place() {
    let turns = Turns::new(1);
    let mut known = Vec::new();
    for _ in 0..AT_ONCE - 1 {
        known.push(turns.known().await.unwrap());
    }
    let waits = asks_known(&turns).await;
    assert!(!waits.is_finished());
    let stranger = turns.stranger(&key("2")).await.unwrap();
    // It goes back to a stranger, although a known one waits.
    let next = asks(&turns, "3").await;
    drop(stranger);
    assert!(next.await.unwrap().is_ok());
    assert!(!waits.is_finished());
    known.pop();
    assert!(waits.await.unwrap().is_ok());
}

#[tokio::test]
async fn whoever_tried_least_goes_first_and_then_whoever_came_first() {
    let turns = Turns::new(1);
    let mut held = full(&turns).await;
    let often = asks(&turns, "full").await;
    let (one, other) = (asks(&turns, "1").await, asks(&turns, "2").await);
    let again = asks(&turns, "1").await;
    let mut order = VecDeque::from([("one", one), ("other", other), ("again", again), ("often", often)]);
    let mut kept = Vec::new();
    while let Some((name, waits)) = order.pop_front() {
        held.pop();
        tokio::task::yield_now().await;
        assert!(waits.is_finished(), "{name} waits");
        assert!(order.iter().all(|(_, waits)| !waits.is_finished()), "somebody goes before {name}");
        kept.push(waits.await.unwrap().unwrap());
    }
}

#[tokio::test]
async fn a_busy_address_goes_by_when_they_came_also_after_a_minute() {
    let turns = Turns::new(1);
    let mut held = full(&turns).await;
    let mut before = Vec::new();
    for _ in 0..ALIKE * 3 {
        before.push(asks(&turns, "village").await);
    }
    for (since, _) in turns.lock().tries.values_mut() {
        *since = since.checked_sub(HALF).unwrap();
    }
    let after = asks(&turns, "village").await;
    let mut kept = Vec::new();
    for waits in before {
        held.pop();
        kept.push(waits.await.unwrap().unwrap());
        kept.truncate(AT_ONCE / 2 - 1);
    }
    assert!(!after.is_finished());
    kept.clear();
    assert!(after.await.unwrap().is_ok());
}

#[tokio::test]
async fn of_too_many_those_who_tried_most_are_sent_away_at_once() {
    let turns = Turns::new(1);
    let _held = full(&turns).await;
    let mut flood = Vec::new();
    for _ in 0..WAITING {
        flood.push(asks(&turns, "flood").await);
    }
    assert!(flood.iter().all(|waits| !waits.is_finished()));
    assert!(matches!(turns.stranger(&key("flood")).await, Err(Error::Busy)));
    assert!(turns.sends_away(&key("flood")) && !turns.sends_away(&key("fresh")));
    let fresh = asks(&turns, "fresh").await;
    assert!(!fresh.is_finished());
    assert!(matches!(flood.pop().unwrap().await.unwrap(), Err(Error::Busy)));
    assert!(flood.iter().all(|waits| !waits.is_finished()));
}

#[tokio::test]
async fn nobody_waits_for_long_and_who_leaves_holds_up_nobody() {
    let turns = Turns::new(1);
    let held = full(&turns).await;
    let (gone, waits) = (asks(&turns, "1").await, asks(&turns, "2").await);
    gone.abort();
    assert!(gone.await.is_err());
    drop(held);
    assert!(waits.await.unwrap().is_ok());
    let _held = full(&turns).await;
    turns.lock().patience = Duration::from_millis(20);
    assert!(matches!(turns.stranger(&key("3")).await, Err(Error::Busy)));
    assert!(turns.lock().strangers.waiting.is_empty());
}

#[test]
fn a_browser_that_signs_in_again_and_again_is_a_stranger_for_a_while() {
    let (turns, browser) = (Turns::new(1), key("browser"));
    for turn in 0..OFTEN {
        assert!(!turns.is_often(&browser), "{turn}");
        assert!(turns.is_seldom(&browser), "{turn}");
    }
    assert!(turns.is_often(&browser));
    assert!(!turns.is_seldom(&browser));
    assert!(!turns.is_often(&key("another")));
    for (since, _) in turns.lock().tries.values_mut() {
        *since = since.checked_sub(HALF).unwrap();
    }
    assert!(!turns.is_often(&browser));
    assert!(turns.is_seldom(&browser));
}

#[test]
fn tries_weigh_less_by_the_minute_and_right_ones_nothing() {
    let turns = Turns::new(1);
    let begun = Instant::now();
    let count = |name: &str, after: Duration| turns.lock().count(&key(name), begun + after);
    let counted: Vec<u32> = (0..8).map(|_| count("1", Duration::ZERO)).collect();
    assert_eq!(counted, [0, 1, 2, 3, 4, 5, 6, 7]);
    turns.forgive(&key("1"));
    assert_eq!(count("1", Duration::ZERO), 7);
    // Trying every second does not keep them from weighing less.
    let counted: Vec<u32> = (0..120).map(|second| count("2", Duration::from_secs(second))).collect();
    assert_eq!((counted[59], counted[60], counted[119]), (59, 30, 89));
    assert_eq!(count("1", HALF), 4);
    assert_eq!(count("1", HALF * 40), 0);
}

#[test]
fn memory_is_bounded_however_many_addresses_try() {
    let turns = Turns::new(1);
    for number in 0..MOST + 10 {
        turns.lock().count(&key(&number.to_string()), Instant::now());
    }
    assert!(turns.lock().tries.len() <= MOST);
}

#[test]
fn the_log_says_once_a_minute_how_many_were_sent_away() {
    let turns = Turns::new(1);
    let begun = Instant::now();
    let send_away = |after: u64| turns.lock().send_away(begun + Duration::from_secs(after));
    assert_eq!(
        [send_away(0), send_away(1), send_away(59), send_away(60), send_away(61)],
        [Some(1), None, None, Some(3), None]
    );
}
