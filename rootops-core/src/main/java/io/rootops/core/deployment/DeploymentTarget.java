package io.rootops.core.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An environment as one source tells of it: no figure mixes two sources.
 *
 * @param deployments that succeeded
 * @param newest when the last of them did
 */
public record DeploymentTarget(Rung source, Environment environment, int deployments, Instant newest) {
    public static final String PRODUCTION = "production";

    private static final Comparator<DeploymentTarget> SUREST = Comparator.comparing(DeploymentTarget::source)
            .thenComparing(DeploymentTarget::deployments, Comparator.reverseOrder())
            .thenComparing(it -> it.environment().name());

    /**
     * The one that is meant: of the surest source, where none is named.
     *
     * @param source null: any
     * @param environment null: production; by another name only where just one environment of a source can be meant
     * @return empty: none, or several
     */
    public static Optional<DeploymentTarget> choose(
            List<DeploymentTarget> all, @Nullable Rung source, @Nullable String environment) {
        List<DeploymentTarget> told = all.stream()
                .filter(it -> source == null || it.source() == source)
                .sorted(SUREST)
                .toList();
        if (environment == null) {
            return Ladder.of(told.stream()
                            .map(it -> new Ladder.Seen(it.source(), it.environment(), true))
                            .toList())
                    .flatMap(footing -> told.stream()
                            .filter(it ->
                                    footing.counts(it.source(), it.environment().name()))
                            .findFirst());
        }
        return told.stream()
                .filter(it -> it.environment().name().equalsIgnoreCase(environment))
                .findFirst()
                .or(() -> byAnotherName(told, environment));
    }

    /** Every environment once, by the surest source that tells of it; a surer one may tell of several of the same kind. */
    public static List<DeploymentTarget> surest(List<DeploymentTarget> all) {
        List<DeploymentTarget> kept = new ArrayList<>();
        all.stream().sorted(SUREST).forEach(it -> {
            if (kept.stream().noneMatch(surer -> surer.source() != it.source() && surer.mayBe(it.name()))) {
                kept.add(it);
            }
        });
        return kept;
    }

    private static Optional<DeploymentTarget> byAnotherName(List<DeploymentTarget> told, String environment) {
        List<DeploymentTarget> same =
                told.stream().filter(it -> it.mayBe(environment)).toList();
        List<DeploymentTarget> surest =
                same.stream().filter(it -> it.source() == same.get(0).source()).toList();
        return surest.size() == 1 ? Optional.of(surest.get(0)) : Optional.empty();
    }

    /** What names no environment is taken for production. */
    private boolean mayBe(String name) {
        return environment.name().isEmpty()
                ? new Environment(name, null, null).production().isPresent()
                : Environment.same(environment.name(), name);
    }

    /** As others name it; where the source names none it is taken for production. */
    public String name() {
        return environment.name().isEmpty() ? PRODUCTION : environment.name();
    }

    /** How sure it is that what is told was deployed there. */
    public Confidence confidence() {
        return source.namesEnvironments() && !environment.name().isEmpty() ? Confidence.HIGH : Ladder.alone(source);
    }
}
