package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.memory.LogMemory;
import io.rootops.core.memory.LoggedServices;
import io.rootops.core.memory.MeasuredServices;
import io.rootops.core.memory.MetricHistory;
import io.rootops.core.memory.MetricMemory;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.memory.Retention;
import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.UsualBand;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.limit.FoundLimit;
import io.rootops.core.signal.limit.LimitKind;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:02:30Z");
    private static final ServiceName TILL = new ServiceName("till", "prod");

    private final Invented store = new Invented();
    private Instant now = NOW;
    private TestDatabase db;
    private MetricSources sources;
    private MetricReading reading;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        sources = new MetricSources(db.dsl());
        sources.claim("list", Duration.ZERO);
        reading = reading();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private MetricReading reading() {
        return new MetricReading(store, sources, new MetricMemory(db.dsl()), (InstantSource) () -> now);
    }

    private List<Measurement> newest() {
        return new MeasuredServices(db.dsl()).newest(now, 10_000);
    }

    private List<FoundAnomaly> anomalies() {
        return new MeasuredServices(db.dsl()).anomalies(now, 100);
    }

    @Test
    void theNewestValueIsKeptBesideWhatIsUsual() throws Exception {
        store.add(TILL, MetricKind.REQUESTS, at -> 10 + at.getEpochSecond() / 60 % 5);

        reading.read("list");
        assertThat(newest()).singleElement().satisfies(it -> {
            assertThat(it.service()).isEqualTo(TILL);
            assertThat(it.at()).isEqualTo(Instant.parse("2026-11-29T10:02:00Z"));
            assertThat(it.usual()).isNull();
        });
        now = now.plusSeconds(60);
        reading.read("list");

        assertThat(newest()).singleElement().satisfies(it -> {
            assertThat(it.at()).isEqualTo(Instant.parse("2026-11-29T10:03:00Z"));
            assertThat(it.value()).isEqualTo(12);
            assertThat(it.usual()).isEqualTo(new UsualBand(10, 10));
        });
        assertThat(sources.find("list").orElseThrow().problem()).isNull();
    }

    @Test
    void restartsAreOfAnHour() throws Exception {
        store.add(TILL, MetricKind.RESTARTS, at -> 3);

        reading.read("list");

        assertThat(newest())
                .containsExactly(
                        new Measurement(TILL, MetricKind.RESTARTS, Instant.parse("2026-11-29T10:02:00Z"), 3, null));
    }

    @Test
    void aServiceThatIsMeasuredOnlyIsNotAmongThoseThatLog() throws Exception {
        store.add(TILL, MetricKind.CPU, at -> 1);

        reading.read("list");

        assertThat(new LoggedServices(db.dsl()).services(now, 100)).isEmpty();
        assertThat(new LogMemory(db.dsl()).lastSeen("till")).contains(TILL);
    }

    @Test
    void aStoreThatFailsIsToldAndTakesNothingAway() throws Exception {
        store.add(TILL, MetricKind.CPU, at -> 1);
        reading.read("list");
        StoreException away = new StoreException(StoreException.Kind.UNREACHABLE, "nobody there");
        store.failure = away;

        assertThatThrownBy(() -> reading.read("list")).isSameAs(away);
        sources.failed("list", "nobody there");
        assertThat(newest()).hasSize(1);
        assertThat(sources.find("list").orElseThrow().problem()).isEqualTo("nobody there");

        store.failure = null;
        reading.read("list");
        assertThat(sources.find("list").orElseThrow().problem()).isNull();
    }

    @Test
    void ofTooManyServicesThoseAreReadOfWhichMostIsMeasured() throws Exception {
        for (int i = 0; i < 1000; i++) {
            store.add(new ServiceName("service-" + i, ""), MetricKind.CPU, at -> 1);
        }
        store.add(TILL, MetricKind.CPU, at -> 1);
        store.add(TILL, MetricKind.MEMORY, at -> 1);

        reading.read("list");

        assertThat(newest())
                .hasSize(201)
                .filteredOn(it -> it.service().equals(TILL))
                .hasSize(2);
        assertThat(sources.find("list").orElseThrow().notes())
                .containsExactly("Of 1,001 services the 200 are read of which most is measured.");
        now = now.plusSeconds(60);
        reading.read("list");
        assertThat(sources.find("list").orElseThrow().notes())
                .contains("Anomalies are looked for in the services with the most requests only.");
    }

    @Test
    void whatVanishesKeepsItsLastValueForADay() throws Exception {
        store.add(TILL, MetricKind.CPU, at -> at.isBefore(NOW) ? 1 : Double.NaN);
        reading.read("list");
        now = now.plus(Duration.ofMinutes(30));
        reading.read("list");

        assertThat(newest()).extracting(Measurement::at).containsExactly(Instant.parse("2026-11-29T10:02:00Z"));
        now = now.plus(Duration.ofDays(1));
        assertThat(newest()).isEmpty();
    }

    /** Something happens to latency and CPU within the hour. */
    private void incident(Instant from) {
        store.add(TILL, MetricKind.LATENCY, at -> (at.isBefore(from) ? 0.2 : 2) + wave(at) / 100);
        store.add(TILL, MetricKind.CPU, at -> (at.isBefore(from.plusSeconds(600)) ? 1 : 5) + wave(at) / 10);
        store.add(TILL, MetricKind.MEMORY, at -> 1e9 + wave(at) * 1e6);
    }

    private static double wave(Instant at) {
        return Math.sin(at.getEpochSecond() / 13_000.0) + Math.sin(at.getEpochSecond() / 700.0);
    }

    @Test
    void anAnomalyIsFoundOnceAlsoThroughARestart() throws Exception {
        Instant from = Instant.parse("2026-11-29T10:05:00Z");
        incident(from);
        reading.read("list");
        assertThat(anomalies())
                .filteredOn(it -> !it.anomaly().at().isBefore(from))
                .isEmpty();

        now = Instant.parse("2026-11-29T10:12:00Z");
        reading.read("list");
        assertThat(anomalies())
                .filteredOn(it -> !it.anomaly().at().isBefore(from))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(MetricKind.LATENCY);
                    assertThat(it.speaks()).isTrue();
                    assertThat(it.anomaly().value()).isGreaterThan(1.9);
                    assertThat(it.anomaly().usual()).isLessThan(0.3);
                });
        List<FoundAnomaly> before = anomalies();
        reading = reading();
        reading.read("list");
        assertThat(anomalies()).isEqualTo(before);

        now = Instant.parse("2026-11-29T10:32:00Z");
        reading.read("list");
        assertThat(anomalies())
                .filteredOn(FoundAnomaly::speaks)
                .extracting(FoundAnomaly::kind)
                .contains(MetricKind.CPU);
    }

    @Test
    void allOfItIsForgottenAfterAMonth() throws Exception {
        incident(NOW.minusSeconds(3600));
        reading.read("list");
        Retention retention = new Retention(db.dsl(), InstantSource.system(), Duration.ofDays(365));
        db.execute("update metric_anomaly set at = now()");
        db.execute("update metric_value set at = now()");
        // By way of another age, as the key is checked row by row.
        db.execute("update metric_day set day = day + 10000");
        db.execute("update metric_day set day = day - 10000 + (current_date - date '2026-11-29')");
        assertThat(retention.forget()).isZero();
        db.execute("update metric_anomaly set at = at - interval '31 days'");
        db.execute("update metric_value set at = at - interval '31 days'");
        db.execute("update metric_day set day = day - 31");
        db.execute("update service set measured_at = measured_at - interval '31 days'");

        assertThat(retention.forget()).isPositive();

        assertThat(db.dsl().fetchCount(db.dsl().selectFrom("service"))).isZero();
        assertThat(db.dsl().fetchCount(db.dsl().selectFrom("metric_value"))).isZero();
        assertThat(db.dsl().fetchCount(db.dsl().selectFrom("metric_anomaly"))).isZero();
        assertThat(db.dsl().fetchCount(db.dsl().selectFrom("metric_day"))).isZero();
    }

    private double kept(ServiceName service, MetricKind kind, String at) {
        Instant from = Instant.parse(at);
        Series series = new MetricHistory(db.dsl())
                .of(service, from, from.plus(Duration.ofMinutes(5)))
                .get(kind);
        return series == null ? Double.NaN : series.value(0);
    }

    @Test
    void theWeekIsKeptAndGoesOn() throws Exception {
        store.add(TILL, MetricKind.LATENCY, at -> at.getEpochSecond() % 1_000_000 / 1e6);
        reading.read("list");
        now = Instant.parse("2026-11-30T00:07:00Z");
        store.add(new ServiceName("late", ""), MetricKind.CPU, at -> 2);
        reading.read("list");

        for (String at : List.of(
                "2026-11-22T10:05:00Z", "2026-11-28T23:55:00Z", "2026-11-29T00:00:00Z", "2026-11-30T00:00:00Z")) {
            assertThat(kept(TILL, MetricKind.LATENCY, at))
                    .as(at)
                    .isCloseTo(Instant.parse(at).getEpochSecond() % 1_000_000 / 1e6, within(1e-6));
        }
        assertThat(kept(TILL, MetricKind.LATENCY, "2026-11-30T00:05:00Z"))
                .as("not over")
                .isNaN();
        assertThat(kept(new ServiceName("late", ""), MetricKind.CPU, "2026-11-24T12:00:00Z"))
                .isEqualTo(2);
    }

    @Test
    void whatTheStoreHasForgottenStaysKept() throws Exception {
        store.add(TILL, MetricKind.ERRORS, at -> 1);
        reading.read("list");
        Instant lost = Instant.parse("2026-11-29T09:00:00Z");
        store.add(TILL, MetricKind.ERRORS, at -> at.isBefore(lost) ? Double.NaN : 3);
        now = now.plus(Duration.ofMinutes(10));

        reading().read("list");

        assertThat(kept(TILL, MetricKind.ERRORS, "2026-11-28T10:00:00Z")).isEqualTo(1);
        assertThat(kept(TILL, MetricKind.ERRORS, "2026-11-29T10:05:00Z")).isEqualTo(3);
        assertThat(new MetricHistory(db.dsl()).queries(TILL))
                .containsExactly(Map.entry(MetricKind.ERRORS, "errors of " + TILL));
    }

    @Test
    void whatFillsUpIsForetoldAndLookedForEveryHour() throws Exception {
        store.add(
                TILL, MetricKind.LATENCY, at -> 0.2 + Math.max(0, hours(NOW.minus(Duration.ofHours(30)), at)) * 0.005);
        store.add(TILL, MetricKind.REQUESTS, at -> 10);
        store.filling.put(LimitKind.DISK, at -> 0.7 + Math.max(0, hours(NOW.minus(Duration.ofHours(40)), at)) * 0.005);
        store.filling.put(LimitKind.MEMORY, at -> 0.9 + wave(at) / 100);

        reading.read("list");

        List<FoundLimit> limits = limits();
        assertThat(limits).extracting(FoundLimit::kind).containsExactly(LimitKind.LATENCY, LimitKind.DISK);
        assertThat(limits.get(0).used()).isCloseTo(0.875, within(0.01));
        assertThat(limits.get(0).expected()).isCloseTo(NOW.plus(Duration.ofHours(10)), within(90, ChronoUnit.MINUTES));
        assertThat(limits.get(1).used()).isCloseTo(0.9, within(0.01));
        assertThat(limits.get(1).expected()).isCloseTo(NOW.plus(Duration.ofHours(20)), within(90, ChronoUnit.MINUTES));
        assertThat(limits.get(1).soonest()).isBeforeOrEqualTo(limits.get(1).expected());

        store.filling.clear();
        now = now.plus(Duration.ofMinutes(59));
        reading.read("list");
        assertThat(limits())
                .extracting(FoundLimit::at)
                .containsOnly(limits.get(0).at());
        now = now.plus(Duration.ofMinutes(1));
        reading.read("list");
        assertThat(limits())
                .extracting(FoundLimit::kind, FoundLimit::at)
                .containsExactly(tuple(LimitKind.LATENCY, Instant.parse("2026-11-29T11:02:00Z")));
        now = now.plus(Duration.ofHours(4));
        assertThat(limits()).as("too old to be true").isEmpty();
    }

    @Test
    void limitsThatCannotBeReadTakeNothingAwayAndAreAskedForAgainAnHourLater() throws Exception {
        store.add(TILL, MetricKind.CPU, at -> 1);
        store.fillingFailure = new StoreException(StoreException.Kind.UNREACHABLE, "it takes too long");
        reading.read("list");
        now = now.plusSeconds(60);
        reading.read("list");

        assertThat(store.fillingAsked).isEqualTo(1);
        assertThat(sources.find("list").orElseThrow().problem()).isNull();
        assertThat(sources.find("list").orElseThrow().notes())
                .containsExactly(
                        "Limits ahead could not be looked for, which is tried again each hour: it takes too long");

        store.fillingFailure = null;
        now = now.plus(Duration.ofMinutes(59));
        reading.read("list");
        now = now.plusSeconds(60);
        reading.read("list");
        assertThat(sources.find("list").orElseThrow().notes()).isEmpty();
    }

    @Test
    void ofTwoReplicasOneLooksForLimits() {
        assertThat(sources.claimLimits("list", NOW, Duration.ofHours(1))).isTrue();
        assertThat(sources.claimLimits("list", NOW, Duration.ofHours(1))).isFalse();
        assertThat(sources.claimLimits("list", NOW.minusSeconds(60), Duration.ofHours(1)))
                .as("by a clock that is behind")
                .isFalse();
        assertThat(sources.claimLimits("list", NOW.plusSeconds(3600), Duration.ofHours(1)))
                .isTrue();
        assertThat(sources.claimLimits("list", NOW.minusSeconds(60), Duration.ofHours(1)))
                .as("it was ahead")
                .isTrue();
    }

    @Test
    void theWeekOfAServiceThatIsDownAtTheFirstStartIsKept() throws Exception {
        store.add(TILL, MetricKind.LATENCY, at -> at.isBefore(NOW.minusSeconds(3600)) ? 0.5 : Double.NaN);

        reading.read("list");

        assertThat(newest()).isEmpty();
        assertThat(kept(TILL, MetricKind.LATENCY, "2026-11-27T10:00:00Z")).isEqualTo(0.5);
        assertThat(new MetricHistory(db.dsl()).queries(TILL)).isNotEmpty();
    }

    private List<FoundLimit> limits() {
        return new MeasuredServices(db.dsl()).limits(now, 10);
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / 3600.0;
    }

    @Test
    void ofTwoReplicasOneReads() {
        assertThat(sources.claim("shared", Duration.ofMinutes(1))).isTrue();
        assertThat(sources.claim("shared", Duration.ofMinutes(1))).isFalse();
        assertThat(sources.claim("shared", Duration.ZERO)).isTrue();
    }

    /** A store that knows each value at each time. */
    private static final class Invented implements MetricsBackend {
        private final Map<ServiceName, Map<MetricKind, ToDoubleFunction<Instant>>> values = new HashMap<>();
        private final Map<LimitKind, ToDoubleFunction<Instant>> filling = new HashMap<>();
        private @Nullable StoreException failure;
        private @Nullable StoreException fillingFailure;
        private int fillingAsked;

        void add(ServiceName service, MetricKind kind, ToDoubleFunction<Instant> value) {
            values.computeIfAbsent(service, name -> new HashMap<>()).put(kind, value);
        }

        @Override
        public String name() {
            return "invented";
        }

        @Override
        public Map<ServiceName, Set<MetricKind>> services() throws StoreException {
            if (failure != null) {
                throw failure;
            }
            Map<ServiceName, Set<MetricKind>> services = new HashMap<>();
            values.forEach((service, its) -> services.put(service, its.keySet()));
            return services;
        }

        @Override
        public Map<ServiceName, Series> series(
                MetricKind kind, Set<ServiceName> services, Instant from, Instant to, Duration step) {
            Map<ServiceName, Series> all = new HashMap<>();
            for (ServiceName service : services) {
                all.put(
                        service,
                        series(
                                Objects.requireNonNull(
                                        values.getOrDefault(service, Map.of()).get(kind)),
                                from,
                                to,
                                step));
            }
            return all;
        }

        private static Series series(ToDoubleFunction<Instant> value, Instant from, Instant to, Duration step) {
            double[] its = new double[(int) (Duration.between(from, to).toMillis() / step.toMillis())];
            for (int i = 0; i < its.length; i++) {
                its[i] = value.applyAsDouble(from.plus(step.multipliedBy(i)));
            }
            return Series.of(from, step, its);
        }

        @Override
        public Map<ServiceName, Series> filling(LimitKind kind, Instant from, Instant to, Duration step)
                throws StoreException {
            fillingAsked++;
            if (fillingFailure != null) {
                throw fillingFailure;
            }
            ToDoubleFunction<Instant> value = filling.get(kind);
            return value == null ? Map.of() : Map.of(TILL, series(value, from, to, step));
        }

        @Override
        public Map<MetricKind, String> queries(ServiceName service) {
            return Map.of(MetricKind.ERRORS, "errors of " + service);
        }

        @Override
        public Map<ServiceName, List<Start>> starts(Set<ServiceName> services, Instant from, Instant to) {
            return Map.of();
        }
    }
}
