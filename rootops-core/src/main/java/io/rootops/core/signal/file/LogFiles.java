package io.rootops.core.signal.file;

import io.rootops.core.signal.log.LineTime;
import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import io.rootops.core.signal.store.LogBackend;
import io.rootops.core.signal.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads log files on from where it was, through rotation by rename, by copy and truncation, and compression. Files are found
 * anew by each reading and open only while they are read. Of one thread.
 */
public final class LogFiles implements LogBackend {
    public static final String DEFAULT_PATHS = "/logs/*.log";

    private final LogPaths paths;
    private final ZoneId zone;
    private final FileLimits limits;

    /**
     * @param patterns paths with {@code *} and {@code **}; one of a directory means {@code *.log} in it
     * @param zone of times in lines that name none
     */
    public LogFiles(List<String> patterns, ZoneId zone, FileLimits limits) {
        this.paths = new LogPaths(patterns);
        this.zone = zone;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "files";
    }

    /** Looks which files match now, and opens none. */
    public FoundLogs find() {
        Notes notes = new Notes();
        List<FoundFile> live =
                paths.find(notes).stream().filter(it -> !it.rotated()).toList();
        Instant newest =
                live.stream().map(FoundFile::modified).max(Instant::compareTo).orElse(null);
        return new FoundLogs(live.size(), newest, notes.sentences());
    }

    /**
     * Reads on.
     *
     * @throws StoreException when there is something and none of it can be read
     */
    @Override
    public LogProgress read(byte @Nullable [] position, Instant now, Consumer<LogLine> sink)
            throws StoreException, InterruptedException {
        Notes notes = new Notes();
        FilePosition before = position == null ? null : FilePosition.of(position);
        if (position != null && before == null) {
            notes.add(
                    "How far log files were read is stored in a form that is not known: reading begins near their ends.");
        }
        Pairing pairing = new Pairing(limits, before, now, notes);
        pairing.pair(found(notes));
        Map<FoundFile, KnownFile> pairs = pairing.pairs();
        // Of what it stops in the middle of, an interrupt makes an unreadable file.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (pairs.isEmpty() && (notes.denied() || notes.unreadable())) {
            StoreException.Kind kind = notes.denied() ? StoreException.Kind.REFUSED : StoreException.Kind.FAILING;
            throw new StoreException(kind, String.join(" ", notes.sentences()));
        }
        Reading reading =
                new Reading(limits, new SliceReader(limits, new LineTime(zone), now, notes), now, sink, notes);
        reading.read(pairs);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return reading.progress(before, pairing.absent());
    }

    private List<FoundFile> found(Notes notes) {
        List<FoundFile> found = paths.find(notes);
        Set<Path> followed = found.stream()
                .map(FoundFile::live)
                .distinct()
                .limit(limits.files())
                .collect(Collectors.toSet());
        List<FoundFile> within =
                found.stream().filter(it -> followed.contains(it.live())).toList();
        if (within.size() < found.size()) {
            notes.add("More than " + limits.files()
                    + " log files match, and no more are followed: let LOG_PATHS name fewer.");
        }
        return within;
    }
}
