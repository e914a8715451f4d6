package io.rootops.app.cli;

import io.rootops.core.engine.LocalRanking;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.risk.Prior;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Which repository is read, and whether the reading is told. */
final class RepositoryOptions {
    private static final int MOST_THREADS = 4;

    @Option(
            names = "--repo",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "A git repository, or a directory in one; default: the working directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path path;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    boolean quiet;

    GitHistory open() throws UnreadableRepositoryException {
        return GitHistory.open(path);
    }

    /** What reads and ranks. */
    LocalRanking ranking(GitHistory git, Prior prior, ProgressLine progress) {
        return new LocalRanking(git, threads(), prior, InstantSource.system(), progress);
    }

    int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    ProgressLine progress(Console console) {
        return new ProgressLine(console.err(), console.interactive(), quiet, System::nanoTime);
    }
}
