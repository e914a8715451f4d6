package io.rootops.app.browser;

import java.util.Locale;

/** The ways in which every page is looked at. */
enum Look {
    LIGHT(1360, "light"),
    DARK(1360, "dark"),
    PHONE(390, "light");

    private final int width;
    private final String scheme;

    Look(int width, String scheme) {
        this.width = width;
        this.scheme = scheme;
    }

    int width() {
        return width;
    }

    String scheme() {
        return scheme;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
