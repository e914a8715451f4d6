package io.rootops.core.deployment;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What counts as a deployment of a repository: one rung of the ladder, never two mixed in a number.
 *
 * @param environments that count as production, by name, and how sure that is; the empty name where the rung has none
 */
public record Footing(Rung rung, Map<String, Confidence> environments) {
    public Footing {
        environments = Map.copyOf(environments);
    }

    /** Of all that stands on it: that of its weakest part. */
    public Confidence confidence() {
        return environments.values().stream().min(Comparator.naturalOrder()).orElse(Confidence.LOW);
    }

    /** How sure it is that this was one to production; empty: it is not counted. */
    public Optional<Confidence> of(DeploymentEvent event) {
        return event.source() == rung && event.succeeded()
                ? Optional.ofNullable(environments.get(event.environment().name()))
                : Optional.empty();
    }

    /** Whether an environment counts as production. */
    public boolean counts(Rung source, String environment) {
        return source == rung && environments.containsKey(environment);
    }
}
