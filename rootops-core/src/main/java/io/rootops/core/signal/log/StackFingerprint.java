package io.rootops.core.signal.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stack trace is told by, as error trackers group them: its exceptions and its topmost frames, without messages and
 * line numbers, which change from one release, or one run, to the next.
 *
 * @param exceptions classes, the outermost first
 * @param frames at most five, the innermost first: of the application, or of any code where it has none there
 */
public record StackFingerprint(List<String> exceptions, List<String> frames) {
    private static final int MOST_FRAMES = 5;
    private static final int ID_BYTES = 8;

    /** Frames and names of exceptions are shorter; what stands behind is a message. */
    private static final int LOOKED_AT = 500;

    private static final Pattern EXCEPTION = Pattern.compile(
            "(?:^|\\s|: )(?:Caused by: |Suppressed: |Exception in thread \"[^\"]*\" |Uncaught |Unhandled exception\\. )?"
                    + "((?:[A-Za-z_][\\w$]*\\.)*[A-Z][\\w$]*(?:Exception|Error|Interrupt|Exit|Warning|Throwable))(?=[:\\s(]|$)");
    private static final Pattern PANIC = Pattern.compile("^panic: (?:runtime error: )?([a-z ]+)");
    /** Of an address: it changes, and may hold what nobody is to see. */
    private static final Pattern QUERY = Pattern.compile("[?][^)\\s]*");

    private static final Pattern LINE_NUMBER = Pattern.compile(":(line )?\\d+");
    private static final Pattern GENERATED =
            Pattern.compile("(\\$\\$\\w+|\\$Proxy|lambda\\$\\w*\\$|\\$Lambda)[\\d$/0-9a-fx]*|@[0-9a-f]+$");
    private static final Pattern LIBRARY = Pattern.compile(
            "^(?:[\\w.]+(?:@[\\w.]+)?/)?(?:java|javax|jdk|sun|com\\.sun|jakarta|kotlin|kotlinx|scala|groovy|org\\.springframework|org\\.apache"
                    + "|org\\.hibernate|org\\.eclipse|org\\.postgresql|com\\.zaxxer|io\\.netty|reactor|io\\.micrometer|okhttp3|com\\.fasterxml|org\\.jooq"
                    + "|org\\.junit|System|Microsoft|runtime|net/http|internal|node)[./:].*"
                    + "|.*(?:site-packages|dist-packages|/usr/lib/python|/lib/python3|node_modules|node:internal|/gems/|/go/pkg/mod/).*");

    public StackFingerprint {
        exceptions = List.copyOf(exceptions);
        frames = List.copyOf(frames);
    }

    /** Of the lines of one event; empty when they hold no frame. */
    static Optional<StackFingerprint> of(List<String> lines) {
        List<String> exceptions = new ArrayList<>();
        List<String> frames = new ArrayList<>();
        boolean python = false;
        for (String whole : lines) {
            String line = whole.substring(0, Math.min(whole.length(), LOOKED_AT));
            Optional<TraceLine> traced = TraceLine.of(line);
            if (traced.isPresent()) {
                String frame = QUERY.matcher(frame(traced.get())).replaceAll("");
                python |= traced.get().language() == TraceLine.Language.PYTHON;
                if (python) {
                    frames.add(0, frame); // the innermost is the last there
                } else {
                    frames.add(frame);
                }
                continue;
            }
            exception(line).ifPresent(exceptions::add);
        }
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        List<String> own = frames.stream()
                .filter(it -> !LIBRARY.matcher(it).matches())
                .limit(MOST_FRAMES)
                .toList();
        return Optional.of(new StackFingerprint(
                exceptions, own.isEmpty() ? frames.subList(0, Math.min(MOST_FRAMES, frames.size())) : own));
    }

    private static Optional<String> exception(String line) {
        Matcher panic = PANIC.matcher(line);
        if (panic.find()) {
            return Optional.of("panic: " + panic.group(1).strip());
        }
        Matcher named = EXCEPTION.matcher(line);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static String frame(TraceLine line) {
        String place = LINE_NUMBER.matcher(line.place()).replaceAll("");
        return switch (line.language()) {
            case PYTHON, RUBY -> place + ":" + line.function();
            case GO -> line.function();
            case AT -> line.function().isEmpty() ? place : generated(line) + "(" + place + ")";
            case DOTNET -> generated(line) + "(" + line.arguments() + ")";
        };
    }

    private static String generated(TraceLine line) {
        return GENERATED.matcher(line.function()).replaceAll("$1");
    }

    /** The same for the same stack, sixteen hexadecimal digits. */
    public String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", exceptions).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(String.join("\n", frames).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
