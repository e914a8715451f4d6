package io.rootops.app.cli;

import io.rootops.app.prior.ShippedPrior;
import io.rootops.core.engine.LocalRanking.Ranking;
import io.rootops.core.history.GitHistory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that is known of one commit. */
@Command(
        name = "explain",
        description = {
            "Show why a commit of a local repository has its place: percentile, reasons, files, and the facts"
                    + " that were known when it landed.",
            "Needs no server, no token and no database."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:explained",
            "2:wrong usage, or no such commit",
            "3:the repository cannot be read",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops explain HEAD", "  rootops explain 1a2b3c4 --repo ../shop --json"})
final class ExplainCommand implements Callable<Integer> {
    private final Console console;
    private final ShippedPrior prior;

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Parameters(paramLabel = "SHA", description = "A commit: its sha or the beginning of it, a branch, a tag.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String revision;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    ExplainCommand(Console console, ShippedPrior prior) {
        this.console = console;
        this.prior = prior;
    }

    @Override
    public Integer call() throws Exception {
        try (GitHistory git = repository.open();
                ProgressLine progress = repository.progress(console)) {
            String sha = git.commit(revision);
            Ranking ranking = repository
                    .ranking(git, prior.orTell(console.err()::line), progress)
                    .rank(List.of(sha));
            progress.close();
            Explanation explanation = Explanation.of(ranking);
            if (json) {
                console.out().line(new Json().indented(explanation));
            } else {
                ExplanationText.print(console.out(), explanation, ranking);
            }
        }
        return ExitCode.OK;
    }
}
