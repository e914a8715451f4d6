package io.rootops.app;

import io.rootops.core.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;

/** The main class. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Server server = Server.start(
                new SettingsReader(System.getenv()).read(), args.length < 3 ? List.of() : List.of(Path.of(args[2])));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.err.println(server.dashboard());
        Thread.currentThread().join();
    }
}
