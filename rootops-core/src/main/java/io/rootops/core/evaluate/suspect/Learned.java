package io.rootops.core.evaluate.suspect;

import io.rootops.core.suspect.Chance;
import io.rootops.core.suspect.SuspectFeature;
import io.rootops.core.suspect.SuspectModel;
import io.rootops.core.suspect.SuspectWeights;
import io.rootops.core.suspect.learn.LabelledRanking;
import io.rootops.core.suspect.learn.SuspectLearner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Learns from measured incidents, those with a trace and those without apart. */
public final class Learned {
    private static final Set<SuspectFeature> OF_OWNERS = EnumSet.of(SuspectFeature.OWN, SuspectFeature.OWN_NEW);
    private static final int INNER_FOLDS = 5;

    /** As many of one's own weigh as much as what was known before. */
    private static final double PRIOR_INCIDENTS = 30;

    private Learned() {}

    /** The features of incidents whose lines have known owners, or of those where they have not. */
    public static List<SuspectFeature> features(boolean owners) {
        return Arrays.stream(SuspectFeature.values())
                .filter(it -> owners || !OF_OWNERS.contains(it))
                .toList();
    }

    /**
     * Weights from all of them, and chances from folds within them: what is said of an incident that did not teach.
     *
     * @param seed of what is drawn
     */
    public static SuspectModel.Part of(List<MeasuredIncident> incidents, boolean owners, long seed) {
        List<Chance.Outcome> first = new ArrayList<>();
        List<Chance.Outcome> five = new ArrayList<>();
        for (List<MeasuredIncident> fold : new Groups(incidents).folds(INNER_FOLDS, seed)) {
            List<MeasuredIncident> rest = without(incidents, fold);
            for (boolean traced : new boolean[] {true, false}) {
                SuspectWeights weights = weights(rest, traced, owners);
                fold.stream().filter(it -> it.traced() == traced).forEach(it -> {
                    TopFive top = TopFive.of(it, it.scores(weights));
                    first.add(new Chance.Outcome(top.first(), top.firstIsCause()));
                    five.add(new Chance.Outcome(top.five(), top.causeAmongFive()));
                });
            }
        }
        return new SuspectModel.Part(
                weights(incidents, true, owners),
                weights(incidents, false, owners),
                Chance.fitted(first),
                Chance.fitted(five));
    }

    /** A model that starts from another one, and moves as far as these incidents make it; its chances stay. */
    public static SuspectModel.Part adapted(SuspectModel.Part prior, List<MeasuredIncident> incidents, boolean owners) {
        return new SuspectModel.Part(
                adapted(prior.trace(), incidents, true, owners),
                adapted(prior.title(), incidents, false, owners),
                prior.first(),
                prior.five());
    }

    private static SuspectWeights adapted(
            SuspectWeights prior, List<MeasuredIncident> incidents, boolean traced, boolean owners) {
        List<SuspectFeature> features = features(owners);
        List<LabelledRanking> samples = incidents.stream()
                .filter(it -> it.traced() == traced)
                .map(it -> it.sample(features))
                .toList();
        return samples.isEmpty()
                ? prior
                : new SuspectLearner(features).learn(samples, prior, 1 + PRIOR_INCIDENTS / samples.size());
    }

    static SuspectWeights weights(List<MeasuredIncident> incidents, boolean traced, boolean owners) {
        List<SuspectFeature> features = features(owners);
        return new SuspectLearner(features)
                .learn(incidents.stream()
                        .filter(it -> it.traced() == traced)
                        .map(it -> it.sample(features))
                        .toList());
    }

    static List<MeasuredIncident> without(List<MeasuredIncident> all, List<MeasuredIncident> some) {
        return all.stream().filter(it -> !some.contains(it)).toList();
    }
}
