package io.rootops.app.cli;

import io.rootops.client.ClientSettings;
import io.rootops.client.CommitRisk;
import io.rootops.client.Gate;
import io.rootops.client.GateReason;
import io.rootops.client.Reason;
import io.rootops.client.RootOpsClient;
import io.rootops.client.RootOpsException;
import io.rootops.core.gate.GateVerdict;
import io.rootops.core.reporter.RiskSummary;
import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import io.rootops.core.risk.RiskLevel;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a server judge a commit. */
final class ServerGate {
    private final RootOpsClient client;
    private final @Nullable Integer percentile;
    private final Duration wait;

    /**
     * What came of it.
     *
     * @param away why the server cannot be asked; null: it was
     */
    record Answer(RiskSummary summary, @Nullable String away) {}

    /**
     * Not asked yet.
     *
     * @param percentile 1 to 100, from which on the commit itself holds back besides what the server says; null: as that says
     * @throws CommandException when the address is none
     */
    ServerGate(URI server, @Nullable String token, @Nullable Integer percentile, Duration wait) {
        try {
            this.client = new RootOpsClient(
                    ClientSettings.of(server, token == null || token.isBlank() ? null : token.strip()),
                    HttpClient.newBuilder());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        this.percentile = percentile;
        this.wait = wait;
    }

    /**
     * Asks.
     *
     * @param repository null: whichever has the commit
     * @throws CommandException when what was asked for is wrong
     */
    Answer ask(@Nullable String repository, String sha, @Nullable String environment, @Nullable String service) {
        String where = environment == null ? "production" : environment;
        try {
            CommitRisk risk = client.risk(repository, sha, wait);
            Gate gate = client.gate(
                    risk.repository().isEmpty() ? repository : risk.repository(), risk.sha(), environment, service);
            return new Answer(summary(risk, gate, where), null);
        } catch (RootOpsException e) {
            return switch (e.kind()) {
                case REFUSED, AMBIGUOUS -> throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
                case INTERRUPTED -> throw new CommandException(ExitCode.INTERRUPTED, "interrupted");
                case UNKNOWN_COMMIT, UNKNOWN_REPOSITORY -> new Answer(unknown(repository, where, e), null);
                default -> new Answer(unknown(repository, where, e), String.valueOf(e.getMessage()));
            };
        }
    }

    private RiskSummary summary(CommitRisk risk, Gate gate, String environment) {
        List<String> reasons = new ArrayList<>();
        List<String> change = new ArrayList<>(gate.wouldChange());
        GateVerdict verdict = GateVerdict.valueOf(gate.verdict().name());
        Double place = risk.percentile();
        if (percentile != null && place != null && place >= percentile) {
            verdict = GateVerdict.HOLD;
            reasons.add("The commit stands at percentile " + Math.round(place) + ", at or above " + percentile + ".");
            change.add("`--max-percentile` above " + Math.round(place) + ".");
        }
        gate.reasons().stream().map(GateReason::text).forEach(reasons::add);
        return new RiskSummary(
                risk.repository(),
                environment,
                verdict,
                reasons,
                change,
                percentile,
                risk.modelNote() == null ? "as the server says" : risk.modelNote(),
                List.of(reported(risk)));
    }

    private static RiskSummary unknown(@Nullable String repository, String environment, RootOpsException e) {
        return new RiskSummary(
                repository == null ? "the repository" : repository,
                environment,
                GateVerdict.UNKNOWN,
                List.of(String.valueOf(e.getMessage())),
                List.of(),
                null,
                "not known",
                List.of());
    }

    private static ReportedCommit reported(CommitRisk risk) {
        Double place = risk.percentile();
        return new ReportedCommit(
                risk.sha(),
                risk.title() == null ? "" : risk.title(),
                place == null ? null : (int) Math.round(place),
                risk.probability(),
                switch (risk.level()) {
                    case LOW -> RiskLevel.LOW;
                    case MEDIUM -> RiskLevel.MEDIUM;
                    case HIGH -> RiskLevel.HIGH;
                    case UNKNOWN -> null;
                },
                risk.reasons().stream().map(Reason::text).toList(),
                risk.page() == null ? null : risk.page().toString(),
                risk.percentile() != null
                        ? null
                        : risk.unscoredReason() == null ? "It has no score yet." : risk.unscoredReason());
    }
}
