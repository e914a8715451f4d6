package io.rootops.app;

import io.rootops.app.cli.Cli;

/** The main class. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Cli.ofProcess(System.getenv()).run(args));
    }
}
