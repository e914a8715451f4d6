package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.INSTALLED_REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.change.Pause;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.LeftOut;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.installation.RepositoryStanding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** How repositories and installations stand, as people look at them. */
public final class StandingMemory {
    private static final Field<Boolean> LISTED = field(REPOSITORY.GITHUB_ID.in(select(INSTALLED_REPOSITORY.GITHUB_ID)
                    .from(INSTALLED_REPOSITORY)
                    .where(INSTALLED_REPOSITORY.INSTALLATION_ID.eq(REPOSITORY.INSTALLATION_ID))))
            .as("listed");

    private final DSLContext db;

    StandingMemory(DSLContext db) {
        this.db = db;
    }

    /** Those of the given repositories, in their order. */
    public List<RepositoryStanding> of(List<TrackedRepository> repositories) {
        List<Integer> ids = repositories.stream().map(it -> it.id().value()).toList();
        Map<Integer, Record> rows = db.select(REPOSITORY.fields())
                .select(LISTED)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.in(ids))
                .fetchMap(REPOSITORY.ID, it -> (Record) it);
        return repositories.stream()
                .flatMap(it -> Stream.ofNullable(rows.get(it.id().value())).map(row -> standing(it, row)))
                .toList();
    }

    private static RepositoryStanding standing(TrackedRepository repository, Record row) {
        return new RepositoryStanding(
                repository,
                row.get(REPOSITORY.INSTALLATION_ID),
                Boolean.TRUE.equals(row.get(LISTED)),
                InstallationRows.instant(row.get(REPOSITORY.DELIVERED_AT)),
                InstallationRows.instant(row.get(REPOSITORY.FETCHED_AT)),
                row.get(REPOSITORY.ASKED_REVISION) > row.get(REPOSITORY.READ_REVISION));
    }

    /** What the App is installed on and was never followed, by name. */
    public List<LeftOut> leftOut(int most) {
        return db.selectFrom(INSTALLED_REPOSITORY)
                .where(INSTALLED_REPOSITORY.LEFT_OUT.isNotNull())
                .and(notExists(
                        selectOne().from(REPOSITORY).where(REPOSITORY.GITHUB_ID.eq(INSTALLED_REPOSITORY.GITHUB_ID))))
                .orderBy(INSTALLED_REPOSITORY.FULL_NAME)
                .limit(most)
                .fetch(it -> new LeftOut(it.getInstallationId(), it.getFullName(), Pause.of(it.getLeftOut())));
    }

    /** All that there ever were, by account. */
    public List<KnownInstallation> installations() {
        return new InstallationMemory(db).all();
    }

    /** What GitHub allows GITHUB_TOKEN, as {@link TokenBudgetMemory} knows. */
    public Optional<RateBudget> tokenBudget() {
        return new TokenBudgetMemory(db).find();
    }

    /** Why GitHub did not say where the App is installed; empty: it did, or was never asked. */
    public Optional<String> problem() {
        return new InstallationMemory(db).problem();
    }
}
