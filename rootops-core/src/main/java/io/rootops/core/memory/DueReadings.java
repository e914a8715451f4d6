package io.rootops.core.memory;

import io.rootops.core.change.Pause;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.installation.InstalledRepository;
import io.rootops.core.memory.schema.tables.records.RepositoryRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Which of the listed repositories are to be read now. */
final class DueReadings {
    /** GitHub's time of the last push may be behind; nothing is left longer than this, more or less. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final double JITTER = 0.2;

    private final List<RepositoryId> ids = new ArrayList<>();

    /**
     * Remembers with its row what it is to be read for, before anybody reads it.
     *
     * @param row as it was before this list
     * @param otherBranch its default branch is another one now
     */
    void look(RepositoryRecord row, InstalledRepository listed, @Nullable Pause pause, boolean otherBranch) {
        if (pause != null) {
            return;
        }
        boolean resumed = row.getPaused() != null;
        boolean pushed = pushed(row, listed.pushedAt());
        // One that was never fetched is found as such by the next list, as often as that fails.
        if (row.getFetchedAt() != null && (resumed || pushed || otherBranch)) {
            row.setAskedRevision(row.getAskedRevision() + 1);
        }
        boolean again = "failed".equals(row.getState()) || longAgo(row.getFetchedAt());
        if (resumed || pushed || otherBranch || again) {
            ids.add(new RepositoryId(row.getId()));
        }
    }

    private static boolean pushed(RepositoryRecord row, @Nullable Instant at) {
        if (at == null || RepositoryMemory.utc(at).isEqual(orNever(row.getAskedPushedAt()))) {
            return false;
        }
        row.setAskedPushedAt(RepositoryMemory.utc(at));
        return true;
    }

    List<RepositoryId> ids() {
        return ids;
    }

    private static OffsetDateTime orNever(@Nullable OffsetDateTime time) {
        return time == null ? OffsetDateTime.MIN : time;
    }

    private static boolean longAgo(@Nullable OffsetDateTime time) {
        double share = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return time == null
                || time.toInstant().isBefore(Instant.now().minusMillis(Math.round(LONG.toMillis() * share)));
    }
}
