package io.rootops.core.signal.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a log file says.
 *
 * @param live the name without what rotation added: {@code app.log} of {@code app.log.1}, {@code app.log-20261129.gz} and
 *     {@code app-2026-11-29.3.log}
 * @param rotated whether rotation added something
 * @param gzip whether it is compressed
 */
record FileName(String live, boolean rotated, boolean gzip) {
    private static final String GZ = ".gz";
    private static final String DATE =
            "\\d{4}-?\\d{2}-?\\d{2}(?:[T_.-]?\\d{2}(?:[:.h-]?\\d{2}(?:[:.m-]?\\d{2}(?:\\.\\d{1,6})?)?)?)?|1\\d{9}";
    /** A number counts behind a point, or behind a date: {@code worker-1.log} is the log of one of several workers. */
    private static final String ADDED = "(?:[._-](?:" + DATE + ")|\\.\\d{1,4}|\\.(?:old|prev|bak))(?:[._-]\\d{1,4})?";

    private static final Pattern BEHIND = Pattern.compile("(.+?\\D)(?:" + ADDED + ")");
    private static final Pattern INSIDE = Pattern.compile("(.+?)(?:" + ADDED + ")(\\.[A-Za-z]{2,6})");
    private static final Pattern NUMBERED_ARCHIVE = Pattern.compile("(.+?)-\\d{1,4}(\\.[A-Za-z]{2,6})?");
    private static final int LONGEST = 255;

    static FileName of(String name) {
        boolean gzip = name.endsWith(GZ);
        String plain = gzip ? name.substring(0, name.length() - GZ.length()) : name;
        if (plain.length() <= LONGEST) {
            Matcher behind = BEHIND.matcher(plain);
            if (behind.matches()) {
                return new FileName(behind.group(1), true, gzip);
            }
            Matcher inside = INSIDE.matcher(plain);
            if (inside.matches()) {
                return new FileName(inside.group(1) + inside.group(2), true, gzip);
            }
            Matcher archive = NUMBERED_ARCHIVE.matcher(plain);
            if (gzip && archive.matches()) {
                String extension = archive.group(2) == null ? "" : archive.group(2);
                return new FileName(archive.group(1) + extension, true, true);
            }
        }
        return new FileName(plain, gzip, gzip);
    }
}
