package io.rootops.core.signal.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the lines of one stream into events. An event is handed on when the next begins, or after a second without a line, or
 * when it has more than it may: what goes on with it then is dropped, so that a long trace is one event and not several. Not
 * thread-safe.
 */
public final class EventJoiner {
    static final Duration IDLE = Duration.ofSeconds(1);

    /** Of an event. */
    public static final int MOST_LINES = 500;

    /** Of an event. */
    public static final int MOST_CHARACTERS = 64 * 1024;

    private static final int LOOKED_AT = 300;

    private final Consumer<LogEvent> events;
    private final LogHeader header = new LogHeader();
    private final List<String> lines = new ArrayList<>();
    private Instant at = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private int characters;
    private boolean cut;
    private @Nullable LogLevel level;
    private boolean dropping;
    private boolean headed;
    private boolean stack;
    private boolean traceback;
    private boolean blank;

    public EventJoiner(Consumer<LogEvent> events) {
        this.events = events;
    }

    /** Whether the line begins an event, whatever stands before it. */
    public static boolean begins(String line) {
        return LineKind.of(line) == LineKind.START;
    }

    /** The next line of the stream, without its end, and when it came. */
    public void add(String line, Instant now) {
        add(line, now, null);
    }

    /** @param beside the level that stands beside the line; null: none does */
    public void add(String line, Instant now, @Nullable LogLevel beside) {
        idle(now);
        LineKind kind = LineKind.of(line);
        if (kind == LineKind.BLANK) {
            blank = true; // inside of Go's and Python's traces
            last = now;
            return;
        }
        if (lines.isEmpty() && !dropping || !goesOn(kind, line)) {
            flush();
            at = now;
            level = beside;
            headed = kind == LineKind.START && troubled(line);
            stack = kind == LineKind.EXCEPTION;
        } else if (kind != LineKind.OTHER) {
            stack |= kind == LineKind.EXCEPTION
                    || line.startsWith("goroutine ")
                    || line.stripLeading().startsWith("at ");
        }
        traceback = line.startsWith("Traceback ") || traceback && kind == LineKind.CONTINUATION;
        blank = false;
        last = now;
        if (!dropping) {
            append(line);
        }
    }

    /** Whether an exception below the line may be its own: below a line that says all is well it is another event. */
    private boolean troubled(String line) {
        char[] text = line.substring(0, Math.min(line.length(), LOOKED_AT)).toCharArray();
        header.read(text, text.length);
        LogLevel told = header.level();
        return told == null || told.compareTo(LogLevel.WARN) >= 0;
    }

    private boolean goesOn(LineKind kind, String line) {
        return switch (kind) {
            case CONTINUATION -> true;
            case START, BLANK -> false;
            // Behind a line with a header, or the last line of Python's trace; alone it is an event of its own.
            case EXCEPTION -> traceback || headed && !stack && !blank || line.startsWith("goroutine ");
            case OTHER -> traceback || stack && line.endsWith(")") && !line.contains(" ");
        };
    }

    private void append(String line) {
        int room = lines.size() < MOST_LINES ? MOST_CHARACTERS - characters : 0;
        if (room > 0) {
            String kept = line.substring(0, Math.min(line.length(), room));
            lines.add(kept);
            characters += kept.length();
        }
        if (line.length() > room) {
            cut = true;
            dropping = true;
            handOn();
        }
    }

    /** Hands on what is there, when nothing came for a second. */
    public void idle(Instant now) {
        if (!now.isBefore(last.plus(IDLE))) {
            flush();
        }
    }

    /** Hands on what is there, as at the end of a stream. */
    public void flush() {
        handOn();
        dropping = false;
        headed = false;
        stack = false;
        traceback = false;
        blank = false;
    }

    private void handOn() {
        if (!lines.isEmpty()) {
            LogEvent event = new LogEvent(at, lines, cut, level);
            lines.clear();
            characters = 0;
            cut = false;
            events.accept(event);
        }
    }
}
