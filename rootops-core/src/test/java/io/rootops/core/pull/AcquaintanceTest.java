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

    @Test
    void peopleAreNamedByTheAlphabetWithTheFileThatTheyKnowBest() {
        touched("zoe@x", "Zoe", "a.txt", 10, 20, 30);
        touched("zoe@x", "Zoe", "b.txt", 5);
        touched("ada@x", "Ada", "b.txt", 40, 50);

        assertThat(Acquaintance.of(touches, Set.of(), null, NOW))
                .containsExactly(
                        new Reviewer("Ada", "b.txt", 2, NOW.minus(Duration.ofDays(40))),
                        new Reviewer("Zoe", "a.txt", 3, NOW.minus(Duration.ofDays(10))));
    }

    @Test
    void neitherThoseWhoAskNorMachinesNorThoseWhoWereThereLongAgoAreNamed() {
        touched("octo@x", "Octo", "a.txt", 1);
        touched("12+octo@users.noreply.github.com", "Octo", "a.txt", 1);
        touches.add(new Touch("a.txt", "s", "t", new Author("bot@x", "bot", true), NOW));
        touched("old@x", "Old", "a.txt", 1_000);

        assertThat(Acquaintance.of(touches, Set.of("octo@x"), "Octo", NOW)).isEmpty();
    }

    @Test
    void threeAreEnough() {
        for (int i = 0; i < 9; i++) {
            touched(i + "@x", "Person " + i, "a.txt", 1 + i);
        }

        assertThat(Acquaintance.of(touches, Set.of(), null, NOW))
                .extracting(Reviewer::name)
                .containsExactly("Person 0", "Person 1", "Person 2");
    }

    private void touched(String email, String name, String path, int... daysAgo) {
        for (int days : daysAgo) {
            touches.add(new Touch(
                    path, "sha" + days, "subject", new Author(email, name, false), NOW.minus(Duration.ofDays(days))));
        }
    }
}
