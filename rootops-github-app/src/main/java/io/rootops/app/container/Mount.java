package io.rootops.app.container;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code /proc/self/mountinfo}, of which proc_pid_mountinfo(5) tells.
 *
 * @param root the directory of the file system that is mounted
 * @param point where
 * @param type of the file system, such as ext4, overlay, tmpfs
 */
record Mount(String root, Path point, String type) {
    private static final String END_OF_OPTIONAL_FIELDS = "-";
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** The one that a file is on; empty: none of the text, as in a chroot whose root is no mount. */
    static Optional<Mount> under(Path file, String mountinfo) {
        // Of two at one place the later one hides the earlier.
        return mountinfo
                .lines()
                .flatMap(it -> of(it).stream())
                .filter(it -> file.startsWith(it.point))
                .reduce((one, other) -> other.point.getNameCount() >= one.point.getNameCount() ? other : one);
    }

    private static Optional<Mount> of(String line) {
        List<String> words = Arrays.asList(line.split(" "));
        int end = words.indexOf(END_OF_OPTIONAL_FIELDS);
        return end < 6 || end + 1 >= words.size()
                ? Optional.empty()
                : Optional.of(new Mount(plain(words.get(3)), Path.of(plain(words.get(4))), words.get(end + 1)));
    }

    /** Without the escapes of blanks and the like. */
    private static String plain(String text) {
        Matcher octal = OCTAL.matcher(text);
        return octal.replaceAll(
                it -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(it.group(1), 8))));
    }
}
