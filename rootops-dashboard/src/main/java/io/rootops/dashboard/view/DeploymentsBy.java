package io.rootops.dashboard.view;

import io.rootops.core.deployment.Confidence;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Rung;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts as a deployment of a repository.
 *
 * @param environments that count as production; empty where the source names none
 */
public record DeploymentsBy(Rung source, Confidence confidence, List<String> environments) {

    static @Nullable DeploymentsBy of(@Nullable Footing footing) {
        return footing == null
                ? null
                : new DeploymentsBy(
                        footing.rung(),
                        footing.confidence(),
                        footing.environments().keySet().stream()
                                .filter(it -> !it.isEmpty())
                                .sorted()
                                .toList());
    }

    /** For people. */
    public String words() {
        return source.words() + (environments.isEmpty() ? "" : " to " + String.join(", ", environments))
                + ", confidence " + confidence.word();
    }
}
