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
 * Why a commit has its probability: the base, where a commit with the repository's median of every feature stands, and
 * what each group of features adds. They add up to the logit of the shown probability. Single weights are not shown:
 * features go together, so one may stand for another and have the opposite sign.
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
        Map<Feature, Double> points = points(model, commit);
        List<Reason> reasons = new ArrayList<>();
        double sum = 0;
        for (Group group : Group.values()) {
            Set<Family> families = group.families();
            double added = 0;
            for (Map.Entry<Feature, Double> each : points.entrySet()) {
                added += families.contains(each.getKey().family()) ? each.getValue() : 0;
            }
            reasons.add(new Reason(group.code(), text(group, added, points, model.facts(), commit), added));
            sum += added;
        }
        reasons.sort(Comparator.comparingDouble((Reason it) -> Math.abs(Objects.requireNonNull(it.points(), it.code())))
                .reversed());
        return new Reasons(model.raw(commit) + model.shift() - sum, reasons);
    }

    /** What each feature adds, counted from the repository's median. */
    private static Map<Feature, Double> points(LearnedModel model, Features commit) {
        Map<Feature, Double> points = new EnumMap<>(Feature.class);
        LogisticModel own = model.own();
        double ownWeight = model.ownWeight();
        add(points, model.prior().model(), 1 - ownWeight, model.facts(), commit);
        if (own != null) {
            add(points, own, ownWeight, model.facts(), commit);
        }
        return points;
    }

    private static void add(
            Map<Feature, Double> points, LogisticModel model, double by, FeatureReference facts, Features commit) {
        for (int i = 0; i < model.features().size(); i++) {
            Feature feature = model.features().get(i);
            double term = model.term(i, commit.get(feature)) - model.term(i, facts.median(feature));
            points.merge(feature, by * term, Double::sum);
        }
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
