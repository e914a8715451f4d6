package io.rootops.core.suspect;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What candidates did to the files that the text names. */
final class NamedFiles {
    private final Candidates candidates;
    private final Map<Integer, NamedPlace> names = new HashMap<>();
    private final double[] touched;
    private final double[] share;
    private final double[] created;

    NamedFiles(Candidates candidates, SuspectQuery query) {
        this.candidates = candidates;
        this.touched = new double[candidates.size()];
        this.share = new double[candidates.size()];
        this.created = new double[candidates.size()];
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
                touched[place] = Math.max(touched[place], weight);
                share[place] = Math.max(share[place], weight * (index.linesOfPart(part) + 1) / (lines + 1));
                created[place] = Math.max(created[place], index.created(part) ? weight : 0);
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
    record Hit(String path, NamedPlace name, long lines, long of, boolean created) {}

    /** The one of the largest weight; of equal ones the one with more changed lines. */
    Optional<Hit> best(int place) {
        SuspectIndex index = candidates.index();
        int commit = candidates.commit(place);
        Hit best = null;
        for (int part = index.firstPart(commit); part < index.endOfParts(commit); part++) {
            NamedPlace name = names.get(index.pathOfPart(part));
            if (name != null && (best == null || ahead(name, index.linesOfPart(part), best))) {
                best = new Hit(
                        index.paths().path(index.pathOfPart(part)),
                        name,
                        index.linesOfPart(part),
                        lines(commit),
                        index.created(part));
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean ahead(NamedPlace name, long lines, Hit of) {
        return name.weight() > of.name().weight() || name.weight() == of.name().weight() && lines > of.lines();
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
        return touched;
    }

    /** The largest weight times the share of its lines in that file. */
    double[] share() {
        return share;
    }

    /** The largest weight of a name whose file it made. */
    double[] created() {
        return created;
    }
}
