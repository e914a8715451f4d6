package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.history.GitHistory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the memory takes for a range, beside what git does. */
class CommitRangesTest {
    @TempDir
    private Path directory;

    @Test
    void theyAreThoseOfGit() throws Exception {
        Path shop = directory.resolve("shop.git");
        List<String> shas = new ArrayList<>();
        try (GitFixture git = GitFixture.bare(shop)) {
            Random random = new Random(5);
            shas.add(git.commit().file("f0", "0\n").on("main"));
            String main = shas.get(0);
            for (int i = 1; i < 60; i++) {
                String one = i % 3 == 0 ? main : shas.get(random.nextInt(shas.size()));
                String other = shas.get(random.nextInt(shas.size()));
                String sha = i % 4 == 0 && !other.equals(one)
                        ? git.commit(one, other).message("Merge " + i).write()
                        : git.commit(one)
                                .file("f" + i, i + "\n")
                                .message("Change " + i)
                                .write();
                shas.add(sha);
                if (one.equals(main)) {
                    main = sha;
                    git.branch("main", sha);
                } else if (random.nextInt(3) == 0) {
                    git.branch("topic" + i, sha);
                }
            }
        }
        try (TestDatabase db = TestDatabase.create();
                GitHistory git = GitHistory.open(shop)) {
            TrackedRepository repository =
                    new RepositoryMemory(db.dsl()).track("acme/shop", "" + shop, Kind.LOCAL, null);
            Readings.read(db, repository, InstantSource.system(), true);
            List<String> stored = db.dsl()
                    .fetch("select encode(sha, 'hex') as sha from commit_memory")
                    .getValues("sha", String.class);
            assertThat(stored).hasSizeGreaterThan(30);
            assertThat(db.dsl().fetchValue("select count(*)::int from commit_memory where position is null"))
                    .isNotEqualTo(0);
            CommitRanges ranges = new CommitRanges(db.dsl());

            Random random = new Random(6);
            for (int i = 0; i < 200; i++) {
                String from = stored.get(random.nextInt(stored.size()));
                String to = stored.get(random.nextInt(stored.size()));
                assertThat(ranges.between(repository.id(), from, to, 1_000))
                        .as(from + ".." + to)
                        .containsExactlyInAnyOrderElementsOf(git.commits(from + ".." + to, 1_000));
            }
            theyGoLiveFirstAsGitSays(new LiveCommits(db.dsl()), repository, git, stored);
            String newest = git.commits("main", 1).get(0);
            assertThat(ranges.between(repository.id(), shas.get(0), newest, 3)).hasSize(4);
        }
    }

    private static void theyGoLiveFirstAsGitSays(
            LiveCommits live, TrackedRepository repository, GitHistory git, List<String> stored) throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            List<String> deployed = new ArrayList<>();
            for (int each = 0; each < 6; each++) {
                deployed.add(stored.get(random.nextInt(stored.size())));
            }
            List<@Nullable String> later = new ArrayList<>(deployed.subList(2, 6));
            later.add(1, "ff".repeat(20));
            later.add(null);

            List<@Nullable List<LiveCommit>> first = live.of(repository.id(), deployed.subList(0, 2), later);

            assertThat(first.get(1)).as("not stored").isNull();
            assertThat(first.get(5)).as("not known").isNull();
            Set<String> served = new HashSet<>(git.commits(deployed.get(0) + "^0", 1_000));
            served.addAll(git.commits(deployed.get(1) + "^0", 1_000));
            for (int each : new int[] {0, 2, 3, 4}) {
                List<String> reached = git.commits(later.get(each) + "^0", 1_000);
                assertThat(Objects.requireNonNull(first.get(each)))
                        .extracting(LiveCommit::sha)
                        .containsExactlyInAnyOrderElementsOf(reached.stream()
                                .filter(it -> !served.contains(it))
                                .toList());
                served.addAll(reached);
            }
        }
    }
}
