package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.INSTALLATION;
import static io.rootops.core.memory.schema.Tables.INSTALLED_REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;

import io.rootops.core.change.Pause;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.installation.FollowingRule;
import io.rootops.core.installation.FollowingRule.Named;
import io.rootops.core.installation.InstalledRepository;
import io.rootops.core.memory.schema.tables.records.InstalledRepositoryRecord;
import io.rootops.core.memory.schema.tables.records.RepositoryRecord;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is followed agree with what GitHub lists of an installation: what is new is followed, what has another name
 * gets it, what is not there any more is paused. By numbers, in one transaction; doing it twice changes nothing.
 */
public final class InstalledRepositories {
    private final DSLContext db;
    private final URI web;

    /** @param web where the repositories are, such as https://github.com */
    public InstalledRepositories(DSLContext db, URI web) {
        this.db = db;
        this.web = web;
    }

    /**
     * Takes the whole list.
     *
     * @param named those that the settings name; null: they name none
     * @param begun when the list was asked for, by the database's clock
     * @return those that are to be read now
     */
    public List<RepositoryId> take(
            AppInstallation installation,
            List<InstalledRepository> listed,
            @Nullable Set<RepositoryId> named,
            Instant begun) {
        return db.transactionResult(tx -> {
            // As in RepositoryMemory.track: one at a time, and nobody takes a name meanwhile.
            tx.dsl().execute("lock table repository in share row exclusive mode");
            if (olderThanKnown(tx.dsl(), installation, begun)) {
                return List.of();
            }
            PlacedRepositories places = new PlacedRepositories(tx.dsl(), web);
            Map<Long, RepositoryRecord> rows = places.agree(listed);
            DueReadings due = new DueReadings();
            List<Integer> back = new ArrayList<>();
            List<InstalledRepositoryRecord> kept = new ArrayList<>();
            Map<Long, InstalledRepositoryRecord> before = before(tx.dsl(), installation.id());
            for (InstalledRepository it : listed) {
                RepositoryRecord row = rows.get(it.githubId());
                Pause pause = FollowingRule.leavesOut(it, installation, named(named, row), row != null)
                        .orElse(null);
                if (row == null && pause == null) {
                    row = places.follow(it);
                }
                InstalledRepositoryRecord known = before.remove(it.githubId());
                if (row != null) {
                    boolean another = known != null && !Objects.equals(known.getDefaultBranch(), it.defaultBranch());
                    due.look(row, it, pause, another);
                    if (pause == null && (known == null || row.getPaused() != null)) {
                        back.add(row.getId());
                    }
                    row.setInstallationId(installation.id());
                    row.setPaused(pause == null ? null : pause.word());
                    row.store();
                }
                kept.add(filled(
                        known == null ? tx.dsl().newRecord(INSTALLED_REPOSITORY) : known, installation, it, pause));
            }
            tx.dsl().batchStore(kept).execute();
            tx.dsl().batchDelete(before.values()).execute();
            pauseOthers(tx.dsl(), installation, listed);
            new RefusalMemory(tx.dsl()).forget(back);
            tx.dsl()
                    .update(INSTALLATION)
                    .set(INSTALLATION.LISTED_AT, RepositoryMemory.utc(begun))
                    .where(INSTALLATION.ID.eq(installation.id()))
                    .execute();
            return due.ids();
        });
    }

    /** Whether an installation may speak for a repository, as far as its last list tells. */
    public boolean speaks(long installation, long githubId) {
        return db.fetchExists(
                INSTALLED_REPOSITORY,
                INSTALLED_REPOSITORY.INSTALLATION_ID.eq(installation).and(INSTALLED_REPOSITORY.GITHUB_ID.eq(githubId)));
    }

    /** Whether its pushes are found in the list of a living installation, so that it need not be asked for itself. */
    public boolean polled(RepositoryId id) {
        return db.fetchExists(REPOSITORY
                .join(INSTALLED_REPOSITORY)
                .on(INSTALLED_REPOSITORY.GITHUB_ID.eq(REPOSITORY.GITHUB_ID))
                .and(INSTALLED_REPOSITORY.INSTALLATION_ID.eq(REPOSITORY.INSTALLATION_ID))
                .where(REPOSITORY.ID.eq(id.value())));
    }

    /** A process that slept meanwhile may come with it late, also after the installation is gone. */
    private static boolean olderThanKnown(DSLContext tx, AppInstallation installation, Instant begun) {
        return tx.fetchExists(
                INSTALLATION,
                INSTALLATION
                        .ID
                        .eq(installation.id())
                        .and(INSTALLATION
                                .LISTED_AT
                                .gt(RepositoryMemory.utc(begun))
                                .or(INSTALLATION.REMOVED_AT.isNotNull())
                                .or(INSTALLATION.SUSPENDED_AT.isNotNull())));
    }

    private static Named named(@Nullable Set<RepositoryId> named, @Nullable RepositoryRecord row) {
        if (named == null) {
            return Named.NOBODY;
        }
        return row != null && named.contains(new RepositoryId(row.getId())) ? Named.THIS : Named.OTHERS;
    }

    private static Map<Long, InstalledRepositoryRecord> before(DSLContext tx, long installation) {
        return tx.fetch(INSTALLED_REPOSITORY, INSTALLED_REPOSITORY.INSTALLATION_ID.eq(installation))
                .intoMap(INSTALLED_REPOSITORY.GITHUB_ID);
    }

    private static InstalledRepositoryRecord filled(
            InstalledRepositoryRecord row,
            AppInstallation installation,
            InstalledRepository it,
            @Nullable Pause pause) {
        row.setInstallationId(installation.id());
        row.setGithubId(it.githubId());
        row.setFullName(it.fullName());
        row.setPushedAt(it.pushedAt() == null ? null : RepositoryMemory.utc(it.pushedAt()));
        row.setDefaultBranch(it.defaultBranch());
        row.setLeftOut(pause == null ? null : pause.word());
        return row;
    }

    /** Those that another installation has by now are its own. */
    private static void pauseOthers(DSLContext tx, AppInstallation installation, List<InstalledRepository> listed) {
        tx.update(REPOSITORY)
                .set(REPOSITORY.PAUSED, Pause.REMOVED.word())
                .where(REPOSITORY.INSTALLATION_ID.eq(installation.id()))
                .and(REPOSITORY.PAUSED.isDistinctFrom(Pause.REMOVED.word()))
                .and(REPOSITORY
                        .GITHUB_ID
                        .isNull()
                        .or(REPOSITORY.GITHUB_ID.notIn(listed.stream()
                                .map(InstalledRepository::githubId)
                                .toList())))
                .execute();
    }
}
