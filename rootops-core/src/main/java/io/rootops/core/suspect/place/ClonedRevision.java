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
            Owners owners = new Owners(files);
            owners.add(blamed(snapshot, headSha, files, best, scores), methods, query);
            return Optional.of(owners.result(best.subList(0, Math.min(SHOWN_FILES, best.size())), scores, methods));
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
            Snapshot snapshot, String headSha, RevisionFiles files, List<Integer> best, double[] scores) {
        List<Integer> numbers = new ArrayList<>();
        List<SourceLines> lines = new ArrayList<>();
        for (int file : best) {
            if (numbers.size() < blamed) {
                Optional<byte[]> content = snapshot.content(files.file(file)).filter(it -> it.length <= MOST_BYTES);
                content.map(it ->
                                SourceLines.of(it, Language.of(files.file(file).path())))
                        .filter(it -> it.size() <= MOST_LINES)
                        .ifPresent(it -> {
                            numbers.add(file);
                            lines.add(it);
                        });
            }
        }
        List<Optional<LineOwners>> owners =
                owners(snapshot, headSha, numbers.stream().map(files::file).toList());
        List<BlamedFile> blamedFiles = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int number = numbers.get(i);
            SourceLines text = lines.get(i);
            owners.get(i).ifPresent(it -> blamedFiles.add(new BlamedFile(number, scores[number], text, it)));
        }
        return blamedFiles;
    }

    private List<Optional<LineOwners>> owners(Snapshot snapshot, String headSha, List<SnapshotFile> files) {
        List<SnapshotFile> unknown =
                files.stream().filter(it -> cache.owners(headSha, it) == null).toList();
        List<Optional<LineOwners>> found = unknown.isEmpty() ? List.of() : snapshot.owners(unknown);
        List<Optional<LineOwners>> all = new ArrayList<>();
        for (SnapshotFile file : files) {
            int place = unknown.indexOf(file);
            if (place < 0) {
                all.add(Optional.ofNullable(cache.owners(headSha, file)));
            } else {
                found.get(place).ifPresent(it -> cache.keep(headSha, file, it));
                all.add(found.get(place));
            }
        }
        return all;
    }
}
