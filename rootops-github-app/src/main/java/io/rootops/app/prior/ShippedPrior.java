package io.rootops.app.prior;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.risk.Prior;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The prior that this build carries, as far as it can be read: without it each repository's own history still teaches.
 *
 * @param problem why there is none, and what that means, in sentences; null: there is one
 */
public record ShippedPrior(Prior prior, @Nullable String problem) {
    /** Of this build. */
    public static ShippedPrior inThisBuild() {
        try {
            return PriorDocument.shipped()
                    .map(it -> new ShippedPrior(it, null))
                    .orElseGet(() -> without("the prior in this build is missing; take a whole copy"));
        } catch (PriorFormatException e) {
            return without(String.valueOf(e.getMessage()));
        }
    }

    /** For people who look whether all is well. */
    public BackendCheck check() {
        return problem == null
                ? new BackendCheck(
                        "prior",
                        BackendCheck.State.OK,
                        prior.version() + ", learned from " + prior.sources().size() + " public projects",
                        List.of(),
                        null,
                        List.of())
                : new BackendCheck(
                        "prior",
                        BackendCheck.State.FAIL,
                        problem,
                        List.of(),
                        "take a whole copy of RootOps",
                        List.of());
    }

    private static ShippedPrior without(String problem) {
        return new ShippedPrior(
                Prior.NONE,
                "What other projects teach is not used: " + problem
                        + " of RootOps. Until then a repository is scored by"
                        + " its own history alone, and one whose model had learned from a prior before keeps that.");
    }

    /** The prior, after people were told of a problem with it. */
    public Prior orTell(Consumer<String> line) {
        if (problem != null) {
            line.accept(problem);
        }
        return prior;
    }
}
