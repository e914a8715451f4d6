package io.rootops.dashboard;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How pages look; kept in a cookie, so that the server writes it into the page and nothing flashes. */
enum Theme {
    AUTO,
    LIGHT,
    DARK;

    static final String COOKIE = "rootops_theme";

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Theme> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** A cookie that is missing or none of ours means AUTO. */
    static Theme of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? AUTO
                : Arrays.stream(cookies)
                        .filter(it -> it.getName().equals(COOKIE))
                        .flatMap(it -> named(it.getValue()).stream())
                        .findFirst()
                        .orElse(AUTO);
    }
}
