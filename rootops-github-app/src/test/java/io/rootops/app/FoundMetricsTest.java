package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.engine.SignalFindings;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where metrics are measured, while Prometheus comes and goes. */
class FoundMetricsTest {
    private static final StoreAddress HERE = StoreAddress.open(URI.create("http://localhost:9090"));
    private static final StoreFinding ABSENT = new StoreFinding.Absent(List.of(HERE.base()), List.of());

    private TestDatabase db;
    private MetricSources sources;
    private StoreFinding prometheus = new StoreFinding.NotAsked("is being looked for");

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        sources = new MetricSources(db.dsl());
    }

    @AfterEach
    void close() {
        db.close();
    }

    private FoundMetrics started(StoreSetting setting) {
        return new FoundMetrics(() -> new SignalFindings(ABSENT, prometheus, List.of(), 0), setting, sources);
    }

    private void read(String ago) {
        sources.claim(FoundMetrics.SOURCE, Duration.ofMinutes(1));
        db.execute("update metric_source set read_at = now() - interval '" + ago + "'");
    }

    @Test
    void theLastOneThatWasFoundGoesOnBeingAsked() {
        FoundMetrics metrics = started(StoreSetting.USUAL);
        assertThat(metrics.lookedFor()).isFalse();
        prometheus = ABSENT;
        assertThat(metrics.lookedFor()).isTrue();
        assertThat(metrics.get()).isEmpty();

        prometheus = new StoreFinding.Found(HERE, "");
        MetricsBackend found = metrics.get().orElseThrow();
        assertThat(metrics.here()).isTrue();
        prometheus = ABSENT;

        assertThat(metrics.get()).containsSame(found);
        assertThat(metrics.here()).as("others may see it").isFalse();
        prometheus = new StoreFinding.Found(HERE, "");
        assertThat(metrics.get()).as("the same again").containsSame(found);
        prometheus = new StoreFinding.Found(StoreAddress.open(URI.create("http://prometheus:9090")), "");
        assertThat(metrics.get().orElseThrow()).isNotSameAs(found);
    }

    @Test
    void oneThatWasReadBeforeTheStartIsWaitedFor() {
        prometheus = ABSENT;
        read("6 days");

        MetricsBackend lost = started(StoreSetting.USUAL).get().orElseThrow();

        assertThatThrownBy(lost::services)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("at none of the usual addresses now");
        assertThatThrownBy(() -> lost.starts(Set.of(), Instant.EPOCH, Instant.EPOCH))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void oneThatWasNotReadForAWeekIsGone() {
        prometheus = ABSENT;
        read("8 days");

        assertThat(started(StoreSetting.USUAL).get()).isEmpty();
    }

    @Test
    void withoutAnyNobodyWaits() {
        prometheus = ABSENT;
        read("1 minute");

        assertThat(started(StoreSetting.NONE).get()).isEmpty();
    }

    @Test
    void oneThatIsNamedIsAskedWhetherItAnswersOrNot() {
        prometheus = new StoreFinding.Failed(HERE, LostStore.away());

        assertThat(started(new StoreSetting(HERE, false)).get()).isPresent();
    }
}
