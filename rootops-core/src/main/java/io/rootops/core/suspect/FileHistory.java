package io.rootops.core.suspect;

import io.rootops.core.suspect.SuspectIndex.Field;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Files that matter to an incident by what changed in them, and who changed these. */
final class FileHistory {
    private static final int BEST_COMMITS = 40;
    private static final int MOST_FILES = 60;
    private static final int BEST_FILES = 25;
    private static final int TOUCHED_FILES = 20;
    private static final double TEST = 0.4;
    private static final double TEST_FILE = 0.3;
    private static final double DECAY = 0.9;
    private static final double BASE_NAME = 5;

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

    /** Which files fit, by all identifiers that ever changed in them and by their names; the newest changes of the best. */
    double[] touch(SuspectQuery query, NamedFiles named) {
        Map<Integer, Double> best = highest(files(query, named), TOUCHED_FILES);
        double[] sums = new double[candidates.size()];
        Map<Integer, Double> decayed = new HashMap<>();
        for (int place = 0; place < sums.length; place++) {
            for (int part = first(place); part < end(place); part++) {
                int path = index.pathOfPart(part);
                Double score = best.get(path);
                if (score != null) {
                    double left = decayed.getOrDefault(path, 1.0);
                    sums[place] += score * left;
                    decayed.put(path, left * DECAY);
                }
            }
        }
        return sums;
    }

    private Map<Integer, Double> files(SuspectQuery query, NamedFiles named) {
        int all = index.paths().size();
        double[] lengths = new double[all];
        double total = 0;
        int files = touches.size();
        for (int part = 0; part < index.parts(); part++) {
            int path = index.pathOfPart(part);
            if (path >= 0 && candidates.place(index.commitOfPart(part)) >= 0) {
                lengths[path] += index.postings(Field.IDENTIFIER).length(part);
                total += index.postings(Field.IDENTIFIER).length(part);
            }
        }
        double mean = Math.max(1, total / Math.max(1, files));
        double[] scores = new double[all];
        query.terms().forEach((word, weight) -> {
            int term = index.term(word);
            if (term < 0) {
                return;
            }
            Map<Integer, Double> counts = new HashMap<>();
            index.postings(Field.IDENTIFIER).each(term, (part, count) -> {
                int path = index.pathOfPart(part);
                if (path >= 0 && candidates.place(index.commitOfPart(part)) >= 0) {
                    counts.merge(path, (double) count, Double::sum);
                }
            });
            Map<Integer, Boolean> isName = new HashMap<>();
            index.postings(Field.NAME).each(term, (part, count) -> {
                int path = index.pathOfPart(part);
                if (path >= 0 && candidates.place(index.commitOfPart(part)) >= 0) {
                    counts.merge(path, 0.0, Double::sum);
                    isName.put(path, true);
                }
            });
            int found = counts.size();
            if (2 * found <= files) {
                double idf = Math.log(1 + (files - found + 0.5) / (found + 0.5));
                counts.forEach((path, count) -> {
                    double times = count + (isName.containsKey(path) ? BASE_NAME : 0);
                    scores[path] += weight * idf * times * 2.2 / (times + 1.2 * (0.5 + 0.5 * lengths[path] / mean));
                });
            }
        });
        double[] relative = Columns.relative(scores);
        Map<Integer, Double> result = new HashMap<>();
        for (int path = 0; path < all; path++) {
            String name = index.paths().path(path);
            double score = SourcePath.source(name)
                    ? relative[path] * (SourcePath.test(name) ? TEST_FILE : 1) + named.weight(path)
                    : 0;
            if (score > 0) {
                result.put(path, score);
            }
        }
        return result;
    }
}
