//! Two pairs of eyes by service: who may do what, in every status, role and lease, and officers at the same moment.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, answers::LOST, both_databases, decisions::deciding};
use domain::{Command, FourEyes, Language, Refusal, Role, Status, decide};
use sea_orm::ConnectionTrait;
use service::{Actor, Error, Eyes, Service, TwoOfficers};
use std::sync::Arc;

async fn with(house: &House, codes: &[&str]) -> Arc<Service> {
    let codes = codes.iter().map(|code| (*code).to_owned()).collect();
    house.reopened(|settings| settings.four_eyes = TwoOfficers::For(codes)).await
}

async fn citizen(house: &House) -> Actor {
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    house.card(&citizen).await;
    citizen
}

async fn version(service: &Service, officer: &Actor, number: &str) -> i64 {
    service.desk_request(officer, number, Language::Id).await.unwrap().request.version
}

/// Who holds the request when somebody decides.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lease {
    Mine,
    Colleagues,
    Nobodys,
}

both_databases!(status_command_role_lease_and_eyes_decide_together, house => {
    let strict = with(&house, &["RP-01"]).await;
    let made = citizen(&house).await;
    let number = house.lost_card(&made).await;
    let mut officers = Vec::new();
    for role in Role::all() {
        officers.push((role, house.officer(&format!("{}@contoh.test", role.as_str().replace('_', ".")), role).await));
    }
    let other = house.officer("lain@contoh.test", Role::Verifier).await;
    let supervisor = &officers.iter().find(|(role, _)| *role == Role::Supervisor).unwrap().1;
    let literal = |actor: &Actor| {
        let id = actor.account().unwrap();
        if house.is_sqlite() { format!("X'{}'", id.simple()) } else { format!("'{id}'") }
    };
    let far = 9_000_000_000_000_i64;
    let (mut tried, mut done, mut two) = (0, 0, 0);
    let mut now = version(&house.service, supervisor, &number).await;
    let db = house.connection().await;
    for (eyes, service) in [(None, &house.service), (Some(false), &strict), (Some(true), &strict)] {
        for status in Status::all() {
            for command in Command::all() {
                for (role, officer) in &officers {
                    for lease in [Lease::Mine, Lease::Colleagues, Lease::Nobodys] {
                        // Nobody officers could verify one's own or send: those have ways of their own.
                        if matches!(command, Command::Submit | Command::Resubmit | Command::Withdraw | Command::Claim | Command::Expire) {
                            continue;
                        }
                        let holder = match lease {
                            Lease::Mine => literal(officer),
                            Lease::Colleagues => literal(&other),
                            Lease::Nobodys => "NULL".into(),
                        };
                        let verified = match eyes {
                            Some(true) => literal(officer),
                            Some(false) if status == Status::Verified => literal(&other),
                            _ => "NULL".into(),
                        };
                        let put = format!(
                            "UPDATE request SET status = '{}', assignee = {holder}, lease_until = {far}, verified_by = {verified}",
                            status.as_str(),
                        );
                        db.execute_unprepared(&put).await.unwrap();
                        let rule = FourEyes { required: eyes.is_some(), same_as_verifier: eyes == Some(true) };
                        let expected = decide(Some(status), command, role.actor(), rule);
                        let held = lease == Lease::Mine || command == Command::Reopen;
                        let outcome = service.decide(officer, &number, &deciding(command, now)).await;
                        let case = format!("{status:?} {command:?} {role:?} {lease:?} {eyes:?}: {outcome:?}");
                        tried += 1;
                        if *role == Role::Administrator {
                            assert!(matches!(outcome, Err(Error::NotFound | Error::Forbidden)), "{case}");
                            continue;
                        }
                        assert_eq!(outcome.is_ok(), held && expected.is_ok(), "{case}");
                        if outcome.is_ok() {
                            (done, now) = (done + 1, now + 1);
                            db.execute_unprepared("DELETE FROM draft").await.unwrap();
                        }
                        if held && expected == Err(Refusal::FourEyes) {
                            assert!(matches!(outcome, Err(Error::Refused(Refusal::FourEyes))), "{case}");
                            two += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(tried == 3_960 && done > 80 && two > 5, "{tried} tried, {done} done, {two} stopped for a second officer");
});

both_databases!(the_rule_counts_for_its_services_and_the_desk_says_who_may_approve, house => {
    let service = with(&house, &["RP-01", "KK-02"]).await;
    let made = citizen(&house).await;
    let (first, second) = (house.officer("rina@contoh.test", Role::Verifier).await, house.officer("budi@contoh.test", Role::Verifier).await);
    let number = house.lost_card(&made).await;
    service.claim(&first, &number, None).await.unwrap();
    let desk = service.desk_request(&first, &number, Language::Id).await.unwrap();
    assert_eq!(desk.eyes, Some(Eyes::FirstToCome));
    assert!(desk.commands.contains(&Command::Verify) && !desk.commands.contains(&Command::Approve));
    let seen = desk.request.version;
    let alone = service.decide(&first, &number, &deciding(Command::Approve, seen)).await;
    assert!(matches!(alone, Err(Error::Refused(Refusal::FourEyes))), "{alone:?}");
    service.decide(&first, &number, &deciding(Command::Verify, seen)).await.unwrap();
    let desk = service.desk_request(&first, &number, Language::Id).await.unwrap();
    assert_eq!(desk.eyes, Some(Eyes::Mine));
    assert!(!desk.commands.contains(&Command::Approve) && desk.commands.contains(&Command::Return));
    service.claim(&first, &number, None).await.unwrap();
    let own = service.decide(&first, &number, &deciding(Command::Approve, seen + 1)).await;
    assert!(matches!(own, Err(Error::Refused(Refusal::FourEyes))), "{own:?}");
    let desk = service.desk_request(&second, &number, Language::Id).await.unwrap();
    assert_eq!(desk.eyes, Some(Eyes::Colleague("rina Petugas".into())));
    assert!(desk.commands.contains(&Command::Approve));
    service.claim(&second, &number, Some("Giliran saya")).await.unwrap();
    service.decide(&second, &number, &deciding(Command::Approve, seen + 1)).await.unwrap();
    let desk = service.desk_request(&second, &number, Language::Id).await.unwrap();
    assert_eq!(desk.eyes, Some(Eyes::Verified("rina Petugas".into())));
    // Where the rule does not count, one officer is enough and nothing is said of it.
    let sekar = house.citizen("9901024202920006", "sekar@contoh.test", "081290000003").await;
    let education = house.written_request(&sekar).await;
    let number = service.send(&sekar, education, true).await.unwrap().number.to_string();
    service.claim(&first, &number, None).await.unwrap();
    let desk = service.desk_request(&first, &number, Language::Id).await.unwrap();
    assert_eq!(desk.eyes, None);
    assert!(!desk.commands.contains(&Command::Verify));
    service.decide(&first, &number, &deciding(Command::Approve, desk.request.version)).await.unwrap();
    assert!(service.reconcile().await.unwrap().is_whole());
});

both_databases!(what_comes_back_corrected_is_seen_by_two_anew, house => {
    let service = with(&house, &["RP-01"]).await;
    let made = citizen(&house).await;
    let (first, second) = (house.officer("rina@contoh.test", Role::Verifier).await, house.officer("budi@contoh.test", Role::Verifier).await);
    let draft = house.writes(&made, "RP-01", &LOST).await.unwrap();
    let number = service.send(&made, draft, true).await.unwrap().number.to_string();
    service.claim(&first, &number, None).await.unwrap();
    service.decide(&first, &number, &deciding(Command::Verify, version(&service, &first, &number).await)).await.unwrap();
    service.claim(&second, &number, None).await.unwrap();
    service.decide(&second, &number, &deciding(Command::Return, version(&service, &second, &number).await)).await.unwrap();
    service.send(&made, draft, true).await.unwrap();
    service.claim(&second, &number, None).await.unwrap();
    let now = version(&service, &second, &number).await;
    let early = service.decide(&second, &number, &deciding(Command::Approve, now)).await;
    assert!(matches!(early, Err(Error::Refused(Refusal::FourEyes))), "the first look counts no more: {early:?}");
    service.decide(&second, &number, &deciding(Command::Verify, now)).await.unwrap();
    // Now the roles are the other way round.
    service.claim(&first, &number, None).await.unwrap();
    service.decide(&first, &number, &deciding(Command::Approve, now + 1)).await.unwrap();
});

both_databases!(verifier_and_approver_at_once_never_decide_twice, house => {
    let service = with(&house, &["RP-01"]).await;
    let made = citizen(&house).await;
    let mut officers = Vec::new();
    for name in ["rina", "budi", "dewi"] {
        officers.push(house.officer(&format!("{name}@contoh.test"), Role::Verifier).await);
    }
    let rounds: usize = std::env::var("KK_RACE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(30);
    let reason = Some("Rekan sedang tidak di tempat");
    for round in 0..rounds {
        house.clock.advance(time::Duration::hours(1));
        let number = house.lost_card(&made).await;
        let (service, number) = (&service, number.as_str());
        let at = |n: usize| &officers[(round + n) % officers.len()];
        let (first, second, third) = (at(0), at(1), at(2));
        service.claim(first, number, None).await.unwrap();
        let seen = version(service, first, number).await;
        // The holder verifies and would approve too; a colleague takes over, would approve before and after; a third
        // takes over, verifies and would approve.
        let tries = |who, commands: [Command; 2], takes: bool| async move {
            if takes {
                let _: Result<(), Error> = service.claim(who, number, reason).await;
            }
            let one = service.decide(who, number, &deciding(commands[0], seen)).await;
            let _: Result<(), Error> = service.claim(who, number, reason).await;
            let two = service.decide(who, number, &deciding(commands[1], seen + 1)).await;
            [one.is_ok(), two.is_ok()]
        };
        let [one, two, three] = <[[bool; 2]; 3]>::from(tokio::join!(
            tries(first, [Command::Verify, Command::Approve], false),
            tries(second, [Command::Approve, Command::Approve], true),
            tries(third, [Command::Verify, Command::Approve], true),
        ));
        assert!(!two[0], "round {round}: approved before anybody verified");
        assert!(u8::from(one[0]) + u8::from(three[0]) <= 1, "round {round}: verified twice");
        for own in [one, three] {
            assert_ne!(own, [true, true], "round {round}: approved by who verified");
        }
        assert!([one[1], two[1], three[1]].iter().filter(|done| **done).count() <= 1, "round {round}: approved twice");
        // Whatever is left is brought to its end by two, at the same moment.
        if version(service, first, number).await == seen {
            service.claim(first, number, reason).await.unwrap();
            service.decide(first, number, &deciding(Command::Verify, seen)).await.unwrap();
        }
        if version(service, first, number).await == seen + 1 {
            let ends = |who, command| async move {
                let _: Result<(), Error> = service.claim(who, number, reason).await;
                service.decide(who, number, &deciding(command, seen + 1)).await
            };
            let ends = tokio::join!(ends(first, Command::Approve), ends(second, Command::Approve), ends(third, Command::Return));
            let ends = [ends.0, ends.1, ends.2];
            assert!(ends.iter().filter(|end| end.is_ok()).count() <= 1, "round {round}: {ends:?}");
        }
    }
    // In the rows: nothing approved without a verification, never by the same officer, at most one of each a version.
    let alone = "decision a JOIN decision v ON v.request_id = a.request_id AND v.command = 'verify' \
                 WHERE a.command = 'approve' AND a.decided_by = v.decided_by";
    assert_eq!(house.count(alone).await, 0);
    let unseen = "decision a WHERE a.command = 'approve' AND NOT EXISTS (SELECT 1 FROM decision v WHERE v.request_id = a.request_id AND v.command = 'verify')";
    assert_eq!(house.count(unseen).await, 0);
    let twice = "(SELECT request_id FROM decision WHERE command NOT IN ('takeover', 'handed_over') GROUP BY request_id, version_seen HAVING count(*) > 1) t";
    assert_eq!(house.count(twice).await, 0);
    assert_eq!(house.count("decision WHERE command = 'verify'").await, i64::try_from(rounds).unwrap());
    assert!(house.count("decision WHERE command = 'approve'").await > 0);
    assert!(service.reconcile().await.unwrap().is_whole());
    assert!(service.check_desk().await.unwrap().is_whole());
});

#[tokio::test]
async fn a_setting_that_names_no_service_stops_the_start() {
    let house = House::on_sqlite().await;
    let refused =
        house.refused(|settings| settings.four_eyes = TwoOfficers::For(["KK-99".into()].into())).await;
    assert!(refused.contains("KK_FOUR_EYES names KK-99"), "{refused}");
}
