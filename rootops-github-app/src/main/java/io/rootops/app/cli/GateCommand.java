package io.rootops.app.cli;

import io.rootops.app.prior.ShippedPrior;
import io.rootops.core.gate.GateVerdict;
import io.rootops.core.history.GitHistory;
import io.rootops.core.reporter.RiskSummary;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks, in any CI, whether a commit may go on. */
@Command(
        name = "gate",
        description = {
            "Say whether a commit may go on: by a server, which knows what serves and what is wrong there, or without one by"
                    + " the history of a clone.",
            "In GitHub Actions, GitLab CI, CircleCI, Azure Pipelines, Buildkite and Jenkins it finds repository and commit by"
                    + " itself."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:allowed, or not known, which is no reason to wait",
            "1:held",
            "2:wrong usage, or no such commit",
            "3:the repository cannot be read, or a report cannot be written",
            "4:the server cannot be asked, and --on-unavailable is fail",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops gate                                       of this clone, without a server",
            "  rootops gate --environment production              by the server at ROOTOPS_URL",
            "  rootops gate --report text --report junit=risk.xml for people and for the CI"
        })
final class GateCommand implements Callable<Integer> {
    private static final int DEFAULT_PERCENTILE = 99;
    private static final int MOST_WAIT = 30;

    private final Console console;
    private final ShippedPrior prior;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final RepositoryOptions clone = new RepositoryOptions();

    @Mixin
    private final ReportOptions reports = new ReportOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SHA",
            description = "A commit; without a server A..B, too. Default: what the CI builds, else HEAD of the clone.")
    private @Nullable String revision;

    @Option(names = "--server", paramLabel = "URL", description = "Ask this server; default: ROOTOPS_URL, else none.")
    private @Nullable String server;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description =
                    "What the server calls it, owner/name; default: as the CI says, else whichever has the commit.")
    private @Nullable String repository;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Where it is to be deployed; default: production. Only a server knows environments.")
    private @Nullable String environment;

    @Option(names = "--service", paramLabel = "NAME", description = "Which service of the repository is deployed.")
    private @Nullable String service;

    @Option(
            names = "--max-percentile",
            paramLabel = "N",
            description =
                    "Hold from this percentile on, 1 to 100; default: the server's GATE_HOLD_PERCENTILE, without one 99.")
    private @Nullable Integer percentile;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long to wait for a score that the server does not have yet, 0 to 30; default: 20.")
    private int wait;

    @Option(names = "--report-only", description = "End with 0 even where it is held.")
    private boolean reportOnly;

    @Option(
            names = "--on-unavailable",
            paramLabel = "pass|fail",
            defaultValue = "pass",
            description = "What to do where the server cannot be asked; default: pass, with a warning.")
    private Unavailable unavailable = Unavailable.PASS;

    enum Unavailable {
        PASS,
        FAIL
    }

    GateCommand(Console console, ShippedPrior prior) {
        this.console = console;
        this.prior = prior;
    }

    @Override
    public Integer call() throws Exception {
        check(
                percentile == null || percentile >= 1 && percentile <= 100,
                "--max-percentile",
                percentile,
                "from 1 to 100");
        check(wait >= 0 && wait <= MOST_WAIT, "--wait", wait, "from 0 to " + MOST_WAIT);
        ReportOptions.Checked wanted = reports.checked(console);
        String address = server != null ? server : console.environment().get("ROOTOPS_URL");
        CiEnvironment ci = CiEnvironment.of(console.environment());
        RiskSummary summary = address == null || address.isBlank() ? local(ci) : asked(address, ci);
        wanted.write(summary, console);
        if (summary.verdict() == GateVerdict.UNKNOWN) {
            summary.reasons()
                    .forEach(it -> console.err().line("rootops: not held, as it is not known: " + TerminalText.of(it)));
        }
        return summary.verdict() == GateVerdict.HOLD && !reportOnly ? ExitCode.FAILED_CHECK : ExitCode.OK;
    }

    private void check(boolean fine, String option, @Nullable Integer value, String expected) {
        if (!fine) {
            throw new ParameterException(
                    spec.commandLine(), option + " '" + value + "'; expected a whole number " + expected);
        }
    }

    private RiskSummary local(CiEnvironment ci) throws Exception {
        try (GitHistory git = clone.open();
                ProgressLine progress = clone.progress(console)) {
            LocalGate gate = new LocalGate(git, percentile == null ? DEFAULT_PERCENTILE : percentile);
            List<String> shas = gate.wanted(revision, ci);
            RiskSummary summary = gate.summary(
                    shas,
                    repository != null ? repository : ci.repository(),
                    clone.ranking(git, prior.orTell(console.err()::line), progress)
                            .rank(shas));
            progress.close();
            return summary;
        }
    }

    private RiskSummary asked(String address, CiEnvironment ci) throws Exception {
        ServerGate gate = new ServerGate(
                serverAddress(address),
                console.environment().get("ROOTOPS_TOKEN"),
                percentile,
                Duration.ofSeconds(wait));
        String sha = revision != null ? revision : ci.sha();
        if (sha == null) {
            try (GitHistory git = clone.open()) {
                sha = git.commit("HEAD");
            }
        }
        ServerGate.Answer answer =
                gate.ask(repository != null ? repository : ci.repository(), sha, environment, service);
        if (answer.away() != null && unavailable == Unavailable.FAIL) {
            throw new CommandException(ExitCode.REFUSED, answer.away());
        }
        return answer.summary();
    }

    private URI serverAddress(String address) {
        try {
            return URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    (server != null ? "--server" : "ROOTOPS_URL") + " is no address; expected one such as"
                            + " https://rootops.example.com");
        }
    }
}
