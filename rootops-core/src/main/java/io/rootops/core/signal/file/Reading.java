package io.rootops.core.signal.file;

import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one reading in turns, so that a chatty one does not keep the others waiting; of what rotation made of
 * one file the oldest first. What is not reached is first in the next reading.
 */
final class Reading {
    /** To unpack a file from its start takes long, so it is read on while it is open. */
    private static final int SLICES_OF_ARCHIVE = 64;

    private static final Comparator<FoundFile> OLDEST_FIRST =
            Comparator.comparing(FoundFile::rotated).reversed().thenComparing(FoundFile::modified);

    private final FileLimits limits;
    private final SliceReader slices;
    private final Instant now;
    private final Consumer<LogLine> sink;
    private final Notes notes;
    private final Map<FoundFile, KnownFile> known = new LinkedHashMap<>();
    private final Map<FoundFile, Instant> behind = new HashMap<>();
    private final Deque<Deque<FoundFile>> waiting = new ArrayDeque<>();
    private final List<FoundFile> done = new ArrayList<>();
    private long bytes;
    private int lines;

    Reading(FileLimits limits, SliceReader slices, Instant now, Consumer<LogLine> sink, Notes notes) {
        this.limits = limits;
        this.slices = slices;
        this.now = now;
        this.sink = sink;
        this.notes = notes;
    }

    void read(Map<FoundFile, KnownFile> pairs) {
        known.putAll(pairs);
        Map<String, List<FoundFile>> families = new LinkedHashMap<>();
        pairs.forEach((file, was) -> {
            if (pending(file, was)) {
                families.computeIfAbsent(was.live(), it -> new ArrayList<>()).add(file);
            } else {
                done.add(file);
            }
        });
        families.values().forEach(it -> {
            it.sort(OLDEST_FIRST);
            waiting.add(new ArrayDeque<>(it));
        });
        while (!waiting.isEmpty() && room()) {
            Deque<FoundFile> family = waiting.remove();
            turn(family);
            if (!family.isEmpty()) {
                waiting.add(family);
            }
        }
    }

    private boolean room() {
        return bytes < limits.bytes()
                && lines < limits.lines()
                && !Thread.currentThread().isInterrupted();
    }

    private static boolean pending(FoundFile file, KnownFile known) {
        return !known.done() && (file.gzip() || file.size() != known.read().offset());
    }

    private void turn(Deque<FoundFile> family) {
        FoundFile file = family.element();
        boolean more = false;
        try (Content content = Content.open(file)) {
            int turns = file.gzip() ? SLICES_OF_ARCHIVE : 1;
            do {
                more = slice(content, file);
            } while (more && --turns > 0 && room());
        } catch (NoSuchFileException e) {
            behind.put(file, Instant.EPOCH); // rotated just now
        } catch (IOException e) {
            notes.unreadable(file.path(), e);
        }
        if (!more) {
            done.add(family.remove());
        }
    }

    private boolean slice(Content content, FoundFile file) throws IOException {
        KnownFile was = known(file);
        Instant last = behind.getOrDefault(file, file.modified().isAfter(now) ? now : file.modified());
        SliceReader.Result result = slices.read(content, file, was, last, limits.lines() - lines);
        if (result == null) {
            behind.put(file, Instant.EPOCH);
            return false;
        }
        known.put(file, result.known());
        bytes += result.known().read().offset() - was.read().offset();
        pass(file, result.slice().lines());
        behind.remove(file);
        if (result.since() != null) {
            behind.put(file, result.since());
        } else if (result.more()) {
            List<FileLine> passed = result.slice().lines();
            behind.put(
                    file,
                    passed.isEmpty() ? last : passed.get(passed.size() - 1).at());
        }
        return result.more();
    }

    private void pass(FoundFile file, List<FileLine> passed) {
        LogOwner owner = LogOwner.of(file.live());
        String stream = file.path().toString();
        for (FileLine line : passed) {
            String own = line.errors() ? stream + " stderr" : stream;
            sink.accept(new LogLine(owner.service(), owner.environment(), own, line.at(), line.text()));
        }
        lines += passed.size();
    }

    private KnownFile known(FoundFile file) {
        KnownFile was = known.get(file);
        if (was == null) {
            throw new IllegalStateException("only files that were paired are read: " + file.path());
        }
        return was;
    }

    /** @param absent what stays in the position without being there */
    LogProgress progress(@Nullable FilePosition before, List<KnownFile> absent) {
        List<KnownFile> files = new ArrayList<>();
        for (Deque<FoundFile> family : waiting) {
            for (FoundFile file : family) {
                files.add(known(file));
            }
        }
        done.forEach(it -> files.add(known(it)));
        absent.stream()
                .sorted(Comparator.comparing(KnownFile::modified).reversed())
                .limit(limits.files())
                .forEach(files::add);
        Instant least = before == null ? Instant.EPOCH : before.complete();
        Instant complete = complete(least);
        Instant since = before == null ? now : before.looked();
        byte[] position = new FilePosition(since, now, complete, files).bytes();
        return new LogProgress(position, complete, !waiting.isEmpty(), Map.of(), notes.sentences(), null);
    }

    private Instant complete(Instant least) {
        Instant complete = now;
        for (Instant since : behind.values()) {
            complete = since.isBefore(complete) ? since : complete;
        }
        for (Deque<FoundFile> family : waiting) {
            for (FoundFile file : family) {
                if (!behind.containsKey(file)) {
                    complete = least;
                }
            }
        }
        return complete.isBefore(least) ? least : complete;
    }
}
