package io.rootops.core.signal.loki;

import io.rootops.core.signal.EnvironmentLabel;
import io.rootops.core.signal.log.LogLevel;
import io.rootops.core.signal.log.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the labels of an entry tell about it. */
final class LokiLabels {
    private static final List<String> LEVELS = List.of("level", "severity", "severity_text", "lvl");

    /** They differ by entry, and Loki hands them out as if they were of the stream. */
    private static final Set<String> OF_THE_ENTRY = Set.of(
            "level",
            "severity",
            "severity_text",
            "severity_number",
            "lvl",
            "trace_id",
            "traceid",
            "traceID",
            "span_id",
            "flags",
            "observed_timestamp");

    private static final int LONGEST_STREAM = 300;

    private LokiLabels() {}

    static LogLine line(LokiLine line, String serviceLabel) {
        Map<String, String> labels = line.stream();
        return new LogLine(
                labels.getOrDefault(serviceLabel, "unknown_service"),
                EnvironmentLabel.of(labels),
                stream(labels),
                Instant.ofEpochSecond(0, line.nanos()),
                line.text(),
                level(labels));
    }

    private static @Nullable LogLevel level(Map<String, String> labels) {
        return LEVELS.stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .filter(it -> !it.isBlank())
                .findFirst()
                .map(LogLevel::named)
                .orElse(null);
    }

    private static String stream(Map<String, String> labels) {
        String text = new TreeMap<>(labels)
                .entrySet().stream()
                        .filter(it -> !OF_THE_ENTRY.contains(it.getKey()))
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining(","));
        return text.length() <= LONGEST_STREAM
                ? text
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
