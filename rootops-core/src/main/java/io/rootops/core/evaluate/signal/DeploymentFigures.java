package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.verdict.Look;
import java.util.Map;
import java.util.SortedMap;

/**
 * How good the verdict on deployments is; shares of 1.
 *
 * @param deployments made up, all series together
 * @param looks of one metric alone; the final look is two of three that agree
 * @param unlikely how often p of one metric is at most .05 at 60 minutes where nothing was changed: .05 where p is true
 * @param service false alarms by look of a service of four metrics
 * @param twoOfService how often two of its four metrics, both doubled, are found at 60 minutes
 * @param deploymentsBySize false alarms by look of a deployment of so many metrics, four a service
 * @param counts of events in a log
 */
public record DeploymentFigures(
        long seed,
        int series,
        int deployments,
        Map<Look, Rates> looks,
        double unlikely,
        Map<Look, Double> service,
        double twoOfService,
        SortedMap<Integer, Map<Look, Double>> deploymentsBySize,
        CountFigures counts) {}
