package io.rootops.app.cli;

import io.rootops.app.IncidentDoor;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.IncidentText;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.IncidentReports;
import io.rootops.core.signal.ServiceName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells of an incident. */
@Command(
        name = "add",
        description = {
            "Tell of an incident and print its id; that of its service at that time, if there is one.",
            "Tokens, passwords, mail addresses and card numbers in title and text are masked."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:kept",
            "2:wrong usage, or a setting that cannot be",
            "3:the text cannot be read, or the database cannot be reached"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops incident add 'The cart is empty' --service cart --text-file trace.txt",
            "  kubectl logs deploy/cart --tail 200 | rootops incident add 'The cart is empty' --text-file -"
        })
final class IncidentAddCommand implements Callable<Integer> {
    /** Of a text; what is kept of it is less. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Console console;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "TITLE", description = "What went wrong, in a line.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private String title;

    @Option(
            names = "--text-file",
            paramLabel = "FILE",
            description = "A stack trace, lines of logs; - reads standard input. Of a long one begin and end are kept.")
    private @Nullable String textFile;

    @Option(names = "--service", paramLabel = "NAME", description = "What went wrong.")
    private String service = "";

    @Option(names = "--environment", paramLabel = "NAME", description = "Where, such as production.")
    private String environment = "";

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description = "As the dashboard shows it. Default: that of the service, or the only one.")
    private @Nullable String repository;

    @Option(names = "--severity", paramLabel = "WORD", description = "critical, high, P1, sev2 and the like.")
    private @Nullable String severity;

    @Option(names = "--began", paramLabel = "TIME", description = "As in 2026-11-29T10:00:00Z. Default: now.")
    private @Nullable String began;

    @Option(names = "--ended", paramLabel = "TIME", description = "Default: it goes on.")
    private @Nullable String ended;

    @Option(names = "--sha", paramLabel = "SHA", description = "All 40 digits of the commit that did it.")
    private @Nullable String sha;

    @Option(names = "--id", paramLabel = "ID", description = "Your own name of it: told again, it is the same.")
    private @Nullable String id;

    IncidentAddCommand(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    @Override
    public Integer call() throws Exception {
        if (title.isBlank()) {
            throw wrong("TITLE", "a line that says what went wrong");
        }
        if (sha != null && !sha.matches("[0-9a-fA-F]{40}")) {
            throw wrong("--sha '" + sha + "'", "the 40 digits of a commit's sha; it need not be known yet");
        }
        ToldOptions options = new ToldOptions(spec.commandLine());
        Instant from = options.time("--began", began, Instant.now());
        Instant to = ended == null ? null : options.time("--ended", ended, from);
        if (to != null && to.isBefore(from)) {
            throw wrong("--ended '" + ended + "'", "a time that is not before --began");
        }
        String text = text();
        IncidentReports.Told told;
        try (IncidentDoor door = IncidentDoor.open(console.settings(Map.of()))) {
            IncidentReport report = new IncidentReport(
                    IncidentSource.REPORTED,
                    id == null ? null : "cli:" + options.bounded("--id", id),
                    repository(options, door.repositories()),
                    new ServiceName(
                            options.bounded("--service", service), options.bounded("--environment", environment)),
                    title,
                    text,
                    Severity.of(severity),
                    null,
                    from,
                    to,
                    began != null);
            told = door.reporting()
                    .tell(report, IncidentCommand.WHO, sha == null ? null : sha.toLowerCase(Locale.ROOT));
        }
        console.out().line(told.incident().id().toString());
        int leftOut = IncidentText.of(text).leftOut();
        if (leftOut > 0) {
            console.err()
                    .line(String.format(
                            Locale.ENGLISH,
                            "%,d characters of the text are left out, in its middle; at most %,d are kept",
                            leftOut,
                            IncidentText.MOST));
        }
        return ExitCode.OK;
    }

    private String text() throws IOException {
        if (textFile == null) {
            return "";
        }
        byte[] bytes;
        if (textFile.equals("-")) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } else {
            try (InputStream file = Files.newInputStream(Path.of(textFile))) {
                bytes = file.readNBytes(MOST_BYTES + 1);
            } catch (IOException e) {
                throw new CommandException(
                        ExitCode.UNREADABLE, "--text-file '" + textFile + "' cannot be read: " + e.getMessage());
            }
        }
        if (bytes.length > MOST_BYTES) {
            throw wrong(
                    "--text-file '" + textFile + "'",
                    "at most " + MOST_BYTES / 1024 / 1024 + " MiB, such as what 'tail -n 5000' leaves of it");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable RepositoryId repository(ToldOptions options, List<TrackedRepository> all) {
        return repository == null && service.isEmpty() && all.size() == 1
                ? all.get(0).id()
                : options.repository(repository, all);
    }

    private ParameterException wrong(String what, String expected) {
        return new ParameterException(spec.commandLine(), what + ": expected " + expected);
    }
}
