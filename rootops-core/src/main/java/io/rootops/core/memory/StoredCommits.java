package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.outcome.CommitLookup;
import java.util.HexFormat;
import java.util.List;
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
    public List<String> bySha(String beginning) {
        return shas(CommitConditions.sha(beginning));
    }

    @Override
    public List<String> bySubject(String subject) {
        return storable(subject) ? shas(COMMIT_MEMORY.SUBJECT.eq(asStored(subject))) : List.of();
    }

    @Override
    public List<String> byPlainSubject(String written) {
        String plain = asStored(written);
        int behind = plain.codePointCount(0, plain.length()) + 1;
        return storable(plain)
                ? shas(COMMIT_MEMORY
                        .SUBJECT
                        .startsWith(plain)
                        .and(DSL.condition(
                                "substr({0}, {1}) ~ '^(\\s*\\(#[0-9]{1,9}\\))?$'",
                                COMMIT_MEMORY.SUBJECT, DSL.val(behind))))
                : List.of();
    }

    @Override
    public List<String> byNumber(int number) {
        return shas(COMMIT_MEMORY.SUBJECT.endsWith("(#" + number + ")"));
    }

    /** A message quotes people by their names who are stored by their pseudonyms, also since this reading began. */
    private String asStored(String subject) {
        return new ForgottenPeople(db).pseudonyms().text(subject);
    }

    /** PostgreSQL holds no NUL, and refuses a query with one. */
    private static boolean storable(String text) {
        return text.indexOf('\0') < 0;
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
