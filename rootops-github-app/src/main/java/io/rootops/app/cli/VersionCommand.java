package io.rootops.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Which RootOps this is. */
@Command(
        name = "version",
        description = "Print the version of RootOps and of Java.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class)
final class VersionCommand implements Runnable {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.out().line(text());
    }

    static String text() {
        return "RootOps " + release() + " (Java " + System.getProperty("java.version") + ", "
                + System.getProperty("java.vm.name") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ")";
    }

    static String release() {
        try (InputStream version =
                Objects.requireNonNull(VersionCommand.class.getResourceAsStream("version.txt"), "version.txt")) {
            return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read version.txt of the jar", e);
        }
    }

    /** For {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
