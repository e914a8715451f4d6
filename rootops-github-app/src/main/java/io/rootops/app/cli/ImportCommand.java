package io.rootops.app.cli;

import io.rootops.app.MemoryArchive;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills an empty memory from a file. */
@Command(
        name = "import",
        description = {
            "Fill an empty memory with what 'rootops export' wrote, of this release or an earlier one.",
            "No server may run on it meanwhile. All of it is read first: a damaged file changes nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:read, or with --check whole",
            "2:wrong usage, or a setting that cannot be",
            "3:the file is damaged or newer, or the database is not empty or cannot be reached"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops import rootops-2026-03-14.zip", "  rootops import --check rootops-2026-03-14.zip"})
final class ImportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "One that 'rootops export' wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Path file;

    @Option(names = "--check", description = "Read all of the file, say what it holds, and change nothing.")
    private boolean check;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        MemoryArchive archive = new MemoryArchive(console.settings(Map.of()));
        MemoryArchive.Result result = check ? archive.check(file) : archive.read(file);
        console.out().line(file + ": " + ArchiveWords.of(result.contents()));
        result.notices().forEach(it -> console.err().line(TerminalText.of(it)));
        return ExitCode.OK;
    }
}
