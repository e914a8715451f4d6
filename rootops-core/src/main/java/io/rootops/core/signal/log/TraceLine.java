package io.rootops.core.signal.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One frame of a stack trace, as its line tells it.
 *
 * @param function as it stands there: {@code com.shop.Cart.total}, {@code shop/cart.(*Till).Pay}; empty where none is told
 * @param arguments of .NET, else empty
 * @param place file and line as they stand there: {@code Cart.java:12}, {@code /app/cart.js:3:14}; empty where none is told,
 *     as in Go, which tells it in the line below
 */
public record TraceLine(Language language, String function, String arguments, String place) {

    /** By how its lines look. */
    public enum Language {
        /** {@code at com.shop.Cart.total(Cart.java:12)}: Java and its kin, and JavaScript. */
        AT,
        /** {@code at Shop.Cart.Total(Decimal price) in /src/Cart.cs:line 12}. */
        DOTNET,
        PYTHON,
        RUBY,
        GO
    }

    /** Possessive: of a hostile line no part is tried again. */
    private static final Pattern AT = Pattern.compile(
            "^\\s*+at (?:async |new )?([\\w.$<>/@ \\[\\]-]++)\\(([^)]*+)\\)(?: in (\\S++(?: \\d++)?))?.*+");

    private static final Pattern BARE = Pattern.compile("^\\s+at (?:async )?(\\S+?):(\\d+(?::\\d+)?)$");
    private static final Pattern PYTHON = Pattern.compile("^\\s+File \"([^\"]+)\", line (\\d+), in (.+)$");
    private static final Pattern RUBY = Pattern.compile("^\\s*from (\\S+?):(\\d+):in [`'](.+)'$");

    /**
     * Empty when the line tells of no frame.
     *
     * @param line cut to what a frame may be long: some hundred characters
     */
    public static Optional<TraceLine> of(String line) {
        Matcher python = PYTHON.matcher(line);
        if (python.matches()) {
            return Optional.of(new TraceLine(Language.PYTHON, python.group(3), "", place(python)));
        }
        Matcher at = AT.matcher(line);
        if (at.matches()) {
            String function = at.group(1).strip();
            return Optional.of(
                    at.group(3) == null
                            ? new TraceLine(Language.AT, function, "", at.group(2))
                            : new TraceLine(Language.DOTNET, function, at.group(2), at.group(3)));
        }
        Matcher bare = BARE.matcher(line);
        if (bare.matches()) {
            return Optional.of(new TraceLine(Language.AT, "", "", place(bare)));
        }
        Matcher ruby = RUBY.matcher(line);
        return ruby.matches()
                ? Optional.of(new TraceLine(Language.RUBY, ruby.group(3), "", place(ruby)))
                : go(line).map(it -> new TraceLine(Language.GO, it, "", ""));
    }

    private static String place(Matcher line) {
        return line.group(1) + ":" + line.group(2);
    }

    /** The function of {@code shop/cart.(*Till).Pay(0x2, 0x3)}: a path, a dot, a name, and arguments to the end of the line. */
    private static Optional<String> go(String line) {
        int valid = 0;
        while (valid < line.length() && goName(line.charAt(valid))) {
            valid++;
        }
        int arguments = line.lastIndexOf('(', valid - 1);
        if (arguments < 0 || line.indexOf(')', arguments) != line.length() - 1) {
            return Optional.empty();
        }
        int dot = line.indexOf('.', Math.max(1, line.lastIndexOf('/', arguments) + 1));
        return dot > 0 && dot < arguments - 1 ? Optional.of(line.substring(0, arguments)) : Optional.empty();
    }

    private static boolean goName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_./*()-".indexOf(c) >= 0;
    }
}
