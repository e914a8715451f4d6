package io.rootops.app.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

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

    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter known;
    private final Timer acknowledgement;

    ReceiverMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.stored = requests("stored", WebhookReceiver.ACCEPTED);
        this.known = requests("duplicate", WebhookReceiver.ACCEPTED);
        // All from the start, so that a rate over them is no gap.
        for (Refusal refusal : Refusal.values()) {
            refused.put(refusal, requests(outcome(refusal), refusal.status()));
        }
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
        Objects.requireNonNull(refused.get(refusal)).increment();
    }

    private static String outcome(Refusal refusal) {
        return switch (refusal) {
            case SIGNATURE -> "bad_signature";
            case NOT_STORED -> "not_stored";
            default -> "refused";
        };
    }

    private Counter requests(String outcome, int code) {
        return Counter.builder("rootops.webhook.requests")
                .tag("outcome", outcome)
                .tag("code", Integer.toString(code))
                .description("Requests to the webhook receiver")
                .register(registry);
    }
}
