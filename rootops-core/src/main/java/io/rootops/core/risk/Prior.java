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
    public Prior {
        sources = List.copyOf(sources);
    }
}
