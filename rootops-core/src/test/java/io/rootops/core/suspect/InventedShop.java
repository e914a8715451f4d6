package io.rootops.core.suspect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A short invented history, an hour between two commits. */
final class InventedShop {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final SuspectIndex index = new SuspectIndex();
    private int commits;

    /** Its sha is its number: c0, c1 … */
    InventedShop commit(String message, String path, int lines, String... identifiers) {
        return commit(message, List.of(file(path, lines, identifiers)));
    }

    InventedShop commit(String message, List<SuspectCommit.File> files) {
        index.add(new SuspectCommit("c" + commits, START.plusSeconds(3_600L * commits), message, files, Map.of()));
        commits++;
        return this;
    }

    static SuspectCommit.File file(String path, int lines, String... identifiers) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String identifier : identifiers) {
            counts.merge(identifier, 1, Integer::sum);
        }
        return new SuspectCommit.File(path, lines, null, counts);
    }

    SuspectIndex index() {
        return index;
    }

    Candidates all() {
        return new Candidates(
                index, IntStream.range(0, commits).mapToObj(it -> "c" + it).toList());
    }

    Instant now() {
        return START.plusSeconds(3_600L * commits);
    }
}
