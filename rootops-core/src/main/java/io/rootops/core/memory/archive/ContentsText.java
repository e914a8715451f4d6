package io.rootops.core.memory.archive;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** The list of contents as it stands in the file: a word and its values each line, its own checksum in the last one. */
final class ContentsText {
    static final int FORMAT = 1;
    private static final String FIRST = "rootops-archive ";
    private static final String NONE = "none";

    private ContentsText() {}

    static String of(ArchiveContents contents) {
        StringBuilder text = new StringBuilder(FIRST).append(FORMAT).append('\n');
        line(text, "release", contents.release());
        line(text, "schema", String.valueOf(contents.schema()));
        line(text, "postgresql", contents.postgres());
        line(text, "made", contents.madeAt().toString());
        line(text, "key", contents.keySha256() == null ? NONE : contents.keySha256());
        for (ArchivedTable it : contents.tables()) {
            line(
                    text,
                    "table",
                    word(it.name()),
                    String.valueOf(it.rows()),
                    it.sha256(),
                    it.columns().stream().map(ContentsText::word).collect(Collectors.joining(",")));
        }
        for (ArchivedSequence it : contents.sequences()) {
            line(text, "sequence", word(it.name()), String.valueOf(it.value()), String.valueOf(it.called()));
        }
        return text + "sha256 " + sha256(text.toString()) + "\n";
    }

    /** @throws ArchiveException when it was changed, or another release's way of writing it */
    static ArchiveContents parse(String text, String file) {
        if (!text.startsWith(FIRST)) {
            throw new ArchiveException(
                    file + " is no archive of RootOps: expected a file that 'rootops export' wrote.");
        }
        String format = text.lines().findFirst().orElseThrow().substring(FIRST.length());
        if (!format.equals(String.valueOf(FORMAT))) {
            throw new ArchiveException(file + " has the archive format " + format + " and this RootOps reads " + FORMAT
                    + ": import it with the release that wrote it, or a newer one.");
        }
        int last = text.lastIndexOf("sha256 ");
        if (last < 0 || !text.substring(last).equals("sha256 " + sha256(text.substring(0, last)) + "\n")) {
            throw damaged(file);
        }
        try {
            return parse(text.substring(0, last).lines().skip(1).toList());
        } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException | NoSuchElementException e) {
            throw damaged(file);
        }
    }

    static ArchiveException damaged(String file) {
        return new ArchiveException(file + " is damaged: its contents are not what was written. Use another backup.");
    }

    private static ArchiveContents parse(List<String> lines) {
        List<ArchivedTable> tables = new ArrayList<>();
        List<ArchivedSequence> sequences = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("table")) {
                List<String> columns = words[4].isEmpty() ? List.of() : names(words[4]);
                tables.add(new ArchivedTable(name(words[1]), columns, Long.parseLong(words[2]), words[3]));
            } else if (words[0].equals("sequence")) {
                sequences.add(
                        new ArchivedSequence(name(words[1]), Long.parseLong(words[2]), Boolean.parseBoolean(words[3])));
            }
        }
        String key = value(lines, "key");
        return new ArchiveContents(
                value(lines, "release"),
                Integer.parseInt(value(lines, "schema")),
                value(lines, "postgresql"),
                Instant.parse(value(lines, "made")),
                key.equals(NONE) ? null : key,
                List.copyOf(tables),
                List.copyOf(sequences));
    }

    private static String value(List<String> lines, String word) {
        return lines.stream()
                .filter(it -> it.startsWith(word + " "))
                .findFirst()
                .orElseThrow()
                .substring(word.length() + 1);
    }

    private static List<String> names(String words) {
        return Arrays.stream(words.split(",")).map(ContentsText::name).toList();
    }

    /** Somebody's own table beside ours may have any name. */
    private static String word(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String name(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String... words) {
        text.append(String.join(" ", words)).append('\n');
    }

    private static String sha256(String text) {
        return Checksum.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
