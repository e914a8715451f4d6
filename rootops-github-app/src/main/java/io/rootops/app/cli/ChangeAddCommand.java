package io.rootops.app.cli;

import io.rootops.app.IncidentDoor;
import io.rootops.core.incident.ChangeKind;
import io.rootops.core.incident.ChangeReport;
import io.rootops.core.memory.ChangeEvents;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells of a change that is no commit. */
@Command(
        name = "add",
        description = {
            "Tell of a change that is no commit and print its id; it is a suspect of later incidents.",
            "Tokens, passwords, mail addresses and card numbers in the title are masked."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:kept", "2:wrong usage, or a setting that cannot be", "3:the database cannot be reached"},
        footerHeading = "%nExamples:%n",
        footer = {"  rootops change add 'Turn on new-checkout' --kind feature_flag --service cart"})
final class ChangeAddCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "TITLE", description = "What was changed, in a line.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String title;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description =
                    "feature_flag, configuration, infrastructure, database_migration, dependency, deployment, other.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String kind;

    @Option(names = "--service", paramLabel = "NAME", description = "What was changed. Default: not known.")
    private String service = "";

    @Option(names = "--environment", paramLabel = "NAME", description = "Where, such as production.")
    private String environment = "";

    @Option(names = "--repository", paramLabel = "NAME", description = "That it belongs to, as the dashboard shows it.")
    private @Nullable String repository;

    @Option(names = "--at", paramLabel = "TIME", description = "As in 2026-11-29T10:00:00Z. Default: now.")
    private @Nullable String at;

    @Option(names = "--id", paramLabel = "ID", description = "Your own name of it: told again, it is the same.")
    private @Nullable String id;

    ChangeAddCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ToldOptions options = new ToldOptions(spec.commandLine());
        if (title.isBlank()) {
            throw options.wrong("TITLE", "a line that says what was changed");
        }
        ChangeKind known = Arrays.stream(ChangeKind.values())
                .filter(it -> it.word().equalsIgnoreCase(kind))
                .findFirst()
                .orElseThrow(() -> options.wrong(
                        "--kind '" + kind + "'",
                        Arrays.stream(ChangeKind.values()).map(ChangeKind::word).collect(Collectors.joining(", "))));
        Instant time = options.time("--at", at, Instant.now());
        String key = "cli:" + (id == null ? UUID.randomUUID() : options.bounded("--id", id));
        ServiceName where =
                new ServiceName(options.bounded("--service", service), options.bounded("--environment", environment));
        try (IncidentDoor door = IncidentDoor.open(console.settings(Map.of()))) {
            ChangeEvents.Told told = door.reporting()
                    .tell(
                            new ChangeReport(
                                    key,
                                    options.repository(repository, door.repositories()),
                                    where,
                                    known,
                                    title,
                                    null,
                                    time),
                            IncidentCommand.WHO);
            console.out().line(told.change().id().toString());
        }
        return ExitCode.OK;
    }
}
