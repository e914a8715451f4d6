package io.rootops.core.signal.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds again, among the files that are there now, those that were read: where they stayed, were renamed, copied, truncated or
 * compressed. The inode only says where to look first, since it is given to another file soon after the first is gone; what
 * was read before the place where reading ended is what tells a file. Of one reading.
 */
final class Pairing {
    /** Of clocks and file systems, whose times may be behind. */
    private static final Duration SLACK = Duration.ofSeconds(5);
    /** What did not change for so long when we see it for the first time is of no interest any more. */
    private static final Duration OLD = Duration.ofHours(24);

    /** It may be compressed just now, or be seen under neither name while it is renamed. */
    private static final Duration GONE = Duration.ofMinutes(10);

    private static final Duration RECENT = Duration.ofHours(1);
    /** Its disk may be away. */
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    private final FileLimits limits;
    private final @Nullable FilePosition before;
    private final Instant now;
    private final Notes notes;
    private final Map<Long, FoundFile> byKey = new HashMap<>();
    private final Map<FoundFile, KnownFile> pairs = new LinkedHashMap<>();
    private final Map<String, List<KnownFile>> families = new HashMap<>();
    private final Set<KnownFile> unpaired = new LinkedHashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private final List<KnownFile> absent = new ArrayList<>();

    /** @param before null: nothing was read yet */
    Pairing(FileLimits limits, @Nullable FilePosition before, Instant now, Notes notes) {
        this.limits = limits;
        this.before = before;
        this.now = now;
        this.notes = notes;
    }

    void pair(List<FoundFile> found) {
        for (FoundFile file : found) {
            if (file.key() != 0) {
                byKey.put(file.key(), file);
            }
        }
        Set<FoundFile> taken = new HashSet<>();
        for (KnownFile known : before == null ? List.<KnownFile>of() : before.files()) {
            families.computeIfAbsent(known.live(), it -> new ArrayList<>()).add(known);
            FoundFile file = byKey.get(known.key());
            if (file != null && !taken.contains(file) && stayed(file, known)) {
                taken.add(file);
            } else {
                unpaired.add(known);
            }
        }
        List<FoundFile> others =
                found.stream().filter(it -> !taken.contains(it)).toList();
        List<FoundFile> rotated = others.stream().filter(this::ofInterest).toList();
        List<FoundFile> live = others.stream().filter(it -> !it.rotated()).toList();
        // A place in a file that was copied and truncated goes to the copy; what is new counts once, where it was
        // written.
        Stream.concat(rotated.stream(), live.stream()).forEach(it -> open(it, this::moved));
        Stream.concat(live.stream(), rotated.stream()).forEach(it -> open(it, this::fresh));
        unpaired.forEach(this::lost);
    }

    /** What is to be read on, in the order in which it was given; the known ones first. */
    Map<FoundFile, KnownFile> pairs() {
        return pairs;
    }

    /** What was read and is not there, or may not be read any more. */
    List<KnownFile> absent() {
        return absent;
    }

    private boolean stayed(FoundFile file, KnownFile known) {
        if (known.head().offset() == 0 && !known.done()) {
            return false; // it was empty, and nothing tells it from another
        }
        boolean settled =
                before != null && known.modified().isBefore(before.looked().minus(SLACK));
        if (settled && known.unchanged(file)) {
            pairs.put(file, known.at(file));
            return true;
        }
        if (!file.gzip() && file.size() < known.read().offset()) {
            return false;
        }
        try (Content content = Content.open(file)) {
            if (known.head().in(content) && known.read().in(content)) {
                pairs.put(file, near(known.at(file), file, content, limits.behind()));
                return true;
            }
            return false;
        } catch (NoSuchFileException e) {
            absent.add(known); // rotated just now: the next reading finds it
            return true;
        } catch (IOException e) {
            notes.unreadable(file.path(), e);
            absent.add(known);
            return true;
        }
    }

    /** Whether a rotated file may hold what was not read; the most of a folder do not, and are not opened. */
    private boolean ofInterest(FoundFile file) {
        if (!file.rotated() || !recent(file) && places(file).isEmpty()) {
            return false;
        }
        if (before != null && !file.quiet(now, limits.quiet())) {
            waiting.add(file.live().toString()); // it may be being copied or compressed just now
            return false;
        }
        return true;
    }

    /** Where to begin in a file. */
    private interface Beginning {
        /** Null: nowhere. */
        @Nullable
        KnownFile in(FoundFile file, Content content) throws IOException;
    }

    private void open(FoundFile file, Beginning beginning) {
        if (pairs.containsKey(file)) {
            return;
        }
        try (Content content = Content.open(file)) {
            KnownFile known = beginning.in(file, content);
            if (known != null) {
                pairs.put(file, known);
            }
        } catch (NoSuchFileException e) {
            return; // rotated just now
        } catch (IOException e) {
            notes.unreadable(file.path(), e);
        }
    }

    private @Nullable KnownFile moved(FoundFile file, Content content) throws IOException {
        for (KnownFile known : places(file)) {
            if (known.head().in(content) && known.read().in(content)) {
                unpaired.remove(known);
                return near(known.at(file), file, content, limits.behind());
            }
        }
        return null;
    }

    /** What may go on in the file. */
    private List<KnownFile> places(FoundFile file) {
        return families.getOrDefault(file.live().toString(), List.of()).stream()
                .filter(unpaired::contains)
                .filter(it -> it.head().offset() > 0)
                .filter(it -> !file.modified().isBefore(it.modified().minus(SLACK)))
                .toList();
    }

    /** Whether it was written to since it was surely seen; before the first reading, of late. */
    private boolean recent(FoundFile file) {
        return file.modified()
                .isAfter(before == null ? now.minus(RECENT) : before.since().minus(SLACK));
    }

    /** A file that was never seen before; null: it is left alone. */
    private @Nullable KnownFile fresh(FoundFile file, Content content) throws IOException {
        KnownFile known = KnownFile.fresh(file, Mark.in(content.start(), 0, content.start().length));
        if (file.rotated()) {
            boolean read = before != null && recent(file) && file.size() > 0 && !copied(file, content);
            return read
                    ? near(known, file, content, limits.fresh())
                    : before == null ? atEnd(known, file, content) : null;
        }
        boolean old = file.modified().isBefore(now.minus(OLD));
        return old
                ? atEnd(known, file, content)
                : near(known, file, content, before == null ? limits.first() : limits.fresh());
    }

    /** Whether it holds only what was read, or is read, from another of its family. */
    private boolean copied(FoundFile file, Content content) throws IOException {
        for (KnownFile known : families.getOrDefault(file.live().toString(), List.of())) {
            boolean begins = known.read().offset() > 0 && known.head().in(content);
            boolean shorter = file.gzip() || file.size() <= known.read().offset();
            if (begins && (shorter || known.read().in(content))) {
                return true;
            }
        }
        for (FoundFile other : pairs.keySet()) {
            if (other.live().equals(file.live()) && isPrefix(file, content, other)) {
                return true;
            }
        }
        return false;
    }

    /** As a copy is before the other is truncated. */
    private static boolean isPrefix(FoundFile file, Content content, FoundFile other) throws IOException {
        try (Content whole = Content.open(other)) {
            Mark head = Mark.in(content.start(), 0, content.start().length);
            return head.offset() > 0
                    && head.in(whole)
                    && (file.gzip() || Mark.before(content, file.size()).in(whole));
        }
    }

    private static KnownFile atEnd(KnownFile known, FoundFile file, Content content) throws IOException {
        return file.gzip() ? known.asDone() : known.read(Mark.before(content, file.size()), Skip.NOTHING);
    }

    /** Passes over what is further from the end than what is read at most. */
    private KnownFile near(KnownFile known, FoundFile file, Content content, int most) throws IOException {
        long left = file.size() - known.read().offset() - most;
        if (file.gzip() || left <= 0) {
            return known;
        }
        int unit = TextEncoding.of(content.start()).unit();
        long from = (file.size() - most) / unit * unit;
        notes.of(
                "begun near the end",
                file.path() + " has more than is read at once: reading goes on " + Size.of(most)
                        + " before its end, and " + Size.of(from - known.read().offset())
                        + " before that are left out.");
        return known.read(Mark.before(content, from), Skip.LINE);
    }

    private void lost(KnownFile known) {
        if (waiting.contains(known.live())) {
            absent.add(known);
            return;
        }
        KnownFile lost = known.asLost(now, byKey.containsKey(known.key()));
        Instant since = Objects.requireNonNull(lost.lost());
        if (known.read().offset() == 0 || known.done() || since.isBefore(now.minus(FORGOTTEN))) {
            return;
        }
        absent.add(lost);
        long unread = known.size() - known.read().offset();
        if (unread > 0 && passes(since.plus(GONE))) {
            notes.of(
                    "gone",
                    known.path() + " is gone before " + Size.of(unread)
                            + " of it were read; they are read if it comes back.");
        }
    }

    /** Whether the time is between the last reading and this one. */
    private boolean passes(Instant time) {
        return before != null && time.isAfter(before.looked()) && !time.isAfter(now);
    }
}
