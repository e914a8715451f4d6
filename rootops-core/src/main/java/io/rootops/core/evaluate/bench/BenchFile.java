package io.rootops.core.evaluate.bench;

import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code SOURCE_PROJECT.csv} or {@code .csv.gz}: a header, then a commit a line, oldest first. */
final class BenchFile {
    /** Of a bad commit without a date: nobody ever knew. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final Path file;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<LabelledCommit> commits = new ArrayList<>();
    private int line = 1;

    private BenchFile(Path file) {
        this.file = file;
    }

    /** @throws UnreadableDataException when it is damaged, lacks a column, or is not in order */
    static BenchProject read(Path file) {
        return new BenchFile(file).read();
    }

    private BenchProject read() {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            header(reader.readLine());
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (!text.isBlank()) {
                    commits.add(commit(text.split(",", -1)));
                }
            }
        } catch (IOException e) {
            throw new UnreadableDataException(
                    file + ": cannot be read after line " + line + " (" + e.getMessage()
                            + "); expected a whole file of comma-separated values, plain or gzip: fetch it again",
                    e);
        }
        if (commits.isEmpty()) {
            throw new UnreadableDataException(file + ": holds no commit; expected one a line below the header");
        }
        String name = file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
        int cut = name.indexOf('_');
        return new BenchProject(
                cut < 0 ? "" : name.substring(0, cut),
                name.substring(cut + 1),
                features(),
                columns.containsKey("label_time"),
                commits);
    }

    private void header(@Nullable String header) {
        String[] names = header == null ? new String[0] : header.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i].strip(), i);
        }
        List<String> missing = new ArrayList<>();
        if (!columns.containsKey("commit_time") && !columns.containsKey("author_time")) {
            missing.add("commit_time or author_time");
        }
        Feature.kamei().stream()
                .map(Feature::id)
                .filter(it -> !columns.containsKey(it))
                .forEach(missing::add);
        if (!columns.containsKey("buggy")) {
            missing.add("buggy");
        }
        if (!missing.isEmpty()) {
            throw new UnreadableDataException(file + ": the header lacks " + String.join(", ", missing)
                    + "; expected a time, the label and at least the features "
                    + Feature.kamei().stream().map(Feature::id).collect(Collectors.joining(", ")));
        }
    }

    private Set<Feature> features() {
        return Arrays.stream(Feature.values())
                .filter(it -> columns.containsKey(it.id()))
                .collect(Collectors.toSet());
    }

    private LabelledCommit commit(String[] fields) {
        if (fields.length != columns.size()) {
            throw new UnreadableDataException(String.format(
                    "%s, line %d: %d fields; expected %d as in the header: the file is damaged",
                    file, line, fields.length, columns.size()));
        }
        Instant at = time(fields, columns.containsKey("commit_time") ? "commit_time" : "author_time");
        if (!commits.isEmpty() && at.isBefore(commits.get(commits.size() - 1).committedAt())) {
            throw new UnreadableDataException(String.format(
                    "%s, line %d: older than the line before; expected the oldest commit first: sort it by its time",
                    file, line));
        }
        Integer sha = columns.get("sha");
        return LabelledCommit.of(
                sha == null ? file.getFileName() + ":" + line : fields[sha], at, values(fields), knownAt(fields, at));
    }

    /** Null of a clean commit. */
    private @Nullable Instant knownAt(String[] fields, Instant committedAt) {
        if (number(fields, "buggy") == 0) {
            return null;
        }
        Integer labelTime = columns.get("label_time");
        if (labelTime == null) {
            return committedAt;
        }
        return fields[labelTime].isBlank() ? NEVER : time(fields, "label_time");
    }

    private Features values(String[] fields) {
        float[] values = new float[Feature.values().length];
        Arrays.fill(values, Float.NaN);
        for (Feature feature : Feature.values()) {
            if (columns.containsKey(feature.id())) {
                values[feature.ordinal()] = (float) number(fields, feature.id());
            }
        }
        if (!columns.containsKey("hour") && columns.containsKey("author_time")) {
            ZonedDateTime authored = time(fields, "author_time").atZone(ZoneOffset.UTC);
            values[Feature.HOUR.ordinal()] = authored.getHour();
            values[Feature.WDAY.ordinal()] = authored.getDayOfWeek().getValue() - 1;
        }
        return new Features(values);
    }

    private Instant time(String[] fields, String column) {
        double seconds = number(fields, column);
        try {
            return Instant.ofEpochSecond((long) seconds);
        } catch (DateTimeException e) {
            throw new UnreadableDataException(
                    String.format("%s, line %d: %s is no time; expected epoch seconds", file, line, column), e);
        }
    }

    /** An empty field is unknown: NaN. */
    private double number(String[] fields, String column) {
        String text = fields[columns.getOrDefault(column, 0)].strip();
        try {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UnreadableDataException(
                    String.format(
                            "%s, line %d: %s is '%s'; expected a number: the file is damaged",
                            file, line, column, text.length() > 40 ? text.substring(0, 40) + "…" : text),
                    e);
        }
    }
}
