package io.rootops.app.browser;

import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import io.rootops.core.signal.store.LogBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Three days of a shop whose till has an error of old that comes more often since an hour, a new one with a stack trace, and
 * a job that was there and is gone; and of a mailer that says little.
 */
final class InventedLog implements LogBackend {
    static final String NEW_ERROR = "cannot pay order <*>";
    static final String RISING_ERROR = "the bank refused card <*>";
    static final String GONE = "nightly export of <*> orders";

    @Override
    public String name() {
        return "files";
    }

    @Override
    public LogProgress read(byte @Nullable [] position, Instant now, Consumer<LogLine> sink) {
        for (Instant hour = now.minus(Duration.ofDays(3)); hour.isBefore(now); hour = hour.plus(Duration.ofHours(1))) {
            Duration ago = Duration.between(hour, now);
            say(sink, hour, "INFO paid order 4711 with card 4242 4242 4242 4242 <b onclick=x>of ana@example.org</b>");
            boolean odd = ago.toHours() % 8 == 0;
            if (ago.compareTo(Duration.ofHours(2)) > 0 && odd) {
                say(sink, hour, "ERROR the bank refused card 17");
            }
            if (ago.compareTo(Duration.ofHours(30)) > 0) {
                say(sink, hour, "INFO nightly export of 1204 orders");
            }
        }
        Instant late = now.minusSeconds(600);
        for (int i = 0; i < 9; i++) {
            say(sink, late.plusSeconds(i), "ERROR the bank refused card 18");
        }
        say(sink, late.plusSeconds(20), "ERROR cannot pay order 815");
        say(sink, late.plusSeconds(20), "java.lang.IllegalStateException: no such order");
        say(sink, late.plusSeconds(20), "\tat shop.Till.pay(Till.java:17)");
        sink.accept(new LogLine(
                "mailer", "production", "mailer-1", late, "sent 12 mails <img src=x onerror=window.hacked=1>"));
        return new LogProgress(
                new byte[] {1},
                now.minusSeconds(10),
                false,
                Map.of(),
                List.of("An hour was left out, as it is too long ago"),
                null);
    }

    private static void say(Consumer<LogLine> sink, Instant at, String text) {
        sink.accept(new LogLine("till", null, "till-1", at, text));
    }
}
