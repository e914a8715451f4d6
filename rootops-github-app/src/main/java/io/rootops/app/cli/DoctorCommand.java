package io.rootops.app.cli;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.BackendCheck.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what works, what does not, and how to mend it. */
@Command(
        name = "doctor",
        description = "Look at everything that RootOps would use: what works, what fails and how to mend it."
                + " Changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that is configured works",
            "1:something that is configured does not work",
            "2:wrong usage, or a setting that cannot be"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops doctor", "  rootops doctor --repo ../shop --offline"})
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--repo",
            paramLabel = "PATH|OWNER/NAME",
            description = "A repository to look at besides those of GITHUB_REPO; may be repeated.")
    private List<String> repositories = new ArrayList<>();

    @Option(names = "--offline", description = "Ask nothing over the network.")
    private boolean offline;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Followed followed = Followed.of(repositories);
        List<Path> local = followed.local();
        List<BackendCheck> checks =
                new Doctor(console.settings(followed.settings(console.environment())), offline).examine(local);
        if (json) {
            console.out()
                    .line(new Json()
                            .indented(new Report(
                                    "rootops.doctor/1",
                                    checks.stream().map(Item::of).toList())));
        } else {
            checks.forEach(this::print);
            console.out().line(summary(checks));
        }
        return count(checks, State.FAIL) == 0 ? ExitCode.OK : ExitCode.FAILED_CHECK;
    }

    private void print(BackendCheck check) {
        console.out()
                .line(String.format(" %-4s  %-8s  ", check.state().word(), check.subject())
                        + TerminalText.of(check.text()));
        more("would add", String.join(", ", check.wouldAdd()));
        more("fix", check.fix());
    }

    private void more(String word, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            console.out().line(" ".repeat(17) + word + ": " + TerminalText.of(text));
        }
    }

    private static String summary(List<BackendCheck> checks) {
        long warnings = count(checks, State.WARN);
        return String.format(
                Locale.ENGLISH,
                "%d checks, %d failed, %d warning%s",
                checks.size(),
                count(checks, State.FAIL),
                warnings,
                warnings == 1 ? "" : "s");
    }

    private static long count(List<BackendCheck> checks, State state) {
        return checks.stream().filter(it -> it.state() == state).count();
    }

    private record Report(String schema, List<Item> checks) {}

    private record Item(
            String state,
            String subject,
            String text,
            List<String> tried,
            @Nullable String fix,
            List<String> wouldAdd) {
        static Item of(BackendCheck it) {
            return new Item(it.state().word(), it.subject(), it.text(), it.tried(), it.fix(), it.wouldAdd());
        }
    }
}
