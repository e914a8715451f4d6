package io.rootops.app.cli;

import io.rootops.core.engine.LocalPatterns;
import io.rootops.core.history.GitHistory;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.PatternEvaluation;
import io.rootops.core.pattern.PatternEvaluation.Held;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.settings.Setting;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures whether patterns hold on later commits. */
@Command(
        name = "patterns",
        description = {
            "Measure whether the patterns of the first two thirds of a history, found by what was known then,",
            "hold in its last third."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:a repository cannot be read", "130:interrupted"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops evaluate patterns --repo .",
            "  rootops evaluate patterns --repo accumulo closure-compiler --json"
        })
final class EvaluatePatternsCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 4;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--repo",
            required = true,
            arity = "1..*",
            paramLabel = "CLONE",
            description = "Git repositories, each measured for itself.")
    @SuppressWarnings("NullAway.Init") // required
    private List<Path> repositories;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description =
                    "Least confidence of a pattern, 0.5 to 0.99; default: that of PATTERN_CONFIDENCE_THRESHOLD, 0.7.")
    private double threshold =
            Double.parseDouble(Objects.requireNonNull(Setting.PATTERN_CONFIDENCE_THRESHOLD.defaultValue()));

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    private boolean quiet;

    EvaluatePatternsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (!(threshold >= 0.5 && threshold <= 0.99)) {
            throw new ParameterException(
                    spec.commandLine(), "--threshold '" + threshold + "'; expected a number from 0.5 to 0.99");
        }
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        List<Figures> figures = new ArrayList<>();
        for (Path repository : repositories) {
            try (GitHistory git = GitHistory.open(repository);
                    ProgressLine progress =
                            new ProgressLine(console.err(), console.interactive(), quiet, System::nanoTime)) {
                PatternEvaluation evaluation = new LocalPatterns(git, threads, InstantSource.system(), progress)
                        .evaluate(PatternRule.of(threshold));
                progress.close();
                figures.add(Figures.of(repository.toString(), evaluation));
            }
        }
        if (json) {
            console.out().line(new Json().indented(new Result("rootops.evaluate/1", "patterns", threshold, figures)));
        } else {
            figures.forEach(this::print);
        }
        return ExitCode.OK;
    }

    private void print(Figures it) {
        console.out()
                .line(String.format(
                        Locale.ENGLISH,
                        "%s: %,d commits; until %s %,d of %,d went wrong (%.1f %%), since then %,d of %,d (%.1f %%)",
                        TerminalText.of(it.repository()),
                        it.commits(),
                        it.from().substring(0, 10),
                        it.earlier().bad(),
                        it.earlier().commits(),
                        100 * it.earlier().rate(),
                        it.later().bad(),
                        it.later().commits(),
                        100 * it.later().rate()));
        console.out()
                .line(String.format(
                        "  %d patterns, %d of them met later: %s",
                        it.patterns().size(), it.held().found(), words(it.held())));
        console.out()
                .line(String.format(
                        "  counted alone, %d met later: %s", it.countedAlone().found(), words(it.countedAlone())));
        for (Item each : it.patterns()) {
            console.out()
                    .line(String.format(
                            Locale.ENGLISH,
                            "  %.2f  %d of %d, then %d of %d  %s",
                            each.confidence(),
                            each.earlier().bad(),
                            each.earlier().commits(),
                            each.later().bad(),
                            each.later().commits(),
                            TerminalText.of(each.words())));
        }
    }

    private static String words(Held held) {
        return held.clearly() + " clearly above the rate of all, " + held.above() + " above, " + held.byHalf()
                + " above 1.5 times, " + held.against() + " clearly below that";
    }

    private record Result(String schema, String task, double threshold, List<Figures> repositories) {}

    /**
     * @param repository as it was named
     * @param countedAlone of whatever had gone wrong 1.5 times as often, with ten commits or more
     */
    private record Figures(
            String repository,
            int commits,
            String from,
            Part earlier,
            Part later,
            Held held,
            Held countedAlone,
            List<Item> patterns) {
        static Figures of(String repository, PatternEvaluation it) {
            return new Figures(
                    repository,
                    it.commits(),
                    it.from().toString(),
                    Part.of(it.earlier()),
                    Part.of(it.later()),
                    it.held(),
                    it.countedAlone(),
                    it.found().stream()
                            .map(found -> new Item(
                                    found.trait().words(),
                                    Math.round(found.confidence() * 1000) / 1000.0,
                                    Part.of(found.earlier()),
                                    Part.of(found.later())))
                            .toList());
        }
    }

    private record Part(int commits, int bad, double rate) {
        static Part of(Count it) {
            return new Part(it.known(), it.bad(), Math.round(it.rate() * 10_000) / 10_000.0);
        }
    }

    private record Item(String words, double confidence, Part earlier, Part later) {}
}
