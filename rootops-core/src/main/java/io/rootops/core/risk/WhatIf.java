package io.rootops.core.risk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the model says of the same commit made otherwise. It speaks of commits that are like that, and promises nothing of this
 * one. A way is told only where the model never says the contrary on it: its answer is asked at every step from the
 * commit as it is to the commit as it would be, and the probability may fall or stand still at each, and must fall in all.
 *
 * @param before probability that the commit as it is will have to be fixed or reverted, 0 to 1
 * @param after that of each of {@code parts}
 * @param place percentile that {@code after} has among the commits of the repository, 0 to 100
 * @param changed what the model is told instead, in the order of {@link Feature}
 */
public record WhatIf(Way way, double before, double after, double place, List<Changed> changed) {
    private static final int STEPS = 20;
    /** Fewer lines are not worth splitting, nor so few of code a test. */
    private static final int LEAST_LINES = 20;

    private static final int LEAST_CODE = 5;
    /** Rounding is no contradiction. */
    private static final double SAME = 1e-12;

    /** What grows with the change itself; what is known of its files, its author and its message stays. */
    private static final Set<Feature> AMOUNTS = EnumSet.of(
            Feature.LA,
            Feature.LD,
            Feature.TESTCHURN,
            Feature.CODEADD,
            Feature.ACALL,
            Feature.DCALL,
            Feature.ACOND,
            Feature.DCOND,
            Feature.AASG,
            Feature.ANUM,
            Feature.ACONC,
            Feature.DCONC,
            Feature.AIDENT,
            Feature.NEWF,
            Feature.DELF,
            Feature.RENF);

    /** There is at least one of each, as far as there is any. */
    private static final Set<Feature> PLACES = EnumSet.of(Feature.NS, Feature.ND, Feature.NF);

    public WhatIf {
        changed = List.copyOf(changed);
    }

    /** How the commit might be made otherwise. */
    public enum Way {
        /** Two commits with half of its lines, files and code each. */
        SPLIT(2, "Split into two commits of half its size"),
        /** The same with as many lines of tests as it adds of code, in one more file. */
        TESTS(1, "With as many lines of tests as it adds of code");

        private final int parts;
        private final String words;

        Way(int parts, String words) {
            this.parts = parts;
            this.words = words;
        }

        /** How many commits it comes to. */
        public int parts() {
            return parts;
        }

        /** For people. */
        public String words() {
            return words;
        }

        private boolean possible(Features commit) {
            return switch (this) {
                case SPLIT -> commit.known(Feature.LA) + commit.known(Feature.LD) >= LEAST_LINES;
                case TESTS ->
                    commit.known(Feature.CODEADD) >= LEAST_CODE
                            && commit.get(Feature.TESTF) == 0
                            && commit.get(Feature.TESTCHURN) == 0;
            };
        }

        /** @param share of the way, 0 to 1 */
        private Features on(Features commit, double share) {
            Map<Feature, Double> values = new EnumMap<>(Feature.class);
            if (this == SPLIT) {
                double left = 1 - share / 2;
                AMOUNTS.forEach(it -> values.put(it, commit.get(it) * left));
                PLACES.forEach(it -> values.put(it, Math.min(commit.get(it), Math.max(1, commit.get(it) * left))));
                // Half of equal parts have a bit less of it.
                values.put(Feature.ENT, Math.max(0, commit.get(Feature.ENT) + Math.log(left) / Math.log(2)));
            } else {
                double lines = commit.get(Feature.CODEADD) * share;
                values.put(Feature.TESTCHURN, lines);
                values.put(Feature.LA, commit.get(Feature.LA) + lines);
                values.put(Feature.NF, commit.get(Feature.NF) + share);
                values.put(Feature.TESTF, share);
            }
            float[] all = commit.toArray();
            values.forEach((feature, value) -> all[feature.ordinal()] = value.floatValue());
            return new Features(all);
        }
    }

    /** What the model is told instead. */
    public record Changed(Feature feature, float from, float to) {}

    /** Every way that the model is at one with itself about. */
    public static List<WhatIf> of(LearnedModel model, Features commit) {
        List<WhatIf> found = new ArrayList<>();
        for (Way way : Way.values()) {
            if (way.possible(commit)) {
                of(model, commit, way).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<WhatIf> of(LearnedModel model, Features commit, Way way) {
        double before = model.probability(commit);
        double last = before;
        for (int step = 1; step <= STEPS; step++) {
            double next = model.probability(way.on(commit, (double) step / STEPS));
            if (next > last + SAME) {
                return Optional.empty();
            }
            last = next;
        }
        return last < before - SAME
                ? Optional.of(new WhatIf(way, before, last, model.place(last), changed(commit, way.on(commit, 1))))
                : Optional.empty();
    }

    private static List<Changed> changed(Features commit, Features otherwise) {
        List<Changed> changed = new ArrayList<>();
        for (Feature it : Feature.learned()) {
            // Unknown stays unknown.
            if (Float.isFinite(commit.get(it)) && commit.get(it) != otherwise.get(it)) {
                changed.add(new Changed(it, commit.get(it), otherwise.get(it)));
            }
        }
        return changed;
    }
}
