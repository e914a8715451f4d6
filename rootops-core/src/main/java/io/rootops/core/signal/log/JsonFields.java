package io.rootops.core.signal.log;

/** The pairs of the outermost object of a line of JSON, one after the other, in place. Not thread-safe. */
public final class JsonFields {
    private char[] text = new char[0];
    private int length;
    private int at;
    private int keyFrom;
    private int keyTo;
    private int valueFrom;
    private int valueTo;

    /** Begins with {@code text[0, length)}, which begins with a brace. */
    public void begin(char[] line, int end) {
        text = line;
        length = end;
        at = skip(1);
    }

    /** Goes to the next pair; false: there is none, or what follows is no JSON. */
    public boolean next() {
        if (at >= length || text[at] != '"') {
            return false;
        }
        keyFrom = at + 1;
        keyTo = Quoted.end(text, at, length);
        int colon = skip(keyTo + 1);
        if (colon >= length || text[colon] != ':') {
            return false;
        }
        valueFrom = skip(colon + 1);
        valueTo = value(valueFrom);
        int comma = skip(valueTo);
        at = comma < length && text[comma] == ',' ? skip(comma + 1) : length;
        return true;
    }

    public boolean key(String name) {
        return Text.equal(text, keyFrom, keyTo, name);
    }

    public int keyFrom() {
        return keyFrom;
    }

    public int keyTo() {
        return keyTo;
    }

    /** Whether the value is a string: quotes are then around it. */
    public boolean string() {
        return valueFrom < valueTo && text[valueFrom] == '"';
    }

    /** Where the value begins: at its quote, where it is a string. */
    public int valueFrom() {
        return valueFrom;
    }

    /** Behind the value. */
    public int valueTo() {
        return valueTo;
    }

    /** The value of a string, as it was before it was written in JSON. */
    public String text() {
        StringBuilder unescaped = new StringBuilder(valueTo - valueFrom);
        for (int i = valueFrom + 1; i < valueTo - 1; i++) {
            char c = text[i];
            if (c == '\\' && i + 1 < valueTo - 1) {
                c = text[++i];
                switch (c) {
                    case 'n' -> c = '\n';
                    case 't' -> c = '\t';
                    case 'r' -> c = '\r';
                    case 'b' -> c = '\b';
                    case 'f' -> c = '\f';
                    case 'u' -> {
                        if (i + 4 < valueTo - 1) {
                            c = (char) Quoted.code(text, i + 1);
                            i += 4;
                        }
                    }
                    default -> {}
                }
            }
            unescaped.append(c);
        }
        return unescaped.toString();
    }

    /** Behind the value that begins here; nested ones are passed over. */
    private int value(int from) {
        int depth = 0;
        for (int i = from; i < length; i++) {
            char c = text[i];
            if (c == '"') {
                i = Quoted.end(text, i, length);
                if (depth == 0) {
                    return Math.min(length, i + 1);
                }
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (--depth <= 0) {
                    return depth < 0 ? i : i + 1;
                }
            } else if (depth == 0 && (c == ',' || c <= ' ')) {
                return i;
            }
        }
        return length;
    }

    private int skip(int from) {
        int i = from;
        while (i < length && text[i] <= ' ') {
            i++;
        }
        return i;
    }
}
