package io.rootops.app.cli;

import io.rootops.core.evaluate.bench.BenchFolder;
import io.rootops.core.evaluate.bench.BenchProject;
import io.rootops.core.evaluate.bench.CommitEvaluation;
import io.rootops.core.evaluate.bench.Evaluation;
import io.rootops.core.evaluate.bench.Mode;
import io.rootops.core.evaluate.bench.Priors;
import io.rootops.core.risk.Prior;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the score of commits on labelled commits. */
@Command(
        name = "commits",
        description = {
            "Measure the score of commits on a folder of labelled commits, beside simple baselines.",
            "A project that falls below a baseline is named; that is a result, not an error."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:the data cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops evaluate commits --data DIR",
            "  rootops evaluate commits --data DIR --mode cold-start --json"
        })
final class EvaluateCommitsCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<Optional<Prior>> shipped;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "A folder of SOURCE_PROJECT.csv or .csv.gz files, a commit a line, oldest first.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--prior",
            paramLabel = "shipped|DIR|none",
            description = "The prior: the shipped one; one from the projects of another folder; none."
                    + " Default: for each project one from the others of the folder.")
    private @Nullable String prior;

    @Option(
            names = "--mode",
            paramLabel = "online|cold-start|static",
            defaultValue = "online",
            description = "online: refitted each half year on what was known then; cold-start: the prior alone;"
                    + " static: the oldest 80 %% teach, the newest 20 %% are scored. Default: online.")
    private String modeName = "";

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    private boolean quiet;

    /** @param shipped the prior of this build, if it carries one */
    EvaluateCommitsCommand(Console console, Supplier<Optional<Prior>> shipped) {
        this.console = console;
        this.shipped = shipped;
    }

    @Override
    public Integer call() {
        Mode mode = mode();
        if (mode == Mode.COLD_START && "none".equals(prior)) {
            throw new ParameterException(
                    spec.commandLine(), "--mode cold-start scores by the prior alone; expected one, not --prior none");
        }
        List<BenchProject> projects = BenchFolder.read(data);
        Evaluation evaluation = new CommitEvaluation(mode, priors(projects)).measure(projects, this::tell);
        String source = prior == null ? "leave-one-out" : prior;
        if (json) {
            String version =
                    source.equals("shipped") ? shipped.get().map(Prior::version).orElse(null) : null;
            console.out().line(new Json().indented(CommitFigures.of(evaluation, source, version)));
        } else {
            CommitFiguresTable.print(console.out(), evaluation, source);
        }
        return ExitCode.OK;
    }

    private Mode mode() {
        return Arrays.stream(Mode.values())
                .filter(it -> it.word().equals(modeName.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--mode '" + modeName + "'; expected one of "
                                + Arrays.stream(Mode.values()).map(Mode::word).collect(Collectors.joining(", "))));
    }

    private Priors priors(List<BenchProject> projects) {
        if (prior == null) {
            return Priors.leaveOneOut(projects).orElse(shipped.get().orElse(Prior.NONE));
        }
        if (prior.equals("none")) {
            return Priors.always(Prior.NONE);
        }
        if (prior.equals("shipped")) {
            return Priors.always(shipped.get()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.UNREADABLE, "this build carries no prior; take a released one, or --prior DIR")));
        }
        if (!Files.isDirectory(Path.of(prior))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--prior '" + prior + "'; expected shipped, none, or a folder of labelled commits");
        }
        return Priors.leaveOneOut(BenchFolder.read(Path.of(prior)));
    }

    private void tell(String project) {
        if (!quiet) {
            console.err().line("measuring " + TerminalText.of(project) + " …");
        }
    }
}
