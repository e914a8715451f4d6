package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a form sent; its times are in UTC. */
final class FormFields implements Fields {
    private final HttpServletRequest request;

    FormFields(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public boolean has(String name) {
        return request.getParameter(name) != null;
    }

    @Override
    public @Nullable String longText(String... names) {
        for (String name : names) {
            String value = request.getParameter(name);
            if (value != null && !value.isBlank()) {
                return value.replace('\0', '\uFFFD').strip();
            }
        }
        return null;
    }

    @Override
    public @Nullable Instant time(String... names) {
        String text = text(names);
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(names[0], "a time in UTC as in 2026-11-29T10:00");
        }
    }

    @Override
    public ProblemException wrong(String name, String expected) {
        return ProblemException.badParameter(name, name + " cannot be used; expected " + expected, path());
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }
}
