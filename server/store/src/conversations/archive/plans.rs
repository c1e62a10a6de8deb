//! No page of the archive sorts or scans all there is: SQLite's own account of how it goes about it.

use model::{
    archive::ArchiveQuery,
    id::{DepartmentId, PersonId},
    permission::Reach,
};

use super::*;
use crate::{clause::Value, samples};

async fn steps(conn: &mut Conn, query: &str, values: Vec<Value>) -> Result<Vec<String>, Error> {
    let text = format!("EXPLAIN QUERY PLAN {query}");
    let rows: Vec<(i64, i64, i64, String)> = sql!(conn, all with, text, values)?;
    Ok(rows.into_iter().map(|(.., step)| step).collect())
}

#[tokio::test]
async fn cc_08_no_page_of_the_archive_reads_or_sorts_everything() {
    let scratch = crate::testing::sqlite().await;
    let mut read = scratch.store.read().await.unwrap();
    let me: PersonId = samples::person(1).id;
    let departments = Reach::Departments([1, 2].map(|n| DepartmentId(samples::id(n))).to_vec());
    for (reach, query) in [
        (&Reach::All, ArchiveQuery::default()),
        (&Reach::Own, ArchiveQuery::default()),
        (&departments, ArchiveQuery::default()),
        (&Reach::All, ArchiveQuery { tag: Some("vip".into()), ..ArchiveQuery::default() }),
        (&departments, ArchiveQuery { agent: Some(me), ..ArchiveQuery::default() }),
        (&departments, ArchiveQuery { order: ArchiveOrder::Started, ..ArchiveQuery::default() }),
        (&departments, ArchiveQuery { order: ArchiveOrder::Guest, ..ArchiveQuery::default() }),
    ] {
        let viewer = Viewer { reach, me };
        let mut clause = Clause::default();
        restrict_to_filters(&mut clause, &query);
        clause.and("closed IS NOT NULL");
        let source = Source::of(&viewer, &query);
        source.restrict(&viewer, &mut clause);
        let (text, values) = source.page_query(clause, &query, None, 51);
        let steps = steps(&mut read, &text, values).await.unwrap();
        let sorts = steps.iter().filter(|step| step.contains("TEMP B-TREE FOR ORDER BY")).count();
        // Streams that are read side by side are put in order: of each no more than a page.
        let is_side_by_side = matches!(source, Source::Departments(..));
        assert!(sorts <= usize::from(is_side_by_side), "{query:?} {steps:#?}");
        for step in &steps {
            let is_whole =
                step.starts_with("SCAN ") && !step.contains("USING") && !step.contains("stream");
            assert!(!is_whole, "{query:?} {steps:#?}");
        }
    }
}

#[tokio::test]
async fn cc_08_what_is_found_is_read_off_the_index() {
    let scratch = crate::testing::sqlite().await;
    let mut read = scratch.store.read().await.unwrap();
    let text = format!(
        "SELECT conversations.id {} WHERE archive_words MATCH '\"tea\"' AND archive_words.rowid < 5 \
         ORDER BY archive_words.rowid DESC LIMIT 51",
        found::FROM
    );
    let steps = steps(&mut read, &text, Vec::new()).await.unwrap();
    assert!(steps[0].contains("archive_words VIRTUAL TABLE"), "{steps:#?}");
    assert!(steps.iter().all(|step| !step.contains("TEMP B-TREE")), "{steps:#?}");
}
