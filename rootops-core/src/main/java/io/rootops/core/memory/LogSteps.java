package io.rootops.core.memory;

import io.rootops.core.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jooq.Record;

/** Steps from one time to another; nothing is known of those before the logs of a service were first read. */
record LogSteps(Instant from, Instant to, Duration step, Instant since) {
    double[] zeros() {
        double[] values = new double[(int) (Duration.between(from, to).toMillis() / step.toMillis())];
        long unread = Math.max(0, Duration.between(from, since).toMillis());
        Arrays.fill(
                values, 0, (int) Math.min(values.length, (unread + step.toMillis() - 1) / step.toMillis()), Double.NaN);
        return values;
    }

    void add(double[] values, Record row, int slot, int count) {
        int at = row.get(slot, Integer.class);
        if (at >= 0 && at < values.length) {
            double events = row.get(count, Double.class);
            values[at] = Double.isNaN(values[at]) ? events : values[at] + events;
        }
    }

    Series series(double[] values) {
        return Series.of(from, step, values);
    }
}
