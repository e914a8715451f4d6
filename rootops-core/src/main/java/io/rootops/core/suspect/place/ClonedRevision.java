package io.rootops.core.suspect.place;

import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.LineOwners;
import io.rootops.core.history.Snapshot;
import io.rootops.core.history.SnapshotFile;
import io.rootops.core.suspect.LineOwnership;
import io.rootops.core.suspect.RunningRevision;
import io.rootops.core.suspect.SuspectQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the running revision in a clone. Safe for use by several threads. */
public final class ClonedRevision implements RunningRevision {
    /** Files whose lines get owners; one to three are enough. */
    public static final int BLAMED = 3;

    private static final int MOST_FILES = 30_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINES = 50_000;
    private static final int SHOWN_FILES = 25;

    private final GitHistory git;
    private final RevisionCache cache;
    private final PastChanges changes;
    private final int blamed;

    /** @param blamed how many files' lines get owners, 1 or more */
    public ClonedRevision(GitHistory git, RevisionCache cache, PastChanges changes, int blamed) {
        this.git = git;
        this.cache = cache;
        this.changes = changes;
        this.blamed = blamed;
    }

    @Override
    public Optional<LineOwnership> look(String headSha, SuspectQuery query) {
        if (!git.contains(headSha)) {
            return Optional.empty();
        }
        try (Snapshot snapshot = git.snapshot(headSha)) {
            RevisionFiles files = files(snapshot);
            double[] scores = FileScores.of(files, query, beside(files, headSha, query));
            List<MethodScores.Hit> methods = MethodScores.best(files, scores, query);
            List<Integer> best = FileScores.best(scores);
            List<String> unread = new ArrayList<>();
            List<BlamedFile> owned = blamed(snapshot, headSha, files, best, scores, unread);
            Owners owners = new Owners(files);
            owners.add(owned, methods, query);
            List<Integer> shown = best.subList(0, Math.min(SHOWN_FILES, best.size()));
            return Optional.of(owners.result(shown, scores, methods, unread));
        } catch (CorruptRepositoryException e) {
            return Optional.empty();
        }
    }

    private RevisionFiles files(Snapshot snapshot) {
        FileTermsReader reader = new FileTermsReader();
        RevisionFiles files = new RevisionFiles();
        snapshot.files().stream().filter(SnapshotFile::code).limit(MOST_FILES).forEach(file -> {
            FileTerms terms = cache.terms(file);
            if (terms == null) {
                terms = snapshot.content(file)
                        .filter(it -> it.length <= MOST_BYTES)
                        .map(it -> reader.read(it, Language.of(file.path())))
                        .orElse(FileTerms.NONE);
                cache.keep(file, terms);
            }
            files.add(file, terms);
        });
        return files;
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
            if (ofFile == null) {
                unread.add(files.file(number).path());
            } else {
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

    /** Those that can be told, all unknown ones in one walk. */
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
        List<Optional<LineOwners>> found = unknown.isEmpty() ? List.of() : snapshot.owners(unknown);
        for (int i = 0; i < found.size(); i++) {
            SnapshotFile file = unknown.get(i);
            found.get(i).ifPresent(it -> {
                cache.keep(headSha, file, it);
                owners.put(file, it);
            });
        }
        return owners;
    }
}
