package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY_ALIAS;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import io.rootops.core.change.Pause;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.schema.tables.records.RepositoryRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The repositories that RootOps follows. */
public final class RepositoryMemory {
    private static final Field<Integer> PROVISIONAL = field(selectCount()
                    .from(COMMIT_MEMORY)
                    .where(COMMIT_MEMORY.REPOSITORY_ID.eq(REPOSITORY.ID).and(COMMIT_MEMORY.PROVISIONAL)))
            .as("provisional");

    private final DSLContext db;

    public RepositoryMemory(DSLContext db) {
        this.db = db;
    }

    /** All of them, by name. */
    public List<TrackedRepository> all() {
        return db.select(REPOSITORY.fields())
                .select(PROVISIONAL)
                .from(REPOSITORY)
                .orderBy(REPOSITORY.NAME)
                .fetch(RepositoryMemory::repository);
    }

    /** Where all of them are, and were before. */
    public Set<String> locations() {
        return db.select(REPOSITORY.LOCATION)
                .from(REPOSITORY)
                .union(select(REPOSITORY_ALIAS.LOCATION).from(REPOSITORY_ALIAS))
                .fetchSet(REPOSITORY.LOCATION);
    }

    /** Follows those again that an App's lists left out: without an App there is no list. */
    public void resumeAll() {
        db.update(REPOSITORY)
                .setNull(REPOSITORY.PAUSED)
                .where(REPOSITORY.PAUSED.isNotNull())
                .execute();
    }

    /** How they stand with the forge. */
    public StandingMemory standings() {
        return new StandingMemory(db);
    }

    public Optional<TrackedRepository> named(String name) {
        return one(REPOSITORY.NAME.eq(name));
    }

    /** The one at this location, else the one that was there before it moved. */
    public Optional<TrackedRepository> at(String location) {
        return one(REPOSITORY.LOCATION.eq(location))
                .or(() -> one(REPOSITORY.ID.eq(select(REPOSITORY_ALIAS.REPOSITORY_ID)
                        .from(REPOSITORY_ALIAS)
                        .where(REPOSITORY_ALIAS.LOCATION.eq(location)))));
    }

    public Optional<TrackedRepository> byId(RepositoryId id) {
        return one(REPOSITORY.ID.eq(id.value()));
    }

    /**
     * Follows a repository from now on; one that is followed already is returned as it is.
     *
     * @param name wished for; where another location has it, {@code -2}, {@code -3} … is appended
     * @param location a directory, or a clone URL without credentials
     */
    public TrackedRepository track(String name, String location, TrackedRepository.Kind kind, @Nullable String webUrl) {
        return db.transactionResult(tx -> {
            // One at a time, so that two starts at once do not give one name to two locations.
            tx.dsl().execute("lock table repository in share row exclusive mode");
            RepositoryMemory memory = new RepositoryMemory(tx.dsl());
            Optional<TrackedRepository> known = memory.at(location);
            if (known.isPresent()) {
                return known.get();
            }
            tx.dsl()
                    .insertInto(REPOSITORY)
                    .set(REPOSITORY.NAME, memory.freeName(name))
                    .set(REPOSITORY.LOCATION, location)
                    .set(REPOSITORY.KIND, word(kind))
                    .set(REPOSITORY.WEB_URL, webUrl)
                    .execute();
            return memory.at(location).orElseThrow();
        });
    }

    /** A new station of its life; {@code problem} belongs to FAILED only. */
    public void state(RepositoryId id, TrackedRepository.State state, @Nullable String problem) {
        db.update(REPOSITORY)
                .set(REPOSITORY.STATE, word(state))
                .set(REPOSITORY.PROBLEM, problem)
                .where(REPOSITORY.ID.eq(id.value()))
                .execute();
    }

    /** Its code was brought up to date from where it lives. */
    public void fetched(RepositoryId id) {
        db.update(REPOSITORY)
                .set(REPOSITORY.FETCHED_AT, currentOffsetDateTime())
                .where(REPOSITORY.ID.eq(id.value()))
                .execute();
    }

    /** All its branches are read: what stands on them now is history, what comes from now on is news. */
    public void headsRead(RepositoryId id) {
        db.update(REPOSITORY)
                .set(REPOSITORY.HEADS_READ_AT, currentOffsetDateTime())
                .where(REPOSITORY.ID.eq(id.value()).and(REPOSITORY.HEADS_READ_AT.isNull()))
                .execute();
    }

    /** Whether it was never read to its end, with all its branches. */
    public boolean unread(RepositoryId id) {
        return db.fetchExists(
                REPOSITORY,
                REPOSITORY.ID.eq(id.value()),
                REPOSITORY.LAST_MINED_AT.isNull().or(REPOSITORY.HEADS_READ_AT.isNull()));
    }

    /** Those with these ids, for the lists that join them to commits. */
    Map<Integer, TrackedRepository> byIds(Collection<Integer> ids) {
        return db
                .select(REPOSITORY.fields())
                .select(PROVISIONAL)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.in(ids))
                .fetch(RepositoryMemory::repository)
                .stream()
                .collect(Collectors.toMap(it -> it.id().value(), Function.identity()));
    }

    private Optional<TrackedRepository> one(Condition condition) {
        return db.select(REPOSITORY.fields())
                .select(PROVISIONAL)
                .from(REPOSITORY)
                .where(condition)
                .fetchOptional(RepositoryMemory::repository);
    }

    String freeName(String wished) {
        String name = wished;
        for (int i = 2; named(name).isPresent(); i++) {
            name = wished + "-" + i;
        }
        return name;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static TrackedRepository repository(Record row) {
        RepositoryRecord it = row.into(REPOSITORY);
        return new TrackedRepository(
                new RepositoryId(it.getId()),
                it.getName(),
                it.getLocation(),
                TrackedRepository.Kind.valueOf(it.getKind().toUpperCase(Locale.ROOT)),
                it.getWebUrl(),
                it.getDefaultBranch(),
                TrackedRepository.State.valueOf(it.getState().toUpperCase(Locale.ROOT)),
                it.getProblem(),
                new TrackedRepository.Mining(
                        it.getMiningDone(),
                        it.getMiningTotal(),
                        row.get(PROVISIONAL),
                        instant(it.getMiningStartedAt()),
                        instant(it.getLastMinedAt())),
                it.getCommits(),
                it.getScoredCommits(),
                it.getMissingBlobs(),
                it.getShallow(),
                it.getPaused() == null ? null : Pause.of(it.getPaused()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return Times.storable(instant).atOffset(ZoneOffset.UTC);
    }
}
