package io.rootops.core.settings;

import io.rootops.core.access.AccessMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this RootOps runs.
 *
 * @param githubRepositories owner/name each
 * @param githubToken null: anonymous
 * @param commitStatuses true: scores are written with the token, where RootOps is no App
 * @param pullRequestComments true: the risk of pull requests is written on them as a comment
 * @param githubApp null: RootOps is none
 * @param checkFailPercentile from which on a check run fails; null: none does
 * @param gateHoldPercentile from which on a commit has the gate hold a deployment back
 * @param analyzeNewCommits false: commits are stored without a score, until somebody asks for it
 * @param continuousLearning false: the model in use is kept
 * @param patternThreshold least confidence of a pattern, 0.5 to 0.99
 * @param retention how long raw material is kept
 * @param logPaths globs of log files
 * @param signalPages where people look at the same metrics
 * @param databaseUrl null: the embedded database
 * @param keyFile of the key that secrets in the database are encrypted with; need not exist
 * @param bind an address to listen on, or localhost
 * @param url where people reach this RootOps, without a slash at its end; null: its own address
 * @param webhookSecrets any of them may have signed; empty: webhooks are refused
 * @param pagerDutySecret that PagerDuty signs with; null: its webhooks are refused
 * @param webhookPort 0: a free one; null: none of their own
 */
public record Settings(
        List<String> githubRepositories,
        @Nullable Secret githubToken,
        boolean commitStatuses,
        boolean pullRequestComments,
        @Nullable GitHubApp githubApp,
        @Nullable Integer checkFailPercentile,
        int gateHoldPercentile,
        URI githubUrl,
        URI githubApiUrl,
        boolean autoPolling,
        Duration githubPollInterval,
        boolean analyzeNewCommits,
        boolean continuousLearning,
        double patternThreshold,
        Duration retention,
        StoreSetting loki,
        List<String> logPaths,
        Duration logPollInterval,
        StoreSetting prometheus,
        Duration metricPollInterval,
        SignalPages signalPages,
        @Nullable Secret databaseUrl,
        Path home,
        Path keyFile,
        int port,
        String bind,
        @Nullable URI url,
        Authentication authentication,
        List<Secret> webhookSecrets,
        @Nullable Secret pagerDutySecret,
        @Nullable Integer webhookPort) {

    /** What ROOTOPS_AUTH says. */
    public enum Authentication {
        AUTO,
        REQUIRED,
        OPEN
    }

    /** How the server is guarded, by all settings together. */
    public AccessMode access() {
        return switch (authentication) {
            case REQUIRED -> AccessMode.REQUIRED;
            case OPEN -> AccessMode.OPEN;
            // A proxy on this machine would carry what is open here to where the URL leads.
            case AUTO ->
                Loopback.is(bind) && (url == null || Loopback.is(url.getHost()))
                        ? AccessMode.LOCAL
                        : AccessMode.REQUIRED;
        };
    }
}
