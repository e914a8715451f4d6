package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.PullRequestMemory.Heard;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.testing.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullRequestMemoryTest {
    private static final PullRequest OPENED = new PullRequest(
            1,
            101,
            "Change it",
            "octo",
            PullRequest.State.OPEN,
            false,
            false,
            "a".repeat(40),
            "main",
            "b".repeat(40),
            null,
            null,
            List.of(),
            Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void whileItsRepositoryIsWrittenAPullRequestIsNotWaitedFor() throws Exception {
        try (TestDatabase db = TestDatabase.create()) {
            RepositoryId shop = new RepositoryMemory(db.dsl())
                    .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                    .id();
            PullRequestMemory pulls = new PullRequestMemory(db.dsl());
            try (Connection writer = db.dataSource().getConnection();
                    var lock = writer.prepareStatement("select pg_advisory_lock(?)")) {
                lock.setLong(1, shop.value());
                lock.execute();
                assertThat(pulls.storeIfFree(shop, OPENED, Heard.WORKED_ON)).isEmpty();
                writer.createStatement().execute("select pg_advisory_unlock_all()");
            }

            assertThat(pulls.storeIfFree(shop, OPENED, Heard.WORKED_ON)).contains(true);
        }
    }

    @Test
    void aReviewThatComesWhileReviewsAreAskedForIsNotLost() {
        try (TestDatabase db = TestDatabase.create()) {
            RepositoryId shop = new RepositoryMemory(db.dsl())
                    .track("acme/shop", "https://github.com/acme/shop.git", TrackedRepository.Kind.GITHUB, null)
                    .id();
            PullRequestMemory pulls = new PullRequestMemory(db.dsl());
            pulls.store(shop, OPENED, Heard.WORKED_ON);
            PullRequestMemory.Unreviewed asked = pulls.unreviewed(shop, 10).get(0);

            assertThat(pulls.reviewedAnew(shop, 1)).isTrue();
            pulls.reviewed(shop, asked, List.of());

            assertThat(pulls.unreviewed(shop, 10)).hasSize(1);
            pulls.reviewed(shop, pulls.unreviewed(shop, 10).get(0), List.of("ada"));
            assertThat(pulls.unreviewed(shop, 10)).isEmpty();
        }
    }
}
