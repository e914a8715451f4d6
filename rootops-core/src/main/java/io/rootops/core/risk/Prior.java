package io.rootops.core.risk;

import java.util.List;

/**
 * What other projects teach: it scores before a repository has outcomes of its own.
 *
 * @param version names its training; a stored score refers to it
 * @param reference logits of the commits it was trained on
 * @param sources the projects it was trained on
 */
public record Prior(String version, LogisticModel model, ReferenceDistribution reference, List<String> sources) {
    /** Knows nothing, so that a repository's own model scores alone. */
    public static final Prior NONE = new Prior(
            "none",
            new LogisticModel(List.of(), new double[0], new double[0], new double[0], 0),
            ReferenceDistribution.of(new float[0]),
            List.of());

    public Prior {
        sources = List.copyOf(sources);
    }

    /** Whether it knows nothing. */
    public boolean isNone() {
        return model.features().isEmpty();
    }
}
