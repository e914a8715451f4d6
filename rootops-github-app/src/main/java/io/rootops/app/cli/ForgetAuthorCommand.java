package io.rootops.app.cli;

import io.rootops.app.Upkeep;
import io.rootops.core.memory.ForgottenPeople;
import io.rootops.core.privacy.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a pseudonym in the place of a person. */
@Command(
        name = "forget-author",
        description = {
            "Put a pseudonym in the place of a person in all repositories, now and in whatever is read later.",
            "Scores stay as they are. Git itself, on GitHub and in clones, keeps the name: it cannot be changed there."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:forgotten", "2:wrong usage, or a setting that cannot be", "3:the database cannot be reached"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops forget-author 'Ana Lopez <ana@example.org>'",
            "  rootops forget-author 'Ana Lopez <ana@example.org>' --address ana@home.example --login ana-l"
        })
final class ForgetAuthorCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "PERSON", description = "'Name <address>' as in their commits, or an address alone.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String written;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Another one of theirs; may be repeated.")
    private List<String> addresses = new ArrayList<>();

    @Option(names = "--login", paramLabel = "LOGIN", description = "Their account on GitHub; may be repeated.")
    private List<String> logins = new ArrayList<>();

    ForgetAuthorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Person person;
        try {
            person = Person.parse(written, addresses, logins);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        ForgottenPeople.Result result;
        try (Upkeep upkeep = Upkeep.open(console.settings(Map.of()))) {
            result = upkeep.forget(person);
        }
        console.out()
                .line(String.format(
                        Locale.ENGLISH,
                        "Forgotten: %,d commits and %,d pull requests are %s's now; %,d texts no longer name them;"
                                + " %,d bodies of deliveries are thrown away",
                        result.commits(),
                        result.pulls(),
                        result.pseudonym(),
                        result.texts(),
                        result.bodies()));
        if (!result.otherAddresses().isEmpty()) {
            console.err()
                    .line(TerminalText.of(
                            "Others of this name were left alone; if they are the same person, add --address: "
                                    + String.join(", ", result.otherAddresses())));
        }
        console.err()
                .line("Git keeps the name, on GitHub and in clones; so do backups that were made before, and deliveries"
                        + " of GitHub's for the days that they are kept.");
        return ExitCode.OK;
    }
}
