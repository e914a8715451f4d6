package io.rootops.core.signal.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.FakeLoki;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LokiReaderTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;
    private static final String ALL = "{service_name=~\".+\"}";

    private final FakeLoki loki = new FakeLoki();
    private final LokiClient client = new LokiClient(new StoreHttp(StoreAddress.open(loki.uri())));
    private final List<String> read = new ArrayList<>();
    private LokiCursor cursor = LokiCursor.from(START);

    @AfterEach
    void close() {
        loki.close();
    }

    private static long at(long second) {
        return LokiClient.nanos(START) + second * SECOND;
    }

    private LokiReader.Slice poll(LokiReader reader, long second) throws Exception {
        List<String> lines = new ArrayList<>();
        LokiReader.Slice slice = reader.next(
                cursor,
                START.plusSeconds(second),
                span -> List.of(new LokiQuery(ALL, span.again(), span.to())),
                it -> lines.add(it.text()));
        read.addAll(lines);
        cursor = slice.next();
        return slice;
    }

    @Test
    void manyLinesOfOneNanosecondAcrossPagesAreReadOnce() throws Exception {
        List<String> pushed = new ArrayList<>();
        for (int i = 0; i < 317; i++) {
            String app = i % 3 == 0 ? "cart" : "checkout";
            long nanos = at(i / 5 % 50); // five and more of one nanosecond, in both streams
            loki.push(Map.of("app", app), nanos, "line " + i);
            pushed.add("line " + i);
        }
        loki.limit(25);
        LokiReader reader = new LokiReader(client);
        while (true) {
            try {
                if (poll(reader, 120).behind().isZero()) {
                    break;
                }
            } catch (StoreException e) {
                assertThat(e.kind()).isEqualTo(Kind.TOO_MUCH); // until it asks for as few lines as that
            }
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(pushed);
    }

    @Test
    void aNanosecondWithMoreThanAPageIsSteppedOverAndCounted() throws Exception {
        for (int i = 0; i < 9_000; i++) {
            loki.push(Map.of("app", "cart"), at(5), "burst " + i);
        }
        loki.push(Map.of("app", "cart"), at(6), "after it");
        LokiReader.Slice slice = poll(new LokiReader(client), 60);
        assertThat(slice.steppedOver()).isEqualTo(1);
        assertThat(read).hasSize(5_001).endsWith("after it");
    }

    @Test
    void linesThatComeLateAndInAnyOrderAreReadOnceAcrossRestarts() throws Exception {
        Random random = new Random(7);
        List<String> expected = new ArrayList<>();
        for (int second = 60; second < 900; second += 15) {
            for (int i = 0; i < 20; i++) {
                long late = random.nextInt(40);
                String text = "line " + second + "/" + i;
                loki.push(Map.of("app", "cart"), at(second - late) + random.nextInt(3), text);
                expected.add(text);
            }
            poll(new LokiReader(client), second); // a new one each time, as after a restart
        }
        poll(new LokiReader(client), 960);
        assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theSameTextAtTheSameTimeInTwoStreamsIsTwoLines() throws Exception {
        loki.push(Map.of("app", "cart"), at(5), "down");
        loki.push(Map.of("app", "checkout"), at(5), "down");
        poll(new LokiReader(client), 60);
        poll(new LokiReader(client), 70);
        assertThat(read).containsExactly("down", "down");
    }

    @Test
    void afterALongAbsenceItCatchesUpInSlicesAndLeavesOutWhatIsOld() throws Exception {
        loki.push(Map.of("app", "cart"), at(60), "too old");
        loki.push(Map.of("app", "cart"), at(40 * 3600), "yesterday");
        loki.push(Map.of("app", "cart"), at(59 * 3600), "of late");
        LokiReader reader = new LokiReader(client);
        LokiReader.Slice first = poll(reader, 60 * 3600);
        assertThat(first.skipped()).isEqualTo(Duration.ofHours(36));
        assertThat(first.behind()).isGreaterThan(Duration.ofHours(22));
        int slices = 1;
        while (!poll(reader, 60 * 3600).behind().isZero()) {
            slices++;
        }
        assertThat(slices).isBetween(22, 25);
        assertThat(read).containsExactly("yesterday", "of late");
    }

    @Test
    void whatIsTooMuchForItIsAskedInSmallerPieces() throws Exception {
        loki.push(Map.of("app", "cart"), at(3_000), "in the first hour");
        LokiReader reader = new LokiReader(client);
        loki.refuse(400, "the query time range exceeds the limit (query length: 1h0m0s, limit: 20m)", Map.of());
        assertThat(catchThrowableOfType(StoreException.class, () -> poll(reader, 7_200))
                        .kind())
                .isEqualTo(Kind.TOO_MUCH);
        assertThat(cursor.complete()).isEqualTo(at(0));

        assertThat(poll(reader, 7_200).next().complete()).isEqualTo(at(1_800));
        assertThat(read).isEmpty();
        poll(reader, 7_200);
        assertThat(read).containsExactly("in the first hour");
    }

    @Test
    void aRefusalInTheMiddleOfASliceIsReadAgainFromItsBeginning() throws Exception {
        for (int i = 0; i < 5_001; i++) {
            loki.push(Map.of("app", "cart"), at(0) + i, "line " + i);
        }
        List<Integer> pages = new ArrayList<>();
        LokiReader reader = new LokiReader((query, from, to, limit) -> {
            List<LokiLine> page = client.page(query, from, to, limit);
            pages.add(page.size());
            if (pages.size() == 1) {
                loki.refuse(429, "too many outstanding requests", Map.of("Retry-After", "17"));
            }
            return page;
        });
        StoreException busy = catchThrowableOfType(StoreException.class, () -> poll(reader, 60));
        assertThat(busy.kind()).isEqualTo(Kind.BUSY);
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(pages).containsExactly(5_000);

        poll(reader, 60);
        assertThat(read).hasSize(5_001).doesNotHaveDuplicates();
    }

    @Test
    void minutesWithTooManyBytesAreReadInSmallerPages() throws Exception {
        for (int i = 0; i < 300; i++) {
            loki.push(Map.of("app", "cart"), at(0) + i, i + "x".repeat(1_000));
        }
        LokiReader reader = new LokiReader(
                new LokiClient(new StoreHttp(StoreAddress.open(loki.uri()), Duration.ofSeconds(30), 50_000)));
        while (read.isEmpty()) {
            try {
                poll(reader, 60);
            } catch (StoreException e) {
                assertThat(e.kind()).isEqualTo(Kind.TOO_MUCH);
            }
        }
        assertThat(read).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void refusalsSayWhatIsWrongAndNoSecret() {
        loki.expect("Bearer hush-hush", "team");
        LokiClient stranger =
                new LokiClient(new StoreHttp(new StoreAddress(loki.uri(), null, null, "wrong-secret", null)));
        assertThatThrownBy(stranger::probe)
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("401: unauthorized")
                .hasMessageNotContaining("wrong-secret");
        LokiClient homeless =
                new LokiClient(new StoreHttp(new StoreAddress(loki.uri(), null, null, "hush-hush", null)));
        assertThatThrownBy(homeless::probe).hasMessageContaining("no org id");
    }

    @Test
    void aPageOfHtmlAndHalfAnAnswerAreNotLoki() {
        loki.refuse(200, "<!doctype html><title>Sign in</title>", Map.of());
        assertThat(catchThrowableOfType(StoreException.class, client::probe).kind())
                .isEqualTo(Kind.NOT_UNDERSTOOD);
        loki.refuse(200, "{\"status\":\"success\",\"data\":[\"app\"", Map.of());
        assertThat(catchThrowableOfType(StoreException.class, client::probe).kind())
                .isEqualTo(Kind.NOT_UNDERSTOOD);
        loki.refuse(302, "", Map.of("Location", "https://elsewhere.example/"));
        assertThat(catchThrowableOfType(StoreException.class, client::probe).kind())
                .isEqualTo(Kind.NOT_UNDERSTOOD);
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() {
        loki.stall();
        LokiClient hasty = new LokiClient(new StoreHttp(StoreAddress.open(loki.uri()), Duration.ofMillis(50), 10_000));
        assertThat(catchThrowableOfType(StoreException.class, hasty::probe).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void whatCannotStandInAHeaderIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> new StoreAddress(loki.uri(), null, null, "hush\nhush", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a token of printable ASCII characters without spaces and line breaks");
        assertThatThrownBy(() -> new StoreAddress(loki.uri(), "a:b", "secret", null, null))
                .hasMessage("expected a user without a colon");
    }

    @Test
    void aLokiWithoutAnyStreamHasNoServiceYet() throws Exception {
        assertThat(client.serviceLabel()).isEmpty();
        loki.push(Map.of("app", "cart"), at(1), "level=error boom");
        loki.push(Map.of("app", "cart"), at(2), "all is well");
        assertThat(client.serviceLabel()).contains("service_name");
        assertThat(client.counts("service_name", at(1), at(3))).isEqualTo(Map.of("cart", 2L));
        assertThat(client.counts("service_name", at(1), at(2))).isEqualTo(Map.of("cart", 1L));
    }

    /** Recorded of Loki 3.4.6. */
    @Test
    void recordedAnswersAreUnderstood() throws Exception {
        loki.refuse(200, recorded("labels.json"), Map.of());
        assertThat(client.serviceLabel()).contains("service_name");

        loki.refuse(200, recorded("query_vector.json"), Map.of());
        assertThat(client.counts("service_name", at(0), at(120)))
                .isEqualTo(Map.of("cart", 600L, "checkout", 34L, "lvl", 3L));

        loki.refuse(200, recorded("query_range_streams.json"), Map.of());
        List<LokiLine> lines = client.page(ALL, at(0), at(1), 5_000);
        assertThat(lines).isSortedAccordingTo(Comparator.comparingLong(LokiLine::nanos));
        assertThat(lines)
                .contains(new LokiLine(
                        Map.of("app", "checkout", "env", "prod", "service_name", "checkout"),
                        1795559584980502932L,
                        "severity=CRITICAL disk"));
        loki.refuse(200, recorded("query_range_empty.json"), Map.of());
        assertThat(client.page(ALL, at(0), at(1), 5_000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, err_limit.txt, TOO_MUCH",
        "400, err_range.txt, TOO_MUCH",
        "400, err_max_series.txt, TOO_MUCH",
        "400, err_parse.txt, NOT_UNDERSTOOD",
        "401, err_no_org.txt, REFUSED",
        "500, err_multi_org.txt, REFUSED",
    })
    void recordedRefusalsAreToldApart(int status, String body, Kind kind) throws Exception {
        loki.refuse(status, recorded(body), Map.of());
        assertThat(catchThrowableOfType(StoreException.class, client::probe).kind())
                .isEqualTo(kind);
    }

    private static String recorded(String name) throws IOException {
        try (InputStream body = LokiReaderTest.class.getResourceAsStream("/loki/" + name)) {
            return new String(Objects.requireNonNull(body).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nobodyThereIsUnreachable() {
        loki.close();
        assertThat(catchThrowableOfType(StoreException.class, client::probe).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }
}
