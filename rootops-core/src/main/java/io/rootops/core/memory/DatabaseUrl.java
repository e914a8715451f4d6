package io.rootops.core.memory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who opens it, from {@code postgres://user:password@host:port/name?sslmode=require},
 * {@code postgresql://…} or {@code jdbc:postgresql://…}.
 *
 * @param jdbcUrl without user and password
 */
record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    private static final Pattern FORM = Pattern.compile("(?:jdbc:postgresql|postgresql|postgres)://"
            + "(?:(?<who>[^/?]*)@)?(?<hosts>[A-Za-z0-9._:,\\[\\]-]+)/(?<name>[^/?#]+)(?:\\?(?<query>[^#]*))?");

    /** Spelled otherwise by the driver than by libpq, whose words are customary in such URLs. */
    private static final Map<String, String> DRIVER_WORDS = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout");

    /** @throws DatabaseException when it has another form; the message does not repeat it, as it may hold a password */
    static DatabaseUrl parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new DatabaseException("DATABASE_URL is not understood: expected"
                    + " postgres://user:password@host:5432/database, with characters such as / ? # % in the password"
                    + " percent-encoded.");
        }
        String user = null;
        String password = null;
        String who = form.group("who");
        if (who != null) {
            int colon = who.indexOf(':');
            user = decode(colon < 0 ? who : who.substring(0, colon));
            password = colon < 0 ? null : decode(who.substring(colon + 1));
        }
        StringBuilder rest = new StringBuilder();
        String query = form.group("query");
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (name.equals("user")) {
                user = decode(value);
            } else if (name.equals("password")) {
                password = decode(value);
            } else if (!name.isEmpty()) {
                rest.append(rest.isEmpty() ? '?' : '&');
                rest.append(DRIVER_WORDS.getOrDefault(name, name)).append('=').append(value);
            }
        }
        String url = "jdbc:postgresql://" + form.group("hosts") + "/" + form.group("name") + rest;
        return new DatabaseUrl(url, user, password);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a lone % that nobody encoded
        }
    }

    /** For people: no parameters, no secrets. */
    String place() {
        return jdbcUrl.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*$", "");
    }

    @Override
    public String toString() {
        return place();
    }
}
