package io.rootops.core.suspect;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The files that the commits whose texts fit best change, and who else changes them. */
final class FileHistory {
    private static final int BEST_COMMITS = 40;
    private static final int MOST_FILES = 60;
    private static final int BEST_FILES = 25;
    private static final double TEST = 0.4;

    private final Candidates candidates;
    private final SuspectIndex index;
    private final Map<Integer, Integer> touches = new HashMap<>();

    FileHistory(Candidates candidates) {
        this.candidates = candidates;
        this.index = candidates.index();
        for (int place = 0; place < candidates.size(); place++) {
            for (int part = first(place); part < end(place); part++) {
                touches.merge(index.pathOfPart(part), 1, Integer::sum);
            }
        }
    }

    private int first(int place) {
        return index.firstPart(candidates.commit(place));
    }

    private int end(int place) {
        return index.endOfParts(candidates.commit(place));
    }

    /**
     * The commits whose texts fit best tell which files matter; each candidate gets their scores, divided by how often such a
     * file is changed and by how many files it changes itself.
     *
     * @param similarity of each candidate's text
     */
    double[] share(double[] similarity) {
        Map<Integer, Double> scores = new HashMap<>();
        best(similarity).forEach(place -> {
            int files = end(place) - first(place);
            for (int part = first(place); part < end(place); part++) {
                int path = index.pathOfPart(part);
                if (path >= 0 && SourcePath.works(index.paths().path(path))) {
                    double test = SourcePath.test(index.paths().path(path)) ? TEST : 1;
                    scores.merge(path, test * similarity[place] * similarity[place] / Math.sqrt(files), Double::sum);
                }
            }
        });
        Map<Integer, Double> best = highest(scores, BEST_FILES);
        double[] shares = new double[candidates.size()];
        for (int place = 0; place < shares.length; place++) {
            for (int part = first(place); part < end(place); part++) {
                int path = index.pathOfPart(part);
                double score = best.getOrDefault(path, 0.0);
                if (score > 0) {
                    shares[place] += score
                            / (1 + Math.log1p(touches.getOrDefault(path, 0)))
                            / Math.sqrt(end(place) - first(place));
                }
            }
        }
        return shares;
    }

    private List<Integer> best(double[] similarity) {
        return IntStream.range(0, similarity.length)
                .filter(it -> similarity[it] > 0 && end(it) - first(it) <= MOST_FILES)
                .boxed()
                .sorted(Comparator.comparingDouble(it -> -similarity[it]))
                .limit(BEST_COMMITS)
                .toList();
    }

    private static Map<Integer, Double> highest(Map<Integer, Double> scores, int count) {
        Map<Integer, Double> best = new HashMap<>();
        scores.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .forEach(it -> best.put(it.getKey(), it.getValue()));
        return best;
    }
}
