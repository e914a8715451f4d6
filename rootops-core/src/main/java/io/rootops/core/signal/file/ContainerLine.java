package io.rootops.core.signal.file;

import io.rootops.core.signal.log.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A line as the runtime of a container wraps what the program wrote: Docker's {@code json-file}, or CRI's.
 *
 * @param time as it is written there
 * @param errors whether it was written to standard error
 * @param partial whether the line goes on in the next of the same output
 */
record ContainerLine(String text, String time, boolean errors, boolean partial) {
    private static final String DOCKER = "{\"log\":\"";
    private static final int SHORTEST_TIME = 20;
    private static final int LONGEST_TIME = 40;

    /** Null: the line is as the program wrote it. */
    static @Nullable ContainerLine of(String line) {
        if (line.startsWith(DOCKER)) {
            return docker(line.toCharArray());
        }
        return !line.isEmpty() && line.charAt(0) == '2' ? cri(line) : null;
    }

    private static @Nullable ContainerLine docker(char[] line) {
        JsonFields fields = new JsonFields();
        fields.begin(line, line.length);
        String text = null;
        String stream = null;
        String time = null;
        while (fields.next()) {
            if (!fields.string()) {
                continue;
            }
            if (fields.key("log")) {
                text = fields.text();
            } else if (fields.key("stream")) {
                stream = fields.text();
            } else if (fields.key("time")) {
                time = fields.text();
            }
        }
        if (text == null || stream == null || time == null) {
            return null;
        }
        boolean whole = text.endsWith("\n");
        int end = text.length() - (whole ? 1 : 0) - (text.endsWith("\r\n") ? 1 : 0);
        return new ContainerLine(text.substring(0, end).replace("\0", ""), time, stream.equals("stderr"), !whole);
    }

    /** {@code 2016-10-06T00:17:09.669794202Z stdout F text}. */
    private static @Nullable ContainerLine cri(String line) {
        int time = line.indexOf(' ');
        if (time < SHORTEST_TIME || time > LONGEST_TIME) {
            return null;
        }
        boolean errors = line.startsWith("stderr ", time + 1);
        int tags = time + 1 + "stdout ".length();
        if (!errors && !line.startsWith("stdout ", time + 1) || line.length() <= tags) {
            return null;
        }
        char tag = line.charAt(tags);
        int end = line.indexOf(' ', tags);
        if (tag != 'F' && tag != 'P' || end < 0 && line.length() > tags + 1) {
            return null;
        }
        return new ContainerLine(end < 0 ? "" : line.substring(end + 1), line.substring(0, time), errors, tag == 'P');
    }
}
