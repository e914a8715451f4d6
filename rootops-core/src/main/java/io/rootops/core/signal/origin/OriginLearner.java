package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Confidence;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells which repository a service comes from, by all that is known. What a service does counts for its name in every
 * environment: one that says what it was built from says so for the same service elsewhere.
 */
public final class OriginLearner {
    /** That any service at all is found to follow a repository by chance. */
    private static final double FALSE_ALARMS = .01;

    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_WORDS = 3;

    private final OriginFacts facts;
    private final NamedPlaces places;
    private final Map<String, List<BuiltFrom>> builtFrom;
    private final Map<String, List<Sign>> following = new HashMap<>();

    public OriginLearner(OriginFacts facts) {
        this.facts = facts;
        this.places = new NamedPlaces(facts.repositories());
        this.builtFrom = facts.builtFrom().stream().collect(Collectors.groupingBy(BuiltFrom::service));
    }

    /**
     * What it comes from. One: that is it; several: equally good, so that nobody knows, at most ten; none: nothing tells.
     */
    public List<ServiceOrigin> of(ServiceName service) {
        List<Sign> signs = new ArrayList<>(places.named(service));
        for (BuiltFrom it : builtFrom.getOrDefault(service.name(), List.of())) {
            signs.add(new Sign(
                    Basis.REVISION, it.repository(), "", "it says that it was built from commit " + it.revision()));
        }
        signs.addAll(following.computeIfAbsent(service.name(), this::following));
        signs.sort(Comparator.comparing(Sign::basis));
        return surest(signs).stream()
                .limit(MOST_CANDIDATES)
                .map(it -> origin(
                        service,
                        it,
                        signs.stream()
                                .filter(sign -> sign.repository().equals(it))
                                .toList()))
                .toList();
    }

    private List<Sign> following(String service) {
        List<Instant> starts = facts.starts().getOrDefault(service, List.of());
        if (starts.isEmpty()) {
            return List.of();
        }
        StartsAfter after = new StartsAfter(starts, facts.until());
        int pairs = facts.starts().size() * facts.rollouts().size();
        List<Sign> signs = new ArrayList<>();
        facts.rollouts()
                .forEach((repository, rollouts) -> after.test(rollouts, FALSE_ALARMS / pairs)
                        .ifPresent(it -> signs.add(new Sign(
                                Basis.DEPLOYMENTS,
                                repository,
                                "",
                                String.format(
                                        Locale.ENGLISH,
                                        "an instance began with, or soon after, %d of %d deployments, by chance %.1f would be",
                                        it.followed(),
                                        it.deployments(),
                                        it.byChance())))));
        return signs;
    }

    /** Those that the surest sign names, of them those that the next surest one names where it names any, and so on. */
    private static Set<RepositoryId> surest(List<Sign> signs) {
        Set<RepositoryId> left = new TreeSet<>(Comparator.comparingInt(RepositoryId::value));
        signs.forEach(it -> left.add(it.repository()));
        for (Basis basis : Basis.values()) {
            Set<RepositoryId> named = signs.stream()
                    .filter(it -> it.basis() == basis && left.contains(it.repository()))
                    .map(Sign::repository)
                    .collect(Collectors.toSet());
            if (!named.isEmpty()) {
                left.retainAll(named);
            }
        }
        return left;
    }

    /** @param signs of this repository, the surest first; at least one */
    private static ServiceOrigin origin(ServiceName service, RepositoryId repository, List<Sign> signs) {
        Basis name = signs.stream()
                .map(Sign::basis)
                .filter(it -> !it.behaviour())
                .findFirst()
                .orElse(null);
        // Of what it is called only the surest: the others say the same less surely.
        List<Sign> told = signs.stream()
                .filter(it -> it.basis().behaviour() || it.basis() == name)
                .toList();
        Basis surest = told.get(0).basis();
        boolean agree = name != null && told.stream().anyMatch(it -> it.basis().behaviour());
        List<String> paths = told.stream()
                .map(Sign::path)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        return new ServiceOrigin(
                service,
                repository,
                paths.size() == 1 ? paths.get(0) : "",
                agree ? Confidence.HIGH : surest.confidence(),
                surest,
                told.stream().map(Sign::words).distinct().limit(MOST_WORDS).collect(Collectors.joining("; ")));
    }
}
