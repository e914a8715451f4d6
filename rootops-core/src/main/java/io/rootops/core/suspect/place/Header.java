package io.rootops.core.suspect.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words and signs before a brace; they tell what its block is. */
final class Header {
    /** A longer one is none: a method's is some dozens. */
    private static final int LONGEST = 400;

    private static final Set<String> TYPES =
            Set.of("class", "interface", "enum", "record", "object", "struct", "trait", "namespace");

    private static final Set<String> CONTROL = Set.of(
            "if",
            "for",
            "foreach",
            "while",
            "switch",
            "catch",
            "synchronized",
            "return",
            "else",
            "do",
            "try",
            "using",
            "lock",
            "when",
            "with",
            "fixed",
            "throw",
            "await",
            "yield",
            "case",
            "new",
            "select",
            "finally",
            "until");

    private final char[] code;
    private final Language language;
    private final List<String> tokens = new ArrayList<>();
    private int line = -1;
    private int depth;
    private boolean lineEnded;

    Header(char[] code, Language language) {
        this.code = code;
        this.language = language;
    }

    static boolean word(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '$'
                || c > 127;
    }

    /** Of its first word or sign; -1 while it is empty. */
    int line() {
        return line;
    }

    boolean inParentheses() {
        return depth > 0;
    }

    void lineEnds() {
        lineEnded = language.newlinesEndStatements() && depth == 0;
    }

    void add(int from, int to, int at) {
        char c = code[from];
        if (lineEnded && c != ':' && !unfinished()) {
            clear();
        }
        lineEnded = false;
        if (c == ')' && depth == 0) {
            clear();
            return;
        }
        if (c == ',' && tokens.isEmpty()) {
            return;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (tokens.isEmpty()) {
            line = at;
        }
        if (tokens.size() < LONGEST) {
            tokens.add(new String(code, from, to - from));
        }
    }

    private void clear() {
        tokens.clear();
        line = -1;
        depth = 0;
    }

    private boolean unfinished() {
        return !tokens.isEmpty() && "=:,>|&".contains(tokens.get(tokens.size() - 1));
    }

    /** The class whose body follows; null when none does. */
    @Nullable
    String typeName() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            String before = i == 0 ? "" : tokens.get(i - 1);
            if (language == Language.GO ? is(i, "type") : TYPES.contains(tokens.get(i)) && !before.equals(".")) {
                String name = tokens.get(i + 1);
                boolean named = word(name.charAt(0)) && !TYPES.contains(name);
                if (named && !name.equals("extends")) {
                    return name;
                }
            } else if (is(i, "(") && !annotated(i)) {
                return null;
            }
        }
        return null;
    }

    /** The type that a function of Go belongs to; null when there is none. */
    @Nullable
    String receiver() {
        if (language != Language.GO || !is(0, "func") || !is(1, "(")) {
            return null;
        }
        int close = closing(1);
        for (int i = Math.min(close, tokens.size()) - 1; i > 1; i--) {
            if (is(i - 1, "*") || i == 3 || (i == 2 && close == 3)) {
                return tokens.get(i);
            }
        }
        return null;
    }

    /** The method whose body follows; null when none does, or one without a name. */
    @Nullable
    String methodName() {
        return tokens.size() >= LONGEST
                ? null
                : switch (language) {
                    case GO -> after("func");
                    case KOTLIN -> after("fun");
                    case JAVASCRIPT -> javaScript();
                    default -> called();
                };
    }

    /** The name before the parameters of what this word declares. */
    private @Nullable String after(String declaration) {
        int at = tokens.indexOf(declaration);
        if (at < 0 || depth > 0) {
            return null;
        }
        int from = language == Language.GO && is(at + 1, "(") ? closing(at + 1) + 1 : at + 1;
        String last = null;
        for (int i = from; i < tokens.size() && !is(i, "("); i++) {
            if (is(i, "<") || is(i, "[")) {
                if (last != null) {
                    return last;
                }
                i = behindBrackets(i) - 1;
            } else if (word(tokens.get(i).charAt(0))) {
                last = tokens.get(i);
            }
        }
        return last;
    }

    private int behindBrackets(int from) {
        int open = 0;
        for (int i = from; i < tokens.size(); i++) {
            open += is(i, "<") || is(i, "[") ? 1 : is(i, ">") || is(i, "]") ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private @Nullable String javaScript() {
        int function = tokens.lastIndexOf("function");
        boolean arrow = tokens.size() > 2 && is(tokens.size() - 1, ">") && is(tokens.size() - 2, "=");
        if (function < 0 && !arrow) {
            return called();
        }
        if (function >= 0 && !arrow) {
            int open = tokens.subList(function, tokens.size()).indexOf("(");
            if (open < 0 || closing(function + open) == tokens.size()) {
                return null;
            }
            int name = function + (is(function + 1, "*") ? 2 : 1);
            if (name < tokens.size() && word(tokens.get(name).charAt(0))) {
                return tokens.get(name);
            }
        }
        return assigned(arrow ? tokens.size() - 2 : function);
    }

    /** The name before the first = or : outside of parentheses, if there is one before this place. */
    private @Nullable String assigned(int end) {
        int parentheses = 0;
        for (int i = 1; i < end; i++) {
            parentheses += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            boolean sign = is(i, "=") || is(i, ":");
            if (parentheses == 0 && sign && word(tokens.get(i - 1).charAt(0))) {
                return tokens.get(i - 1);
            }
        }
        return null;
    }

    /** The name before the first parentheses, where this is no statement. */
    private @Nullable String called() {
        if (depth > 0) {
            return null;
        }
        int i = 0;
        while (i < tokens.size()) {
            if (is(i, "@")) {
                i = behindAnnotation(i);
                continue;
            }
            if (is(i, "[") && (i == 0 || is(i - 1, "]"))) {
                i = Math.max(i + 1, behindBrackets(i));
                continue;
            }
            if (CONTROL.contains(tokens.get(i)) || is(i, "=")) {
                return null;
            }
            if (is(i, "(")) {
                boolean named = i > 0 && word(tokens.get(i - 1).charAt(0)) && !(i > 1 && is(i - 2, "."));
                return named ? tokens.get(i - 1) : i > 0 && is(i - 1, ">") ? generic(i - 1) : null;
            }
            i++;
        }
        return null;
    }

    /** The name before its own type parameters, as C# and TypeScript write them. */
    private @Nullable String generic(int close) {
        int open = 0;
        for (int i = close; i > 0; i--) {
            open += is(i, ">") ? 1 : is(i, "<") ? -1 : 0;
            if (open == 0) {
                return word(tokens.get(i - 1).charAt(0)) ? tokens.get(i - 1) : null;
            }
        }
        return null;
    }

    private int behindAnnotation(int at) {
        int i = at + 2;
        while (is(i, ".")) {
            i += 2;
        }
        return is(i, "(") ? closing(i) + 1 : i;
    }

    private boolean annotated(int parenthesis) {
        int i = parenthesis - 1;
        while (i > 1 && is(i - 1, ".")) {
            i -= 2;
        }
        return i > 0 && is(i - 1, "@");
    }

    private int closing(int open) {
        int parentheses = 0;
        for (int i = open; i < tokens.size(); i++) {
            parentheses += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            if (parentheses == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private boolean is(int at, String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }
}
