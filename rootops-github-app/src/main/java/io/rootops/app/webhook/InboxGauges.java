package io.rootops.app.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.webhook.InboxFigures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/** How the inbox stands, for a monitoring system; asked of the database when it is read. */
final class InboxGauges {
    private final DeliveryMemory deliveries;
    private final InstantSource clock;

    InboxGauges(DeliveryMemory deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    void bindTo(MeterRegistry registry) {
        gauge(registry, "rootops.inbox.waiting", "Deliveries whose work is not done yet", InboxFigures::waiting);
        gauge(registry, "rootops.inbox.dead", "Deliveries that were set aside", InboxFigures::dead);
        gauge(registry, "rootops.inbox.oldest.seconds", "How long the oldest delivery has waited", this::oldest);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<InboxFigures> figure) {
        Gauge.builder(name, () -> figure.applyAsDouble(deliveries.figures()))
                .description(description)
                .register(registry);
    }

    private double oldest(InboxFigures it) {
        return it.oldestWaiting() == null
                ? 0
                : Math.max(
                        0, Duration.between(it.oldestWaiting(), clock.instant()).toSeconds());
    }
}
