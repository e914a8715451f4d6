package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY_ALIAS;
import static org.jooq.impl.DSL.lower;

import io.rootops.core.change.Pause;
import io.rootops.core.installation.InstalledRepository;
import io.rootops.core.memory.schema.tables.records.RepositoryRecord;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives followed repositories the names and places that GitHub lists for their numbers. Names may have been exchanged, or
 * taken by another repository after they were given up: whoever has a name today gets it, and who had it before steps
 * aside. Within a transaction that holds the lock on the table.
 */
final class PlacedRepositories {
    private final DSLContext tx;
    private final URI web;

    PlacedRepositories(DSLContext tx, URI web) {
        this.tx = tx;
        this.web = web;
    }

    /** The followed ones among these by number, each in its place. */
    Map<Long, RepositoryRecord> agree(List<InstalledRepository> listed) {
        Map<Long, RepositoryRecord> rows = new HashMap<>(tx.fetch(
                        REPOSITORY,
                        REPOSITORY.GITHUB_ID.in(listed.stream()
                                .map(InstalledRepository::githubId)
                                .toList()))
                .intoMap(REPOSITORY.GITHUB_ID));
        List<Moving> moving = new ArrayList<>();
        for (InstalledRepository it : listed) {
            RepositoryRecord row = rows.get(it.githubId());
            if (row == null) {
                learn(it, rows);
            } else if (!row.getLocation().equals(location(it))) {
                moving.add(new Moving(row, it, row.getLocation()));
            }
        }
        moving.forEach(it -> stepAside(it.row, it.row.getName() + "#" + it.listed.githubId()));
        moving.forEach(this::move);
        return rows;
    }

    /** @param former location, which whoever asks for it still finds */
    private record Moving(RepositoryRecord row, InstalledRepository listed, String former) {}

    /** A new one, by its own name unless a repository that is no longer in its place cannot leave it. */
    RepositoryRecord follow(InstalledRepository it) {
        makeRoom(it);
        forgetAlias(location(it));
        RepositoryRecord row = tx.newRecord(REPOSITORY);
        row.setName(new RepositoryMemory(tx).freeName(it.fullName()));
        row.setLocation(location(it));
        row.setKind("github");
        row.setWebUrl(web + "/" + it.fullName());
        row.setGithubId(it.githubId());
        row.store();
        row.refresh();
        return row;
    }

    /** One that is followed by its name, and whose number was not known. */
    private void learn(InstalledRepository it, Map<Long, RepositoryRecord> rows) {
        RepositoryRecord named = at(location(it));
        if (named != null && named.getGithubId() == null && named.getKind().equals("github")) {
            named.setGithubId(it.githubId());
            named.store();
            rows.put(it.githubId(), named);
        }
    }

    private void move(Moving moving) {
        InstalledRepository it = moving.listed;
        RepositoryRecord row = moving.row;
        makeRoom(it);
        forgetAlias(location(it));
        forgetAlias(moving.former);
        row.setName(new RepositoryMemory(tx).freeName(it.fullName()));
        row.setLocation(location(it));
        row.setWebUrl(web + "/" + it.fullName());
        // Whatever a payload tells of the time before is known already.
        row.setMovedAt(OffsetDateTime.now(ZoneOffset.UTC));
        row.store();
        if (!moving.former.contains("#")) {
            tx.insertInto(REPOSITORY_ALIAS)
                    .set(REPOSITORY_ALIAS.LOCATION, moving.former)
                    .set(REPOSITORY_ALIAS.REPOSITORY_ID, row.getId())
                    .execute();
        }
    }

    /** Who is there has another number or none, so is another repository, or was deleted. */
    private void makeRoom(InstalledRepository it) {
        RepositoryRecord there = at(location(it));
        if (there != null) {
            there.setPaused(Pause.REMOVED.word());
            stepAside(there, new RepositoryMemory(tx).freeName(there.getName()));
        }
    }

    private static void stepAside(RepositoryRecord row, String name) {
        row.setLocation(row.getLocation() + "#" + row.getId());
        row.setName(name);
        row.store();
    }

    private void forgetAlias(String location) {
        tx.deleteFrom(REPOSITORY_ALIAS)
                .where(REPOSITORY_ALIAS.LOCATION.eq(location))
                .execute();
    }

    private @Nullable RepositoryRecord at(String location) {
        return tx.selectFrom(REPOSITORY)
                .where(lower(REPOSITORY.LOCATION).eq(location.toLowerCase(Locale.ROOT)))
                .orderBy(REPOSITORY.ID)
                .limit(1)
                .fetchOne();
    }

    private String location(InstalledRepository it) {
        return web + "/" + it.fullName() + ".git";
    }
}
