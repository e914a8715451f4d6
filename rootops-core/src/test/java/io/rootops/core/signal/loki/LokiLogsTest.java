package io.rootops.core.signal.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rootops.core.signal.log.LogLevel;
import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.FakeLoki;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LokiLogsTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final FakeLoki loki = new FakeLoki();
    private final List<LogLine> lines = new ArrayList<>();
    private final Map<String, Long> unread = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private LokiLogs logs = logs();
    /** Read up to the start. */
    private byte @Nullable [] position = new LokiPosition(LokiCursor.from(START), Map.of()).bytes();

    @AfterEach
    void close() {
        loki.close();
    }

    private LokiLogs logs() {
        return new LokiLogs(new LokiClient(new StoreHttp(StoreAddress.open(loki.uri()))));
    }

    private static long at(long second) {
        return LokiClient.nanos(START) + second * SECOND;
    }

    private LogProgress poll(long second) throws Exception {
        List<LogLine> told = new ArrayList<>();
        LogProgress progress = logs.read(position, START.plusSeconds(second), told::add);
        lines.addAll(told);
        progress.unread().forEach((service, count) -> unread.merge(service, count, Long::sum));
        notes.addAll(progress.notes());
        position = progress.position();
        return progress;
    }

    private List<String> texts() {
        return lines.stream().map(LogLine::text).toList();
    }

    /** Lines of one second, spread over it. */
    private void chatter(String app, long second, int count) {
        for (int i = 0; i < count; i++) {
            loki.push(Map.of("app", app), at(second) + i * 1_000L, "all is well " + second + "/" + i);
        }
    }

    @Test
    void ofABusyServiceOnlyWhatSmellsOfTroubleIsFetchedAndTheRestIsCounted() throws Exception {
        chatter("cart", 5, 3_000);
        List<String> trouble = List.of(
                "2026-11-24 12:00:06 ERROR cannot pay",
                "E1124 12:00:06.000000 1 pay.go:7] cannot pay",
                "java.lang.IllegalStateException: no card",
                "\tat shop.Cart.pay(Cart.java:7)",
                "  File \"cart.py\", line 7, in pay",
                "\t... 12 more",
                "{\"level\":50,\"msg\":\"cannot pay\"}",
                "level=warn msg=slow",
                "[crit] 7#7: no space",
                "goroutine 1 [running]:",
                "main: panic: index out of range");
        for (int i = 0; i < trouble.size(); i++) {
            loki.push(Map.of("app", "cart"), at(6) + i, trouble.get(i));
        }
        chatter("quiet", 7, 20);

        LogProgress progress = poll(60);

        assertThat(lines)
                .filteredOn(it -> it.service().equals("cart"))
                .extracting(LogLine::text)
                .containsExactlyElementsOf(trouble);
        assertThat(lines).filteredOn(it -> it.service().equals("quiet")).hasSize(20);
        assertThat(progress.unread()).isEqualTo(Map.of("cart", 3_000L));
        assertThat(progress.complete()).isEqualTo(START.plusSeconds(50));
        assertThat(progress.more()).isFalse();
    }

    @Test
    void aLevelThatTheCollectorSetWinsOverTheText() throws Exception {
        chatter("cart", 5, 3_000);
        loki.push(Map.of("app", "cart", "level", "ERROR"), at(6), "payment refused");
        loki.push(Map.of("app", "cart", "level", "debug"), at(6) + 1, "an error that was expected");

        poll(60);

        assertThat(lines)
                .extracting(LogLine::text, LogLine::level)
                .containsExactly(
                        tuple("payment refused", LogLevel.ERROR), tuple("an error that was expected", LogLevel.DEBUG));
        assertThat(lines).extracting(LogLine::stream).containsOnly("app=cart,service_name=cart");
    }

    /** Each of a service's lines is told or counted, whichever way it was read, and none twice. */
    @Test
    void aServiceThatTurnsBusyAndQuietAgainHasEachLineOnce() throws Exception {
        int pushed = 0;
        for (int second = 0; second < 600; second += 20) {
            int count = second / 100 % 2 == 0 ? 30 : 2_400; // changes in the middle of a minute
            chatter("cart", second, count);
            loki.push(Map.of("app", "cart"), at(second) + SECOND / 2, "ERROR number " + second);
            pushed += count + 1;
            logs = logs(); // as after a restart
            poll(second + 15);
        }
        poll(640);

        assertThat(lines).extracting(LogLine::text).doesNotHaveDuplicates();
        assertThat(texts().stream().filter(it -> it.startsWith("ERROR"))).hasSize(30);
        assertThat(unread.get("cart")).isGreaterThan(30_000);
        assertThat(lines.size() + unread.getOrDefault("cart", 0L)).isEqualTo(pushed);
    }

    @Test
    void whatComesLateIsToldOnceAlsoOfAServiceThatIsSilentByNow() throws Exception {
        loki.push(Map.of("app", "cart"), at(30), "in time");
        poll(60);
        loki.push(Map.of("app", "cart"), at(40), "late");
        loki.push(Map.of("app", "mail"), at(41), "late, and the first of its service");
        poll(90);
        poll(100);

        assertThat(texts()).containsExactly("in time", "late", "late, and the first of its service");
    }

    @Test
    void theLinesOfAStreamComeInOrderWhicheverQueryFoundThem() throws Exception {
        chatter("cart", 1, 2_500);
        for (int i = 0; i < 100; i++) {
            Map<String, String> stream = Map.of("app", "cart", "level", "error");
            loki.push(stream, at(5) + i, (i % 2 == 0 ? "ERROR " : "refused ") + i);
        }

        poll(60);

        assertThat(lines).hasSize(100);
        assertThat(lines).extracting(LogLine::at).isSorted();
    }

    @Test
    void namesThatMeanSomethingInAPatternStandForThemselves() throws Exception {
        for (String app : List.of("a.b", "a+b", "a|b (\"c\")", "back\\slash")) {
            chatter(app, 5, 2_100);
        }
        chatter("axb", 6, 10);
        chatter("a", 6, 10);

        LogProgress progress = poll(60);

        assertThat(lines).extracting(LogLine::service).containsOnly("axb", "a").hasSize(20);
        assertThat(progress.unread()).containsOnlyKeys("a.b", "a+b", "a|b (\"c\")", "back\\slash");
    }

    @Test
    void aThousandServicesAreReadWithinTheLimitsOfOneQuery() throws Exception {
        for (int service = 0; service < 1_000; service++) {
            String app = "a-service-with-a-rather-long-name-" + service;
            chatter(app, 5, service < 600 ? 60 : 10);
            loki.push(Map.of("app", app), at(6), "ERROR of " + service);
        }

        LogProgress progress = poll(60);

        assertThat(lines).hasSize(1_000).allMatch(it -> it.text().startsWith("ERROR of "));
        assertThat(progress.unread()).hasSize(LokiClient.MOST_COUNTED).containsValue(60L);
        assertThat(notes).singleElement().asString().startsWith("Of the busiest 400 services");
    }

    @Test
    void theFirstReadingBeginsADayAgoAndGoesOnByTheHour() throws Exception {
        loki.push(Map.of("app", "cart"), at(-25 * 3_600), "the day before");
        loki.push(Map.of("app", "cart"), at(-23 * 3_600), "yesterday");
        loki.push(Map.of("app", "cart"), at(-60), "now");
        position = null;

        int readings = 1;
        while (poll(0).more()) {
            readings++;
        }

        assertThat(texts()).containsExactly("yesterday", "now");
        assertThat(readings).isEqualTo(24);
        assertThat(notes).isEmpty();
    }

    @Test
    void whatIsTooLongAgoIsSaid() throws Exception {
        loki.push(Map.of("app", "cart"), at(36 * 3_600), "of late");
        poll(36 * 3_600);

        assertThat(notes)
                .containsExactly("Lines from 2026-11-24T12:00:00Z to 2026-11-25T00:00:00Z were left out: they are older"
                        + " than a day.");
    }

    @Test
    void anUnreadablePositionIsSaidAndReadingGoesOn() throws Exception {
        loki.push(Map.of("app", "cart"), at(-60), "still there");
        for (byte[] wrong : List.of(new byte[0], new byte[] {9, 1, 2}, new byte[] {1, 0, 0})) {
            position = wrong;
            poll(0);
            assertThat(LokiPosition.of(position == null ? new byte[0] : position))
                    .isPresent();
        }
        assertThat(notes).hasSize(3).allMatch(it -> it.startsWith("Up to where Loki was read is not known any more"));
    }

    @Test
    void whatIsMoreThanFitsAtOnceIsReadInPieces() throws Exception {
        String long_ = "ERROR " + "x".repeat(50_000);
        for (int i = 0; i < 900; i++) {
            loki.push(Map.of("app", "cart"), at(i / 10), i + long_);
        }

        List<Integer> readings = new ArrayList<>();
        do {
            int before = lines.size();
            boolean more = poll(120).more();
            readings.add(lines.size() - before);
            if (!more) {
                break;
            }
        } while (true);

        assertThat(readings).hasSizeGreaterThan(1).allMatch(it -> it * 50_000L <= 32 << 20);
        assertThat(texts()).hasSize(900).doesNotHaveDuplicates();
    }

    @Test
    void whereNothingWasEverLoggedItWaitsAndMissesNothing() throws Exception {
        assertThat(poll(60).more()).isFalse();
        loki.push(Map.of("app", "cart", "namespace", "prod"), at(30), "the first, pushed late");
        poll(120);

        assertThat(lines)
                .containsExactly(new LogLine(
                        "cart",
                        "prod",
                        "app=cart,namespace=prod,service_name=cart",
                        START.plusSeconds(30),
                        "the first, pushed late"));
    }

    @Test
    void anOutageLeavesThePositionWhereItWas() throws Exception {
        loki.push(Map.of("app", "cart"), at(10), "before");
        poll(60);
        loki.push(Map.of("app", "cart"), at(70), "in between");
        loki.refuse(503, "overloaded", Map.of("Retry-After", "9"));

        StoreException e = catchThrowableOfType(StoreException.class, () -> poll(120));
        assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(9));
        poll(150);

        assertThat(texts()).containsExactly("before", "in between");
    }
}
