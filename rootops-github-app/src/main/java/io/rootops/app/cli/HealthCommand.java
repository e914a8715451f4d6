package io.rootops.app.cli;

import io.rootops.app.HealthProbe;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a running server how it is; the image's health check. */
@Command(
        name = "health",
        description = "Ask the server that runs here whether it is ready. Starts and changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ready", "1:not ready, or nothing answers", "2:wrong usage, or a setting that cannot be"},
        footerHeading = "%nExamples:%n",
        footer = {"  rootops health", "  docker exec CONTAINER rootops health --live"})
final class HealthCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--live", description = "Ask only whether it runs, whatever its database does.")
    private boolean live;

    HealthCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        HealthProbe probe = new HealthProbe(console.settings(Map.of()));
        HealthProbe.Answer answer = live ? probe.live() : probe.ready();
        if (answer.well()) {
            console.out().line(answer.text());
            return ExitCode.OK;
        }
        console.err().line("rootops: " + TerminalText.of(answer.text()));
        return ExitCode.FAILED_CHECK;
    }
}
