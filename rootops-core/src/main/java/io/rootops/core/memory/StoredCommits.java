package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.outcome.CommitLookup;
import io.rootops.core.outcome.Subjects;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Looks in the memory for what a message speaks of: for a push, which asks seldom. */
public final class StoredCommits implements CommitLookup {
    private final DSLContext db;
    private final int repository;

    public StoredCommits(DSLContext db, RepositoryId repository) {
        this.db = db;
        this.repository = repository.value();
    }

    @Override
    public Optional<String> bySha(String beginning) {
        return only(CommitConditions.sha(beginning));
    }

    @Override
    public Optional<String> bySubject(String subject) {
        if (subject.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<String> exact = shas(COMMIT_MEMORY.SUBJECT.eq(subject));
        if (!exact.isEmpty()) {
            return exact.size() == 1 ? Optional.of(exact.get(0)) : Optional.empty();
        }
        String plain = Subjects.plain(subject);
        return only(COMMIT_MEMORY
                .SUBJECT
                .eq(plain)
                .or(COMMIT_MEMORY
                        .SUBJECT
                        .startsWith(plain)
                        .and(DSL.condition(
                                "substr({0}, {1}) ~ '^\\s*\\(#[0-9]{1,9}\\)$'",
                                COMMIT_MEMORY.SUBJECT, DSL.val(plain.codePointCount(0, plain.length()) + 1)))));
    }

    @Override
    public Optional<String> byNumber(int number) {
        return shas(COMMIT_MEMORY.SUBJECT.endsWith("(#" + number + ")")).stream().findFirst();
    }

    private Optional<String> only(Condition condition) {
        List<String> found = shas(condition);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private List<String> shas(Condition condition) {
        return db.select(COMMIT_MEMORY.SHA)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.POSITION.isNotNull())
                .and(condition)
                .orderBy(COMMIT_MEMORY.POSITION)
                .limit(2)
                .fetch(it -> HexFormat.of().formatHex(it.value1()));
    }
}
