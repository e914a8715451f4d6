package io.rootops.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Changes that are no commits. */
@Command(
        name = "change",
        description = {
            "Tell of changes that are no commits, such as of a feature flag.",
            "Works beside a running server and without one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class)
final class ChangeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    private ChangeCommand() {}

    static CommandLine of(Console console) {
        return new CommandLine(new ChangeCommand()).addSubcommand(new ChangeAddCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do is missing: add");
    }
}
