package io.rootops.core.signal.verdict;

import java.util.List;

/**
 * What is said of a deployment at a look, and why.
 *
 * @param judged every metric of the deployed services that was compared, found worse or not
 * @param metrics of the deployed services that got worse, and are behind the state, or provisional
 * @param logs of the deployed services that got worse
 * @param shared that got worse too, as metrics of the same kind did in services that were not deployed
 * @param tooLittle deployed services with fewer than 20 requests and fewer than 20 log lines since
 * @param tooYoung deployed services of which no metric has three days of history
 */
public record Verdict(
        Look look,
        State state,
        List<Judged> judged,
        List<MetricFinding> metrics,
        List<LogFinding> logs,
        List<MetricFinding> shared,
        List<String> tooLittle,
        List<String> tooYoung) {}
