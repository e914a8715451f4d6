package io.rootops.core.evaluate.bench;

import io.rootops.core.evaluate.InventedHistory;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.risk.Feature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Writes labelled commits as their files have them. */
final class Folder {
    private final Path directory;

    Folder(Path directory) {
        this.directory = directory;
    }

    /** All features, dates of labels. */
    Path dated(String name, long seed, int count) throws IOException {
        return write(name, lines(seed, count, List.of(Feature.values()), true));
    }

    /** The fourteen features, no dates. */
    Path undated(String name, long seed, int count) throws IOException {
        return write(name, lines(seed, count, Feature.kamei(), false));
    }

    Path write(String name, List<String> lines) throws IOException {
        Path file = directory.resolve(name);
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write(text);
        }
        return file;
    }

    static List<String> lines(long seed, int count, List<Feature> features, boolean dated) {
        List<String> lines = new ArrayList<>();
        lines.add((dated ? "sha," : "") + "author_time,"
                + features.stream().map(Feature::id).collect(Collectors.joining(",")) + ",buggy"
                + (dated ? ",label_time" : ""));
        for (LabelledCommit it : InventedHistory.of(seed, count)) {
            Instant known = it.badKnownAt();
            String values = features.stream()
                    .map(feature -> Float.toString(it.features().get(feature)))
                    .collect(Collectors.joining(","));
            lines.add((dated ? it.sha() + "," : "") + it.committedAt().getEpochSecond() + "," + values + ","
                    + (known == null ? 0 : 1)
                    + (!dated ? "" : known == null ? "," : "," + known.getEpochSecond()));
        }
        return lines;
    }

    /** With one field of one line replaced. */
    static List<String> damaged(List<String> lines, int line, int field, String text) {
        List<String> result = new ArrayList<>(lines);
        String[] fields = lines.get(line).split(",", -1);
        fields[field] = text;
        result.set(line, Arrays.stream(fields).collect(Collectors.joining(",")));
        return result;
    }
}
