package io.rootops.app.cli;

import io.rootops.core.engine.LocalRanking.Ranking;
import io.rootops.core.engine.RankedCommit;
import io.rootops.core.gate.GateVerdict;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.UnknownRevisionException;
import io.rootops.core.reporter.RiskSummary;
import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.RiskScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges commits of a clone by its history alone: whether one stands too high. */
final class LocalGate {
    private static final int MOST_COMMITS = 1_000;
    private static final String SHALLOW =
            "This clone is shallow: what its history would teach is cut off, so that no place in it can be told.";
    private static final String COMPLETE = "The whole history in the clone: `fetch-depth: 0` of GitHub's checkout,"
            + " `GIT_DEPTH: 0` in GitLab, `fetchDepth: 0` in Azure, else `git fetch --unshallow`; or a server to ask.";

    private final GitHistory git;
    private final int percentile;

    /** @param percentile 1 to 100, from which on a commit holds back */
    LocalGate(GitHistory git, int percentile) {
        this.git = git;
        this.percentile = percentile;
    }

    /**
     * The commits to judge: of a pull request what it adds, of a merge what it brings.
     *
     * @param revision as it was asked for; null: what the build says, else HEAD
     * @throws UnknownRevisionException when the clone has no such commit
     */
    List<String> wanted(@Nullable String revision, CiEnvironment ci) throws UnknownRevisionException {
        if (revision != null && revision.contains("..")) {
            return git.commits(revision, MOST_COMMITS);
        }
        String sha = git.commit(revision != null ? revision : ci.sha() != null ? ci.sha() : "HEAD");
        String base = revision == null ? ci.base() : null;
        if (base != null && git.contains(base)) {
            List<String> added = git.commits(base + ".." + sha, MOST_COMMITS);
            return added.isEmpty() ? List.of(sha) : added;
        }
        return withWhatItBrings(sha);
    }

    private List<String> withWhatItBrings(String sha) throws UnknownRevisionException {
        List<String> commits;
        try {
            git.commit(sha + "^2");
            commits = git.commits(sha + "^1.." + sha, MOST_COMMITS);
        } catch (UnknownRevisionException e) {
            // It has one parent, or the clone ends here.
            return List.of(sha);
        }
        return Stream.concat(Stream.of(sha), commits.stream().filter(it -> !it.equals(sha)))
                .toList();
    }

    /** @param repository null: as the clone's remote says, else the name of its directory */
    RiskSummary summary(List<String> shas, @Nullable String repository, Ranking ranking) {
        List<ReportedCommit> commits =
                ranking.commits().stream().map(LocalGate::reported).toList();
        List<ReportedCommit> risky =
                commits.stream().filter(it -> it.standsAt(percentile)).toList();
        List<String> reasons = new ArrayList<>();
        List<String> change = new ArrayList<>();
        GateVerdict verdict = GateVerdict.ALLOW;
        if (git.shallow()) {
            verdict = GateVerdict.UNKNOWN;
            reasons.add(SHALLOW);
            change.add(COMPLETE);
        } else if (!risky.isEmpty()) {
            verdict = GateVerdict.HOLD;
            risky.forEach(it -> {
                reasons.add("Commit " + it.shortSha() + " stands at percentile " + it.percentile() + ", at or above "
                        + percentile + ".");
                change.add("The same without commit " + it.shortSha() + ", or `--max-percentile` above "
                        + it.percentile() + ".");
            });
        } else if (commits.stream().allMatch(it -> it.percentile() == null)) {
            verdict = GateVerdict.UNKNOWN;
            reasons.add(shas.isEmpty() ? "There is no commit between the two." : "None of the commits has a score.");
        } else {
            reasons.add(
                    commits.size() == 1
                            ? "It stands below percentile " + percentile + "."
                            : "None of the " + commits.size() + " commits stands at or above percentile " + percentile
                                    + ".");
        }
        return new RiskSummary(
                repository != null ? repository : name(),
                null,
                verdict,
                reasons,
                change,
                percentile,
                ModelWords.of(ranking).note(),
                commits);
    }

    private String name() {
        String remote = CiEnvironment.remote(git.originUrl().orElse(null));
        Path directory = git.root().toAbsolutePath().normalize().getFileName();
        return remote != null ? remote : String.valueOf(directory);
    }

    private static ReportedCommit reported(RankedCommit it) {
        RiskScore risk = it.risk();
        return new ReportedCommit(
                it.commit().sha(),
                it.commit().subject(),
                risk == null ? null : risk.percentile(),
                risk == null ? null : risk.probability(),
                risk == null ? null : risk.level(),
                risk == null
                        ? List.of()
                        : risk.reasons().stream().map(Reason::text).toList(),
                null,
                risk != null
                        ? null
                        : it.commit().merge()
                                ? "A merge brings together changes that are scored one by one."
                                : "A shallow clone ends at this commit.");
    }
}
