package io.rootops.app;

import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubReports;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.report.ReportSender;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.memory.ReportIntake;
import io.rootops.core.report.ReportKind;
import io.rootops.core.schedule.ReportSchedule;
import io.rootops.core.settings.Settings;
import io.rootops.dashboard.DashboardData;
import io.rootops.dashboard.RiskReports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a score to where people look. */
final class Reports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final ReportIntake intake;
    private final GitHubReports github;
    private final ReportSchedule schedule;
    private final boolean comments;

    /** @param reported told how long it took from a delivery to what is written on its commit */
    Reports(Memory memory, Settings settings, GitHubTokens tokens, DashboardData data, Consumer<Duration> reported) {
        InstantSource clock = InstantSource.system();
        GitHubAddress address = new GitHubAddress(settings.githubUrl(), settings.githubApiUrl());
        this.comments = settings.pullRequestComments();
        this.intake = memory.reportIntake();
        this.github = new GitHubReports(
                address,
                tokens,
                settings.commitStatuses() ? settings.githubToken() : null,
                comments ? settings.githubToken() : null,
                clock);
        ReportSender sender = new ReportSender(
                memory.reportOutbox(),
                new RiskReports(data, settings.url(), settings.checkFailPercentile(), clock)::of,
                github::tell,
                memory.refusals(),
                reported,
                clock,
                RandomGenerator.getDefault());
        this.schedule = new ReportSchedule(memory.dataSource(), sender::run);
    }

    void start() {
        schedule.start();
    }

    /** To be called when it was read, or its commits got other scores. A failure costs nothing: the next call mends it. */
    void news(Optional<TrackedRepository> repository) {
        repository.ifPresent(it -> {
            try {
                Optional<ReportKind> kind = github.kind(it);
                int due = kind.isPresent() ? intake.heads(it.id(), kind.get()) : 0;
                if (comments && github.comments(it)) {
                    due += intake.pullHeads(it.id(), ReportKind.COMMENT);
                }
                if (due > 0) {
                    schedule.tellNow();
                }
            } catch (ForgeException e) {
                LOG.warn("{}: scores are not told: {}", it.name(), e.getMessage());
            }
        });
    }

    /** Somebody asked on GitHub for the check run of a commit again; false: there is nothing to tell of it. */
    boolean again(TrackedRepository repository, String sha) {
        boolean due = intake.again(repository.id(), sha, ReportKind.CHECK_RUN);
        if (due) {
            schedule.tellNow();
        }
        return due;
    }

    @Override
    public void close() {
        schedule.close();
    }
}
