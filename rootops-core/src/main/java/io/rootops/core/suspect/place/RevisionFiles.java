package io.rootops.core.suspect.place;

import io.rootops.core.history.SnapshotFile;
import io.rootops.core.suspect.NamedPlace;
import io.rootops.core.suspect.SourcePath;
import io.rootops.core.suspect.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The source files of a revision, numbered, with their terms. Immutable once filled. */
final class RevisionFiles {
    private final List<SnapshotFile> files = new ArrayList<>();
    private final List<FileTerms> terms = new ArrayList<>();
    private final List<int[]> nameTerms = new ArrayList<>();
    private final List<Boolean> tests = new ArrayList<>();

    /** By the name without folders, and by the one without its ending. */
    private final Map<String, List<Integer>> byName = new HashMap<>();

    void add(SnapshotFile file, FileTerms ofContent) {
        int number = files.size();
        String name = SourcePath.name(file.path());
        String base = SourcePath.baseName(file.path());
        files.add(file);
        terms.add(ofContent);
        nameTerms.add(Terms.of(base).stream().mapToInt(FileTerms::hash).toArray());
        tests.add(file.test());
        byName.computeIfAbsent(base, none -> new ArrayList<>(1)).add(number);
        if (!base.equals(name)) {
            byName.computeIfAbsent(name, none -> new ArrayList<>(1)).add(number);
        }
    }

    int size() {
        return files.size();
    }

    SnapshotFile file(int number) {
        return files.get(number);
    }

    FileTerms terms(int number) {
        return terms.get(number);
    }

    /** Of its name without the ending. */
    int[] nameTerms(int number) {
        return nameTerms.get(number);
    }

    boolean test(int number) {
        return tests.get(number);
    }

    /** The files that a text may mean by the name. */
    List<Integer> named(NamedPlace name) {
        return byName.getOrDefault(name.baseName(), List.of()).stream()
                .filter(it -> name.hits(files.get(it).path()))
                .toList();
    }

    /** The files of this name without folders and ending. */
    List<Integer> named(String base) {
        return byName.getOrDefault(base, List.of());
    }
}
