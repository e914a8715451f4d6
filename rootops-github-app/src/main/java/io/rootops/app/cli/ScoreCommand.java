package io.rootops.app.cli;

import io.rootops.app.prior.ShippedPrior;
import io.rootops.core.engine.LocalRanking.Ranking;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.UnknownRevisionException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ranks commits of a repository on disk: no server, no token, no database. */
@Command(
        name = "score",
        description = {
            "Rank commits of a local repository among all commits of its default branch, by what its history teaches.",
            "Needs no server, no token and no database."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ranked",
            "2:wrong usage, or no such commit",
            "3:the repository cannot be read",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops score                       the newest 20 of the default branch",
            "  rootops score main..my-branch       what my-branch adds",
            "  rootops score HEAD~1..HEAD --json   the last commit, for a program"
        })
final class ScoreCommand implements Callable<Integer> {
    private static final int DEFAULT_LIMIT = 20;

    private final Console console;
    private final ShippedPrior prior;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SHA|RANGE|BRANCH",
            description = "One commit; the commits of A..B; the newest of a branch. Default: the default branch.")
    private @Nullable String revision;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many commits, the newest; default: 20, of a range all.")
    private @Nullable Integer limit;

    @ArgGroup
    private final Format format = new Format();

    static final class Format {
        @Option(names = "--json", description = "One JSON object.")
        boolean json;

        @Option(names = "--jsonl", description = "One JSON object a line.")
        boolean jsonl;

        @Option(names = "--csv", description = "Comma-separated values with a header.")
        boolean csv;
    }

    ScoreCommand(Console console, ShippedPrior prior) {
        this.console = console;
        this.prior = prior;
    }

    @Override
    public Integer call() throws Exception {
        if (limit != null && limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--limit '" + limit + "'; expected a whole number from 1 on");
        }
        try (GitHistory git = repository.open();
                ProgressLine progress = repository.progress(console)) {
            Optional<BranchHead> branch = git.defaultBranch();
            Ranking ranking = repository
                    .ranking(git, prior.orTell(console.err()::line), progress)
                    .rank(wanted(git, branch));
            progress.close();
            print(branch.map(BranchHead::name).orElse(null), ranking);
        }
        return ExitCode.OK;
    }

    private List<String> wanted(GitHistory git, Optional<BranchHead> branch) throws UnknownRevisionException {
        if (revision == null) {
            return branch.isEmpty()
                    ? List.of()
                    : git.commits(reference(branch.get()), limit == null ? DEFAULT_LIMIT : limit);
        }
        int most = revision.contains("..") ? Integer.MAX_VALUE : DEFAULT_LIMIT;
        return git.commits(revision, limit == null ? most : limit);
    }

    /** Not the name alone: a tag may have the same one. */
    private static String reference(BranchHead branch) {
        return branch.name().equals("HEAD") ? "HEAD" : "refs/heads/" + branch.name();
    }

    private void print(@Nullable String branch, Ranking ranking) {
        if (format.json) {
            console.out()
                    .line(new Json()
                            .indented(new Scores(
                                    "rootops.score/1",
                                    ModelWords.of(ranking).model(),
                                    ModelWords.of(ranking).note(),
                                    ModelWords.of(ranking).among(),
                                    ranking.basis().reason(),
                                    branch,
                                    ranking.scoredCommits(),
                                    ofARange() ? ranking.probability() : null,
                                    items(ranking))));
        } else if (format.jsonl) {
            Json json = new Json();
            items(ranking).forEach(it -> console.out().line(json.oneLine(it)));
        } else if (format.csv) {
            ScoreTable.csv(console.out(), items(ranking));
        } else {
            ScoreTable.text(console.out(), ranking);
            if (ofARange() && ranking.probability() != null) {
                console.out()
                        .line(String.format(
                                Locale.ENGLISH,
                                "Probability that at least one of them will need a fix: %.0f %%",
                                100 * ranking.probability()));
            }
        }
    }

    private static List<ScoredCommit> items(Ranking ranking) {
        ModelWords words = ModelWords.of(ranking);
        return ranking.commits().stream().map(it -> ScoredCommit.of(it, words)).toList();
    }

    private boolean ofARange() {
        return revision != null && revision.contains("..");
    }

    /**
     * @param modelReason why this model ranks, in a sentence
     * @param percentilesAmong {@code repository}: its {@code scoredCommits}; {@code public_projects} where these are few
     * @param scoredCommits of the default branch
     * @param rangeProbability that at least one commit of the range will need a fix; null where none has a probability,
     *     and where no range was asked for
     */
    private record Scores(
            String schema,
            String model,
            String modelNote,
            String percentilesAmong,
            String modelReason,
            @Nullable String defaultBranch,
            int scoredCommits,
            @Nullable Double rangeProbability,
            List<ScoredCommit> items) {}
}
