package io.rootops.core.risk;

import io.rootops.core.risk.Feature.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Why a commit has its probability: the base, where a usual commit stands, one with the repository's median of every
 * feature; and what each group of features adds. They add up to the logit of the shown probability. What is unknown of
 * the commit is unknown of the usual one too, and so adds nothing. Single weights are not shown: features go together,
 * so one may stand for another and have the opposite sign.
 *
 * @param reasons weightiest first
 */
public record Reasons(double basePoints, List<Reason> reasons) {
    /** Fewer would not tell, more would not be read. */
    private static final int FACTS = 2;

    public Reasons {
        reasons = List.copyOf(reasons);
    }

    private enum Group {
        SIZE,
        FILES_HISTORY,
        MESSAGE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        Set<Family> families() {
            return switch (this) {
                case SIZE -> EnumSet.of(Family.SIZE, Family.CONTENT);
                case FILES_HISTORY -> EnumSet.of(Family.HISTORY);
                // Whatever a model may see besides goes with it, so that the sum is whole.
                case MESSAGE -> EnumSet.complementOf(EnumSet.of(Family.SIZE, Family.CONTENT, Family.HISTORY));
            };
        }
    }

    static Reasons of(LearnedModel model, Features commit) {
        Features usual = model.facts().usual(commit);
        Map<Feature, Double> points = points(model, usual, commit);
        List<Reason> reasons = new ArrayList<>();
        for (Group group : Group.values()) {
            Set<Family> families = group.families();
            double added = 0;
            for (Map.Entry<Feature, Double> each : points.entrySet()) {
                added += families.contains(each.getKey().family()) ? each.getValue() : 0;
            }
            reasons.add(new Reason(group.code(), text(group, added, points, model.facts(), commit), added));
        }
        reasons.sort(Comparator.comparingDouble((Reason it) -> Math.abs(Objects.requireNonNull(it.points(), it.code())))
                .reversed());
        return new Reasons(model.raw(usual) + model.shift(), reasons);
    }

    /** What each feature adds, counted from the usual commit. */
    private static Map<Feature, Double> points(LearnedModel model, Features usual, Features commit) {
        Map<Feature, Double> points = new EnumMap<>(Feature.class);
        LogisticModel own = model.own();
        double ownWeight = model.ownWeight();
        add(points, model.prior().model(), 1 - ownWeight, usual, commit);
        if (own != null) {
            add(points, own, ownWeight, usual, commit);
        }
        return points;
    }

    private static void add(
            Map<Feature, Double> points, LogisticModel model, double by, Features usual, Features commit) {
        double share = by * kept(model.logit(usual), model.logit(commit));
        for (int i = 0; i < model.features().size(); i++) {
            Feature feature = model.features().get(i);
            double term = model.term(i, commit.get(feature)) - model.term(i, usual.get(feature));
            points.merge(feature, share * term, Double::sum);
        }
    }

    /** The share of the way between two logits that is left where one of them is cut at its surest. */
    private static double kept(double from, double to) {
        return from == to ? 1 : (Logit.clipped(to) - Logit.clipped(from)) / (to - from);
    }

    private static String text(
            Group group, double added, Map<Feature, Double> points, FeatureReference facts, Features commit) {
        List<String> telling = FeatureWords.telling(group.families()).stream()
                .filter(it -> points.containsKey(it) && FeatureWords.known(it, commit))
                .filter(it -> speaksFor(added, it, points, facts, commit))
                .sorted(Comparator.comparingDouble((Feature it) -> -Math.abs(points.getOrDefault(it, 0.0))))
                .limit(FACTS)
                .map(it -> FeatureWords.of(it, commit.get(it), facts))
                .toList();
        if (!telling.isEmpty()) {
            return String.join("; ", telling);
        }
        Feature first = FeatureWords.telling(group.families()).get(0);
        return FeatureWords.of(first, commit.get(first), facts);
    }

    /** It adds in the group's direction, and a count does so because it is high (or low), not as another's shadow. */
    private static boolean speaksFor(
            double added, Feature feature, Map<Feature, Double> points, FeatureReference facts, Features commit) {
        double own = points.getOrDefault(feature, 0.0);
        double above = commit.get(feature) - facts.median(feature);
        return own * added > 0 && (!FeatureWords.riskGrowsWith(feature) || own * above > 0);
    }
}
