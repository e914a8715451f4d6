package io.rootops.core.signal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-29T18:00:00Z");

    private final LineTime times = new LineTime(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "2026-11-29T17:00:00Z INFO up ~ 2026-11-29T17:00:00Z",
                "2026-11-29T17:00:00.123456789+01:00 x ~ 2026-11-29T16:00:00.123456789Z",
                "2026-11-29T17:00:00-0530 x ~ 2026-11-29T22:30:00Z",
                "2026-11-29 17:00:00,123 [main] ERROR x ~ 2026-11-29T16:00:00.123Z",
                "2026-11-29 17:00:00.5 +0000 x ~ 2026-11-29T17:00:00.5Z",
                "2026-11-29 17:00:00 UTC [12] LOG: x ~ 2026-11-29T17:00:00Z",
                "2026-11-29 17:00:00 - started ~ 2026-11-29T16:00:00Z",
                "2026/11/29 17:00:00 http: x ~ 2026-11-29T16:00:00Z",
                "[2026-11-29 17:00:00] prod.ERROR: x ~ 2026-11-29T16:00:00Z",
                "INFO  [main] 2026-11-29 17:00:00 x ~ 2026-11-29T16:00:00Z",
                "2026-07-01 17:00:00 in summer ~ 2026-07-01T15:00:00Z",
                "Nov 29 17:00:00 host cron[1]: x ~ 2026-11-29T16:00:00Z",
                "<34>Nov  9 17:00:00 host su: x ~ 2026-11-09T16:00:00Z",
                "Dec 24 17:00:00 host of last year ~ 2025-12-24T16:00:00Z",
                "<165>1 2026-11-29T17:00:00.003Z host app - - x ~ 2026-11-29T17:00:00.003Z",
                "E1129 17:00:00.123456   12 main.go:7] x ~ 2026-11-29T16:00:00.123456Z",
                "10.0.0.1 - - [29/Nov/2026:17:00:00 +0000] \"GET / HTTP/1.1\" 200 ~ 2026-11-29T17:00:00Z",
                "[Sun Nov 29 17:00:00.5 2026] [core:error] x ~ 2026-11-29T16:00:00.5Z",
                "29-Nov-2026 17:00:00.123 INFO [main] org.apache x ~ 2026-11-29T16:00:00.123Z",
                "1:M 29 Nov 2026 17:00:00.123 * Ready ~ 2026-11-29T16:00:00.123Z",
                "Nov 29, 2026 5:00:00 PM org.apache x ~ 2026-11-29T16:00:00Z",
                "{\"level\":\"info\",\"ts\":1796058000.25,\"msg\":\"x\"} ~ 2026-11-30T17:00:00.250Z",
                "{\"time\":1795971600123,\"msg\":\"x\"} ~ 2026-11-29T17:00:00.123Z",
                "{\"order_date\":\"2026-01-01 00:00:00\",\"@timestamp\":\"2026-11-29T17:00:00Z\"} ~ 2026-11-29T17:00:00Z",
                "{\"timestamp\":\"2026-11-29 17:00:00\",\"msg\":\"x\"} ~ 2026-11-29T16:00:00Z",
                "time=2026-11-29T17:00:00Z level=error msg=x ~ 2026-11-29T17:00:00Z",
                "level=error ts=1795971600 msg=x ~ 2026-11-29T17:00:00Z",
            })
    void readsTheTimeThatALineHas(String line, Instant expected) {
        assertThat(times.of(line, Instant.parse("2026-11-30T18:00:00Z"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\tat shop.Cart.pay(Cart.java:41)",
                "order 1795971600 is gone",
                "Caused by: java.io.IOException",
                "2026-13-29 17:00:00 no such month",
                "2026-02-30 17:00:00 no such day",
                "2026-11-29 25:00:00 no such hour",
                "12:00:00 a clock without a day",
                "Number 5 of 10.0.0.1",
                "{\"msg\":\"2026-11-29T17:00:00Z\"}",
                "{",
                "{\"time\":\"\"}",
            })
    void tellsNoTimeWhereThereIsNone(String line) {
        assertThat(times.of(line, NOW)).isNull();
    }

    @Test
    void aTimeOfAWrongClockIsTakenForNow() {
        assertThat(times.of("2026-11-29T18:04:00Z a little ahead", NOW))
                .isEqualTo(Instant.parse("2026-11-29T18:04:00Z"));
        assertThat(times.of("2031-01-01T00:00:00Z far ahead", NOW)).isEqualTo(NOW);
        assertThat(times.of("1970-01-01T00:00:07Z since boot", NOW)).isEqualTo(NOW);
    }
}
