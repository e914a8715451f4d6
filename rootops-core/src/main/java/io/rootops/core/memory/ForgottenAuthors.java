package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.AUTHOR;
import static io.rootops.core.memory.schema.Tables.COMMIT_MARK;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static org.jooq.impl.DSL.count;

import io.rootops.core.change.Author;
import io.rootops.core.memory.schema.tables.records.AuthorRecord;
import io.rootops.core.privacy.Person;
import io.rootops.core.privacy.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;

/** Authors of commits who were forgotten. In the caller's transaction, under the lock of the repository. */
final class ForgottenAuthors {
    private final DSLContext db;
    private final Pseudonyms people;

    ForgottenAuthors(DSLContext db, Pseudonyms people) {
        this.db = db;
        this.people = people;
    }

    /** @return how many commits of the repository are theirs */
    int rename(int repository) {
        int commits = 0;
        List<AuthorRecord> renamed = new ArrayList<>();
        try (Cursor<AuthorRecord> authors = db.selectFrom(AUTHOR)
                .where(AUTHOR.REPOSITORY_ID.eq(repository))
                .fetchSize(1_000)
                .fetchLazy()) {
            for (AuthorRecord it : authors) {
                Author shown = people.author(new Author(it.getEmail(), it.getName(), it.getBot()));
                if (!shown.email().equals(it.getEmail())) {
                    it.setEmail(shown.email());
                    it.setName(shown.name());
                    renamed.add(it);
                }
            }
        }
        for (AuthorRecord it : renamed) {
            commits += db.select(count())
                    .from(COMMIT_MEMORY)
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(it.getRepositoryId()))
                    .and(COMMIT_MEMORY.AUTHOR_ID.eq(it.getId()))
                    .fetchSingle()
                    .value1();
            rename(it);
        }
        return commits;
    }

    /** Two of a repository may become one: with and without GitHub's number, or one that came after they were forgotten. */
    private void rename(AuthorRecord to) {
        Condition itself = AUTHOR.REPOSITORY_ID.eq(to.getRepositoryId()).and(AUTHOR.ID.eq(to.getId()));
        Optional<Integer> there = db.select(AUTHOR.ID)
                .from(AUTHOR)
                .where(AUTHOR.REPOSITORY_ID.eq(to.getRepositoryId()))
                .and(AUTHOR.EMAIL.eq(to.getEmail()))
                .and(AUTHOR.ID.ne(to.getId()))
                .fetchOptional(AUTHOR.ID);
        if (there.isEmpty()) {
            db.update(AUTHOR)
                    .set(AUTHOR.EMAIL, to.getEmail())
                    .set(AUTHOR.NAME, to.getName())
                    .where(itself)
                    .execute();
            return;
        }
        db.update(COMMIT_MEMORY)
                .set(COMMIT_MEMORY.AUTHOR_ID, there.get())
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(to.getRepositoryId()))
                .and(COMMIT_MEMORY.AUTHOR_ID.eq(to.getId()))
                .execute();
        db.update(COMMIT_MARK)
                .set(COMMIT_MARK.AUTHOR_ID, there.get())
                .where(COMMIT_MARK.REPOSITORY_ID.eq(to.getRepositoryId()))
                .and(COMMIT_MARK.AUTHOR_ID.eq(to.getId()))
                .execute();
        db.deleteFrom(AUTHOR).where(itself).execute();
    }

    /** Addresses of authors of the same name, who may be other people. */
    List<String> namedAlike(Person person) {
        if (person.name() == null) {
            return List.of();
        }
        return List.copyOf(new TreeSet<>(db.selectDistinct(AUTHOR.EMAIL)
                .from(AUTHOR)
                .where(AUTHOR.NAME.equalIgnoreCase(person.name()))
                .fetch(AUTHOR.EMAIL)));
    }
}
