package io.rootops.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a name: it serves. */
@Command(
        name = "rootops",
        description = {
            "Ranks the commits of your repositories by the risk that their history teaches, and shows them.",
            "Without a command it serves the dashboard."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:doctor found something configured that does not work, or health a server that is not ready",
            "2:wrong usage, a setting that cannot be, or a port in use",
            "3:a repository or the database cannot be read",
            "4:a remote refused",
            "70:a defect of RootOps",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops --repo .              serve the dashboard of this clone",
            "  rootops score                 rank its newest commits in the terminal",
            "  rootops explain HEAD          why a commit has its place",
            "  rootops doctor                what works and what does not"
        })
final class RootCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final Serving serving = new Serving();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print a stack trace with each error, as ROOTOPS_DEBUG=true does.")
    boolean debug;

    RootCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        return serving.serve(console);
    }
}
