package io.rootops.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootops.core.evaluate.signal.LabelledSeries;
import io.rootops.core.signal.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** A folder in the layout of the Numenta Anomaly Benchmark: series as CSV in groups, and the windows of anomalies. */
final class NabFolder {
    private static final String LABELS = "labels/combined_windows.json";
    private static final String EXPECTED = "; expected the folders data and labels of the Numenta Anomaly Benchmark";

    /** Seconds in the series, microseconds in the labels; no zone in either. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]");

    private NabFolder() {}

    /**
     * All series, in the order of their names.
     *
     * @throws CommandException when one of them or the labels cannot be read, or there are none
     */
    static List<LabelledSeries> read(Path folder) {
        Path file = folder.resolve(LABELS);
        JsonNode labels;
        try {
            labels = JsonMapper.builder().build().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw unreadable(file + " is no JSON (" + e.getOriginalMessage() + ")");
        } catch (IOException e) {
            throw unreadable(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        TreeSet<String> names = new TreeSet<>();
        labels.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            throw unreadable(file + " names no series");
        }
        List<LabelledSeries> series = new ArrayList<>();
        int windows = 0;
        for (String name : names) {
            List<Sample> samples = samples(folder.resolve("data").resolve(name));
            series.add(new LabelledSeries(name, samples, windows(file, name, labels.path(name), samples)));
            windows += series.get(series.size() - 1).windows().size();
        }
        if (windows == 0) {
            throw unreadable(file + " has no window of an anomaly");
        }
        return series;
    }

    private static List<Sample> samples(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw unreadable(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            try {
                samples.add(new Sample(time(fields[0]), Double.parseDouble(fields[fields.length - 1])));
            } catch (DateTimeParseException | NumberFormatException e) {
                throw new CommandException(
                        ExitCode.UNREADABLE,
                        file + ", line " + (i + 1) + ": '" + lines.get(i)
                                + "'; expected a time and a value, as 2014-02-14 14:30:00,0.132");
            }
        }
        if (samples.size() < 2) {
            throw unreadable(file + " has fewer than two samples");
        }
        return samples;
    }

    private static List<LabelledSeries.Window> windows(Path file, String name, JsonNode labels, List<Sample> samples) {
        List<LabelledSeries.Window> windows = new ArrayList<>();
        for (Iterator<JsonNode> each = labels.elements(); each.hasNext(); ) {
            JsonNode window = each.next();
            try {
                windows.add(LabelledSeries.window(
                        samples,
                        time(window.path(0).asText()),
                        time(window.path(1).asText())));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw new CommandException(
                        ExitCode.UNREADABLE,
                        file + ", " + name + ": " + window
                                + "; expected the times of a first and a last sample of the series");
            }
        }
        return windows;
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    private static CommandException unreadable(String what) {
        return new CommandException(ExitCode.UNREADABLE, what + EXPECTED);
    }
}
