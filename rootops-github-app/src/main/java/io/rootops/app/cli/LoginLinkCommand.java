package io.rootops.app.cli;

import io.rootops.app.AccessDoor;
import io.rootops.core.memory.LoginMemory;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints a link that signs in. */
@Command(
        name = "login-link",
        description = {
            "Print a link that signs a browser in, once.",
            "Works beside a running server and without one. From elsewhere put the machine's name in place of localhost,"
                    + " or set ROOTOPS_URL."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:wrong usage, or a setting that cannot be", "3:the database cannot be reached"},
        footerHeading = "%nExamples:%n",
        footer = {"  rootops login-link", "  docker exec CONTAINER rootops login-link"})
final class LoginLinkCommand implements Callable<Integer> {
    private final Console console;

    LoginLinkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (AccessDoor door = AccessDoor.open(console.settings(Map.of()))) {
            console.out().line(door.newLoginLink().toString());
        }
        console.err()
                .line("It signs in once, within "
                        + LoginMemory.Origin.COMMAND.lifetime().toMinutes() + " minutes.");
        return ExitCode.OK;
    }
}
