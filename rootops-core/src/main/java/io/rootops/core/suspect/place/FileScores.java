package io.rootops.core.suspect.place;

import io.rootops.core.suspect.Bm25;
import io.rootops.core.suspect.NamedPlace;
import io.rootops.core.suspect.SuspectQuery;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How well each file of a revision fits an incident: by its terms, by names in the text, by changes beside the failing test. */
final class FileScores {
    private static final double LENGTH_SHARE = 0.5;
    private static final double NAME = 5;
    private static final double COMMON = 0.5;
    static final double TEST = 0.3;
    private static final double CHANGED_BESIDE = 0.5;

    private final RevisionFiles files;
    private final double[] scores;

    private FileScores(RevisionFiles files) {
        this.files = files;
        this.scores = new double[files.size()];
    }

    /**
     * One a file, 0 and more.
     *
     * @param beside of each path how strongly it changed together with the failing test's file, 0 to 1
     */
    static double[] of(RevisionFiles files, SuspectQuery query, Map<String, Double> beside) {
        FileScores scores = new FileScores(files);
        scores.terms(query);
        double[] boosts = new double[files.size()];
        for (NamedPlace name : query.names()) {
            files.named(name).forEach(it -> boosts[it] = Math.max(boosts[it], name.weight()));
        }
        for (int file = 0; file < boosts.length; file++) {
            double near = CHANGED_BESIDE * beside.getOrDefault(files.file(file).path(), 0.0);
            scores.scores[file] += Math.max(boosts[file], near);
        }
        return scores.scores;
    }

    private void terms(SuspectQuery query) {
        if (files.size() == 0) {
            return;
        }
        double total = 0;
        for (int file = 0; file < files.size(); file++) {
            total += length(file);
        }
        Bm25 bm25 = new Bm25(files.size(), Math.max(1, total / files.size()), LENGTH_SHARE);
        double[] counts = new double[files.size()];
        query.terms().forEach((term, weight) -> {
            int having = count(FileTerms.hash(term), counts);
            if (having > 0 && having <= COMMON * files.size()) {
                double rarity = weight * bm25.inverseFrequency(having);
                for (int file = 0; file < counts.length; file++) {
                    if (counts[file] > 0) {
                        scores[file] += rarity * bm25.saturated(counts[file], length(file));
                    }
                }
            }
        });
        double max = Arrays.stream(scores).max().orElse(0);
        for (int file = 0; file < scores.length && max > 0; file++) {
            scores[file] = scores[file] / max * (files.test(file) ? TEST : 1);
        }
    }

    private int count(int hash, double[] counts) {
        int having = 0;
        for (int file = 0; file < counts.length; file++) {
            FileTerms terms = files.terms(file);
            int place = terms.find(hash);
            counts[file] = place < 0 ? 0 : terms.count(place);
            for (int name : files.nameTerms(file)) {
                counts[file] += name == hash ? NAME : 0;
            }
            having += counts[file] > 0 ? 1 : 0;
        }
        return having;
    }

    private double length(int file) {
        return files.terms(file).length() + NAME * files.nameTerms(file).length;
    }

    /** The numbers of the files with a score, the best first. */
    static List<Integer> best(double[] scores) {
        return IntStream.range(0, scores.length)
                .filter(it -> scores[it] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(it -> -scores[it]))
                .toList();
    }
}
