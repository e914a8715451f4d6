package io.rootops.app.cli;

import io.rootops.app.prior.PriorDocument;
import io.rootops.app.rootcause.WeightsDocument;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures on labelled data; each of its commands makes one public figure. */
@Command(
        name = "evaluate",
        description = "Measure on labelled data how good RootOps is, the future held out.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        synopsisSubcommandLabel = "WHAT",
        commandListHeading = "%nWhat:%n")
final class EvaluateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    /** With the commands below it. */
    static CommandLine of(Console console) {
        return new CommandLine(new EvaluateCommand())
                .addSubcommand(new EvaluateCommitsCommand(console, PriorDocument::shipped))
                .addSubcommand(new EvaluateSzzCommand(console))
                .addSubcommand(new EvaluateLogTemplatesCommand(console))
                .addSubcommand(new EvaluateMetricsCommand(console))
                .addSubcommand(new EvaluateDeploymentsCommand(console))
                .addSubcommand(new EvaluateSuspicionsCommand(console))
                .addSubcommand(new EvaluateRootCauseCommand(console, WeightsDocument::shipped))
                .addSubcommand(new EvaluatePatternsCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "nothing to evaluate is named; expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
