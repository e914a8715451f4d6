package io.rootops.core.memory;

import io.rootops.core.installation.AppInstallation;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.memory.schema.tables.records.InstallationRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Installations as rows. */
final class InstallationRows {
    private InstallationRows() {}

    static void fill(InstallationRecord row, AppInstallation it) {
        row.setId(it.id());
        row.setAccount(it.account());
        row.setAccountId(it.accountId());
        row.setAccountType(it.accountType());
        row.setRepositorySelection(it.repositorySelection());
        row.setPermissions(it.permissions());
        row.setEvents(it.events().toArray(String[]::new));
        row.setSuspendedAt(it.suspendedAt() == null ? null : RepositoryMemory.utc(it.suspendedAt()));
        row.setRemovedAt(null);
    }

    static KnownInstallation known(InstallationRecord row) {
        AppInstallation installation = new AppInstallation(
                row.getId(),
                row.getAccount(),
                row.getAccountId(),
                row.getAccountType(),
                row.getRepositorySelection(),
                row.getPermissions(),
                Arrays.asList(row.getEvents()),
                instant(row.getSuspendedAt()));
        RateBudget budget = row.getRateLimit() == null
                ? null
                : new RateBudget(
                        row.getRateLimit(),
                        row.getRateRemaining(),
                        row.getRateResetAt().toInstant());
        return new KnownInstallation(
                installation,
                instant(row.getRemovedAt()),
                instant(row.getListedAt()),
                instant(row.getPolledAt()),
                row.getProblem(),
                instant(row.getHeldUntil()),
                instant(row.getDeliveredAt()),
                budget);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
