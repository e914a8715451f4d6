package io.rootops.app.cli;

import io.rootops.core.evaluate.signal.SuspicionEvaluation;
import io.rootops.core.evaluate.signal.SuspicionFigures;
import io.rootops.core.evaluate.signal.SuspicionFigures.Alarms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the rules of suspicions on counts of a benchmark. */
@Command(
        name = "suspicions",
        description = {
            "Measure what is looked for between deployments: how often it speaks of real counts as they are,",
            "looked at every five minutes, and what it finds of changes that last for an hour. Takes some minutes."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:the data cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = "  rootops evaluate suspicions --data DIR --seed 1 --json")
final class EvaluateSuspicionsCommand implements Callable<Integer> {
    /** In each series, at each rate. */
    private static final int CHANGES = 40;

    private final Console console;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The Numenta Anomaly Benchmark: the folders data, with series as CSV, and labels.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of all that is drawn; default: 1.")
    private long seed;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    EvaluateSuspicionsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SuspicionFigures figures = new SuspicionEvaluation(seed, CHANGES).measure(NabFolder.read(data));
        if (json) {
            console.out().line(new Json().indented(Figures.of(seed, figures)));
        } else {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(
                    Locale.ENGLISH,
                    "%.1f weeks of series at each rate, looked at every five minutes",
                    figures.weeks()));
            lines.add("errors per 5 min   false alarms per week   found within the hour");
            figures.errors().forEach((rate, it) -> lines.add(line(rate, it)));
            lines.add("lines per 5 min    false alarms per week   silence found within the hour");
            figures.silence().forEach((rate, it) -> lines.add(line(rate, it)));
            console.out().line(String.join(System.lineSeparator(), lines));
        }
        return ExitCode.OK;
    }

    private static String line(double rate, Alarms it) {
        String found = it.found().entrySet().stream()
                .map(each -> (each.getKey() == 0 ? "" : String.format(Locale.ENGLISH, "x%.0f ", each.getKey()))
                        + String.format(Locale.ENGLISH, "%.0f %%", 100 * each.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ENGLISH, "%15s   %21.2f   %s", rate, it.perWeek(), found);
    }

    /** @param seriesWeeks that were watched at each rate */
    private record Figures(
            String schema,
            String task,
            long seed,
            double seriesWeeks,
            SortedMap<String, Rate> errors,
            SortedMap<String, Rate> silence) {

        static Figures of(long seed, SuspicionFigures it) {
            return new Figures(
                    "rootops.evaluate/1",
                    "suspicions",
                    seed,
                    thousandths(it.weeks()),
                    rates(it.errors()),
                    rates(it.silence()));
        }

        private static SortedMap<String, Rate> rates(SortedMap<Double, Alarms> alarms) {
            SortedMap<String, Rate> rates = new TreeMap<>();
            alarms.forEach((rate, it) -> {
                SortedMap<String, Double> found = new TreeMap<>();
                it.found().forEach((factor, share) -> found.put(String.valueOf(factor), thousandths(share)));
                rates.put(String.valueOf(rate), new Rate(thousandths(it.perWeek()), found, it.changes()));
            });
            return rates;
        }

        private static double thousandths(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }

    /** @param found shares of 1, by the factor */
    private record Rate(double alarmsPerWeek, SortedMap<String, Double> found, int changes) {}
}
