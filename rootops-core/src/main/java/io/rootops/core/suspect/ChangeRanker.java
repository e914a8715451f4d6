package io.rootops.core.suspect;

import io.rootops.core.deployment.Environment;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.Incident;
import io.rootops.core.suspect.ChangeSuspect.Evidence;
import io.rootops.core.suspect.ChangeSuspect.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ranks the changes that are no commits by how well they fit an incident. There is nothing published to learn this from: what
 * such a change shares with a commit, its words and its age, counts as it does of a commit that touches no file, by the weights
 * of commits. The same for the same input; equal scores go to the newer change. Safe for use by several threads.
 */
public final class ChangeRanker {
    /** A message has a part in one of the three parts of a commit's text, and in three of the four of its meta. */
    private static final double OF_TEXT = 1 / 3.0;

    private static final double OF_META = 3 / 4.0;
    /** Set, not learned: what is known to be of this service, or of this environment, is twice as likely as what is not. */
    private static final double KNOWN = Math.log(2);

    private static final double SCALE = 10;
    private static final double SECONDS_OF_DAY = 86_400;
    private static final int MOST_TERMS = 3;

    private final SuspectModel.Part weights;

    /** @param weights of commits without the owners of lines, of which such a change has none */
    public ChangeRanker(SuspectModel.Part weights) {
        this.weights = weights;
    }

    /**
     * Ranks them.
     *
     * @param text what is told of the incident beside its title; may be empty
     * @param candidates that may have caused it, made before it began
     * @param most how many are wanted
     */
    public List<ChangeSuspect> rank(Incident incident, String text, List<ChangeEvent> candidates, int most) {
        SuspectQuery query = SuspectQuery.of(incident.title(), text, new RepositoryPaths());
        List<ChangeEvent> newest = candidates.stream()
                .sorted(Comparator.comparing(ChangeEvent::at)
                        .thenComparing(ChangeEvent::id)
                        .reversed())
                .toList();
        List<Set<String>> terms = newest.stream()
                .<Set<String>>map(it -> new TreeSet<>(Terms.of(it.title())))
                .toList();
        Titles titles = new Titles(
                query.terms().keySet(),
                new Bm25(newest.size(), 1, 0),
                terms.stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        SuspectWeights its = weights.weights(query.traced());
        List<ChangeSuspect> scored = new ArrayList<>();
        for (int place = 0; place < newest.size(); place++) {
            List<Evidence> evidence = evidence(incident, newest.get(place), place, terms.get(place), titles, its);
            scored.add(new ChangeSuspect(
                    newest.get(place),
                    0,
                    evidence.stream().mapToDouble(Evidence::points).sum(),
                    evidence));
        }
        List<ChangeSuspect> best = scored.stream()
                .sorted(Comparator.comparingDouble(ChangeSuspect::score).reversed())
                .limit(most)
                .toList();
        List<ChangeSuspect> ranked = new ArrayList<>();
        best.forEach(it -> ranked.add(new ChangeSuspect(it.change(), ranked.size() + 1, it.score(), it.evidence())));
        return ranked;
    }

    /**
     * What titles have in common with what is told of an incident.
     *
     * @param told terms of the incident
     * @param having how many titles have each term
     */
    private record Titles(Set<String> told, Bm25 rarity, Map<String, Long> having) {

        /** From 0 to 1: of a title's terms those that the incident has too, rare ones counting more. */
        double share(Set<String> title) {
            double all = weight(title);
            return all == 0 ? 0 : weight(shared(title)) / all;
        }

        Set<String> shared(Set<String> title) {
            Set<String> shared = new TreeSet<>(title);
            shared.retainAll(told);
            return shared;
        }

        private double weight(Set<String> terms) {
            return terms.stream()
                    .mapToDouble(it ->
                            rarity.inverseFrequency(having.getOrDefault(it, 0L).intValue()))
                    .sum();
        }

        String words(Set<String> title) {
            return shared(title).stream()
                    .sorted(Comparator.<String, Long>comparing(it -> having.getOrDefault(it, 0L))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(MOST_TERMS)
                    .collect(Collectors.joining(", "));
        }
    }

    private static List<Evidence> evidence(
            Incident incident,
            ChangeEvent change,
            int newer,
            Set<String> terms,
            Titles titles,
            SuspectWeights weights) {
        List<Evidence> evidence = new ArrayList<>();
        double text = titles.share(terms)
                * (OF_TEXT * weights.of(SuspectFeature.TEXT) + OF_META * weights.of(SuspectFeature.META));
        if (text > 0) {
            evidence.add(new Evidence(Feature.TEXT, text, "its title mentions " + titles.words(terms)));
        }
        String service = change.service().name();
        if (!service.isEmpty() && service.equals(incident.service().name())) {
            evidence.add(new Evidence(Feature.SERVICE, KNOWN, "is of the service " + service));
        } else if (service.isEmpty()
                && change.repository() != null
                && change.repository().equals(incident.repository())) {
            evidence.add(new Evidence(Feature.SERVICE, KNOWN, "is of the same repository"));
        }
        String environment = change.service().environment();
        if (!environment.isEmpty()
                && !incident.service().environment().isEmpty()
                && Environment.same(environment, incident.service().environment())) {
            evidence.add(new Evidence(Feature.ENVIRONMENT, KNOWN, "was made in " + environment));
        }
        Duration before = Duration.between(change.at(), incident.began());
        double days = Math.max(0, before.toSeconds()) / SECONDS_OF_DAY;
        evidence.add(new Evidence(
                Feature.LOG_AGE,
                weights.of(SuspectFeature.LOG_AGE) * Math.log1p(newer) / SCALE,
                newer == 1 ? "1 newer change" : String.format(Locale.ENGLISH, "%,d newer changes", newer)));
        evidence.add(new Evidence(
                Feature.LOG_DAYS, weights.of(SuspectFeature.LOG_DAYS) * Math.log1p(days) / SCALE, ago(before)));
        evidence.sort(Comparator.comparingDouble(Evidence::points).reversed().thenComparing(Evidence::feature));
        return evidence;
    }

    private static String ago(Duration before) {
        if (before.toDays() >= 2) {
            return String.format(Locale.ENGLISH, "%,d days before it began", before.toDays());
        }
        if (before.toHours() >= 2) {
            return before.toHours() + " hours before it began";
        }
        long minutes = Math.max(0, before.toMinutes());
        return minutes == 1 ? "1 minute before it began" : minutes + " minutes before it began";
    }
}
