package io.rootops.core.signal.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program wrote at once: one line, or one with a stack trace or other lines that go on with it.
 *
 * @param at when its first line came
 * @param lines at least one
 * @param cut whether lines, or parts of them, are missing because there were too many
 * @param level that stood beside its first line, and wins over what that says; null: none did
 */
public record LogEvent(
        Instant at,
        List<String> lines,
        boolean cut,
        @Nullable LogLevel level) {
    public LogEvent {
        lines = List.copyOf(lines);
    }

    /** The line that a template is made of. */
    public String head() {
        return lines.get(0);
    }

    /** Whether it is a stack trace whose beginning is not there. */
    public boolean isRestOfTrace() {
        return LineKind.of(head()) == LineKind.CONTINUATION && stack().isPresent();
    }

    /** Of its stack trace; empty without one. */
    public Optional<StackFingerprint> stack() {
        return StackFingerprint.of(lines);
    }
}
