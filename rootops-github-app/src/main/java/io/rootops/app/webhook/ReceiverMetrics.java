package io.rootops.app.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the receiver counts. */
final class ReceiverMetrics {
    private static final Duration[] STEPS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter known;
    private final Timer acknowledgement;

    ReceiverMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.stored = requests("stored");
        this.known = requests("duplicate");
        // From the start, so that a rate over them is no gap.
        requests("bad_signature");
        requests("not_stored");
        this.acknowledgement = Timer.builder("rootops.webhook.acknowledgement")
                .description("From the headers of a delivery to its acknowledgement")
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    void acknowledged(boolean isNew, long nanos) {
        (isNew ? stored : known).increment();
        acknowledgement.record(Duration.ofNanos(nanos));
    }

    void refused(Refusal refusal) {
        requests(
                        switch (refusal) {
                            case SIGNATURE -> "bad_signature";
                            case NOT_STORED -> "not_stored";
                            default -> "refused";
                        })
                .increment();
    }

    private Counter requests(String outcome) {
        return Counter.builder("rootops.webhook.requests")
                .tag("outcome", outcome)
                .description("Requests to the webhook receiver")
                .register(registry);
    }
}
