package io.rootops.app.cli;

import io.rootops.core.evaluate.signal.CountFigures;
import io.rootops.core.evaluate.signal.DeploymentEvaluation;
import io.rootops.core.evaluate.signal.DeploymentFigures;
import io.rootops.core.evaluate.signal.LabelledSeries;
import io.rootops.core.evaluate.signal.Rates;
import io.rootops.core.signal.verdict.Look;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the verdict on deployments on real series with made-up deployments. */
@Command(
        name = "deployments",
        description = {
            "Measure the verdict on deployments: how often it speaks at made-up deployments of real series,",
            "as they are and with the values after multiplied. Takes a minute or two."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:the data cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = "  rootops evaluate deployments --data DIR --seed 1 --json")
final class EvaluateDeploymentsCommand implements Callable<Integer> {
    private static final Map<Look, String> NAMES = new EnumMap<>(
            Map.of(Look.EARLY_SIGN, "30 minutes", Look.VERDICT, "60 minutes", Look.FINAL, "final, 120 minutes"));

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

    EvaluateDeploymentsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<LabelledSeries> series = NabFolder.read(data);
        if (series.stream().noneMatch(LabelledSeries::isReal)) {
            throw new CommandException(
                    ExitCode.UNREADABLE,
                    data + " has no series in a group whose name begins with real; expected the Numenta Anomaly"
                            + " Benchmark");
        }
        DeploymentFigures figures = new DeploymentEvaluation(seed).measure(series);
        if (json) {
            console.out().line(new Json().indented(json(figures)));
        } else {
            print(figures);
        }
        return ExitCode.OK;
    }

    private static Figures json(DeploymentFigures figures) {
        Map<String, LookFigures> looks = new LinkedHashMap<>();
        figures.looks().forEach((look, rates) -> {
            if (look != Look.EARLY_SIGN) {
                looks.put(
                        look == Look.FINAL
                                ? "final"
                                : String.valueOf(look.after().toMinutes()),
                        look(rates));
            }
        });
        Map<String, Double> deployments = new LinkedHashMap<>();
        figures.deploymentsBySize().forEach((size, alarms) -> deployments.put(String.valueOf(size), spoken(alarms)));
        Map<String, Map<String, Double>> power = new LinkedHashMap<>();
        CountFigures counts = figures.counts();
        counts.power().forEach((factor, byRate) -> power.put(whole(factor), byRate(byRate)));
        return new Figures(
                "rootops.evaluate/1",
                "deployments",
                figures.seed(),
                looks,
                spoken(figures.service()),
                deployments,
                new CountsFigures(byRate(counts.falseAlarms()), power));
    }

    private static LookFigures look(Rates rates) {
        Map<String, Double> power = new LinkedHashMap<>();
        rates.power().forEach((factor, share) -> power.put(String.valueOf(factor), rounded(share)));
        return new LookFigures(rounded(rates.falseAlarms()), power);
    }

    /** Whether it spoke at 60 minutes or finally, the worse of the two. */
    private static double spoken(Map<Look, Double> alarms) {
        return rounded(
                Collections.max(List.of(alarms.getOrDefault(Look.VERDICT, 0.0), alarms.getOrDefault(Look.FINAL, 0.0))));
    }

    private static Map<String, Double> byRate(SortedMap<Double, Double> shares) {
        Map<String, Double> named = new LinkedHashMap<>();
        shares.forEach((rate, share) -> named.put(whole(rate), rounded(share)));
        return named;
    }

    private static String whole(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }

    private void print(DeploymentFigures figures) {
        Output out = console.out();
        out.line(String.format(
                Locale.ENGLISH,
                "%,d deployments made up in %,d series, seed %d; in %%",
                figures.deployments(),
                figures.series(),
                figures.seed()));
        figures.looks()
                .forEach((look, rates) -> out.line(String.format(
                        Locale.ENGLISH,
                        "one metric, %s: %.2f false alarms; found %s",
                        NAMES.get(look),
                        100 * rates.falseAlarms(),
                        shares(rates.power()))));
        out.line(String.format(
                Locale.ENGLISH, "one metric, p at most .05 at 60 minutes: %.1f", 100 * figures.unlikely()));
        out.line(String.format(
                Locale.ENGLISH,
                "service of four metrics, two of them doubled, 60 minutes: found %.0f",
                100 * figures.twoOfService()));
        figures.deploymentsBySize()
                .forEach((size, alarms) -> alarms.forEach((look, share) -> out.line(String.format(
                        Locale.ENGLISH,
                        "deployment of %d metrics, %s: %.2f false alarms",
                        size,
                        NAMES.get(look),
                        100 * share))));
        out.line("counts, by events per five minutes: false alarms "
                + figures.counts().falseAlarms().entrySet().stream()
                        .map(it -> String.format(Locale.ENGLISH, "%s: %.2f", whole(it.getKey()), 100 * it.getValue()))
                        .collect(Collectors.joining("  ")));
        figures.counts()
                .power()
                .forEach((factor, byRate) -> out.line("counts x" + whole(factor) + ": found "
                        + byRate.entrySet().stream()
                                .map(it -> String.format(
                                        Locale.ENGLISH, "%s: %.0f", whole(it.getKey()), 100 * it.getValue()))
                                .collect(Collectors.joining("  "))));
    }

    private static String shares(SortedMap<Double, Double> power) {
        return power.entrySet().stream()
                .map(it -> String.format(Locale.ENGLISH, "x%s: %.0f", it.getKey(), 100 * it.getValue()))
                .collect(Collectors.joining("  "));
    }

    private record Figures(
            String schema,
            String task,
            long seed,
            Map<String, LookFigures> looks,
            double serviceOfFour,
            Map<String, Double> perDeployment,
            CountsFigures counts) {}

    private record LookFigures(double falseAlarms, Map<String, Double> power) {}

    private record CountsFigures(Map<String, Double> falseAlarms, Map<String, Map<String, Double>> power) {}
}
