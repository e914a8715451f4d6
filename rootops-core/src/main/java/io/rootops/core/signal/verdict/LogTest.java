package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the logs of a service say after a deployment: new errors, which need no statistics, then jumps. With 50 templates
 * tested one by one a quarter of all deployments would show a false one, so that all errors together are asked first.
 */
final class LogTest {
    private static final int MOST_FINDINGS = 3;
    private static final double TOGETHER = 0.02;
    private static final double ALONE = 0.005;

    private final Deployment deployment;
    private final Look look;
    private final int services;

    /** @param services how many the deployment is judged by: the more, the rarer each has to be */
    LogTest(Deployment deployment, Look look, int services) {
        this.deployment = deployment;
        this.look = look;
        this.services = services;
    }

    /** Whether its logs were read for long enough before to know what is new. */
    static boolean learned(Deployment deployment, ServiceLogs logs) {
        return logs.since() != null && !logs.since().isAfter(deployment.begun().minus(News.LEARNED));
    }

    /** At most three, by what they tell. */
    List<LogFinding> findings(String service, ServiceLogs logs) {
        List<LogFinding> found = new ArrayList<>();
        if (learned(deployment, logs)) {
            logs.templates()
                    .forEach(it -> news(service, it, logs.deployedBefore()).ifPresent(found::add));
        }
        Optional<Jump> errors = rate(logs.errors()).filter(it -> it.speaks(TOGETHER / services));
        Optional<Jump> share = share(logs).filter(it -> it.speaks(TOGETHER / services));
        errors.ifPresent(it -> found.add(new LogFinding(service, LogFinding.Kind.ERRORS_JUMP, null, it.events(), it)));
        double threshold = (errors.isPresent() || share.isPresent() ? TOGETHER : ALONE) / services;
        for (ErrorTemplate template : logs.templates()) {
            rate(template.counts())
                    .filter(it -> template.lastSeenBefore() != null && it.speaks(threshold))
                    .ifPresent(it -> found.add(
                            new LogFinding(service, LogFinding.Kind.TEMPLATE_JUMP, template.id(), it.events(), it)));
        }
        share.ifPresent(
                it -> found.add(new LogFinding(service, LogFinding.Kind.ERROR_SHARE_JUMP, null, it.events(), it)));
        return found.stream()
                .sorted(Comparator.comparing(LogFinding::kind)
                        .thenComparing(
                                Comparator.comparingDouble(LogFinding::lines).reversed()))
                .limit(MOST_FINDINGS)
                .toList();
    }

    private Optional<LogFinding> news(String service, ErrorTemplate template, @Nullable Instant deployedBefore) {
        double lines = after(template.counts());
        if (!(lines > 0)) {
            return Optional.empty();
        }
        return switch (News.of(template.lastSeenBefore(), deployment.begun(), deployedBefore)) {
            case NEW -> Optional.of(new LogFinding(service, LogFinding.Kind.NEW_ERROR, template.id(), lines, null));
            case RETURNED ->
                Optional.of(new LogFinding(service, LogFinding.Kind.RETURNED_ERROR, template.id(), lines, null));
            case NONE -> Optional.empty();
        };
    }

    private double after(Series counts) {
        int moment = counts.indexAt(deployment.serving());
        double sum = 0;
        for (double count : counts.slice(moment, moment + look.steps())) {
            sum += Double.isNaN(count) ? 0 : count;
        }
        return sum;
    }

    private Optional<Jump> rate(Series counts) {
        Series cleaned = deployment.cleaned(counts);
        return CountTest.rate(cleaned, cleaned.indexAt(deployment.serving()), look.steps());
    }

    private Optional<Jump> share(ServiceLogs logs) {
        Series errors = deployment.cleaned(logs.errors());
        return CountTest.share(errors, logs.lines(), errors.indexAt(deployment.serving()), look.steps());
    }
}
