package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;

import io.rootops.core.memory.schema.tables.CommitMemory;
import io.rootops.core.outcome.CherryPicks;
import io.rootops.core.outcome.Twin;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * The same change more than once: whoever picks a commit, or moves it by a rebase, keeps its author, its time of
 * writing, its subject and its lines; some say where they took it from, too.
 */
final class TwinCommits {
    private final DSLContext db;
    private final int repository;

    TwinCommits(DSLContext db, int repository) {
        this.db = db;
        this.repository = repository;
    }

    /** All groups of the repository. */
    List<List<Twin>> all() {
        List<List<Twin>> groups = new ArrayList<>();
        db.select(DSL.arrayAgg(COMMIT_MEMORY.SHA), DSL.arrayAgg(COMMIT_MEMORY.COMMITTED_AT))
                .from(COMMIT_MEMORY)
                .where(changed(COMMIT_MEMORY))
                .groupBy(
                        COMMIT_MEMORY.AUTHOR_ID,
                        COMMIT_MEMORY.AUTHORED_AT,
                        COMMIT_MEMORY.SUBJECT,
                        COMMIT_MEMORY.FILES,
                        COMMIT_MEMORY.LINES_ADDED,
                        COMMIT_MEMORY.LINES_DELETED)
                .having(DSL.count().gt(1))
                .forEach(it -> {
                    List<Twin> group = new ArrayList<>();
                    for (int i = 0; i < it.value1().length; i++) {
                        group.add(twin(it.value1()[i], it.value2()[i]));
                    }
                    groups.add(group);
                });
        groups.addAll(picked(DSL.noCondition()));
        return groups;
    }

    /** The groups that these commits are in, few at a time. */
    List<List<Twin>> of(Collection<byte[]> shas) {
        if (shas.isEmpty()) {
            return List.of();
        }
        CommitMemory one = COMMIT_MEMORY.as("one");
        Map<String, List<Twin>> groups = new LinkedHashMap<>();
        db.select(one.SHA, COMMIT_MEMORY.SHA, COMMIT_MEMORY.COMMITTED_AT)
                .from(one)
                .join(COMMIT_MEMORY)
                .on(COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(one.REPOSITORY_ID)
                        .and(COMMIT_MEMORY.AUTHORED_AT.eq(one.AUTHORED_AT))
                        .and(COMMIT_MEMORY.AUTHOR_ID.eq(one.AUTHOR_ID))
                        .and(COMMIT_MEMORY.SUBJECT.eq(one.SUBJECT))
                        .and(COMMIT_MEMORY.FILES.eq(one.FILES))
                        .and(COMMIT_MEMORY.LINES_ADDED.eq(one.LINES_ADDED))
                        .and(COMMIT_MEMORY.LINES_DELETED.eq(one.LINES_DELETED)))
                .where(changed(one))
                .and(changed(COMMIT_MEMORY))
                .and(one.SHA.in(shas))
                .forEach(it -> groups.computeIfAbsent(HexFormat.of().formatHex(it.value1()), sha -> new ArrayList<>())
                        .add(twin(it.value2(), it.value3())));
        List<List<Twin>> found = new ArrayList<>(groups.values());
        found.removeIf(it -> it.size() < 2);
        found.addAll(picked(COMMIT_MEMORY.SHA.in(shas)));
        String names = shas.stream().map(HexFormat.of()::formatHex).collect(Collectors.joining(" | "));
        found.addAll(picked(DSL.condition(
                "to_tsvector('simple', left({0}, 4000)) @@ to_tsquery('simple', {1})",
                COMMIT_MESSAGE.MESSAGE, DSL.val(names))));
        return found;
    }

    private Condition changed(CommitMemory commits) {
        return commits.REPOSITORY_ID
                .eq(repository)
                .and(commits.RANKABLE)
                .andNot(commits.PROVISIONAL)
                .and(commits.FILES.gt(0));
    }

    private List<List<Twin>> picked(Condition condition) {
        Result<Record3<byte[], OffsetDateTime, String>> picks = db.select(
                        COMMIT_MEMORY.SHA, COMMIT_MEMORY.COMMITTED_AT, COMMIT_MESSAGE.MESSAGE)
                .from(COMMIT_MESSAGE)
                .join(COMMIT_MEMORY)
                .on(COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(COMMIT_MESSAGE.REPOSITORY_ID)
                        .and(COMMIT_MEMORY.ID.eq(COMMIT_MESSAGE.COMMIT_ID)))
                .where(COMMIT_MESSAGE.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MESSAGE.MESSAGE.contains(CherryPicks.MARK))
                .and(condition)
                .fetch();
        List<List<Twin>> groups = new ArrayList<>();
        for (var pick : picks) {
            List<Twin> group = new ArrayList<>();
            CherryPicks.origins(pick.value3()).forEach(it -> group.add(new Twin(it, null)));
            if (!group.isEmpty()) {
                group.add(twin(pick.value1(), pick.value2()));
                groups.add(group);
            }
        }
        return groups;
    }

    private static Twin twin(byte[] sha, OffsetDateTime committedAt) {
        return new Twin(HexFormat.of().formatHex(sha), committedAt.toInstant());
    }
}
