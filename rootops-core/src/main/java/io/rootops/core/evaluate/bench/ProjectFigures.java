package io.rootops.core.evaluate.bench;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on one project.
 *
 * @param n commits scored
 * @param bugs bad ones among them
 * @param windows that say something of the order
 * @param features that the models saw
 * @param priorSources projects that taught the prior; empty: there was none
 * @param aucLow where the AUC may lie as well, with a confidence of 95 %; null with fewer than three windows
 * @param aucHigh see {@code aucLow}
 */
public record ProjectFigures(
        String project,
        String source,
        int n,
        int bugs,
        int windows,
        int features,
        List<String> priorSources,
        Figures figures,
        @Nullable Double aucLow,
        @Nullable Double aucHigh,
        Map<Baseline, Figures> baselines) {
    /** The baselines that order this project's commits better. */
    public List<Baseline> better() {
        Double ours = figures.auc();
        return baselines.entrySet().stream()
                .filter(it -> ours != null
                        && it.getValue().auc() != null
                        && it.getValue().auc() > ours)
                .map(Map.Entry::getKey)
                .toList();
    }
}
