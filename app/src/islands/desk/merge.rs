//! What stands in the queue after it was read again: new lines are marked, and the line that is being read
//! stays where it is although it has left this part of the queue.
use super::rows::Row;
use crate::wire::QueueLine;

/// The rows for `lines`; those of `held` that are no longer among them stay, marked, at their place.
pub(super) fn merge(before: &[Row], lines: Vec<QueueLine>, held: &[String]) -> Vec<Row> {
    let old = |number: &str| before.iter().find(|row| row.line.number == number);
    let row =
        |line: QueueLine| Row { fresh: old(&line.number).is_none_or(|row| row.fresh), gone: false, line };
    let mut rows: Vec<Row> = lines.into_iter().map(row).collect();
    for (place, row) in before.iter().enumerate() {
        let left = rows.iter().all(|kept| kept.line.number != row.line.number);
        if left && held.contains(&row.line.number) {
            rows.insert(place.min(rows.len()), Row { gone: true, fresh: false, ..row.clone() });
        }
    }
    rows
}

/// How many rows of `after` are new to `before`.
pub(super) fn newcomers(before: &[Row], after: &[Row]) -> usize {
    after.iter().filter(|row| before.iter().all(|old| old.line.number != row.line.number)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Status;

    fn line(number: &str) -> QueueLine {
        QueueLine {
            number: number.to_owned(),
            procedure: "Pendidikan".to_owned(),
            village: "Contoh".to_owned(),
            status: Status::Submitted,
            holder: None,
            mine: false,
            seen_by: None,
            unread: false,
            objected: false,
            elapsed: 10,
            age: "1 jam".to_owned(),
            corrected: false,
        }
    }

    fn rows(numbers: &[&str]) -> Vec<Row> {
        numbers.iter().map(|number| Row { line: line(number), fresh: false, gone: false }).collect()
    }

    fn marks(rows: &[Row]) -> Vec<String> {
        let mark = |row: &Row| match (row.fresh, row.gone) {
            (true, _) => format!("{}+", row.line.number),
            (_, true) => format!("{}-", row.line.number),
            _ => row.line.number.clone(),
        };
        rows.iter().map(mark).collect()
    }

    #[test]
    fn what_was_not_there_is_fresh_and_stays_so() {
        let once = merge(&rows(&["A", "B"]), vec![line("A"), line("N"), line("B")], &[]);
        assert_eq!(marks(&once), ["A", "N+", "B"]);
        assert_eq!(newcomers(&rows(&["A", "B"]), &once), 1);
        let twice = merge(&once, vec![line("A"), line("N"), line("B")], &[]);
        assert_eq!(marks(&twice), ["A", "N+", "B"]);
        assert_eq!(newcomers(&once, &twice), 0);
    }

    #[test]
    fn the_line_being_read_stays_where_it_is_when_it_left_the_queue() {
        let after = merge(&rows(&["A", "B", "C"]), vec![line("A"), line("C")], &["B".to_owned()]);
        assert_eq!(marks(&after), ["A", "B-", "C"]);
        let emptied = merge(&rows(&["A", "B"]), Vec::new(), &["B".to_owned()]);
        assert_eq!(marks(&emptied), ["B-"]);
    }

    #[test]
    fn other_lines_leave_and_what_comes_back_is_no_longer_marked_as_gone() {
        let gone = merge(&rows(&["A", "B"]), vec![line("A")], &["B".to_owned()]);
        assert_eq!(marks(&merge(&gone, vec![line("A"), line("B")], &["B".to_owned()])), ["A", "B"]);
        assert_eq!(marks(&merge(&gone, vec![line("A")], &[])), ["A"]);
    }
}
