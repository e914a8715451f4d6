package io.rootops.dashboard.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a repository.
 *
 * @param repository null: none is followed
 * @param searchedAt null: nobody has looked yet
 * @param threshold confidence that a pattern had to reach; null like {@code searchedAt}
 * @param commits whose outcome was known
 * @param bad of them needed a fix or were reverted
 * @param baseRate 0 to 1
 * @param patterns those that hold, the surest first, like the others
 * @param faded those that held once, and do so no longer
 * @param unproven those of which there is not enough evidence yet
 */
public record PatternsView(
        @Nullable String repository,
        @Nullable Instant searchedAt,
        @Nullable Double threshold,
        int commits,
        int bad,
        double baseRate,
        List<PatternItem> patterns,
        List<PatternItem> faded,
        List<PatternItem> unproven) {
    public static final PatternsView NOTHING =
            new PatternsView(null, null, null, 0, 0, 0, List.of(), List.of(), List.of());
}
