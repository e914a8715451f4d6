package io.rootops.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatternsTest {
    private static final PatternRule RULE = PatternRule.of(0.7);

    private static Patterns find(InventedChanges changes) {
        return Patterns.of(changes.all(), changes.now().plus(Duration.ofDays(100)), RULE);
    }

    private static Optional<Pattern> path(Patterns patterns, String directory) {
        return patterns.found().stream()
                .filter(it -> it.trait().equals(Trait.path(directory)))
                .findFirst();
    }

    /** Of thirty directories one goes wrong often. */
    private static InventedChanges oneBadDirectory(int size) {
        InventedChanges changes = new InventedChanges();
        for (int i = 0; i < size; i++) {
            boolean migration = i % 10 == 3;
            changes.add(
                    changes.chance(migration ? 40 : 4),
                    migration ? "db/migration/V" + i + ".sql" : "src/part" + i % 29 + "/A" + i + ".java");
        }
        return changes;
    }

    @Test
    void whatGoesWrongMoreOftenIsFoundAndCheckedOnWhatCameLater() {
        Patterns patterns = find(oneBadDirectory(1_500));

        Pattern found = path(patterns, "db/migration").orElseThrow();
        assertThat(found.state()).isEqualTo(Pattern.State.PATTERN);
        assertThat(found.confidence()).isGreaterThan(0.99);
        assertThat(found.count().known()).isEqualTo(150);
        assertThat(found.count().bad()).isBetween(45, 75);
        assertThat(found.base().known()).isEqualTo(1_500);
        assertThat(found.lift()).isGreaterThan(3);
        assertThat(found.needed()).isEqualTo(found.count().bad());
        assertThat(found.examples()).hasSize(10).doesNotHaveDuplicates();
        assertThat(found.foundAt()).isBefore(Instant.parse("2019-07-01T00:00:00Z"));
        assertThat(found.checked().known()).isBetween(90, 145);
        assertThat(found.checked().rate()).isGreaterThan(2 * found.checkedBase().rate());
        assertThat(patterns.base().known()).isEqualTo(1_500);
        // Directories that say the same as their only child are not told twice.
        assertThat(path(patterns, "db")).isEmpty();
        assertThat(patterns.patterns())
                .allSatisfy(it -> assertThat(it.trait().subject()).doesNotStartWith("src"));
    }

    @Test
    void ofManyDirectoriesThatAreAlikeNoneStandsOutByLuck() {
        InventedChanges changes = new InventedChanges();
        for (int i = 0; i < 4_000; i++) {
            changes.add(changes.chance(5), "src/part" + i % 200 + "/A.java");
        }

        assertThat(find(changes).patterns()).isEmpty();
    }

    @Test
    void whatStopsGoingWrongIsAPatternNoLonger() {
        InventedChanges changes = oneBadDirectory(1_000);
        for (int i = 0; i < 1_500; i++) {
            boolean migration = i % 10 == 3;
            changes.add(
                    changes.chance(4),
                    migration ? "db/migration/W" + i + ".sql" : "src/part" + i % 29 + "/B" + i + ".java");
        }

        Pattern faded = path(find(changes), "db/migration").orElseThrow();

        assertThat(faded.state()).isEqualTo(Pattern.State.FADED);
        assertThat(faded.foundAt()).isNull();
    }

    @Test
    void littleEvidenceIsNoPatternAndSaysWhatIsMissing() {
        InventedChanges changes = oneBadDirectory(1_000);
        for (int i = 0; i < 12; i++) {
            changes.add(i == 5 || i == 8, "deploy/chart" + i + ".yaml");
        }

        Pattern unproven = path(find(changes), "deploy").orElseThrow();

        assertThat(unproven.state()).isEqualTo(Pattern.State.UNPROVEN);
        assertThat(unproven.count()).isEqualTo(new Count(12, 2));
        assertThat(unproven.needed()).isBetween(3, 8);
    }

    @Test
    void aFileThatChangesWithoutItsPartnerIsTold() {
        InventedChanges changes = new InventedChanges();
        for (int i = 0; i < 1_200; i++) {
            if (i % 6 == 0) {
                boolean alone = i > 600 && i % 24 == 0;
                if (alone) {
                    changes.add(changes.chance(80), "src/Codec.java");
                } else {
                    changes.add(false, "src/Codec.java", "docs/format.md");
                }
            } else {
                changes.add(changes.chance(4), "lib/part" + i % 7 + "/A" + i + ".java");
            }
        }

        Patterns patterns = find(changes);

        Pattern pair = patterns.patterns().stream()
                .filter(it -> it.trait().kind() == PatternKind.PAIR)
                .findFirst()
                .orElseThrow();
        assertThat(pair.trait()).isEqualTo(new Trait(PatternKind.PAIR, "src/Codec.java", "docs/format.md"));
        assertThat(pair.trait().words()).isEqualTo("changes src/Codec.java without docs/format.md");
        assertThat(pair.count().known()).isEqualTo(24);
    }

    @Test
    void anEmptyHistoryAndOneWithoutOutcomesHaveNone() {
        assertThat(find(new InventedChanges()).found()).isEmpty();
        InventedChanges clean = new InventedChanges();
        for (int i = 0; i < 100; i++) {
            clean.add(false, "src/A.java");
        }
        assertThat(find(clean).found()).isEmpty();
        assertThat(find(clean).base()).isEqualTo(new Count(100, 0));
    }

    @Test
    void theEvaluationKnowsNothingOfTheLastThird() {
        InventedChanges changes = oneBadDirectory(1_000);
        Instant from = changes.now();
        // From now on it is the other way round.
        for (int i = 0; i < 500; i++) {
            boolean migration = i % 10 == 3;
            changes.add(
                    changes.chance(migration ? 0 : 20),
                    migration ? "db/migration/W" + i + ".sql" : "src/part" + i % 29 + "/B" + i + ".java");
        }

        PatternEvaluation evaluation =
                PatternEvaluation.of(changes.all(), from, changes.now().plus(Duration.ofDays(100)), RULE);

        PatternEvaluation.Found found = evaluation.found().stream()
                .filter(it -> it.trait().equals(Trait.path("db/migration")))
                .findFirst()
                .orElseThrow();
        assertThat(evaluation.commits()).isEqualTo(1_500);
        assertThat(evaluation.later().known()).isEqualTo(500);
        assertThat(found.later()).isEqualTo(new Count(50, 0));
        assertThat(found.earlier().bad()).isGreaterThan(25);
        assertThat(evaluation.held().found()).isEqualTo(evaluation.found().size());
        assertThat(evaluation.held().clearly()).isZero();
        assertThat(evaluation.held().against()).isPositive();
    }

    @Test
    void theSameHistoryGivesTheSamePatterns() {
        InventedChanges changes = oneBadDirectory(800);

        assertThat(find(changes)).isEqualTo(find(changes));
        assertThat(find(changes).found()).isNotEmpty();
    }
}
