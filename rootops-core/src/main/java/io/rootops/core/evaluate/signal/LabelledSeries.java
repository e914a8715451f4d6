package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A series whose anomalies are known.
 *
 * @param name folder and file, as {@code realTweets/Twitter_volume_AAPL.csv}
 * @param samples at least two, as they stand in the file
 * @param windows of anomalies, in the order of time
 */
public record LabelledSeries(String name, List<Sample> samples, List<Window> windows) {

    public LabelledSeries {
        if (samples.size() < 2) {
            throw new IllegalArgumentException(name + " has " + samples.size() + " samples; expected at least 2");
        }
        samples = List.copyOf(samples);
        windows = List.copyOf(windows);
    }

    /** Places of the first and the last sample of an anomaly, from 0. */
    public record Window(int first, int last) {
        boolean contains(int place) {
            return place >= first && place <= last;
        }
    }

    /** Where the samples from {@code from} to {@code to}, both inclusive, stand. */
    public static Window window(List<Sample> samples, Instant from, Instant to) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < samples.size(); i++) {
            Instant at = samples.get(i).at();
            if (!at.isBefore(from) && !at.isAfter(to)) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            throw new IllegalArgumentException("no sample from " + from + " to " + to);
        }
        return new Window(first, last);
    }

    /** The group that the benchmark puts it in. */
    String group() {
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    /** Recorded, not made. */
    public boolean isReal() {
        return group().startsWith("real");
    }

    /** Of machines and services, as those that RootOps will see. */
    boolean isOfOperations() {
        return group().equals("realAWSCloudwatch") || group().equals("realKnownCause");
    }

    /** The usual distance of two samples. */
    Duration step() {
        long[] distances = new long[samples.size() - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] =
                    samples.get(i + 1).at().toEpochMilli() - samples.get(i).at().toEpochMilli();
        }
        Arrays.sort(distances);
        return Duration.ofMillis(Math.max(1_000, distances[distances.length / 2]));
    }

    double weeks() {
        Duration span = Duration.between(
                samples.get(0).at(), samples.get(samples.size() - 1).at());
        return span.toSeconds() / (double) Duration.ofDays(7).toSeconds();
    }

    /** The values with those of the anomalies as not measured. */
    double[] quiet() {
        double[] values = samples.stream().mapToDouble(Sample::value).toArray();
        windows.forEach(it -> Arrays.fill(values, it.first(), it.last() + 1, Double.NaN));
        return values;
    }
}
