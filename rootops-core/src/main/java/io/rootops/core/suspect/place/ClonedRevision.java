package io.rootops.core.suspect.place;

import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.LineOwners;
import io.rootops.core.history.LookUps;
import io.rootops.core.history.Snapshot;
import io.rootops.core.history.SnapshotFile;
import io.rootops.core.suspect.LineOwnership;
import io.rootops.core.suspect.RunningRevision;
import io.rootops.core.suspect.SourcePath;
import io.rootops.core.suspect.SuspectQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at the running revision in a clone. Safe for use by several threads. */
public final class ClonedRevision implements RunningRevision {
    /** Files whose lines get owners; one to three are enough. */
    public static final int BLAMED = 3;

    private static final int MOST_FILES = 30_000;

    /** Of memory for the terms of all files: some twenty thousand of them. */
    private static final long MOST_TERM_BYTES = 96 << 20;

    /** How many paths that were passed over are told. */
    private static final int MOST_UNREAD = 100;

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINES = 50_000;
    private static final int SHOWN_FILES = 25;

    private final GitHistory git;
    private final RevisionCache cache;
    private final PastChanges changes;
    private final int blamed;
    private final Supplier<LookUps> lookUps;
    private final long termBytes;

    /**
     * @param blamed how many files' lines get owners, 1 or more
     * @param lookUps made for each look: what it may spend on the owners of lines
     */
    public ClonedRevision(
            GitHistory git, RevisionCache cache, PastChanges changes, int blamed, Supplier<LookUps> lookUps) {
        this(git, cache, changes, blamed, lookUps, MOST_TERM_BYTES);
    }

    ClonedRevision(
            GitHistory git,
            RevisionCache cache,
            PastChanges changes,
            int blamed,
            Supplier<LookUps> lookUps,
            long termBytes) {
        this.git = git;
        this.cache = cache;
        this.changes = changes;
        this.blamed = blamed;
        this.lookUps = lookUps;
        this.termBytes = termBytes;
    }

    @Override
    public Optional<LineOwnership> look(String headSha, SuspectQuery query) {
        if (!git.contains(headSha)) {
            return Optional.empty();
        }
        try (Snapshot snapshot = git.snapshot(headSha)) {
            List<String> leftOut = new ArrayList<>();
            RevisionFiles files = files(snapshot, query, leftOut);
            double[] scores = FileScores.of(files, query, beside(files, headSha, query));
            List<MethodScores.Hit> methods = MethodScores.best(files, scores, query);
            List<Integer> best = FileScores.best(scores);
            List<String> unread = new ArrayList<>();
            List<BlamedFile> owned = blamed(snapshot, headSha, files, best, scores, unread);
            Owners owners = new Owners(files);
            owners.add(owned, methods, query);
            List<Integer> shown = best.subList(0, Math.min(SHOWN_FILES, best.size()));
            unread.addAll(leftOut);
            List<String> told = unread.subList(0, Math.min(MOST_UNREAD, unread.size()));
            return Optional.of(owners.result(shown, scores, methods, told));
        } catch (CorruptRepositoryException e) {
            return Optional.empty();
        }
    }

    /** Those that the query names before all others: a huge revision is not read to its end. */
    private RevisionFiles files(Snapshot snapshot, SuspectQuery query, List<String> leftOut) {
        FileTermsReader reader = new FileTermsReader();
        RevisionFiles files = new RevisionFiles();
        long bytes = 0;
        for (SnapshotFile file : namedFirst(snapshot.files(), query)) {
            if (files.size() == MOST_FILES || bytes > termBytes) {
                leftOut.add(file.path());
                continue;
            }
            FileTerms terms = terms(snapshot, file, reader);
            bytes += terms.bytes();
            files.add(file, terms);
        }
        return files;
    }

    private static List<SnapshotFile> namedFirst(List<SnapshotFile> files, SuspectQuery query) {
        Set<String> names = new HashSet<>();
        query.names().forEach(it -> names.add(it.baseName()));
        query.failingTest().ifPresent(names::add);
        return files.stream()
                .filter(SnapshotFile::code)
                .sorted(Comparator.comparing(it -> !named(it, names)))
                .toList();
    }

    private static boolean named(SnapshotFile file, Set<String> names) {
        return names.contains(SourcePath.name(file.path())) || names.contains(SourcePath.baseName(file.path()));
    }

    /** Kept only of a content that is there: another clone may have it. */
    private FileTerms terms(Snapshot snapshot, SnapshotFile file, FileTermsReader reader) {
        FileTerms kept = cache.terms(file);
        if (kept != null) {
            return kept;
        }
        Optional<byte[]> content = snapshot.content(file);
        FileTerms terms = content.filter(it -> it.length <= MOST_BYTES)
                .map(it -> reader.read(it, Language.of(file.path())))
                .orElse(FileTerms.NONE);
        if (content.isPresent()) {
            cache.keep(file, terms);
        }
        return terms;
    }

    private Map<String, Double> beside(RevisionFiles files, String headSha, SuspectQuery query) {
        return query.failingTest()
                .flatMap(it -> files.named(it).stream().findFirst())
                .map(it -> ChangedBeside.of(files.file(it).path(), headSha, changes))
                .orElse(Map.of());
    }

    private List<BlamedFile> blamed(
            Snapshot snapshot,
            String headSha,
            RevisionFiles files,
            List<Integer> best,
            double[] scores,
            List<String> unread) {
        Map<Integer, SourceLines> readable = new LinkedHashMap<>();
        Iterator<Integer> next = best.iterator();
        while (readable.size() < blamed && next.hasNext()) {
            int number = next.next();
            Optional<SourceLines> lines = lines(snapshot, files.file(number));
            lines.ifPresentOrElse(
                    it -> readable.put(number, it),
                    () -> unread.add(files.file(number).path()));
        }
        List<BlamedFile> found = new ArrayList<>();
        Map<SnapshotFile, LineOwners> owners = owners(
                snapshot, headSha, readable.keySet().stream().map(files::file).toList());
        readable.forEach((number, lines) -> {
            LineOwners ofFile = owners.get(files.file(number));
            if (ofFile == null || !ofFile.complete()) {
                unread.add(files.file(number).path());
            }
            if (ofFile != null) {
                found.add(new BlamedFile(number, scores[number], lines, ofFile));
            }
        });
        return found;
    }

    private static Optional<SourceLines> lines(Snapshot snapshot, SnapshotFile file) {
        return snapshot.content(file)
                .filter(it -> it.length <= MOST_BYTES)
                .map(it -> SourceLines.of(it, Language.of(file.path())))
                .filter(it -> it.size() <= MOST_LINES);
    }

    /** Those that can be told, all unknown ones in one walk; what it did not find it may find another time. */
    private Map<SnapshotFile, LineOwners> owners(Snapshot snapshot, String headSha, List<SnapshotFile> files) {
        Map<SnapshotFile, LineOwners> owners = new HashMap<>();
        List<SnapshotFile> unknown = new ArrayList<>();
        for (SnapshotFile file : files) {
            LineOwners known = cache.owners(headSha, file);
            if (known == null) {
                unknown.add(file);
            } else {
                owners.put(file, known);
            }
        }
        List<Optional<LineOwners>> found = unknown.isEmpty() ? List.of() : snapshot.owners(unknown, lookUps.get());
        for (int i = 0; i < found.size(); i++) {
            SnapshotFile file = unknown.get(i);
            found.get(i).ifPresent(it -> {
                if (it.complete()) {
                    cache.keep(headSha, file, it);
                }
                owners.put(file, it);
            });
        }
        return owners;
    }
}
