package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.INSTALLATION;
import static io.rootops.core.memory.schema.Tables.INSTALLATION_LISTING;
import static io.rootops.core.memory.schema.Tables.INSTALLED_REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;

import io.rootops.core.change.Pause;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.memory.schema.tables.records.InstallationRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Where the App is installed. What GitHub lists counts, never what a payload says. Times are the database's. */
public final class InstallationMemory {
    private final DSLContext db;

    public InstallationMemory(DSLContext db) {
        this.db = db;
    }

    /** By the clock of all replicas. */
    public Instant now() {
        return db.select(field("statement_timestamp()", OffsetDateTime.class))
                .fetchSingle()
                .value1()
                .toInstant();
    }

    /** All that there ever were, by account. */
    public List<KnownInstallation> all() {
        return db.selectFrom(INSTALLATION)
                .orderBy(INSTALLATION.ACCOUNT, INSTALLATION.ID)
                .fetch(InstallationRows::known);
    }

    public Optional<KnownInstallation> byId(long id) {
        return db.selectFrom(INSTALLATION).where(INSTALLATION.ID.eq(id)).fetchOptional(InstallationRows::known);
    }

    /** When GitHub was last asked for the list of installations; empty: never. */
    public Optional<Instant> listedAt() {
        return listing(INSTALLATION_LISTING.LISTED_AT).map(OffsetDateTime::toInstant);
    }

    /** Until when GitHub does not want to be asked for that list; empty: it may be. */
    public Optional<Instant> heldUntil() {
        return listing(INSTALLATION_LISTING.HELD_UNTIL).map(OffsetDateTime::toInstant);
    }

    /** Why the list of installations was not to be had last; empty: it was, or was never asked for. */
    public Optional<String> problem() {
        return listing(INSTALLATION_LISTING.PROBLEM);
    }

    private <T> Optional<T> listing(Field<T> field) {
        return db.select(field).from(INSTALLATION_LISTING).fetchOptional(field);
    }

    /** The list of installations was asked for, and GitHub did not give it. */
    public void notListed(String problem, @Nullable Duration hold) {
        OffsetDateTime until = hold == null ? null : RepositoryMemory.utc(now().plus(hold));
        db.insertInto(INSTALLATION_LISTING)
                .set(INSTALLATION_LISTING.PROBLEM, problem)
                .set(INSTALLATION_LISTING.HELD_UNTIL, until)
                .onConflict(INSTALLATION_LISTING.ONLY_ONE)
                .doUpdate()
                .set(INSTALLATION_LISTING.PROBLEM, problem)
                .set(INSTALLATION_LISTING.HELD_UNTIL, until)
                .execute();
    }

    /**
     * Takes the whole list that GitHub gave: what is not in it was removed. Repositories of what was removed or suspended
     * are paused; what was unsuspended is resumed by the next list of its repositories.
     *
     * @param begun when the list was asked for
     * @return those whose repositories are to be listed now, since something has changed
     */
    public List<Long> take(List<AppInstallation> listed, Instant begun) {
        return db.transactionResult(tx -> {
            InstallationMemory memory = new InstallationMemory(tx.dsl());
            // In this order, as the lists of repositories take them: else two that wait for each other would fail.
            tx.dsl().execute("lock table repository in share row exclusive mode");
            tx.dsl().execute("lock table installation in share row exclusive mode");
            if (memory.listedAt().filter(it -> it.isAfter(begun)).isPresent()) {
                // A process that slept meanwhile comes with it late.
                return List.of();
            }
            List<Long> changed = new ArrayList<>();
            for (AppInstallation it : listed) {
                if (memory.store(it)) {
                    changed.add(it.id());
                    new RefusalMemory(tx.dsl()).forgetOf(it.id());
                }
                if (it.suspendedAt() != null) {
                    memory.pause(it.id(), Pause.SUSPENDED);
                }
            }
            List<Long> gone = tx.dsl()
                    .update(INSTALLATION)
                    .set(INSTALLATION.REMOVED_AT, currentOffsetDateTime())
                    .where(INSTALLATION.REMOVED_AT.isNull())
                    .and(INSTALLATION.ID.notIn(
                            listed.stream().map(AppInstallation::id).toList()))
                    .returningResult(INSTALLATION.ID)
                    .fetch(INSTALLATION.ID);
            for (long id : gone) {
                memory.pause(id, Pause.REMOVED);
                tx.dsl()
                        .deleteFrom(INSTALLED_REPOSITORY)
                        .where(INSTALLED_REPOSITORY.INSTALLATION_ID.eq(id))
                        .execute();
            }
            tx.dsl()
                    .insertInto(INSTALLATION_LISTING)
                    .set(INSTALLATION_LISTING.LISTED_AT, RepositoryMemory.utc(begun))
                    .onConflict(INSTALLATION_LISTING.ONLY_ONE)
                    .doUpdate()
                    .set(INSTALLATION_LISTING.LISTED_AT, RepositoryMemory.utc(begun))
                    .setNull(INSTALLATION_LISTING.PROBLEM)
                    .setNull(INSTALLATION_LISTING.HELD_UNTIL)
                    .execute();
            return changed;
        });
    }

    /** Whether it is new, or another one than before. */
    private boolean store(AppInstallation it) {
        InstallationRecord row =
                db.fetchOptional(INSTALLATION, INSTALLATION.ID.eq(it.id())).orElseGet(() -> db.newRecord(INSTALLATION));
        boolean before = row.getId() != null && row.getRemovedAt() == null && row.getSuspendedAt() == null;
        boolean now = it.suspendedAt() == null;
        boolean same = before == now
                && Objects.equals(row.getRepositorySelection(), it.repositorySelection())
                && Objects.equals(row.getPermissions(), it.permissions());
        InstallationRows.fill(row, it);
        row.store();
        return now && !same;
    }

    private void pause(long installation, Pause pause) {
        db.update(REPOSITORY)
                .set(REPOSITORY.PAUSED, pause.word())
                .where(REPOSITORY.INSTALLATION_ID.eq(installation))
                .and(REPOSITORY.PAUSED.isNull().or(REPOSITORY.PAUSED.eq(Pause.SUSPENDED.word())))
                .execute();
    }

    /** An attempt to list its repositories has ended. */
    public void polled(long id, @Nullable String problem, @Nullable Duration hold) {
        db.update(INSTALLATION)
                .set(INSTALLATION.POLLED_AT, currentOffsetDateTime())
                .set(INSTALLATION.PROBLEM, problem)
                .set(INSTALLATION.HELD_UNTIL, hold == null ? null : RepositoryMemory.utc(now().plus(hold)))
                .where(INSTALLATION.ID.eq(id))
                .execute();
    }

    /** What GitHub said of its limits last. */
    public void budget(long id, RateBudget budget) {
        db.update(INSTALLATION)
                .set(INSTALLATION.RATE_LIMIT, budget.limit())
                .set(INSTALLATION.RATE_REMAINING, budget.remaining())
                .set(INSTALLATION.RATE_RESET_AT, RepositoryMemory.utc(budget.resetAt()))
                .where(INSTALLATION.ID.eq(id))
                .execute();
    }

    /** A webhook of it came. */
    public void delivered(long id, Instant at) {
        db.update(INSTALLATION)
                .set(INSTALLATION.DELIVERED_AT, RepositoryMemory.utc(at))
                .where(INSTALLATION.ID.eq(id))
                .and(INSTALLATION.DELIVERED_AT.isNull().or(INSTALLATION.DELIVERED_AT.lt(RepositoryMemory.utc(at))))
                .execute();
    }

    /** Whether its webhooks do come, as {@link WebhookHealth} tells. */
    public boolean healthy(long id, Duration within) {
        return new WebhookHealth(db).ofInstallation(id, within);
    }
}
