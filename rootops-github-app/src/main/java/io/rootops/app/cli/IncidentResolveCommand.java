package io.rootops.app.cli;

import io.rootops.app.IncidentDoor;
import io.rootops.core.incident.Incident;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says that an incident is over. */
@Command(
        name = "resolve",
        description = "Say that an incident is over. What fires after that opens it again.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is over",
            "2:wrong usage, no incident of this id, or a setting that cannot be",
            "3:the database cannot be reached"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops incident list --open", "  rootops incident resolve 01939f6e-0000-7000-8000-000000000001"})
final class IncidentResolveCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ID", description = "As 'rootops incident list' shows it.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private UUID id;

    IncidentResolveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Optional<Incident> resolved;
        try (IncidentDoor door = IncidentDoor.open(console.settings(Map.of()))) {
            Instant now = Instant.now();
            resolved = door.reporting()
                    .edit(id, it -> it.edit().ended() == null ? it.edit().ended(now) : it.edit(), IncidentCommand.WHO);
        }
        Incident incident = resolved.orElseThrow(() -> new CommandException(
                ExitCode.USAGE, "there is no incident " + id + "; 'rootops incident list' shows which there are"));
        console.out().line(TerminalText.of("Resolved: " + incident.title()));
        return ExitCode.OK;
    }
}
