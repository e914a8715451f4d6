package io.rootops.app.cli;

import io.rootops.app.ops.BuildVersion;
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
        return "RootOps " + BuildVersion.current() + " (Java " + System.getProperty("java.version") + ", "
                + System.getProperty("java.vm.name") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ")";
    }

    /** For {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
