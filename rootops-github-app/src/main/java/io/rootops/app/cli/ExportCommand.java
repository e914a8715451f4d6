package io.rootops.app.cli;

import io.rootops.app.MemoryArchive;
import io.rootops.app.ops.BuildVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the memory to a file. */
@Command(
        name = "export",
        description = {
            "Write the whole memory to one file, as of this moment: a backup, or the way to another machine or PostgreSQL.",
            "Works beside a running server and without one. Clones are not in it; they are fetched again."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "2:wrong usage, or a setting that cannot be",
            "3:the file cannot be written or is there already, or the database cannot be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  rootops export rootops-$(date +%%F).zip", "  rootops export --with-key everything.zip"})
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Where to; must not be there. Only its owner can read it.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Path file;

    @Option(
            names = "--with-key",
            description =
                    "Put the file of ROOTOPS_KEY_FILE in too, which the secrets of the GitHub App are encrypted with.")
    private boolean withKey;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        MemoryArchive.Result written =
                new MemoryArchive(console.settings(Map.of())).write(file, withKey, BuildVersion.current());
        console.out().line(file + ": " + ArchiveWords.of(written.contents()));
        written.notices().forEach(it -> console.err().line(TerminalText.of(it)));
        return ExitCode.OK;
    }
}
