package io.rootops.app.cli;

import io.rootops.core.evaluate.template.LabelledLog;
import io.rootops.core.evaluate.template.LabelledLogs;
import io.rootops.core.evaluate.template.TemplateEvaluation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures log templates on labelled logs. */
@Command(
        name = "log-templates",
        description = {
            "Measure how well lines of logs are put together by their templates, on labelled logs.",
            "Each log is mined from nothing, in its order, with one setting for all."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:wrong usage", "3:the data cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops evaluate log-templates --data DIR",
            "  rootops evaluate log-templates --data DIR --warm-up 0 --json"
        })
final class EvaluateLogTemplatesCommand implements Callable<Integer> {
    private static final int LONGEST_WARM_UP = 600;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "A folder of SYSTEM.log files, raw lines, with labels in a SYSTEM.csv beside each.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long each log is repeated before its speed is taken; 0: no speed. Default: 5.")
    private int warmUp;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    private boolean quiet;

    EvaluateLogTemplatesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (warmUp < 0 || warmUp > LONGEST_WARM_UP) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--warm-up '" + warmUp + "'; expected a whole number of seconds from 0 to " + LONGEST_WARM_UP);
        }
        List<LabelledLog> logs = LabelledLogs.read(data);
        TemplateEvaluation evaluation = TemplateEvaluation.of(logs, Duration.ofSeconds(warmUp), this::tell);
        if (json) {
            console.out().line(new Json().indented(TemplateFigures.of(evaluation)));
        } else {
            TemplateFiguresTable.print(console.out(), TemplateFigures.of(evaluation));
        }
        return ExitCode.OK;
    }

    private void tell(String system) {
        if (!quiet) {
            console.err().line("measured " + TerminalText.of(system));
        }
    }
}
