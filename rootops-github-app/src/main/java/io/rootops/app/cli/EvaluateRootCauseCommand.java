package io.rootops.app.cli;

import io.rootops.app.rootcause.RootCauseIncidents;
import io.rootops.core.evaluate.suspect.MeasuredIncident;
import io.rootops.core.evaluate.suspect.SuspectEvaluation;
import io.rootops.core.suspect.SuspectModel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the ranking of suspects on incidents whose cause is known. */
@Command(
        name = "root-cause",
        description = {
            "Measure how high the commit that caused an incident stands among its suspects, on incidents whose",
            "cause is known. Weights are learned from other incidents than those that they rank."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:the data or a clone cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops evaluate root-cause --data DIR",
            "  rootops evaluate root-cause --data DIR --repos CLONES --weights shipped --json"
        })
final class EvaluateRootCauseCommand implements Callable<Integer> {
    private static final String LEARNED = "learned";
    private static final String SHIPPED = "shipped";
    private static final int MOST_THREADS = 2;

    private final Console console;
    private final Supplier<SuspectModel> shipped;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "A folder with cases_dev.jsonl, a case a line, and commits/PROJECT.jsonl.gz, a commit a line.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--repos",
            paramLabel = "DIR",
            description = "Bare clones of the projects, named owner+name; default: none, and no owners of lines.")
    private @Nullable Path repos;

    @Option(
            names = "--without-owners",
            description = "Rank as it is done before the owners of lines are known, though there are clones.")
    private boolean withoutOwners;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            defaultValue = LEARNED,
            description = "'learned' from the other incidents of the folder, or 'shipped'; default: learned.")
    private String weights = LEARNED;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    private boolean quiet;

    EvaluateRootCauseCommand(Console console, Supplier<SuspectModel> shipped) {
        this.console = console;
        this.shipped = shipped;
    }

    @Override
    public Integer call() {
        if (!weights.equals(LEARNED) && !weights.equals(SHIPPED)) {
            throw new ParameterException(
                    spec.commandLine(), "--weights '" + weights + "'; expected " + LEARNED + " or " + SHIPPED);
        }
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        boolean owners = repos != null && !withoutOwners;
        List<MeasuredIncident> incidents = new RootCauseIncidents(data, repos, owners, threads, this::tell).read();
        SuspectEvaluation evaluation = weights.equals(SHIPPED)
                ? SuspectEvaluation.of(incidents, shipped.get().part(owners))
                : SuspectEvaluation.learned(incidents, owners);
        if (json) {
            console.out().line(new Json().indented(SuspectFigures.of(evaluation, owners, weights)));
        } else {
            SuspectFiguresTable.print(console.out(), evaluation);
        }
        return ExitCode.OK;
    }

    private void tell(String project) {
        if (!quiet) {
            console.err().line("read " + TerminalText.of(project));
        }
    }
}
