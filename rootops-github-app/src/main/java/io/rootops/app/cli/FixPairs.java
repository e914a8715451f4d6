package io.rootops.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads pairs of a fix and the commit that it repaired: CSV with a header, plain or gzipped. */
final class FixPairs {
    private static final String FIX = "fix_sha";
    private static final String INDUCING = "inducing_sha";

    private FixPairs() {}

    /** By fix, the commits that it repaired. Shas have no comma, so no field needs quotes; those around one are dropped. */
    static SortedMap<String, Set<String>> read(Path file) {
        SortedMap<String, Set<String>> pairs = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(unzipped(in), StandardCharsets.UTF_8))) {
            List<String> header = fields(lines.readLine());
            int fix = column(file, header, FIX);
            int inducing = column(file, header, INDUCING);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = fields(line);
                if (fields.size() > Math.max(fix, inducing)) {
                    pairs.computeIfAbsent(fields.get(fix).toLowerCase(Locale.ROOT), it -> new TreeSet<>())
                            .add(fields.get(inducing).toLowerCase(Locale.ROOT));
                }
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNREADABLE,
                    "cannot read the pairs in " + file + ": "
                            + (Files.exists(file) ? e.getMessage() : "there is no such file")
                            + "; expected a CSV file, plain or gzipped, with the columns " + FIX + " and " + INDUCING);
        }
        return pairs;
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean zipped = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        return zipped ? new GZIPInputStream(start) : start;
    }

    private static int column(Path file, List<String> header, String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new CommandException(
                    ExitCode.UNREADABLE,
                    "the file " + file + " has no column " + name + "; expected a header with " + FIX + " and "
                            + INDUCING);
        }
        return index;
    }

    private static List<String> fields(@Nullable String line) {
        return line == null
                ? List.of()
                : Arrays.stream(line.split(",", -1))
                        .map(it -> it.strip().replaceAll("^\uFEFF?\"?|\"$", ""))
                        .toList();
    }
}
