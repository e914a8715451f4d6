package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole = in pieces = replayed = replayed in part, on a history with renames, side branches and odd dates. */
class FeatureStateTest {
    private static final int COMMITS = 700;

    @TempDir
    Path directory;

    @Test
    void theSameByAnyWay() throws UnreadableRepositoryException {
        grow();
        List<MinedCommit> whole = Mining.mine(directory, 1);
        assertThat(whole).hasSizeGreaterThan(COMMITS / 2);
        assertThat(Mining.mine(directory, 2)).isEqualTo(whole);
        assertThat(Mining.mine(directory, 8)).isEqualTo(whole);

        try (GitHistory git = GitHistory.open(directory)) {
            for (int cut : new int[] {1, whole.size() / 3, whole.size() - 5, whole.size() - 1}) {
                List<MinedCommit> past = whole.subList(0, cut);
                Set<String> known = new HashSet<>();
                past.forEach(it -> known.add(it.commit().sha()));
                String head = git.defaultBranch().orElseThrow().sha();

                FeatureState replayed = new FeatureState();
                past.forEach(it -> replay(replayed, it, it.files()));
                List<MinedCommit> rest = new ArrayList<>();
                new HistoryMiner(git, 2).mine(git.arrivalOrder(head, known::contains), replayed, rest::add);
                assertThat(rest).as("replayed up to %s", cut).isEqualTo(whole.subList(cut, whole.size()));
            }
        }
    }

    @Test
    void aPartOfThePastIsEnoughForAPush() throws UnreadableRepositoryException {
        grow();
        List<MinedCommit> whole = Mining.mine(directory, 1);
        try (GitHistory git = GitHistory.open(directory)) {
            for (int cut = whole.size() - 60; cut < whole.size(); cut += 3) {
                List<MinedCommit> past = whole.subList(0, cut);
                List<String> push = whole.subList(cut, Math.min(whole.size(), cut + 3)).stream()
                        .map(it -> it.commit().sha())
                        .toList();
                List<CommitDiff> diffs = new HistoryMiner(git, 1).diffs(push);
                FeatureState state = partial(past, diffs);
                for (int i = 0; i < diffs.size(); i++) {
                    assertThat(state.apply(diffs.get(i))).isEqualTo(whole.get(cut + i));
                }
            }
        }
    }

    /** What the class comment tells to replay, found by hand. */
    private static FeatureState partial(List<MinedCommit> past, List<CommitDiff> diffs) {
        Set<String> paths = new HashSet<>();
        Set<String> authors = new HashSet<>();
        long earliest = Long.MAX_VALUE;
        for (CommitDiff diff : diffs) {
            paths.addAll(diff.paths());
            authors.add(diff.commit().author().email());
            earliest = Math.min(earliest, diff.commit().committedAt().getEpochSecond());
        }
        Set<Integer> files = new TreeSet<>();
        int largest = 0;
        for (MinedCommit commit : past) {
            for (MinedFile file : commit.files()) {
                largest = Math.max(largest, file.fileId());
                if (paths.contains(file.file().path())) {
                    files.add(file.fileId());
                }
            }
        }
        FeatureState state = new FeatureState(largest + 1);
        for (MinedCommit commit : past) {
            boolean byAuthor = authors.contains(commit.commit().author().email());
            List<MinedFile> rows = commit.files().stream()
                    .filter(it -> byAuthor || files.contains(it.fileId()))
                    .toList();
            boolean recent =
                    commit.commit().committedAt().getEpochSecond() >= earliest - FeatureState.REPOSITORY_WINDOW_SECONDS;
            if (byAuthor || recent || !rows.isEmpty()) {
                replay(state, commit, rows);
            }
        }
        return state;
    }

    private static void replay(FeatureState state, MinedCommit mined, List<MinedFile> rows) {
        Features features = mined.features();
        if (features == null) {
            return;
        }
        Commit commit = mined.commit();
        state.replay(new PastCommit(
                commit.committedAt().getEpochSecond(),
                commit.author().email(),
                features.get(Feature.FIX) > 0,
                features.get(Feature.ISREVERT) > 0,
                rows.stream().map(FeatureStateTest::past).toList()));
    }

    private static PastFile past(MinedFile mined) {
        ChangedFile file = mined.file();
        return new PastFile(file.path(), mined.fileId(), file.linesAdded(), file.linesDeleted());
    }

    private void grow() {
        Random random = new Random(11);
        try (GitFixture git = GitFixture.bare(directory)) {
            List<String> all = new ArrayList<>();
            List<Set<String>> files = new ArrayList<>();
            String main = git.commit().file("README", "start\n").write();
            all.add(main);
            files.add(new TreeSet<>(Set.of("README")));
            for (int i = 1; i < COMMITS; i++) {
                int parent = random.nextInt(4) > 0 ? all.indexOf(main) : random.nextInt(all.size());
                String other = random.nextInt(6) == 0 ? all.get(random.nextInt(all.size())) : main;
                Set<String> names = new TreeSet<>(files.get(parent));
                FixtureCommit commit = other.equals(all.get(parent))
                        ? git.commit(all.get(parent))
                        : git.commit(all.get(parent), other);
                edit(random, commit, names, i);
                String made = commit.author("P", "p" + random.nextInt(5) + "@x.org")
                        .message(
                                random.nextInt(4) == 0
                                        ? "Fix bug " + i
                                        : random.nextInt(20) == 0
                                                ? "Revert\n\nThis reverts commit 1234567."
                                                : "Work " + i)
                        .at(1_600_000_000L + i * 40_000L + random.nextInt(200_000))
                        .write();
                if (all.get(parent).equals(main)) {
                    main = made;
                }
                all.add(made);
                files.add(names);
            }
            git.branch("main", main);
        }
    }

    private static void edit(Random random, FixtureCommit commit, Set<String> names, int round) {
        for (int k = 0; k <= random.nextInt(4); k++) {
            List<String> list = List.copyOf(names);
            String name = list.isEmpty() ? "" : list.get(random.nextInt(list.size()));
            String fresh = "d" + random.nextInt(3) + "/s" + random.nextInt(2) + "/f" + random.nextInt(12) + ".java";
            int what = random.nextInt(10);
            if (list.isEmpty() || what < 3) {
                commit.file(fresh, text(random, round));
                names.add(fresh);
            } else if (what < 6) {
                commit.file(name, text(random, round));
            } else if (what < 7) {
                commit.delete(name);
                names.remove(name);
            } else if (!names.contains(fresh)) {
                commit.move(name, fresh);
                names.remove(name);
                names.add(fresh);
            }
        }
    }

    private static String text(Random random, int round) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(20); i++) {
            text.append("call")
                    .append(random.nextInt(9))
                    .append("(x")
                    .append(round)
                    .append(");\n");
        }
        return text.toString();
    }
}
