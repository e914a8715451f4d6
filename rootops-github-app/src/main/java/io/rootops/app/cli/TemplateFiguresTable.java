package io.rootops.app.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of log templates for a terminal. */
final class TemplateFiguresTable {
    private TemplateFiguresTable() {}

    static void print(Output out, TemplateFigures figures) {
        out.line(String.format(
                "%-16s %6s %6s %6s %6s %6s %7s %7s %10s",
                "system", "GA", "GAcorr", "FGA", "PA", "FTA", "raw GA", "raw FGA", "lines/s"));
        figures.systems().forEach(it -> out.line(line(it.system(), it)));
        out.line(line("mean", figures.mean()));
        out.line(String.format(
                Locale.ENGLISH,
                "new after 1,000 lines: precision %.3f  recall %.3f",
                figures.novelty().precision(),
                figures.novelty().recall()));
    }

    private static String line(@Nullable String name, TemplateFigures.Row row) {
        return String.format(
                Locale.ENGLISH,
                "%-16s %6.3f %6.3f %6.3f %6.3f %6.3f %7.3f %7.3f %10s",
                TerminalText.of(String.valueOf(name)),
                row.ga(),
                row.gaCorrected(),
                row.fga(),
                row.pa(),
                row.fta(),
                row.rawGa(),
                row.rawFga(),
                row.linesPerSecond() == null ? "" : String.format(Locale.ENGLISH, "%,d", row.linesPerSecond()));
    }
}
