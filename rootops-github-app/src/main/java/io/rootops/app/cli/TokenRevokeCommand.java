package io.rootops.app.cli;

import io.rootops.app.AccessDoor;
import io.rootops.core.access.ApiToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a token. */
@Command(
        name = "revoke",
        description = "Revoke a token: it opens nothing any more, from the next request on.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:revoked",
            "2:wrong usage, no token of this number, or a setting that cannot be",
            "3:the database cannot be reached"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops token list", "  rootops token revoke 3"})
final class TokenRevokeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ID", description = "Its number in 'rootops token list'.")
    private int id;

    TokenRevokeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Optional<ApiToken> revoked;
        try (AccessDoor door = AccessDoor.open(console.settings(Map.of()))) {
            revoked = door.tokens().revoke(id);
        }
        ApiToken token = revoked.orElseThrow(() -> new CommandException(
                ExitCode.USAGE, "there is no token " + id + "; 'rootops token list' shows which there are"));
        console.out().line("Token " + token.id() + ", " + TerminalText.of(token.name()) + ", is revoked");
        return ExitCode.OK;
    }
}
