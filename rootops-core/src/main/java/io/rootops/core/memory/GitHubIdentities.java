package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY_ALIAS;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.schema.tables.records.RepositoryRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which followed repository GitHub means: by its number once that is known, since names are given up and taken again. */
public final class GitHubIdentities {
    private final DSLContext db;

    public GitHubIdentities(DSLContext db) {
        this.db = db;
    }

    /**
     * A repository that is followed.
     *
     * @param installationId of the App that may speak for it; null: not known
     */
    public record Followed(
            TrackedRepository repository, @Nullable Long installationId) {}

    /**
     * By number; else, where the number of the repository at this location is not known yet, by location. One whose
     * number is another is another repository, whatever its name. Nothing is remembered: who tells of it may not be
     * believed.
     *
     * @param location its clone URL, compared without regard to case
     */
    public Optional<Followed> look(@Nullable Long githubId, @Nullable String location) {
        Optional<Followed> known = githubId == null ? Optional.empty() : one(REPOSITORY.GITHUB_ID.eq(githubId));
        if (known.isPresent() || location == null) {
            return known;
        }
        Condition there = lower(REPOSITORY.LOCATION)
                .eq(location.toLowerCase(Locale.ROOT))
                .and(githubId == null ? noCondition() : REPOSITORY.GITHUB_ID.isNull());
        return one(there);
    }

    /** The same, and its number is remembered. */
    public Optional<Followed> find(@Nullable Long githubId, @Nullable String location) {
        Optional<Followed> found = look(githubId, location);
        if (githubId != null) {
            found.ifPresent(it -> learn(it.repository().id(), githubId));
        }
        return found;
    }

    /** A webhook about it came. */
    public void delivered(RepositoryId id, Instant at) {
        db.update(REPOSITORY)
                .set(REPOSITORY.DELIVERED_AT, RepositoryMemory.utc(at))
                .where(REPOSITORY.ID.eq(id.value()))
                .and(REPOSITORY.DELIVERED_AT.isNull().or(REPOSITORY.DELIVERED_AT.lt(RepositoryMemory.utc(at))))
                .execute();
    }

    /** Remembers its number, unless it has one or another repository has this one. */
    public void learn(RepositoryId id, long githubId) {
        // A number that another repository has is left to it: the row there was renamed before.
        db.update(REPOSITORY)
                .set(REPOSITORY.GITHUB_ID, githubId)
                .where(REPOSITORY.ID.eq(id.value()).and(REPOSITORY.GITHUB_ID.isNull()))
                .andNotExists(db.selectOne()
                        .from(REPOSITORY.as("other"))
                        .where(REPOSITORY.as("other").GITHUB_ID.eq(githubId)))
                .execute();
    }

    /** @param installationId null: none may any more */
    public void install(RepositoryId id, @Nullable Long installationId) {
        db.update(REPOSITORY)
                .set(REPOSITORY.INSTALLATION_ID, installationId)
                .where(REPOSITORY.ID.eq(id.value()))
                .execute();
    }

    /** What came of a move. */
    public enum Move {
        MOVED,
        /** A later one was told before. */
        OUTDATED,
        /** Another followed repository is there. */
        OCCUPIED
    }

    /**
     * It has another name and place from now on; whoever asks for the old place still finds it.
     *
     * @param at GitHub's time of it: moves may be told in any order, and the latest counts
     */
    public Move move(RepositoryId id, String name, String location, String webUrl, Instant at) {
        return db.transactionResult(tx -> {
            // As in RepositoryMemory.track: one at a time.
            tx.dsl().execute("lock table repository in share row exclusive mode");
            RepositoryRecord before = tx.dsl().fetchSingle(REPOSITORY, REPOSITORY.ID.eq(id.value()));
            if (before.getMovedAt() != null && before.getMovedAt().toInstant().isAfter(at)) {
                return Move.OUTDATED;
            }
            boolean occupied = tx.dsl()
                    .fetchExists(REPOSITORY, REPOSITORY.LOCATION.eq(location).and(REPOSITORY.ID.ne(id.value())));
            if (occupied) {
                return Move.OCCUPIED;
            }
            keepAlias(tx.dsl(), id, before.getLocation(), location);
            RepositoryMemory repositories = new RepositoryMemory(tx.dsl());
            before.setName(before.getName().equals(name) ? name : repositories.freeName(name));
            before.setLocation(location);
            before.setWebUrl(webUrl);
            before.setMovedAt(RepositoryMemory.utc(at));
            before.store();
            return Move.MOVED;
        });
    }

    private static void keepAlias(DSLContext tx, RepositoryId id, String former, String now) {
        tx.deleteFrom(REPOSITORY_ALIAS)
                .where(REPOSITORY_ALIAS.LOCATION.in(former, now))
                .execute();
        if (!former.equals(now)) {
            tx.insertInto(REPOSITORY_ALIAS)
                    .set(REPOSITORY_ALIAS.LOCATION, former)
                    .set(REPOSITORY_ALIAS.REPOSITORY_ID, id.value())
                    .execute();
        }
    }

    private Optional<Followed> one(Condition condition) {
        return db.select(REPOSITORY.ID, REPOSITORY.INSTALLATION_ID)
                .from(REPOSITORY)
                .where(condition)
                .and(REPOSITORY.KIND.eq("github"))
                .orderBy(REPOSITORY.ID)
                .limit(1)
                .fetchOptional()
                .flatMap(it -> new RepositoryMemory(db)
                        .byId(new RepositoryId(it.value1()))
                        .map(repository -> new Followed(repository, it.value2())));
    }
}
