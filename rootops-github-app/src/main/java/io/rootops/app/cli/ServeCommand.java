package io.rootops.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server until it is stopped. */
@Command(
        name = "serve",
        description = "Follow repositories and serve the dashboard; the default command.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped in order, by SIGTERM",
            "2:wrong usage, a setting that cannot be, or a port in use",
            "3:a repository or the database cannot be read",
            "130:interrupted",
            "143:stopped by SIGTERM before the start had ended, or not everything had ended 20 s after it"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops serve --repo .              follow the clone in this directory",
            "  rootops serve --repo acme/shop      follow a repository on GitHub",
            "",
            "Settings come from the environment; see docs/reference/configuration.md."
        })
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final Serving serving = new Serving();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        return serving.serve(console);
    }
}
