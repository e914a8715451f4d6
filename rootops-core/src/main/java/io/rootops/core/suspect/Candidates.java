package io.rootops.core.suspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The commits that were running when the incident was seen, the newest by commit time first. */
public final class Candidates {
    private final SuspectIndex index;
    private final int[] newestFirst;
    private final int[] places;

    /** Those of the shas that the index knows; of one commit time the later arrived is the newer. */
    public Candidates(SuspectIndex index, Collection<String> shas) {
        this.index = index;
        this.newestFirst = shas.stream()
                .map(index::number)
                .filter(it -> it >= 0)
                .distinct()
                .sorted(Comparator.<Integer>comparingLong(index::time)
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .mapToInt(it -> it)
                .toArray();
        this.places = new int[index.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < newestFirst.length; i++) {
            places[newestFirst[i]] = i;
        }
    }

    public boolean contains(String sha) {
        int commit = index.number(sha);
        return commit >= 0 && place(commit) >= 0;
    }

    public int size() {
        return newestFirst.length;
    }

    public SuspectIndex index() {
        return index;
    }

    /** Gets the paths of each one's files. */
    public void eachFiles(Consumer<List<String>> sink) {
        for (int commit : newestFirst) {
            sink.accept(files(commit));
        }
    }

    /** The paths of all their files: those that the running revision has or had, and none of later commits. */
    public RepositoryPaths paths() {
        RepositoryPaths paths = new RepositoryPaths();
        for (int place = newestFirst.length - 1; place >= 0; place--) {
            files(newestFirst[place]).forEach(paths::add);
        }
        return paths;
    }

    private List<String> files(int commit) {
        List<String> files = new ArrayList<>();
        for (int part = index.firstPart(commit); part < index.endOfParts(commit); part++) {
            if (index.pathOfPart(part) >= 0) {
                files.add(index.paths().path(index.pathOfPart(part)));
            }
        }
        return files;
    }

    public String sha(int place) {
        return index.sha(newestFirst[place]);
    }

    /** Number of the commit in the index. */
    int commit(int place) {
        return newestFirst[place];
    }

    /** -1: no candidate, as one that the index got to know later. */
    int place(int commit) {
        return commit < places.length ? places[commit] : -1;
    }
}
