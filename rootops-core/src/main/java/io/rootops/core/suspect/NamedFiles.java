package io.rootops.core.suspect;

import java.util.HashMap;
import java.util.Map;

/** What candidates did to the files that the text names. */
final class NamedFiles {
    private final Candidates candidates;
    private final Map<Integer, Double> weights = new HashMap<>();
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
                .forEach(name -> paths.named(name).forEach(path -> weights.merge(path, name.weight(), Math::max)));
        if (!weights.isEmpty()) {
            for (int place = 0; place < candidates.size(); place++) {
                look(place);
            }
        }
    }

    private void look(int place) {
        SuspectIndex index = candidates.index();
        int commit = candidates.commit(place);
        long lines = 0;
        for (int part = index.firstPart(commit); part < index.endOfParts(commit); part++) {
            lines += index.linesOfPart(part);
        }
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
        return weights.getOrDefault(path, 0.0);
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
