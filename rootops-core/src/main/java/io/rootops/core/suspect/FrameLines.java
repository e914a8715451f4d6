package io.rootops.core.suspect;

import io.rootops.core.signal.log.TraceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the frames out of the stack traces of a text, and keeps its other lines: Java, Kotlin and other languages of the JVM,
 * JavaScript and TypeScript, .NET, Python, Ruby, Go. Linear in the text, whatever stands in it. Not thread-safe.
 */
final class FrameLines {
    /** What stands behind in a line is no frame, and hardly a message. */
    private static final int LOOKED_AT = 500;

    /** More of a text is not read: some thousand frames. */
    private static final int MOST_CHARACTERS = 512 * 1024;

    private static final int MOST_FRAMES = 1_000;

    private static final Pattern GO_PLACE = Pattern.compile("^\\s+(\\S+\\.go):(\\d+)(?: \\+0x[0-9a-f]+)?$");
    private static final Pattern RUBY_FIRST =
            Pattern.compile("^(?:\\s*from )?(\\S+?\\.(?:rb|erb|rake)):(\\d+):in [`']([^']+)'.*");
    private static final Pattern AT_PLACE = Pattern.compile("^(.+?)(?::(?:line )?(\\d+))?(?::\\d+)?$");
    /** Prose has parentheses too: {@code at checkout (all regions)}. */
    private static final Pattern FILE = Pattern.compile("\\S++(?<=\\.[A-Za-z]\\w{0,8})");

    private static final Set<String> WITHOUT_FILE = Set.of("Native Method", "Unknown Source", "native", "<anonymous>");
    private static final Pattern SCHEME = Pattern.compile("^(?:[a-z][a-z0-9+-]*://+|[A-Za-z]:/)");

    private final List<Frame> frames = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<Frame> python = new ArrayList<>();

    /** A line that is a function of Go if the next tells its place; empty: none. */
    private String goLine = "";

    private String goFunction = "";
    private boolean traced;

    FrameLines(String text) {
        int from = 0;
        int end = Math.min(text.length(), MOST_CHARACTERS);
        while (from < end) {
            int line = text.indexOf('\n', from);
            int to = line < 0 || line > end ? end : line;
            add(text.substring(from, Math.min(to, from + LOOKED_AT)).stripTrailing());
            from = to + 1;
        }
        endGo();
        endPython();
    }

    /** The innermost first, library code too, {@link Frame#test} not yet told. */
    List<Frame> frames() {
        return frames;
    }

    /** The lines that are no frames. */
    List<String> others() {
        return others;
    }

    /** Whether there is a frame of any code. */
    boolean traced() {
        return traced;
    }

    private void add(String line) {
        Matcher go = GO_PLACE.matcher(line);
        if (!goLine.isEmpty() && go.matches()) {
            keep(goFrame(goFunction, go.group(1), number(go.group(2))));
            goLine = "";
            return;
        }
        endGo();
        Optional<TraceLine> found = TraceLine.of(line);
        if (found.isPresent() && traced(found.get(), line)) {
            return;
        }
        Matcher ruby = RUBY_FIRST.matcher(line);
        if (ruby.matches()) {
            keep(rubyFrame(ruby.group(3), ruby.group(1), number(ruby.group(2))));
            others.add(line.substring(ruby.end(3)));
            return;
        }
        if (!line.startsWith("    ") || python.isEmpty()) { // else the source of a frame above
            other(line);
        }
    }

    private void other(String line) {
        endPython();
        others.add(line);
    }

    /** {@code Cart.total(null)} alone is what somebody says. */
    private void endGo() {
        if (!goLine.isEmpty()) {
            other(goLine);
            goLine = "";
        }
    }

    /** Whether the line is a frame, or may be one of Go. */
    private boolean traced(TraceLine line, String text) {
        if (line.language() == TraceLine.Language.GO) {
            goLine = text;
            goFunction = line.function();
            return true;
        }
        Matcher place = AT_PLACE.matcher(line.place());
        boolean placed = place.matches();
        boolean at = line.language() == TraceLine.Language.AT || line.language() == TraceLine.Language.DOTNET;
        if (at && !(placed && file(place.group(1), place.group(2) != null)) && !called(line, text)) {
            return false;
        }
        traced = true;
        if (!placed) {
            return true;
        }
        int number = place.group(2) == null ? 0 : number(place.group(2));
        String path = path(place.group(1));
        switch (line.language()) {
            case PYTHON -> python.add(new Frame("", name(line.function()), path, number, false));
            case RUBY -> keep(rubyFrame(line.function(), path, number));
            case DOTNET -> keep(dotted(line.function(), path, number));
            default -> keep(at(line.function(), path, number));
        }
        return true;
    }

    private static boolean file(String told, boolean numbered) {
        boolean slashes = told.indexOf('/') >= 0 || told.indexOf('\\') >= 0;
        boolean word =
                told.chars().noneMatch(Character::isWhitespace) && told.chars().anyMatch(Character::isLetter);
        return WITHOUT_FILE.contains(told)
                || (numbered ? slashes || word : FILE.matcher(told).matches());
    }

    /** {@code at Shop.Cart.Total(Decimal price)}: .NET without its symbols tells no file. */
    private static boolean called(TraceLine line, String text) {
        return line.function().indexOf('.') > 0
                && line.function().indexOf(' ') < 0
                && text.endsWith(")")
                && text.contains(line.function() + "(");
    }

    /** Python tells the innermost last. */
    private void endPython() {
        for (int i = python.size() - 1; i >= 0; i--) {
            keep(python.get(i));
        }
        python.clear();
    }

    private void keep(Frame frame) {
        traced = true;
        if (frames.size() < MOST_FRAMES && !frame.path().isEmpty()) {
            frames.add(frame);
        }
    }

    /** Of the JVM where a bare file name is told, which stands in the folder of its package; else of JavaScript. */
    private static Frame at(String function, String path, int line) {
        boolean bare = path.indexOf('/') < 0;
        if (!bare || path.endsWith(".js") || path.endsWith(".ts") || path.indexOf('.') < 0) {
            return dotted(function.replaceFirst(" \\[as .*", ""), bare && path.indexOf('.') < 0 ? "" : path, line);
        }
        String name = function.substring(function.lastIndexOf('/') + 1);
        Frame frame = dotted(name, path, line);
        int method = name.lastIndexOf('.');
        int type = name.lastIndexOf('.', method - 1);
        return type < 0
                ? frame
                : new Frame(
                        frame.type(),
                        frame.method(),
                        name.substring(0, type).replace('.', '/') + "/" + path,
                        line,
                        false);
    }

    /** {@code com.shop.Cart$Line.total}: the last two names, of an inner class the outermost. */
    private static Frame dotted(String function, String path, int line) {
        int method = function.lastIndexOf('.');
        String owner = function.substring(0, Math.max(0, method));
        String type = owner.substring(owner.lastIndexOf('.') + 1);
        int inner = type.indexOf('$', 1);
        return new Frame(
                inner > 0 ? type.substring(0, inner) : type, name(function.substring(method + 1)), path, line, false);
    }

    private static Frame goFrame(String function, String path, int line) {
        String[] names = function.substring(function.lastIndexOf('/') + 1).split("\\.", -1);
        String type = names.length > 2 ? names[1].replaceAll("[(*)]", "") : "";
        return new Frame(type, name(names[names.length > 2 ? 2 : names.length - 1]), path(path), line, false);
    }

    /** {@code block in Cart#total}. */
    private static Frame rubyFrame(String function, String path, int line) {
        String name = function.substring(function.lastIndexOf(' ') + 1);
        int cut = Math.max(name.lastIndexOf('#'), name.lastIndexOf('.'));
        return new Frame(name.substring(0, Math.max(0, cut)), name(name.substring(cut + 1)), path(path), line, false);
    }

    /** Constructors, lambdas and modules have no name that a source knows. */
    private static String name(String function) {
        int lambda = function.startsWith("lambda$") ? function.indexOf('$', 7) : -1;
        String name = lambda > 0 ? function.substring(7, lambda) : function;
        return name.startsWith("<") ? "" : name;
    }

    /** Slashes, no address, no query, no {@code ./} before it. */
    private static String path(String told) {
        String path = SCHEME.matcher(told.replace('\\', '/')).replaceFirst("/");
        int query = path.indexOf('?');
        path = query < 0 ? path : path.substring(0, query);
        while (path.startsWith("./") || path.startsWith("../")) {
            path = path.substring(path.indexOf('/') + 1);
        }
        return path;
    }

    private static int number(String digits) {
        return digits.length() > 8 ? 0 : Integer.parseInt(digits);
    }
}
