package io.rootops.app;

import io.rootops.app.cli.Cli;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The main class. */
public final class Main {
    /** Tells each second try, by a logging of its own; held, as loggers are forgotten with their levels. */
    private static final Logger GITHUB_CLIENT = Logger.getLogger("org.kohsuke.github");

    private Main() {}

    public static void main(String[] args) {
        GITHUB_CLIENT.setLevel(Level.WARNING);
        System.exit(Cli.ofProcess(System.getenv()).run(args));
    }
}
