package io.rootops.app.cli;

import io.rootops.app.Backfill;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fills the memory and ends. */
@Command(
        name = "backfill",
        description = {
            "Read repositories into the memory to the end of their histories, and exit.",
            "With the embedded database no server may run on the same data directory meanwhile."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is read",
            "2:wrong usage, or a setting that cannot be",
            "3:a repository or the database cannot be read, or a server holds the data directory",
            "4:GitHub refused, or cannot be reached",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops backfill --repo .", "  rootops backfill --repo acme/shop"})
final class BackfillCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--repo",
            paramLabel = "PATH|OWNER/NAME",
            description = "A local git repository, or one on GitHub besides those of GITHUB_REPO; may be repeated.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    private boolean quiet;

    BackfillCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Followed followed = Followed.of(names);
        List<Path> local = followed.local();
        Settings settings = console.settings(followed.settings(console.environment()));
        if (local.isEmpty() && settings.githubRepositories().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "no repository to read; name one with --repo, or in GITHUB_REPO");
        }
        int exitCode = ExitCode.OK;
        try (Backfill backfill = new Backfill(settings)) {
            for (TrackedRepository repository : backfill.follow(local)) {
                exitCode = Math.max(exitCode, read(backfill, repository));
            }
        }
        return exitCode;
    }

    private int read(Backfill backfill, TrackedRepository repository) {
        TrackedRepository after;
        try (ProgressLine progress = new ProgressLine(console.err(), console.interactive(), quiet, System::nanoTime)) {
            after = backfill.read(repository, progress);
        }
        if (after.problem() != null) {
            console.err().line("rootops: " + TerminalText.of(after.name() + ": " + after.problem()));
            return after.kind() == TrackedRepository.Kind.GITHUB ? ExitCode.REFUSED : ExitCode.UNREADABLE;
        }
        console.out()
                .line(String.format(
                        Locale.ENGLISH,
                        "%s: %,d commits, %,d with a score",
                        after.name(),
                        after.commits(),
                        after.scoredCommits()));
        return ExitCode.OK;
    }
}
