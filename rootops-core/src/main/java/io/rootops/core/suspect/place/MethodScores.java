package io.rootops.core.suspect.place;

import io.rootops.core.suspect.Bm25;
import io.rootops.core.suspect.Frame;
import io.rootops.core.suspect.NamedPlace;
import io.rootops.core.suspect.SuspectQuery;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How well each method of a revision fits an incident: by its terms, by its name in the text, by frames. */
final class MethodScores {
    private static final double LENGTH_SHARE = 0.75;
    private static final double COMMON = 0.3;
    private static final double NAMED = 0.5;
    private static final double FRAME = 1.5;
    private static final double ANY_FILE = 0.5;
    private static final int BEST = 25;

    private final RevisionFiles files;
    private final double[] fileScores;

    /** Number of each file's first method; behind the last file all methods. */
    private final int[] first;

    private final double[] scores;

    /** @param number of the method in its file */
    record Hit(int file, int number, Method method, double score) {}

    private MethodScores(RevisionFiles files, double[] fileScores) {
        this.files = files;
        this.fileScores = fileScores;
        this.first = new int[files.size() + 1];
        for (int file = 0; file < files.size(); file++) {
            first[file + 1] = first[file] + files.terms(file).methods().size();
        }
        this.scores = new double[first[files.size()]];
    }

    /** The best 25, the best first. */
    static List<Hit> best(RevisionFiles files, double[] fileScores, SuspectQuery query) {
        MethodScores methods = new MethodScores(files, fileScores);
        methods.terms(query);
        methods.names(query);
        methods.frames(query);
        return methods.best();
    }

    private void terms(SuspectQuery query) {
        double total = 0;
        for (int file = 0; file < files.size(); file++) {
            for (int m = first[file]; m < first[file + 1]; m++) {
                total += files.terms(file).methodLength(m - first[file]);
            }
        }
        Bm25 bm25 = new Bm25(scores.length, Math.max(1, total / Math.max(1, scores.length)), LENGTH_SHARE);
        int[] counts = new int[scores.length];
        query.terms().forEach((term, weight) -> {
            int having = count(FileTerms.hash(term), counts);
            if (having > 0 && having <= COMMON * scores.length) {
                add(weight * bm25.inverseFrequency(having), counts, bm25);
            }
            Arrays.fill(counts, 0);
        });
        relate();
    }

    private int count(int hash, int[] counts) {
        int[] having = {0};
        for (int file = 0; file < files.size(); file++) {
            FileTerms terms = files.terms(file);
            int place = terms.find(hash);
            if (place >= 0) {
                int offset = first[file];
                terms.methods(place, (method, count) -> {
                    counts[offset + method] = count;
                    having[0]++;
                });
            }
        }
        return having[0];
    }

    private void add(double rarity, int[] counts, Bm25 bm25) {
        for (int file = 0; file < files.size(); file++) {
            for (int m = first[file]; m < first[file + 1]; m++) {
                if (counts[m] > 0) {
                    scores[m] +=
                            rarity * bm25.saturated(counts[m], files.terms(file).methodLength(m - first[file]));
                }
            }
        }
    }

    private void relate() {
        double max = Arrays.stream(scores).max().orElse(0);
        for (int file = 0; file < files.size() && max > 0; file++) {
            double factor = (files.test(file) ? FileScores.TEST : 1) * (ANY_FILE + fileScores[file]) / max;
            for (int m = first[file]; m < first[file + 1]; m++) {
                scores[m] *= factor;
            }
        }
    }

    private void names(SuspectQuery query) {
        for (int file = 0; file < files.size(); file++) {
            if (fileScores[file] > 0) {
                List<Method> methods = files.terms(file).methods();
                for (int m = 0; m < methods.size(); m++) {
                    if (query.terms().containsKey(methods.get(m).name().toLowerCase(Locale.ROOT))) {
                        scores[first[file] + m] += NAMED * fileScores[file];
                    }
                }
            }
        }
    }

    private void frames(SuspectQuery query) {
        for (NamedPlace name : query.names()) {
            int place = name.frame();
            String method = name.method();
            if (method != null && place > 0 && place <= query.frames().size()) {
                Frame frame = query.frames().get(place - 1);
                if (!frame.test()) {
                    files.named(name).forEach(file -> frame(file, method, frame.line() - 1, FRAME / place));
                }
            }
        }
    }

    /** Of several of one name, the one that the line lies in, else all. */
    private void frame(int file, String name, int line, double score) {
        List<Method> methods = files.terms(file).methods();
        List<Integer> named = IntStream.range(0, methods.size())
                .filter(it -> methods.get(it).name().equals(name))
                .boxed()
                .toList();
        List<Integer> around = named.stream()
                .filter(it ->
                        methods.get(it).from() <= line && line < methods.get(it).to())
                .toList();
        (around.isEmpty() ? named : around).forEach(it -> scores[first[file] + it] += score);
    }

    private List<Hit> best() {
        return IntStream.range(0, files.size())
                .boxed()
                .flatMap(file -> IntStream.range(first[file], first[file + 1])
                        .filter(it -> scores[it] > 0)
                        .mapToObj(it -> hit(file, it)))
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(BEST)
                .toList();
    }

    private Hit hit(int file, int method) {
        int number = method - first[file];
        return new Hit(file, number, files.terms(file).methods().get(number), scores[method]);
    }
}
