package io.rootops.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a name: it serves. */
@Command(
        name = "rootops",
        description = "Ranks the commits of your repositories by risk, and shows them.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class)
final class RootCommand {
    private final Console console;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print a stack trace with each error, as ROOTOPS_DEBUG=true does.")
    boolean debug;

    RootCommand(Console console) {
        this.console = console;
    }
}
