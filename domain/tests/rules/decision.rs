//! The table of decisions against an independent listing: what is listed is allowed, all else is refused.

use domain::{ActorKind, Command, FourEyes, Hindrances, Refusal, Role, Status, allowed, decide, may_object};

/// `from command to: actors`. O owner, F front desk, V verifier, S supervisor, P the portal.
const PERMITTED: &str = "
draft submit submitted: O
needs_correction resubmit submitted: O
submitted withdraw withdrawn: O
in_review withdraw withdrawn: O
verified withdraw withdrawn: O
needs_correction withdraw withdrawn: O
needs_correction expire expired: P
submitted claim in_review: F V S
in_review claim in_review: F V S
verified claim verified: V S
approved claim approved: V S
in_siak claim in_siak: V S
awaiting_signature claim awaiting_signature: V S
in_review return needs_correction: F V S
verified return needs_correction: V S
in_review reject rejected: V S
verified reject rejected: V S
in_review verify verified: V S
in_review approve approved: V S
verified approve approved: V S
approved enter_siak in_siak: V S
in_siak siak_refuse in_review: V S
in_siak siak_return needs_correction: V S
in_siak await_signature awaiting_signature: V S
awaiting_signature complete done: V S
rejected reopen in_review: S
done reopen in_review: S
";

fn listed(from: Option<Status>, command: Command, actor: ActorKind) -> Option<Status> {
    let letter = match actor {
        ActorKind::Owner => "O",
        ActorKind::FrontDesk => "F",
        ActorKind::Verifier => "V",
        ActorKind::Supervisor => "S",
        ActorKind::System => "P",
        ActorKind::Administrator => "-",
    };
    PERMITTED.lines().find_map(|line| {
        let (act, actors) = line.split_once(": ")?;
        let mut words = act.split(' ');
        let here = words.next()? == from.map_or("draft", Status::as_str) && words.next()? == command.as_str();
        (here && actors.split(' ').any(|one| one == letter)).then(|| Status::parse(words.next()?))?
    })
}

fn everything() -> impl Iterator<Item = (Option<Status>, Command, ActorKind)> {
    let statuses = core::iter::once(None).chain(Status::all().into_iter().map(Some));
    statuses.flat_map(|status| {
        Command::all()
            .into_iter()
            .flat_map(move |command| ActorKind::all().into_iter().map(move |actor| (status, command, actor)))
    })
}

#[test]
fn what_is_listed_is_allowed_and_all_else_is_refused() {
    let mut permitted = 0;
    for (status, command, actor) in everything() {
        let decided = decide(status, command, actor, FourEyes::default());
        assert_eq!(decided.ok(), listed(status, command, actor), "{status:?} {command:?} {actor:?}");
        permitted += usize::from(decided.is_ok());
    }
    let lines = PERMITTED.lines().filter_map(|line| line.split_once(": "));
    assert_eq!(permitted, lines.map(|(_, actors)| actors.split(' ').count()).sum::<usize>());
}

#[test]
fn two_pairs_of_eyes_stop_only_the_approval_by_one() {
    for (status, command, actor) in everything() {
        let free = decide(status, command, actor, FourEyes::default());
        let not_required = FourEyes { required: false, same_as_verifier: true };
        assert_eq!(decide(status, command, actor, not_required), free);
        for same_as_verifier in [false, true] {
            let strict = decide(status, command, actor, FourEyes { required: true, same_as_verifier });
            let approves = command == Command::Approve && free.is_ok();
            let stopped = approves && (status == Some(Status::InReview) || same_as_verifier);
            assert_eq!(
                strict,
                if stopped { Err(Refusal::FourEyes) } else { free },
                "{status:?} {command:?} {actor:?}"
            );
        }
    }
}

#[test]
fn an_open_objection_stops_the_approval_and_nothing_else() {
    for (status, command, actor) in everything() {
        for four_eyes in [
            FourEyes::default(),
            FourEyes { required: true, same_as_verifier: false },
            FourEyes { required: true, same_as_verifier: true },
        ] {
            let free = decide(status, command, actor, FourEyes::default());
            let answered = decide(status, command, actor, Hindrances { four_eyes, ..Hindrances::default() });
            assert_eq!(answered, decide(status, command, actor, four_eyes));
            let open =
                decide(status, command, actor, Hindrances { four_eyes, objected: true, helped: false });
            let stopped = command == Command::Approve && free.is_ok();
            assert_eq!(
                open,
                if stopped { Err(Refusal::Objected) } else { answered },
                "{status:?} {command:?} {actor:?}"
            );
        }
    }
}

#[test]
fn whoever_helped_to_fill_it_in_does_not_decide_it() {
    for (status, command, actor) in everything() {
        let free = decide(status, command, actor, FourEyes::default());
        let helped = decide(status, command, actor, Hindrances { helped: true, ..Hindrances::default() });
        let decides =
            matches!(command, Command::Verify | Command::Approve | Command::Reject | Command::Reopen);
        let stopped = decides && free.is_ok();
        assert_eq!(
            helped,
            if stopped { Err(Refusal::FourEyes) } else { free },
            "{status:?} {command:?} {actor:?}"
        );
    }
}

#[test]
fn one_may_object_until_it_is_approved() {
    for status in Status::all() {
        let may_be_approved = ActorKind::all().into_iter().any(|actor| {
            let next = decide(Some(status), Command::Approve, actor, FourEyes::default());
            next.is_ok()
        });
        let on_its_way = matches!(status, Status::Submitted | Status::NeedsCorrection);
        assert_eq!(may_object(status), may_be_approved || on_its_way, "{status:?}");
    }
}

#[test]
fn a_refusal_says_whether_it_is_the_person_or_the_moment() {
    use ActorKind::{Administrator, FrontDesk, Owner, Supervisor, Verifier};
    let no = |status, command, actor| decide(Some(status), command, actor, FourEyes::default()).unwrap_err();
    assert_eq!(no(Status::InReview, Command::Withdraw, Supervisor), Refusal::NotYours);
    assert_eq!(no(Status::InReview, Command::Approve, Owner), Refusal::NotAllowed);
    assert_eq!(no(Status::InReview, Command::Approve, FrontDesk), Refusal::NotAllowed);
    assert_eq!(no(Status::InReview, Command::Claim, Administrator), Refusal::NotAllowed);
    let status = Some(Status::Done);
    assert_eq!(no(Status::Done, Command::Approve, Verifier), Refusal::WrongStatus { status });
    assert_eq!(
        no(Status::Verified, Command::Return, FrontDesk),
        Refusal::WrongStatus { status: Some(Status::Verified) }
    );
}

#[test]
fn what_is_offered_is_what_is_decided() {
    for status in Status::all() {
        for actor in ActorKind::all() {
            let offered = allowed(status, actor);
            for command in Command::all() {
                assert_eq!(offered.contains(&command), listed(Some(status), command, actor).is_some());
            }
        }
        assert_eq!(allowed(status, Role::Administrator.actor()), []);
    }
}

#[test]
fn ends_are_ends_except_for_a_supervisor() {
    for status in Status::all() {
        assert_ne!(status.is_open(), status.is_end());
        let anything = ActorKind::all().into_iter().any(|actor| !allowed(status, actor).is_empty());
        let reopens = allowed(status, ActorKind::Supervisor) == [Command::Reopen];
        assert_eq!(status.is_end(), !anything || reopens, "{status:?}");
    }
}

#[test]
fn names_are_read_as_they_are_written() {
    for status in Status::all() {
        assert_eq!(Status::parse(status.as_str()), Some(status));
        assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{}\"", status.as_str()));
    }
    for command in Command::all() {
        assert_eq!(Command::parse(command.as_str()), Some(command));
        assert_eq!(serde_json::to_string(&command).unwrap(), format!("\"{}\"", command.as_str()));
    }
    for role in Role::all() {
        assert_eq!(Role::parse(role.as_str()), Some(role));
        assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.as_str()));
    }
}
