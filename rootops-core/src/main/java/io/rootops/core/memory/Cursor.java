package io.rootops.core.memory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a list of commits goes on: behind this commit. Stable under inserts, since it names a place, not a count. Git's times are whole seconds. */
record Cursor(Instant committedAt, int repository, int commit) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,13})\\.(\\d{1,9})\\.(\\d{1,9})");

    String encode() {
        String text = committedAt.getEpochSecond() + "." + repository + "." + commit;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws MalformedCursorException when it is none of ours */
    static Cursor decode(String cursor) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new MalformedCursorException(cursor);
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedCursorException(cursor);
        }
        Instant time = Instant.ofEpochSecond(Long.parseLong(matcher.group(1)));
        if (!time.equals(Times.storable(time))) {
            throw new MalformedCursorException(cursor);
        }
        return new Cursor(time, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }
}
