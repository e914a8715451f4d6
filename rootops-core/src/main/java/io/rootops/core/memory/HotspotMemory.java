package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.outcome.Findings;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.FileChanges;
import io.rootops.core.pattern.Hotspots;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Reads which files are changed, and how often changing them went wrong. */
public final class HotspotMemory {
    private static final String CANCELED = "57014";

    // Outcomes are joined: PostgreSQL looks through an array from its beginning for each row. Merges have no files of
    // their own.
    private static final String TOUCHED = """
            with fate as materialized (select unnest({1}) as sha),
            span as materialized (
              select c.id, c.committed_at, c.percentile, f.sha is not null as bad
              from commit_memory c left join fate f on f.sha = c.sha
              where c.repository_id = {0} and c.position is not null and c.rankable
                and c.committed_at >= {2} and c.committed_at <= {3})
            select fc.file_id, count(*)::int as commits, sum(fc.lines_added + fc.lines_deleted) as lines,
                   (count(*) filter (where s.bad))::int as bad,
                   avg(s.percentile) as percentile, max(s.committed_at) as last_changed
            from span s join file_change fc on fc.repository_id = {0} and fc.commit_id = s.id
            group by fc.file_id""";

    // The files are an array, so that the planner knows how many: few are looked up, for many all is read once. They
    // are joined, as a comparison would cast the array anew for each row. A branch goes on changing a file under its
    // old name, or one that is gone, and comes after the rename or the deletion once it is merged: where a file stands
    // is told by what gave it its name or took it away, not by who changed it last. A shallow history may have seen no
    // such commit.
    private static final String PAST = """
            with fate as materialized (
              select unnest({2}) as sha, true as bad union all select unnest({3}) as sha, false as bad),
            past as (
              select fc.file_id,
                     (count(*) filter (where c.rankable and c.committed_at <= {1}
                       and f.bad is distinct from false))::int as judged,
                     (count(*) filter (where c.rankable and c.committed_at <= {1} and f.bad))::int as judged_bad,
                     max(array[(fc.status in ('A', 'D', 'R'))::int, c.position, (fc.status <> 'D')::int, fc.path_id]) as place
              from (select unnest({4}) as file_id) t
              join file_change fc on fc.repository_id = {0} and fc.file_id = t.file_id
              join commit_memory c on c.repository_id = {0} and c.id = fc.commit_id
              left join fate f on f.sha = c.sha
              where c.position is not null
              group by fc.file_id)
            select past.file_id, judged, judged_bad, place[2] as position, place[3] = 0 as deleted, p.path
            from past join path p on p.repository_id = {0} and p.id = place[4]""";

    private final DSLContext db;

    public HotspotMemory(DSLContext db) {
        this.db = db;
    }

    private record Stands(String path, int position, boolean deleted, FileChanges changes) {}

    /**
     * The files of a default branch that commits touched since then and that are still there, as far as was read.
     *
     * @param head paths of the files that are there; empty: not known, so that the stored commits have to tell
     * @param patience for each query
     * @return empty: the database did not answer in time
     */
    public Optional<Hotspots> since(
            RepositoryId repository, Instant from, Instant now, Optional<Set<String>> head, Duration patience) {
        try {
            return Optional.of(db.transactionResult(tx -> {
                tx.dsl().execute("set transaction isolation level repeatable read, read only");
                tx.dsl().execute("set local statement_timeout = " + patience.toMillis());
                return Hotspots.of(there(stands(tx.dsl(), repository, from, now), head));
            }));
        } catch (DataAccessException e) {
            if (CANCELED.equals(e.sqlState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<Stands> stands(DSLContext tx, RepositoryId repository, Instant from, Instant now) {
        Map<String, Findings> findings = new OutcomeMemory(tx).findings(repository);
        Param<byte[][]> bad = shas(findings, it -> it.since().isPresent());
        Map<Integer, Record> touched = tx.resultQuery(
                        TOUCHED,
                        DSL.val(repository.value()),
                        bad,
                        DSL.val(RepositoryMemory.utc(from)),
                        DSL.val(RepositoryMemory.utc(now)))
                .fetchMap(it -> it.get("file_id", Integer.class));
        return tx.resultQuery(
                        PAST,
                        DSL.val(repository.value()),
                        DSL.val(RepositoryMemory.utc(now.minus(Learner.WAIT))),
                        bad,
                        shas(findings, Findings::undecidedToday),
                        DSL.val(touched.keySet().toArray(Integer[]::new)))
                .fetch(it -> stands(it, Objects.requireNonNull(touched.get(it.get("file_id", Integer.class)))));
    }

    private static Stands stands(Record past, Record touched) {
        String path = past.get("path", String.class);
        return new Stands(
                path,
                past.get("position", Integer.class),
                past.get("deleted", Boolean.class),
                new FileChanges(
                        path,
                        touched.get("commits", Integer.class),
                        touched.get("lines", Long.class),
                        touched.get("bad", Integer.class),
                        touched.get("percentile", Double.class),
                        touched.get("last_changed", OffsetDateTime.class).toInstant(),
                        new Count(past.get("judged", Integer.class), past.get("judged_bad", Integer.class))));
    }

    /** One for each path: one that was renamed to where another was deleted has taken its place. */
    private static List<FileChanges> there(List<Stands> files, Optional<Set<String>> head) {
        Map<String, FileChanges> there = new LinkedHashMap<>();
        files.stream()
                .filter(it -> head.isEmpty() ? !it.deleted() : head.get().contains(it.path()))
                .sorted(Comparator.comparing(Stands::deleted)
                        .thenComparing(Comparator.comparingInt(Stands::position).reversed()))
                .forEach(it -> there.putIfAbsent(it.path(), it.changes()));
        return new ArrayList<>(there.values());
    }

    private static Param<byte[][]> shas(Map<String, Findings> findings, Predicate<Findings> which) {
        return DSL.val(findings.entrySet().stream()
                .filter(it -> which.test(it.getValue()))
                .map(it -> HexFormat.of().parseHex(it.getKey()))
                .toArray(byte[][]::new));
    }
}
