package io.rootops.app.cli;

import io.rootops.app.AccessDoor;
import io.rootops.core.access.NewToken;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a token and prints its secret, this once. */
@Command(
        name = "create",
        description = {
            "Make a token and print it; it is not shown again, and only its hash is stored.",
            "A program sends it in the header 'Authorization: Bearer rootops_...'."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "2:wrong usage, or a setting that cannot be", "3:the database cannot be reached"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops token create grafana",
            "  rootops token create deploy --scope deployment-write --expires-days 365"
        })
final class TokenCreateCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "By which you know it again.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String name;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "read, incident-write, deployment-write or admin; may be repeated. Default: read.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--expires-days", paramLabel = "DAYS", description = "When it ends. Default: never.")
    private @Nullable Integer days;

    TokenCreateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        TokenOrder order = order();
        NewToken made;
        try (AccessDoor door = AccessDoor.open(console.settings(Map.of()))) {
            made = door.tokens().create(order);
        }
        console.out().line(made.secret().text());
        console.err()
                .line("Token " + made.token().id() + ", "
                        + TerminalText.of(made.token().name()) + ": " + TokenListCommand.scopes(made.token())
                        + ". It is not shown again.");
        return ExitCode.OK;
    }

    private TokenOrder order() {
        Set<Scope> wanted = (scopes.isEmpty() ? Stream.of(Scope.READ.word()) : scopes.stream())
                .map(it -> Scope.named(it)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "--scope '" + it + "': expected read, incident-write, deployment-write or admin")))
                .collect(Collectors.toSet());
        try {
            return new TokenOrder(name, wanted, days == null ? null : Duration.ofDays(days));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
