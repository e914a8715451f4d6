package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rootops.core.engine.Announcements.Part;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.BackendCheck.State;
import io.rootops.core.engine.SignalDetection;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.settings.Settings;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.FakeLoki;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A Loki that comes and goes. */
class SignalWatchTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final Logger logger = (Logger) LoggerFactory.getLogger(SignalWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final BlockingQueue<Part> announced = new LinkedBlockingQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private FakeLoki loki = new FakeLoki();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        loki.push(Map.of("app", "cart"), 1, "hello");
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        loki.close();
    }

    private SignalWatch watch() throws Exception {
        Settings settings = new SettingsReader(
                        Map.of("LOKI_URL", loki.uri().toString(), "PROMETHEUS_URL", "none", "LOKI_TENANT", "acme"))
                .read();
        SignalDetection detection = new SignalDetection(settings, () -> {
            looks.incrementAndGet();
            return 0;
        });
        return new SignalWatch(detection, SignalFindings.notAsked(settings, "is being looked for", 0), announced::add);
    }

    /** The check of logs after the next change. */
    private BackendCheck change(SignalWatch watch) throws InterruptedException {
        assertThat(announced.poll(60, TimeUnit.SECONDS)).isEqualTo(Part.BACKENDS);
        return watch.get().checks().get(0);
    }

    @Test
    void whatComesAndGoesIsToldOnceEachTime() throws Exception {
        URI address = loki.uri();
        try (SignalWatch watch = watch()) {
            assertThat(watch.get().checks().get(0).text())
                    .isEqualTo("Loki is being looked for, no file matches /logs/*.log");
            watch.start(SOON);
            assertThat(change(watch).state()).isEqualTo(State.OK);

            loki.close();
            BackendCheck away = change(watch);
            assertThat(away.state()).isEqualTo(State.FAIL);
            assertThat(away.fix()).startsWith("start Loki, or check LOKI_URL");

            loki = new FakeLoki(address.getPort());
            loki.push(Map.of("app", "cart"), 1, "hello");
            assertThat(change(watch).state()).isEqualTo(State.OK);

            int before = looks.get();
            while (looks.get() < before + 3) {
                Thread.onSpinWait();
            }
            assertThat(announced).isEmpty();
        }
        assertThat(messages())
                .filteredOn(it -> it.contains(" logs: "))
                .hasSize(3)
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("ok logs: Loki at " + address + ", service label service_name"),
                        it -> assertThat(it)
                                .startsWith("fail logs: " + address)
                                .contains("; fix: start Loki, or check LOKI_URL"),
                        it -> assertThat(it).startsWith("ok logs: Loki at "));
        assertThat(messages())
                .filteredOn(it -> it.contains(" metrics: "))
                .containsExactly("none metrics: PROMETHEUS_URL is none; would add a verdict on each deployment: set"
                        + " PROMETHEUS_URL");
    }

    @Test
    void withoutPollingItLooksOnce() throws Exception {
        try (SignalWatch watch = watch()) {
            watch.startOnce();
            assertThat(change(watch).state()).isEqualTo(State.OK);
        }
        assertThat(looks).hasValue(1);
    }

    private List<String> messages() {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .map(Objects::requireNonNull)
                .toList();
    }
}
