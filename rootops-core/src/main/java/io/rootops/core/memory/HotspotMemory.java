package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.outcome.Findings;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.FileChanges;
import io.rootops.core.pattern.Hotspots;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.impl.DSL;

/** Reads which files are changed, and how often changing them went wrong. */
public final class HotspotMemory {
    // Outcomes are joined: PostgreSQL looks through an array from its beginning for each row. Merges have no files of
    // their own. A file that came back under its name keeps its number.
    private static final String FILES = """
            with fate as materialized (
              select unnest({2}) as sha, true as bad union all select unnest({3}) as sha, false as bad),
            span as materialized (
              select c.id, c.position, c.committed_at, c.percentile, f.bad
              from commit_memory c left join fate f on f.sha = c.sha
              where c.repository_id = {0} and c.position is not null and c.rankable
                and c.committed_at >= {4} and c.committed_at <= {5}),
            touched as materialized (
              select fc.file_id, count(*)::int as commits, sum(fc.lines_added + fc.lines_deleted) as lines,
                     (count(*) filter (where s.bad))::int as bad,
                     avg(s.percentile) as percentile, max(s.committed_at) as last_changed, max(s.position) as newest
              from span s join file_change fc on fc.repository_id = {0} and fc.commit_id = s.id
              group by fc.file_id),
            there as (
              select t.*, p.path from touched t
              join commit_memory c on c.repository_id = {0} and c.position = t.newest
              join file_change fc on fc.repository_id = {0} and fc.commit_id = c.id and fc.file_id = t.file_id
              join path p on p.repository_id = {0} and p.id = fc.path_id
              where fc.status <> 'D'),
            past as (
              select fc.file_id, count(*)::int as judged, (count(*) filter (where f.bad))::int as judged_bad
              from there t
              join file_change fc on fc.repository_id = {0} and fc.file_id = t.file_id
              join commit_memory c on c.repository_id = {0} and c.id = fc.commit_id
              left join fate f on f.sha = c.sha
              where c.position is not null and c.rankable and c.committed_at <= {1} and f.bad is distinct from false
              group by fc.file_id)
            select t.*, coalesce(judged, 0) as judged, coalesce(judged_bad, 0) as judged_bad
            from there t left join past using (file_id)""";

    private final DSLContext db;
    private final OutcomeMemory outcomes;

    public HotspotMemory(DSLContext db) {
        this.db = db;
        this.outcomes = new OutcomeMemory(db);
    }

    /** The files of a default branch that commits touched since then and that are still there, as far as was read. */
    public Hotspots since(RepositoryId repository, Instant from, Instant now) {
        Map<String, Findings> findings = outcomes.findings(repository);
        return Hotspots.of(db.resultQuery(
                        FILES,
                        DSL.val(repository.value()),
                        DSL.val(RepositoryMemory.utc(now.minus(Learner.WAIT))),
                        shas(findings, it -> it.since().isPresent()),
                        shas(findings, Findings::undecidedToday),
                        DSL.val(RepositoryMemory.utc(from)),
                        DSL.val(RepositoryMemory.utc(now)))
                .fetch(it -> new FileChanges(
                        it.get("path", String.class),
                        it.get("commits", Integer.class),
                        it.get("lines", Long.class),
                        it.get("bad", Integer.class),
                        it.get("percentile", Double.class),
                        it.get("last_changed", OffsetDateTime.class).toInstant(),
                        new Count(it.get("judged", Integer.class), it.get("judged_bad", Integer.class)))));
    }

    private static Param<byte[][]> shas(Map<String, Findings> findings, Predicate<Findings> which) {
        return DSL.val(findings.entrySet().stream()
                .filter(it -> which.test(it.getValue()))
                .map(it -> HexFormat.of().parseHex(it.getKey()))
                .toArray(byte[][]::new));
    }
}
