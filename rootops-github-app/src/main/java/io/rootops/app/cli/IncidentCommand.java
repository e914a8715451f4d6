package io.rootops.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What went wrong in production. */
@Command(
        name = "incident",
        description = {
            "Tell of incidents, list them, and say that one is over.",
            "Works beside a running server and without one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class)
final class IncidentCommand implements Runnable {
    /** Who says so, in the history of an incident. */
    static final String WHO = "the command line";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    private IncidentCommand() {}

    static CommandLine of(Console console) {
        return new CommandLine(new IncidentCommand())
                .addSubcommand(new IncidentAddCommand(console, System.in))
                .addSubcommand(new IncidentListCommand(console))
                .addSubcommand(new IncidentResolveCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do is missing: add, list or resolve");
    }
}
