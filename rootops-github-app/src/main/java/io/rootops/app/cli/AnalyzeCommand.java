package io.rootops.app.cli;

import io.rootops.app.Backfill;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Analysis;
import io.rootops.core.history.GitHistory;
import io.rootops.core.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a score to commits that were stored without one. */
@Command(
        name = "analyze",
        description = {
            "Give a score to commits that wait for it because AUTO_ANALYZE_NEW_COMMITS is false.",
            "Reads what is new first. A server may run on the same data directory meanwhile."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:analysed",
            "2:wrong usage, no such commit, or a setting that cannot be",
            "3:the repository or the database cannot be read",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops analyze 1a2b3c4", "  rootops analyze v1.0..main --repo ../shop"})
final class AnalyzeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Parameters(
            paramLabel = "SHA|RANGE",
            description = "One commit, or the commits of A..B; a branch or tag is all that it reaches.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String revision;

    AnalyzeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = console.settings(Map.of());
        List<String> shas;
        try (GitHistory git = repository.open()) {
            shas = git.commits(revision, Integer.MAX_VALUE);
        }
        try (Backfill backfill = Backfill.beside(settings)) {
            TrackedRepository followed = backfill.follow(repository.path);
            TrackedRepository after;
            try (ProgressLine progress = repository.progress(console)) {
                after = backfill.read(followed, progress);
            }
            if (after.problem() != null) {
                console.err().line("rootops: " + TerminalText.of(after.name() + ": " + after.problem()));
                return ExitCode.UNREADABLE;
            }
            Analysis.Result result = backfill.analyze(after, shas);
            console.out()
                    .line(String.format(
                            Locale.ENGLISH,
                            "%s: %,d of %,d commits analysed now",
                            after.name(),
                            result.analyzed(),
                            shas.size()));
        }
        return ExitCode.OK;
    }
}
