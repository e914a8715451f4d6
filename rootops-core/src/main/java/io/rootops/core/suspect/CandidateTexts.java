package io.rootops.core.suspect;

import io.rootops.core.suspect.SuspectIndex.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares the terms of an incident with the texts of candidates by {@link Bm25}. How rare a term is and how long documents
 * are is counted over the candidates of this incident: the state of the repository at that time. Terms in more than half of
 * the candidates tell nothing and are left out. Not thread-safe.
 */
final class CandidateTexts {
    private static final double LENGTH_SHARE = 0.5;

    /** How much more than an identifier the name of a file says of its own changes. */
    private static final int NAME_OF_FILE = 3;

    private final SuspectIndex index;
    private final Candidates candidates;
    private final float[] frequency;
    private final int[] touched;
    private final Map<Field, int[]> lengths = new EnumMap<>(Field.class);

    CandidateTexts(Candidates candidates) {
        this.index = candidates.index();
        this.candidates = candidates;
        this.frequency = new float[candidates.size()];
        this.touched = new int[candidates.size()];
        for (Field field : Field.values()) {
            lengths.put(field, lengths(field));
        }
    }

    private int[] lengths(Field field) {
        Postings postings = index.postings(field);
        int[] sums = new int[candidates.size()];
        for (int place = 0; place < sums.length; place++) {
            int commit = candidates.commit(place);
            if (!SuspectIndex.ofParts(field)) {
                sums[place] = postings.length(commit);
                continue;
            }
            for (int part = index.firstPart(commit); part < index.endOfParts(commit); part++) {
                sums[place] += postings.length(part);
            }
        }
        return sums;
    }

    /** Of each candidate, the given fields taken as one document; 0 or more. */
    double[] commits(Map<String, Double> query, Set<Field> fields) {
        double[] scores = new double[candidates.size()];
        double[] length = lengths(fields);
        Bm25 bm25 = bm25(length);
        query.forEach((word, weight) -> {
            int found = find(word, fields);
            if (2 * found <= candidates.size()) {
                double rarity = bm25.inverseFrequency(found);
                for (int i = 0; i < found; i++) {
                    int place = touched[i];
                    scores[place] += weight * rarity * bm25.saturated(frequency[place], length[place]);
                }
            }
            clear(found);
        });
        return scores;
    }

    /** What each term of the query adds to these candidates, the fields taken as one document. */
    Map<Integer, SortedMap<String, Double>> matched(
            Map<String, Double> query, Set<Field> fields, Collection<Integer> places) {
        Map<Integer, SortedMap<String, Double>> matched = new HashMap<>();
        places.forEach(it -> matched.put(it, new TreeMap<>()));
        double[] length = lengths(fields);
        Bm25 bm25 = bm25(length);
        query.forEach((word, weight) -> {
            int found = find(word, fields);
            matched.forEach((place, terms) -> {
                if (frequency[place] > 0 && 2 * found <= candidates.size()) {
                    terms.put(
                            word,
                            weight * bm25.inverseFrequency(found) * bm25.saturated(frequency[place], length[place]));
                }
            });
            clear(found);
        });
        return matched;
    }

    private double[] lengths(Set<Field> fields) {
        double[] sums = new double[candidates.size()];
        for (Field field : fields) {
            int[] each = lengths.getOrDefault(field, new int[0]);
            for (int place = 0; place < each.length; place++) {
                sums[place] += each[place];
            }
        }
        return sums;
    }

    private static Bm25 bm25(double[] lengths) {
        return bm25(lengths.length, Arrays.stream(lengths).sum());
    }

    private static Bm25 bm25(int texts, double length) {
        return new Bm25(texts, Math.max(1, length / Math.max(1, texts)), LENGTH_SHARE);
    }

    /** Leaves in {@link #touched} the candidates that hold the term, and gives their number. */
    private int find(String word, Set<Field> fields) {
        int term = index.term(word);
        int[] found = {0};
        if (term < 0) {
            return 0;
        }
        for (Field field : fields) {
            boolean parts = SuspectIndex.ofParts(field);
            index.postings(field).each(term, (document, count) -> {
                int place = candidates.place(parts ? index.commitOfPart(document) : document);
                if (place >= 0) {
                    if (frequency[place] == 0) {
                        touched[found[0]++] = place;
                    }
                    frequency[place] += count;
                }
            });
        }
        return found[0];
    }

    private void clear(int found) {
        for (int i = 0; i < found; i++) {
            frequency[touched[i]] = 0;
        }
    }

    /** Of each candidate the file whose name and changed identifiers fit best; 0 of one with more files than given. */
    double[] bestFile(Map<String, Double> query, int mostFiles) {
        int parts = index.parts();
        boolean[] counted = new boolean[parts];
        int documents = 0;
        double total = 0;
        Postings names = index.postings(Field.NAME);
        Postings identifiers = index.postings(Field.IDENTIFIER);
        for (int place = 0; place < candidates.size(); place++) {
            int from = index.firstPart(candidates.commit(place));
            int to = index.endOfParts(candidates.commit(place));
            for (int part = from; part < to && to - from <= mostFiles; part++) {
                counted[part] = index.pathOfPart(part) >= 0;
                if (counted[part]) {
                    documents++;
                    total += identifiers.length(part) + NAME_OF_FILE * names.length(part);
                }
            }
        }
        Bm25 bm25 = bm25(documents, total);
        double[] scores = new double[parts];
        float[] count = new float[parts];
        int[] holding = new int[parts];
        query.forEach((word, weight) -> {
            int term = index.term(word);
            if (term < 0) {
                return;
            }
            int[] found = {0};
            identifiers.each(term, (part, times) -> found[0] = count(part, times, counted, count, holding, found[0]));
            names.each(
                    term,
                    (part, times) -> found[0] = count(part, NAME_OF_FILE * times, counted, count, holding, found[0]));
            double rarity = bm25.inverseFrequency(found[0]);
            for (int i = 0; i < found[0]; i++) {
                int part = holding[i];
                if (2 * found[0] <= bm25.texts()) {
                    double length = identifiers.length(part) + NAME_OF_FILE * (double) names.length(part);
                    scores[part] += weight * rarity * bm25.saturated(count[part], length);
                }
                count[part] = 0;
            }
        });
        double[] best = new double[candidates.size()];
        for (int part = 0; part < parts; part++) {
            if (counted[part]) {
                int place = candidates.place(index.commitOfPart(part));
                best[place] = Math.max(best[place], scores[part]);
            }
        }
        return best;
    }

    private static int count(int part, int times, boolean[] counted, float[] count, int[] holding, int found) {
        if (!counted[part]) {
            return found;
        }
        int next = found;
        if (count[part] == 0) {
            holding[next++] = part;
        }
        count[part] += times;
        return next;
    }
}
