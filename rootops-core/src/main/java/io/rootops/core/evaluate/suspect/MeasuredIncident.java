package io.rootops.core.evaluate.suspect;

import io.rootops.core.evaluate.bench.UnreadableDataException;
import io.rootops.core.suspect.Candidates;
import io.rootops.core.suspect.FeatureTable;
import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectWeights;
import io.rootops.core.suspect.learn.LabelledRanking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** An incident whose cause is known, with the features of its candidates, the newest first. */
public final class MeasuredIncident {
    /** To learn from: the newest, the best of each kind of evidence, and some of the rest, which stand for all of it. */
    private static final int NEWEST = 60;

    private static final int BEST = 30;
    private static final int RANDOM = 60;

    private final String id;
    private final String set;
    private final String project;
    private final boolean traced;
    private final Set<String> causes;
    private final float[][] columns;
    private final boolean[] isCause;
    private final int[] blamed;

    /**
     * @param set incidents of one kind and source; never pooled with others in a figure
     * @param traced whether it came with a stack trace or a failing test
     * @param causes shas of the commits that caused it, candidates all of them
     * @param blamed shas that a simple rule puts first, the best first
     * @throws UnreadableDataException when a cause is no candidate
     */
    public MeasuredIncident(
            String id,
            String set,
            String project,
            boolean traced,
            Collection<String> causes,
            FeatureTable table,
            List<String> blamed) {
        Candidates candidates = table.candidates();
        this.id = id;
        this.set = set;
        this.project = project;
        this.traced = traced;
        this.causes = new TreeSet<>(causes);
        SuspectFeature[] features = SuspectFeature.values();
        this.columns = new float[features.length][candidates.size()];
        this.isCause = new boolean[candidates.size()];
        Map<String, Integer> places = new TreeMap<>();
        for (int place = 0; place < candidates.size(); place++) {
            isCause[place] = this.causes.contains(candidates.sha(place));
            places.put(candidates.sha(place), place);
            for (SuspectFeature feature : features) {
                columns[feature.ordinal()][place] = (float) table.value(feature, place);
            }
        }
        for (String cause : this.causes) {
            if (!places.containsKey(cause)) {
                throw new UnreadableDataException(project + ", incident " + id + ": its cause " + cause
                        + " is no candidate; expected a commit with files that was running then, and no merge");
            }
        }
        this.blamed = blamed.stream()
                .filter(places::containsKey)
                .mapToInt(it -> places.getOrDefault(it, 0))
                .distinct()
                .toArray();
    }

    public String id() {
        return id;
    }

    String set() {
        return set;
    }

    public String project() {
        return project;
    }

    int candidates() {
        return isCause.length;
    }

    /** How many of its causes are older than so many days. */
    long causesOlderThan(double days) {
        float[] ages = columns[SuspectFeature.LOG_DAYS.ordinal()];
        return IntStream.range(0, ages.length)
                .filter(it -> isCause[it] && FeatureTable.days(ages[it]) > days)
                .count();
    }

    boolean traced() {
        return traced;
    }

    Set<String> causes() {
        return causes;
    }

    double[] scores(SuspectWeights weights) {
        return weights.scores(isCause.length, (feature, place) -> columns[feature.ordinal()][place]);
    }

    /** Place from 1 of the best cause among the newest candidates; 0: none of them is one. */
    int rank(double[] scores, int newest) {
        int limit = Math.min(newest, scores.length);
        int best = -1;
        for (int i = 0; i < limit; i++) {
            if (isCause[i] && (best < 0 || scores[i] > scores[best])) {
                best = i;
            }
        }
        if (best < 0) {
            return 0;
        }
        int rank = 1;
        for (int i = 0; i < limit; i++) {
            rank += scores[i] > scores[best] || scores[i] == scores[best] && i < best ? 1 : 0;
        }
        return rank;
    }

    /** The newest first. */
    double[] byAge() {
        return new double[isCause.length];
    }

    /** The blamed first, then the newest. */
    double[] byBlame() {
        double[] scores = new double[isCause.length];
        for (int i = 0; i < blamed.length; i++) {
            scores[blamed[i]] = blamed.length - i;
        }
        return scores;
    }

    boolean isCause(int place) {
        return isCause[place];
    }

    /** Some candidates, always the same. */
    LabelledRanking sample(List<SuspectFeature> features) {
        Set<Integer> chosen = new TreeSet<>();
        IntStream.range(0, Math.min(NEWEST, isCause.length)).forEach(chosen::add);
        for (SuspectFeature feature : features) {
            if (feature.evidence()) {
                float[] column = columns[feature.ordinal()];
                IntStream.range(0, column.length)
                        .filter(it -> column[it] > 0)
                        .boxed()
                        .sorted(Comparator.comparing(it -> -column[it]))
                        .limit(BEST)
                        .forEach(chosen::add);
            }
        }
        IntStream.range(0, isCause.length).filter(it -> isCause[it]).forEach(chosen::add);
        List<Integer> rest = new ArrayList<>();
        IntStream.range(0, isCause.length).filter(it -> !chosen.contains(it)).forEach(rest::add);
        Random random = new Random(id.hashCode());
        int drawn = Math.min(RANDOM, rest.size());
        double offset = Math.log((double) rest.size() / Math.max(1, drawn));
        double[] offsets = new double[chosen.size() + drawn];
        for (int i = 0; i < drawn; i++) {
            int at = i + random.nextInt(rest.size() - i);
            int place = rest.get(at);
            rest.set(at, rest.get(i));
            rest.set(i, place);
            offsets[chosen.size() + i] = offset;
        }
        List<Integer> places = new ArrayList<>(chosen);
        places.addAll(rest.subList(0, drawn));
        double[][] rows = new double[places.size()][features.size()];
        boolean[] labels = new boolean[places.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < features.size(); k++) {
                rows[i][k] = columns[features.get(k).ordinal()][places.get(i)];
            }
            labels[i] = isCause[places.get(i)];
        }
        return new LabelledRanking(rows, labels, offsets);
    }
}
