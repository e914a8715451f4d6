package io.rootops.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.Author;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcquaintanceTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final List<Touch> touches = new ArrayList<>();
    private final List<ReplacedLines> lines = new ArrayList<>();

    @Test
    void peopleAreNamedByTheAlphabetWithTheFileThatTheyKnowBest() {
        touched("zoe@x", "Zoe", "a.txt", 10, 20, 30);
        touched("zoe@x", "Zoe", "b.txt", 5);
        touched("ada@x", "Ada", "b.txt", 40, 50);

        assertThat(Acquaintance.of(past(), Set.of(), null, NOW))
                .containsExactly(
                        new Reviewer("Ada", null, false, "b.txt", NOW.minus(Duration.ofDays(40))),
                        new Reviewer("Zoe", null, false, "a.txt", NOW.minus(Duration.ofDays(10))));
    }

    @Test
    void neitherThoseWhoAskNorMachinesNorThoseWhoWereThereLongAgoAreNamed() {
        touched("octo@x", "Octo", "a.txt", 1);
        touched("12+octo@users.noreply.github.com", "Octo", "a.txt", 1);
        touches.add(new Touch("a.txt", "s", "t", new Author("bot@x", "bot", true), NOW));
        touched("old@x", "Old", "a.txt", 1_000);

        assertThat(Acquaintance.of(past(), Set.of("octo@x"), "Octo", NOW)).isEmpty();
    }

    @Test
    void whoWasForgottenIsAskedForNothing() {
        touched("forgotten-1f2e3d4c-1@forgotten.invalid", "forgotten-1f2e3d4c", "a.txt", 1, 2);
        wrote("forgotten-1f2e3d4c-2@forgotten.invalid", "forgotten-1f2e3d4c", "a.txt", 9, 0, 1);
        touched("ada@x", "Ada", "a.txt", 40);

        assertThat(Acquaintance.of(past(), Set.of(), null, NOW))
                .extracting(Reviewer::name)
                .containsExactly("Ada");
    }

    @Test
    void threeAreEnough() {
        for (int i = 0; i < 9; i++) {
            touched(i + "@x", "Person " + i, "a.txt", 1 + i);
        }

        assertThat(Acquaintance.of(past(), Set.of(), null, NOW))
                .extracting(Reviewer::name)
                .containsExactly("Person 0", "Person 1", "Person 2");
    }

    @Test
    void whoWroteTheLinesComesBeforeWhoChangedTheFiles() {
        for (int i = 0; i < 9; i++) {
            touched(i + "@x", "Person " + i, "a.txt", 1, 2, 3);
        }
        wrote("zoe@x", "Zoe", "a.txt", 1, 0, 300);
        wrote("zoe@x", "Zoe", "b.txt", 0, 3, 20);
        wrote("8@x", "Person 8", "a.txt", 0, 1, 5);

        assertThat(Acquaintance.of(past(), Set.of(), null, NOW))
                .containsExactly(
                        new Reviewer("Person 0", null, false, "a.txt", NOW.minus(Duration.ofDays(1))),
                        new Reviewer("Person 8", null, true, "a.txt", NOW.minus(Duration.ofDays(5))),
                        new Reviewer("Zoe", null, true, "a.txt", NOW.minus(Duration.ofDays(300))));
    }

    @Test
    void ofManyWhoWroteTheLinesThoseOfMostAreNamedByTheAlphabet() {
        wrote("ada@x", "Ada", "a.txt", 1, 0, 1);
        wrote("ben@x", "Ben", "a.txt", 0, 9, 1);
        wrote("cy@x", "Cy", "a.txt", 9, 0, 700);
        wrote("dot@x", "Dot", "a.txt", 5, 0, 1);
        wrote("octo@x", "Octo", "a.txt", 99, 0, 1);
        wrote("1+eve@users.noreply.github.com", "Eve", "a.txt", 3, 0, 1);
        wrote("old@x", "Old", "a.txt", 99, 0, 1_000);
        lines.add(new ReplacedLines("a.txt", new Author("bot@x", "bot", true), NOW, 99, 0));

        assertThat(Acquaintance.of(past(), Set.of("octo@x"), null, NOW))
                .extracting(Reviewer::name)
                .containsExactly("Cy", "Dot", "Eve");
        assertThat(Acquaintance.of(past(), Set.of("cy@x"), "eve", NOW))
                .as("their noreply address holds the login of who asks")
                .extracting(Reviewer::name)
                .containsExactly("Ben", "Dot", "Octo");
        assertThat(Acquaintance.of(past(), Set.of("octo@x"), null, NOW))
                .extracting(Reviewer::login)
                .containsExactly(null, null, "eve");
    }

    private FilePast past() {
        return new FilePast(List.of(), touches, lines, List.of());
    }

    private void wrote(String email, String name, String path, int gone, int beside, int daysAgo) {
        lines.add(new ReplacedLines(
                path, new Author(email, name, false), NOW.minus(Duration.ofDays(daysAgo)), gone, beside));
    }

    private void touched(String email, String name, String path, int... daysAgo) {
        for (int days : daysAgo) {
            touches.add(new Touch(
                    path, "sha" + days, "subject", new Author(email, name, false), NOW.minus(Duration.ofDays(days))));
        }
    }
}
