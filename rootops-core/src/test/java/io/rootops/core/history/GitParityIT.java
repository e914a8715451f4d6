package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.risk.Feature;
import io.rootops.core.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our numbers beside those of the git binary, on a real history: the shared one, else this project's own. */
class GitParityIT {
    @TempDir
    static Path temporary;

    private static Path repository = Path.of("");

    @BeforeAll
    static void cloneIt() throws Exception {
        Path source = SharedData.find("bench/histories/zookeeper.bundle").orElseGet(SharedData::checkout);
        repository = temporary.resolve("history");
        GitHistoryTest.run(temporary, "git", "clone", "-q", "--bare", source.toString(), repository.toString());
    }

    @Test
    void withoutRenamesEveryRowIsThereAndNoneIsLarger() throws Exception {
        Map<String, NativeGit.Row> theirs = NativeGit.log(repository, head(), "--no-renames");
        Map<String, ChangedFile> ours = rows(false);
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        int equal = 0;
        for (Map.Entry<String, ChangedFile> entry : ours.entrySet()) {
            ChangedFile our = entry.getValue();
            NativeGit.Row their = Objects.requireNonNull(theirs.get(entry.getKey()));
            assertThat(our.status()).as(entry.getKey()).isEqualTo(their.status());
            if (their.added() < 0) {
                assertThat(our.churn()).as(entry.getKey()).isZero();
                equal++;
            } else {
                assertThat(our.linesAdded() - our.linesDeleted())
                        .as("net lines of %s", entry.getKey())
                        .isEqualTo(their.net());
                assertThat(our.linesAdded())
                        .as("lines added in %s", entry.getKey())
                        .isLessThanOrEqualTo(their.added());
                equal += our.linesAdded() == their.added() ? 1 : 0;
            }
        }
        assertThat((double) equal / ours.size()).as("share of equal rows").isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void renamePairsAreThoseOfGit() throws Exception {
        Set<String> theirs = new HashSet<>();
        NativeGit.log(repository, head(), "-M", "-l400").forEach((path, row) -> {
            if (row.status() == FileStatus.RENAMED) {
                theirs.add(path + " from " + row.oldPath());
            }
        });
        Set<String> ours = new HashSet<>();
        rows(true).forEach((path, file) -> {
            if (file.oldPath() != null) {
                ours.add(path + " from " + file.oldPath());
            }
        });
        Set<String> both = new HashSet<>(ours);
        both.retainAll(theirs);
        assertThat(both.size()).isGreaterThanOrEqualTo((int) (0.99 * Math.max(ours.size(), theirs.size())));
    }

    /** At the ceiling that git's own output has on the bundle: la and ld 838, nf 836 of 839 commits. */
    @Test
    void featuresAreThoseOfTheBenchmark() throws Exception {
        Optional<Path> labels = SharedData.find("bench/histories/zookeeper_labels.csv.gz");
        Optional<Path> golden = SharedData.find("bench/jit/apachejit_zookeeper.csv.gz");
        if (labels.isEmpty() || golden.isEmpty()) {
            return;
        }
        Map<String, String> inBundle = new HashMap<>();
        Csv.read(labels.get()).forEach(it -> inBundle.put(it.get("original_sha"), it.get("sha")));
        Map<String, MinedCommit> ours = new HashMap<>();
        Mining.mine(repository, 2).forEach(it -> ours.put(it.commit().sha(), it));
        Set<String> smaller = smallerThanGits(ours);

        Map<Feature, Integer> equal = new HashMap<>();
        int comparable = 0;
        List<Map<String, String>> rows = Csv.read(golden.get());
        for (Map<String, String> row : rows) {
            MinedCommit our = Objects.requireNonNull(ours.get(inBundle.get(row.get("sha"))));
            boolean sameLines = !smaller.contains(our.commit().sha());
            comparable += sameLines ? 1 : 0;
            for (Feature feature : Feature.values()) {
                boolean ofLines = Set.of(Feature.LA, Feature.LD, Feature.ENT).contains(feature);
                double value = our.features() == null ? -9 : our.features().get(feature);
                if ((!ofLines || sameLines) && Math.abs(value - Double.parseDouble(row.get(feature.id()))) < 0.01) {
                    equal.merge(feature, 1, Integer::sum);
                }
            }
        }
        assertThat(rows).hasSize(839);
        assertThat(comparable).isGreaterThanOrEqualTo(780);
        for (Feature feature : List.of(Feature.LA, Feature.LD)) {
            assertThat(equal.get(feature)).as(feature.id()).isGreaterThanOrEqualTo(comparable - 1);
        }
        // The bundle's hashed lines make a handful of renames differ from the original's.
        for (Feature feature : List.of(Feature.NF, Feature.NEWF, Feature.DELF, Feature.RENF)) {
            assertThat(equal.get(feature)).as(feature.id()).isGreaterThanOrEqualTo(836);
        }
        for (Feature feature : List.of(
                Feature.ND,
                Feature.NS,
                Feature.FIX,
                Feature.NDEV,
                Feature.EXP,
                Feature.SEXP,
                Feature.REPO7,
                Feature.SELFGAP,
                Feature.HOUR,
                Feature.WDAY,
                Feature.WFEAT,
                Feature.WREF,
                Feature.WDOC,
                Feature.ISREVERT,
                Feature.HASISSUE,
                Feature.CHGMAX,
                Feature.FFIXMAX,
                Feature.MAXLOC,
                Feature.FREV)) {
            assertThat(equal.get(feature)).as(feature.id()).isEqualTo(839);
        }
        for (Feature feature : List.of(Feature.FFIX, Feature.FFIX180, Feature.CHG30)) {
            assertThat(equal.get(feature)).as(feature.id()).isGreaterThanOrEqualTo(836);
        }
    }

    private static Set<String> smallerThanGits(Map<String, MinedCommit> ours) throws Exception {
        Set<String> smaller = new HashSet<>();
        Map<String, Integer> theirs = new HashMap<>();
        NativeGit.log(repository, head(), "-M", "-l400")
                .forEach((key, row) -> theirs.merge(key.substring(0, 40), Math.max(0, row.added()), Integer::sum));
        ours.forEach((sha, commit) -> {
            int added = commit.files().stream()
                    .mapToInt(it -> it.file().linesAdded())
                    .sum();
            if (added != theirs.getOrDefault(sha, 0)) {
                smaller.add(sha);
            }
        });
        return smaller;
    }

    private static Map<String, ChangedFile> rows(boolean renames) throws IOException, UnreadableRepositoryException {
        Map<String, ChangedFile> rows = new LinkedHashMap<>();
        try (GitHistory git = GitHistory.open(repository);
                CommitDiffer differ = new CommitDiffer(git, Mailmap.NONE, ObjectSource.Memory.LARGE, renames, false)) {
            ArrivalOrder order = git.arrivalOrder(head(), sha -> false);
            for (int i = 0; i < order.size(); i++) {
                for (ChangedFile file : differ.diff(order.id(i)).files()) {
                    rows.put(order.sha(i) + " " + file.path(), file);
                }
            }
        }
        return rows;
    }

    private static String head() throws UnreadableRepositoryException {
        try (GitHistory git = GitHistory.open(repository)) {
            return git.defaultBranch().orElseThrow().sha();
        }
    }
}
