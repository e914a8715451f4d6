package io.rootops.app.cli;

import io.rootops.core.evaluate.signal.AnomalyEvaluation;
import io.rootops.core.evaluate.signal.AnomalyFigures;
import io.rootops.core.evaluate.signal.LabelledSeries;
import io.rootops.core.evaluate.signal.LimitEvaluation;
import io.rootops.core.evaluate.signal.LimitFigures;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the detector of anomalies on labelled series. */
@Command(
        name = "metrics",
        description = {
            "Measure the detector of anomalies on the Numenta Anomaly Benchmark, by its own threshold.",
            "A guard against getting worse, not an accuracy: some of its windows are trivial or mislabelled.",
            "Then, on its real series, forecasts of when a limit is reached."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:the data cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = "  rootops evaluate metrics --data DIR --json")
final class EvaluateMetricsCommand implements Callable<Integer> {
    /** Of when rises begin. */
    private static final long SEED = 1;

    private final Console console;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The benchmark: the folders data, with series as CSV, and labels.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    EvaluateMetricsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<LabelledSeries> series = NabFolder.read(data);
        AnomalyFigures figures = new AnomalyEvaluation().measure(series);
        LimitFigures limits = new LimitEvaluation(SEED).measure(series);
        if (json) {
            console.out()
                    .line(new Json()
                            .indented(new Figures(
                                    "rootops.evaluate/1",
                                    "metrics",
                                    hundredths(figures.standard()),
                                    hundredths(figures.lowFalsePositives()),
                                    hundredths(figures.lowFalseNegatives()),
                                    hundredths(figures.alarmsPerWeek()),
                                    limits(limits))));
        } else {
            console.out()
                    .line(String.format(
                            Locale.ENGLISH,
                            "score %.1f standard, %.1f low false positives, %.1f low false negatives (of 100)%n"
                                    + "%,d series: %,d of %,d windows found, %,d false findings%n"
                                    + "%.2f false alarms per series and week; %.2f on series of machines and services",
                            figures.standard(),
                            figures.lowFalsePositives(),
                            figures.lowFalseNegatives(),
                            figures.series(),
                            figures.found(),
                            figures.windows(),
                            figures.falseFindings(),
                            figures.alarmsPerWeek(),
                            figures.alarmsPerWeekOfOperations()));
            print(limits);
        }
        return ExitCode.OK;
    }

    private void print(LimitFigures limits) {
        Output out = console.out();
        out.line(String.format(
                Locale.ENGLISH,
                "limits ahead, %,d series of %,.0f weeks as they are: foretold %,d times, reached %,d times",
                limits.series(),
                limits.weeks(),
                limits.asIs().episodes(),
                limits.asIs().reached()));
        limits.filling()
                .forEach((hours, it) -> out.line(String.format(
                        Locale.ENGLISH,
                        "limits ahead, with a rise that takes %d hours: %.0f %% of %,d foretold, %.0f hours before, off by"
                                + " %.0f %%, %.0f %% within their interval (medians)",
                        hours,
                        100.0 * it.foretold() / it.rises(),
                        it.rises(),
                        it.hoursAhead(),
                        100 * it.error(),
                        100 * it.within())));
    }

    private static LimitsFigures limits(LimitFigures limits) {
        Map<String, RiseFigures> rises = new LinkedHashMap<>();
        limits.filling()
                .forEach((hours, it) -> rises.put(
                        String.valueOf(hours),
                        new RiseFigures(
                                hundredths(it.foretold() / (double) it.rises()),
                                hundredths(it.hoursAhead()),
                                hundredths(it.error()),
                                hundredths(it.within()))));
        return new LimitsFigures(
                hundredths(limits.weeks()),
                limits.asIs().episodes(),
                limits.asIs().reached(),
                rises);
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private record Figures(
            String schema,
            String task,
            double standard,
            double lowFp,
            double lowFn,
            double alarmsPerWeek,
            LimitsFigures limits) {}

    /** @param rises by how many hours they take */
    private record LimitsFigures(double weeks, int foretold, int reached, Map<String, RiseFigures> rises) {}

    private record RiseFigures(double foretold, double hoursAhead, double error, double within) {}
}
