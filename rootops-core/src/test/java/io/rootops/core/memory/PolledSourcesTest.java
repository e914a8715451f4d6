package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is to read a source. */
class PolledSourcesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private TestDatabase db;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private List<PolledSources> both() {
        return List.of(new LogSources(db.dsl()), new MetricSources(db.dsl()));
    }

    /** When somebody last began. */
    private void begun(String interval) {
        db.execute("update log_source set claimed_at = now() + interval '" + interval + "'");
        db.execute("update metric_source set claimed_at = now() + interval '" + interval + "'");
    }

    @Test
    void oneReadsWithinAnInterval() {
        for (PolledSources sources : both()) {
            assertThat(sources.claim("a", MINUTE)).isTrue();
            assertThat(sources.claim("a", MINUTE)).isFalse();
            assertThat(sources.claim("b", MINUTE)).as("another source").isTrue();
        }
        begun("-59 seconds");
        assertThat(both()).noneMatch(it -> it.claim("a", MINUTE));
        begun("-61 seconds");
        assertThat(both())
                .noneMatch(it -> it.claim("a", MINUTE.multipliedBy(2)))
                .allMatch(it -> it.claim("a", MINUTE));
    }

    @Test
    void aClockThatWasSetBackStopsNobody() {
        assertThat(both()).allMatch(it -> it.claim("a", MINUTE));
        begun("1 hour");

        assertThat(both()).allMatch(it -> it.claim("a", MINUTE));
    }

    @Test
    void failuresAreCountedOfWhatIsRead() {
        both().forEach(it -> it.failed("a", "nobody there"));
        assertThat(new LogSources(db.dsl()).known("a")).isFalse();

        both().forEach(it -> it.claim("a", MINUTE));
        both().forEach(it -> it.failed("a", "nobody there"));
        both().forEach(it -> it.failed("a", "still nobody there"));

        assertThat(new LogSources(db.dsl()).find("a")).hasValueSatisfying(it -> {
            assertThat(it.failures()).isEqualTo(2);
            assertThat(it.problem()).isEqualTo("still nobody there");
            assertThat(it.readAt()).isNull();
        });
        assertThat(new MetricSources(db.dsl()).find("a").map(MetricSources.Source::failures))
                .contains(2);
    }

    @Test
    void whatWasReadLatelyIsKnown() {
        MetricSources sources = new MetricSources(db.dsl());
        sources.claim("a", MINUTE);
        assertThat(sources.readWithin("a", MINUTE)).isFalse();

        db.execute("update metric_source set read_at = now() - interval '2 minutes'");

        assertThat(sources.readWithin("a", MINUTE)).isFalse();
        assertThat(sources.readWithin("a", MINUTE.multipliedBy(3))).isTrue();
        assertThat(sources.readWithin("b", MINUTE.multipliedBy(3))).isFalse();
    }
}
