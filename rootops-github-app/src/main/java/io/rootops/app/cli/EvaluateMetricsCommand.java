package io.rootops.app.cli;

import io.rootops.core.evaluate.signal.AnomalyEvaluation;
import io.rootops.core.evaluate.signal.AnomalyFigures;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the detector of anomalies on labelled series. */
@Command(
        name = "metrics",
        description = {
            "Measure the detector of anomalies on the Numenta Anomaly Benchmark, by its own threshold.",
            "A guard against getting worse, not an accuracy: some of its windows are trivial or mislabelled."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:the data cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = "  rootops evaluate metrics --data ../shared/bench/nab --json")
final class EvaluateMetricsCommand implements Callable<Integer> {
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
        AnomalyFigures figures = new AnomalyEvaluation().measure(NabFolder.read(data));
        if (json) {
            console.out()
                    .line(new Json()
                            .indented(new Figures(
                                    "rootops.evaluate/1",
                                    "metrics",
                                    hundredths(figures.standard()),
                                    hundredths(figures.lowFalsePositives()),
                                    hundredths(figures.lowFalseNegatives()),
                                    hundredths(figures.alarmsPerWeek()))));
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
        }
        return ExitCode.OK;
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private record Figures(
            String schema, String task, double standard, double lowFp, double lowFn, double alarmsPerWeek) {}
}
