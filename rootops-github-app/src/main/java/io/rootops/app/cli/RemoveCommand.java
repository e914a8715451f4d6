package io.rootops.app.cli;

import io.rootops.app.Upkeep;
import io.rootops.core.change.TrackedRepository;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a repository out of the memory. */
@Command(
        name = "remove",
        description = {
            "Remove a repository that is followed no more, with all that was learned of it, and its clone.",
            "There is no way back but reading it again; 'rootops export' keeps what there is."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:removed",
            "2:wrong usage, no such repository, one that would be followed again, or a setting that cannot be",
            "3:the database cannot be reached, or the clone cannot be removed"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops remove acme/shop", "  rootops remove local/shop"})
final class RemoveCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "As the dashboard shows it: owner/name, or local/directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String name;

    RemoveCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--force", description = "Also where a server with other settings than these may still follow it.")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        try (Upkeep upkeep = Upkeep.open(console.settings(Map.of()))) {
            TrackedRepository repository = upkeep.repository(name)
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE,
                            "there is no repository '" + name + "'; the page Repositories shows which there are"));
            Optional<String> followed = upkeep.followedBy(repository);
            if (followed.isPresent()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        repository.name() + " is still followed and would be read again: " + followed.get());
            }
            if (!force && upkeep.mayBeFollowed(repository)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        repository.name()
                                + " may still be followed: start the server once with a GITHUB_REPO that names"
                                + " others, or say --force where no server follows it");
            }
            upkeep.remove(repository);
            console.out()
                    .line(TerminalText.of(String.format(
                            Locale.ENGLISH,
                            "%s is removed, with %,d commits",
                            repository.name(),
                            repository.commits())));
        }
        return ExitCode.OK;
    }
}
