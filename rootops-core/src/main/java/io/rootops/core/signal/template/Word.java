package io.rootops.core.signal.template;

import io.rootops.core.signal.log.Text;
import java.util.Locale;
import java.util.Set;

/** What a token of a masked line may be merged with, by its looks. */
enum Word {
    /** A variable, or words that were merged. */
    VARIABLE,
    /** Holds a variable and constant text: {@code node-<*>}. */
    MIXED,
    /** Names what its variable is: {@code size=<*>}. Two with different names are never one. */
    KEYED,
    /** Likewise with a colon, {@code size:<*>}, which a host and its port have, too. */
    LABELLED,
    /** Says what happened, or to which protocol verb, state or exception it happened. */
    EVENT,
    /** A name by its looks: dotted, quoted, in brackets, with {@code @}, {@code /} or {@code $}. */
    SOFT,
    /** A plain word. */
    PLAIN,
    /** No letter in it. */
    SIGN;

    private static final Set<String> STATES = Set.of(
            "up",
            "down",
            "on",
            "off",
            "in",
            "out",
            "to",
            "from",
            "open",
            "close",
            "start",
            "stop",
            "begin",
            "end",
            "ok",
            "okay",
            "success",
            "successful",
            "successfully",
            "failure",
            "fail",
            "fails",
            "error",
            "errors",
            "warning",
            "warn",
            "fatal",
            "critical",
            "panic",
            "lost",
            "done",
            "ready",
            "dead",
            "alive",
            "yes",
            "no",
            "not",
            "never",
            "without",
            "online",
            "offline",
            "healthy",
            "unhealthy",
            "valid",
            "invalid",
            "timeout",
            "unknown",
            "complete",
            "incomplete",
            "read",
            "write",
            "get",
            "put",
            "set",
            "add",
            "remove",
            "create",
            "delete",
            "update",
            "connect",
            "disconnect",
            "lock",
            "unlock",
            "enable",
            "disable",
            "before",
            "after",
            "sent",
            "active",
            "inactive",
            "idle",
            "busy",
            "full",
            "empty",
            "new",
            "old",
            "high",
            "low",
            "too",
            "cannot",
            "unable",
            "denied",
            "missing");

    /** Whether a template can be told by it. */
    boolean constant() {
        return this == PLAIN || this == SOFT || this == EVENT;
    }

    static Word of(String token) {
        if (Masked.variable(token)) {
            return VARIABLE;
        }
        boolean letters = false;
        boolean variable = false;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            letters |= Text.letter(c);
            variable |= Masked.variable(c);
        }
        if (!letters) {
            return SIGN;
        }
        if (variable) {
            int key = key(token);
            return key == 0 ? MIXED : token.charAt(key - 1) == '=' ? KEYED : LABELLED;
        }
        String core = core(token);
        if (event(core)) {
            return EVENT;
        }
        return soft(token, core) ? SOFT : PLAIN;
    }

    /** The length of the name before the variable, with its sign; 0 where the token has none. */
    static int key(String token) {
        for (int i = 1; i < token.length(); i++) {
            char c = token.charAt(i);
            if (Masked.variable(token.charAt(i - 1))) {
                return 0;
            }
            if ((c == '=' || c == ':') && i + 1 < token.length() && Masked.within(token.substring(i + 1))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String core(String token) {
        int from = 0;
        int to = token.length();
        while (from < to && !Text.letter(token.charAt(from))) {
            from++;
        }
        while (to > from && !Text.letter(token.charAt(to - 1))) {
            to--;
        }
        return token.substring(from, to);
    }

    private static boolean event(String core) {
        String last = core.substring(Math.max(core.lastIndexOf('.'), core.lastIndexOf('/')) + 1);
        if (last.endsWith("Exception") || last.endsWith("Error")) {
            return true;
        }
        int upper = 0;
        boolean capitals = true;
        for (int i = 0; i < last.length(); i++) {
            char c = last.charAt(i);
            capitals &= Character.isUpperCase(c) || c == '_' || c == '-';
            upper += Character.isUpperCase(c) ? 1 : 0;
        }
        if (capitals && upper >= 2) {
            return true;
        }
        if (core.length() != last.length()) {
            return false;
        }
        String lower = core.toLowerCase(Locale.ROOT);
        return STATES.contains(lower)
                || lower.length() >= 5
                        && (lower.endsWith("ing")
                                || lower.endsWith("ed") && !lower.endsWith("eed")
                                || lower.endsWith("able"));
    }

    private static boolean soft(String token, String core) {
        char first = token.charAt(0);
        char last = token.charAt(token.length() - 1);
        if ((first == '"'
                        || first == '\''
                        || first == '['
                        || first == '('
                        || first == '<'
                        || first == '{'
                        || first == '`')
                && (last == '"'
                        || last == '\''
                        || last == ']'
                        || last == ')'
                        || last == '>'
                        || last == '}'
                        || last == '`')) {
            return true;
        }
        for (int i = 0; i < core.length(); i++) {
            char c = core.charAt(i);
            if (c == '@' || c == '/' || c == '$') {
                return true;
            }
            if (c == '.' && i > 0 && i + 1 < core.length() && Text.letter(core.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
