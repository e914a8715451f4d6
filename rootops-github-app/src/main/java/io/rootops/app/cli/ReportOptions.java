package io.rootops.app.cli;

import io.rootops.app.plugin.PluginException;
import io.rootops.app.plugin.Plugins;
import io.rootops.core.reporter.GithubReporter;
import io.rootops.core.reporter.MarkdownReporter;
import io.rootops.core.reporter.RiskReporter;
import io.rootops.core.reporter.RiskSummary;
import io.rootops.core.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports are written, and where to. */
final class ReportOptions {
    private static final String GITHUB = new GithubReporter().format();

    @Option(
            names = "--report",
            paramLabel = "FORMAT[=FILE]",
            description = {
                "text, json, markdown, junit, github, dotenv or sarif, to a file or to standard output; may be repeated;"
                        + " default: text."
            })
    private List<String> reports = new ArrayList<>();

    private record Wanted(RiskReporter reporter, @Nullable Path file) {}

    /** What was asked for; wrong words are to be told before anything is done. */
    final class Checked {
        private final List<Wanted> wanted;

        private Checked(List<Wanted> wanted) {
            this.wanted = wanted;
        }

        /** Writes all of them. */
        void write(RiskSummary summary, Console console) {
            for (Wanted it : wanted) {
                String text = text(it.reporter(), summary);
                if (it.file() == null) {
                    console.out().print(text);
                } else {
                    file(it.file(), text, false);
                }
                if (it.reporter().format().equals(GITHUB)) {
                    gitHub(summary, console.environment());
                }
            }
        }
    }

    /**
     * With the formats of plugins.
     *
     * @throws CommandException when a format is unknown, or two are to go to one place
     */
    Checked checked(Console console) {
        Map<String, RiskReporter> known = known(console);
        Map<String, Wanted> places = new LinkedHashMap<>();
        for (String report : reports.isEmpty() ? List.of("text") : reports) {
            int equals = report.indexOf('=');
            String format = equals < 0 ? report : report.substring(0, equals);
            String file = equals < 0 ? "" : report.substring(equals + 1);
            RiskReporter reporter = known.get(format);
            if (reporter == null || equals >= 0 && file.isBlank()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--report '" + report + "' cannot be used; expected FORMAT or FORMAT=FILE with one of "
                                + String.join(", ", known.keySet()));
            }
            if (places.put(file, new Wanted(reporter, path(report, file))) != null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "two reports are to go to " + (file.isEmpty() ? "standard output" : file)
                                + "; give each a file of its own, as in --report junit=rootops.xml");
            }
        }
        return new Checked(List.copyOf(places.values()));
    }

    private static Map<String, RiskReporter> known(Console console) {
        Map<String, RiskReporter> known = new TreeMap<>();
        try {
            Plugins.of(new SettingsReader(console.environment()).home())
                    .all(RiskReporter.class)
                    .forEach(it -> known.putIfAbsent(it.format(), it));
        } catch (PluginException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        return known;
    }

    private static @Nullable Path path(String report, String file) {
        try {
            return file.isEmpty() ? null : Path.of(file);
        } catch (InvalidPathException e) {
            throw new CommandException(ExitCode.USAGE, "--report '" + report + "' names no file");
        }
    }

    private static String text(RiskReporter reporter, RiskSummary summary) {
        StringBuilder text = new StringBuilder();
        try {
            reporter.write(summary, text);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNREADABLE, "cannot write the report " + reporter.format() + ": " + e.getMessage());
        }
        return text.toString();
    }

    /** The outputs of the step, and what its summary shows. */
    private static void gitHub(RiskSummary summary, Map<String, String> environment) {
        append(environment.get("GITHUB_OUTPUT"), GithubReporter.outputs(summary));
        append(environment.get("GITHUB_STEP_SUMMARY"), text(new MarkdownReporter(), summary));
    }

    private static void append(@Nullable String file, String text) {
        if (file != null && !file.isBlank()) {
            file(Path.of(file), text, true);
        }
    }

    private static void file(Path file, String text, boolean append) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(
                    file,
                    text,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNREADABLE,
                    "cannot write " + file + " (" + e.getMessage() + "); make room there, or name another file");
        }
    }
}
