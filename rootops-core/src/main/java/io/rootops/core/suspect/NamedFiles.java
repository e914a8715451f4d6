package io.rootops.core.suspect;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What candidates did to the files that the text names. */
final class NamedFiles {
    private final Candidates candidates;
    private final Map<Integer, NamedPlace> names = new HashMap<>();
    private final Picks touched;
    private final Picks share;
    private final Picks created;

    /** For each candidate the part that a feature speaks of, and its value; no part: -1 and 0. */
    private final class Picks {
        private final int[] parts = new int[candidates.size()];
        private final double[] values = new double[candidates.size()];

        Picks() {
            Arrays.fill(parts, -1);
        }

        /** The larger value stays; of equal ones that with more changed lines. */
        void offer(int place, int part, double value) {
            int before = parts[place];
            if (value > values[place] || before >= 0 && value == values[place] && lines(part) > lines(before)) {
                values[place] = value;
                parts[place] = part;
            }
        }

        private int lines(int part) {
            return candidates.index().linesOfPart(part);
        }
    }

    NamedFiles(Candidates candidates, SuspectQuery query) {
        this.candidates = candidates;
        this.touched = new Picks();
        this.share = new Picks();
        this.created = new Picks();
        RepositoryPaths paths = candidates.index().paths();
        query.names()
                .forEach(name -> paths.named(name)
                        .forEach(path -> names.merge(path, name, (a, b) -> b.weight() > a.weight() ? b : a)));
        if (!names.isEmpty()) {
            for (int place = 0; place < candidates.size(); place++) {
                look(place);
            }
        }
    }

    private void look(int place) {
        SuspectIndex index = candidates.index();
        int commit = candidates.commit(place);
        long lines = lines(commit);
        for (int part = index.firstPart(commit); part < index.endOfParts(commit); part++) {
            double weight = weight(index.pathOfPart(part));
            if (weight > 0) {
                touched.offer(place, part, weight);
                share.offer(place, part, weight * (index.linesOfPart(part) + 1) / (lines + 1));
                created.offer(place, part, index.created(part) ? weight : 0);
            }
        }
    }

    /** Largest weight of a name that means the file; 0: none does. */
    double weight(int path) {
        NamedPlace name = names.get(path);
        return name == null ? 0 : name.weight();
    }

    /**
     * A file that a candidate changes because the text names it.
     *
     * @param lines that it changes there
     * @param of lines that it changes in all
     */
    record Hit(String path, NamedPlace name, long lines, long of) {}

    /** What {@link #touched} speaks of. */
    Optional<Hit> mostTouched(int place) {
        return hit(place, touched);
    }

    /** What {@link #share} speaks of. */
    Optional<Hit> mostShared(int place) {
        return hit(place, share);
    }

    /** What {@link #created} speaks of. */
    Optional<Hit> mostCreated(int place) {
        return hit(place, created);
    }

    private Optional<Hit> hit(int place, Picks picks) {
        int part = picks.parts[place];
        if (part < 0) {
            return Optional.empty();
        }
        SuspectIndex index = candidates.index();
        int path = index.pathOfPart(part);
        return Optional.ofNullable(names.get(path))
                .map(it -> new Hit(
                        index.paths().path(path), it, index.linesOfPart(part), lines(candidates.commit(place))));
    }

    private long lines(int commit) {
        SuspectIndex index = candidates.index();
        long lines = 0;
        for (int part = index.firstPart(commit); part < index.endOfParts(commit); part++) {
            lines += index.linesOfPart(part);
        }
        return lines;
    }

    /** The largest weight of a name whose file it changes. */
    double[] touched() {
        return touched.values;
    }

    /** The largest weight times the share of its lines in that file. */
    double[] share() {
        return share.values;
    }

    /** The largest weight of a name whose file it made. */
    double[] created() {
        return created.values;
    }
}
