package io.rootops.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tokens of programs. */
@Command(
        name = "token",
        description = {
            "Make, list and revoke the tokens by which programs come in.",
            "Works beside a running server and without one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class)
final class TokenCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    private TokenCommand() {}

    static CommandLine of(Console console) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new TokenCreateCommand(console))
                .addSubcommand(new TokenListCommand(console))
                .addSubcommand(new TokenRevokeCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do is missing: create, list or revoke");
    }
}
