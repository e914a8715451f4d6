package io.rootops.app.rootcause;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootops.core.evaluate.bench.UnreadableDataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of incidents whose cause is known: {@code cases*.jsonl}, a case a line, and {@code commits/PROJECT.jsonl.gz}, a
 * commit a line, the newest first.
 */
public final class RootCauseFolder {
    private static final String EXPECTED = "; expected a folder with cases_dev.jsonl and commits/PROJECT.jsonl.gz";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;

    public RootCauseFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * One incident.
     *
     * @param head revision that was running
     * @param headCommitTime Unix seconds
     * @param inducing shas of the commits that caused it
     * @param fixCommitsExcluded no candidates, though the running revision may have them
     */
    record Case(
            String id,
            String set,
            String project,
            String repository,
            String head,
            long headCommitTime,
            Text incident,
            List<BlamedFrame> frames,
            List<String> inducing,
            List<String> fixCommitsExcluded) {}

    record Text(String title, String text) {}

    /** @param blame sha of the commit that last changed the line of the frame; null where that is not known */
    record BlamedFrame(@Nullable String blame) {}

    /**
     * One commit.
     *
     * @param commitTime Unix seconds
     * @param files each a path, lines added and lines deleted
     * @param identifiers in the changed lines, with how often each stands there
     */
    record CommitLine(
            String sha,
            List<String> parents,
            long commitTime,
            String message,
            List<List<Object>> files,
            @JsonProperty("idents") Map<String, Integer> identifiers) {}

    /**
     * All incidents, by project.
     *
     * @throws UnreadableDataException when there is none, or one cannot be read
     */
    SortedMap<String, List<Case>> cases() {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(it -> it.getFileName().toString().matches("cases.*\\.jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableDataException(
                    folder + ": cannot be listed (" + e.getClass().getSimpleName() + ")" + EXPECTED, e);
        }
        SortedMap<String, List<Case>> cases = new TreeMap<>();
        for (Path file : files) {
            for (Case each : read(file, MAPPER.readerFor(Case.class), Case.class)) {
                cases.computeIfAbsent(each.project(), none -> new ArrayList<>()).add(each);
            }
        }
        if (cases.isEmpty()) {
            throw new UnreadableDataException(folder + ": holds no incident" + EXPECTED);
        }
        return cases;
    }

    /** The commits of a project, the newest first. */
    List<CommitLine> commits(String project) {
        return read(
                folder.resolve("commits").resolve(project + ".jsonl.gz"),
                MAPPER.readerFor(CommitLine.class),
                CommitLine.class);
    }

    private static <T> List<T> read(Path file, ObjectReader reader, Class<T> type) {
        List<T> lines = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                if (!line.isBlank()) {
                    lines.add(type.cast(reader.readValue(line)));
                }
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableDataException(
                    file + ", line " + (lines.size() + 1) + ": is no JSON of the kind that is expected there ("
                            + e.getOriginalMessage() + "): fetch the file again",
                    e);
        } catch (IOException e) {
            throw new UnreadableDataException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")" + EXPECTED, e);
        }
        return lines;
    }
}
