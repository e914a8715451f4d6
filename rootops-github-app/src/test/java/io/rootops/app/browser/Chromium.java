package io.rootops.app.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The installed browser. Selenium never looks for another one on the net. */
final class Chromium {
    private Chromium() {}

    static boolean installed() {
        return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
    }

    static Path binary() {
        return onPath("chromium").orElseThrow();
    }

    static Path driver() {
        return onPath("chromedriver").orElseThrow();
    }

    private static Optional<Path> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(it -> Path.of(it, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
