package io.rootops.app.cli;

import io.rootops.app.AccessDoor;
import io.rootops.core.access.ApiToken;
import io.rootops.core.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the tokens; their secrets are not known any more. */
@Command(
        name = "list",
        description = "List the tokens, newest first: name, scopes, and when each was made, last used, and ends.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage, or a setting that cannot be", "3:the database cannot be reached"})
final class TokenListCommand implements Callable<Integer> {
    private static final int NAME_WIDTH = 30;

    private final Console console;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    TokenListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Item> items;
        try (AccessDoor door = AccessDoor.open(console.settings(Map.of()))) {
            Instant now = Instant.now();
            items = door.tokens().all().stream().map(it -> Item.of(it, now)).toList();
        }
        if (json) {
            console.out().line(new Json().indented(new Tokens("rootops.tokens/1", items)));
        } else if (items.isEmpty()) {
            console.err().line("There is no token; 'rootops token create NAME' makes one.");
        } else {
            console.out().line(row("Id", "State", "Made", "Last used", "Ends", "Name", "Scopes"));
            items.forEach(it -> console.out()
                    .line(row(
                            String.valueOf(it.id()),
                            it.state(),
                            day(it.createdAt(), ""),
                            day(it.lastUsedAt(), "never"),
                            day(it.expiresAt(), "never"),
                            TerminalText.of(it.name(), NAME_WIDTH),
                            String.join(", ", it.scopes()))));
        }
        return ExitCode.OK;
    }

    static String scopes(ApiToken token) {
        return token.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(", "));
    }

    private static String row(String id, String state, String made, String used, String ends, String name, String may) {
        return String.format(
                "%5s  %-8s  %-10s  %-10s  %-10s  %-" + NAME_WIDTH + "s  %s", id, state, made, used, ends, name, may);
    }

    private static String day(@Nullable String time, String otherwise) {
        return time == null ? otherwise : time.substring(0, "2026-03-14".length());
    }

    private record Tokens(String schema, List<Item> items) {}

    private record Item(
            int id,
            String name,
            List<String> scopes,
            String state,
            String createdAt,
            @Nullable String lastUsedAt,
            @Nullable String expiresAt,
            @Nullable String revokedAt) {
        static Item of(ApiToken token, Instant now) {
            return new Item(
                    token.id(),
                    token.name(),
                    token.scopes().stream().sorted().map(Scope::word).toList(),
                    token.state(now).name().toLowerCase(Locale.ROOT),
                    token.createdAt().toString(),
                    text(token.lastUsedAt()),
                    text(token.expiresAt()),
                    text(token.revokedAt()));
        }

        private static @Nullable String text(@Nullable Instant time) {
            return time == null ? null : time.toString();
        }
    }
}
