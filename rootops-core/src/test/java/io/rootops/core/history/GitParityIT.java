package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.history.GitParity.Difference;
import io.rootops.core.risk.Feature;
import io.rootops.core.testing.SharedData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our numbers beside those of the git binary, on a real history: the shared one, else this project's own. */
class GitParityIT {
    @TempDir
    static Path temporary;

    private static MinedHistory history;

    @BeforeAll
    static void cloneIt() throws Exception {
        Path source = SharedData.find("bench/histories/zookeeper.bundle").orElseGet(SharedData::checkout);
        Path repository = temporary.resolve("history");
        GitHistoryTest.run(temporary, "git", "clone", "-q", "--bare", source.toString(), repository.toString());
        history = new MinedHistory(repository);
    }

    @Test
    void withoutRenamesEveryRowIsThereAndNoneIsLarger() throws Exception {
        GitParity parity = history.parityWithoutRenames();
        for (Difference difference : Difference.values()) {
            if (difference != Difference.FEWER_LINES) {
                assertThat(parity.differing(difference)).as(difference.name()).isEmpty();
            }
        }
        assertThat(parity.share()).as("share of equal rows").isGreaterThanOrEqualTo(0.99);
    }

    /**
     * Beside {@code git patch-id --stable} of the smallest diffs without context. On another history they may differ where
     * ours is smaller than git's, or where of two smallest ones git takes the other.
     */
    @Test
    void commitsOfOnePatchAreThoseOfGit() throws Exception {
        PatchParity parity = history.patches();
        assertThat(parity.onlyOurs()).as("commits that only we give an id").isEmpty();
        assertThat(parity.onlyGits()).as("commits that only git gives an id").isEmpty();
        assertThat(parity.splitByUs()).as("groups of git that we tell apart").isEmpty();
        assertThat(parity.joinedByUs())
                .as("groups of ours that git tells apart")
                .isEmpty();
    }

    @Test
    void renamePairsAreThoseOfGit() {
        assertThat(history.renames().share()).isGreaterThanOrEqualTo(0.99);
    }

    /** At the ceiling that git's own output has on the bundle: la and ld 838, nf 836 of 839 commits. */
    @Test
    void featuresAreThoseOfTheBenchmark() throws Exception {
        Path labels = SharedData.need("bench/histories/zookeeper_labels.csv.gz");
        Path golden = SharedData.need("bench/jit/apachejit_zookeeper.csv.gz");
        Map<String, String> originals = new HashMap<>();
        Csv.read(labels).forEach(it -> originals.put(it.get("sha"), it.get("original_sha")));
        FeatureParity parity = history.features(golden, sha -> originals.getOrDefault(sha, sha));
        Map<Feature, Integer> equal = parity.equal();
        assertThat(parity.rows()).isEqualTo(839);
        assertThat(parity.found()).isEqualTo(839);
        assertThat(parity.sameLines()).isGreaterThanOrEqualTo(780);
        for (Feature feature : List.of(Feature.LA, Feature.LD)) {
            assertThat(parity.equalOfSameLines().get(feature))
                    .as(feature.id())
                    .isGreaterThanOrEqualTo(parity.sameLines() - 1);
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
}
