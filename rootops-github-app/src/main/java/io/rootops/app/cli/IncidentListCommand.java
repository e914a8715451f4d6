package io.rootops.app.cli;

import io.rootops.app.IncidentDoor;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.Incident;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists incidents. */
@Command(
        name = "list",
        description = "List the newest incidents, the open ones first.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage, or a setting that cannot be", "3:the database cannot be reached"})
final class IncidentListCommand implements Callable<Integer> {
    private static final int MOST = 100;
    private static final int SERVICE_WIDTH = 24;
    private static final int TITLE_WIDTH = 80;
    private static final int MINUTE = "2026-03-14T10:00".length();

    private final Console console;

    @Option(names = "--open", description = "Only those that go on.")
    private boolean open;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    IncidentListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Item> items;
        try (IncidentDoor door = IncidentDoor.open(console.settings(Map.of()))) {
            Map<RepositoryId, String> names = door.repositories().stream()
                    .collect(Collectors.toMap(TrackedRepository::id, TrackedRepository::name));
            items = door.incidents().newest(null, open, MOST).stream()
                    .map(it -> Item.of(it, names))
                    .toList();
        }
        if (json) {
            console.out().line(new Json().indented(new Incidents("rootops.incidents/1", items)));
        } else if (items.isEmpty()) {
            console.err().line("There is no incident" + (open ? " that goes on" : ""));
        } else {
            console.out().line(row("Id", "State", "Began, in UTC", "Service", "Title"));
            items.forEach(it -> console.out()
                    .line(row(
                            it.id(),
                            it.state(),
                            it.beganAt().substring(0, MINUTE).replace('T', ' '),
                            it.service() == null ? "not known" : TerminalText.of(it.service(), SERVICE_WIDTH),
                            TerminalText.of(it.title(), TITLE_WIDTH))));
        }
        return ExitCode.OK;
    }

    private static String row(String id, String state, String began, String service, String title) {
        return String.format("%-36s  %-8s  %-16s  %-" + SERVICE_WIDTH + "s  %s", id, state, began, service, title);
    }

    private record Incidents(String schema, List<Item> items) {}

    private record Item(
            String id,
            String state,
            String title,
            @Nullable String service,
            @Nullable String environment,
            @Nullable String repository,
            String severity,
            String source,
            String beganAt,
            @Nullable String endedAt) {
        static Item of(Incident it, Map<RepositoryId, String> names) {
            return new Item(
                    it.id().toString(),
                    it.open() ? "open" : "resolved",
                    it.title(),
                    it.service().name().isEmpty() ? null : it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    it.repository() == null ? null : names.get(it.repository()),
                    it.severity().word(),
                    it.source().word(),
                    it.began().toString(),
                    it.ended() == null ? null : it.ended().toString());
        }
    }
}
