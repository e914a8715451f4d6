package io.rootops.core.suspect.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds methods by the braces around their bodies and by what stands before these. */
final class BraceMethods {
    private final char[] code;
    private final Language language;
    private final List<Method> found = new ArrayList<>();
    private final Deque<Block> open = new ArrayDeque<>();
    private Header header;
    private int line;

    /**
     * What a brace opened.
     *
     * @param type name of the class that it is the body of, else of the one around it
     * @param method that it is the body of
     * @param interrupted the header in whose parentheses it stands
     */
    private record Block(
            String type,
            @Nullable String method,
            int from,
            @Nullable Header interrupted) {}

    BraceMethods(char[] code, Language language) {
        this.code = code;
        this.language = language;
        this.header = new Header(code, language);
    }

    List<Method> find() {
        int at = 0;
        while (at < code.length) {
            char c = code[at];
            int end = at + 1;
            if (c == '\n') {
                line++;
                header.lineEnds();
            } else if (c == '{') {
                open();
            } else if (c == '}') {
                close();
            } else if (c == ';' && !header.inParentheses()) {
                header = new Header(code, language);
            } else if (c > ' ') {
                while (Header.word(c) && end < code.length && Header.word(code[end])) {
                    end++;
                }
                header.add(at, end, line);
            }
            at = end;
        }
        found.sort(Comparator.comparingInt(Method::from)
                .thenComparing(Comparator.comparingInt(Method::to).reversed()));
        return found;
    }

    private void open() {
        String around = open.isEmpty() ? "" : open.element().type;
        String type = header.typeName();
        String method = type == null ? header.methodName() : null;
        String receiver = header.receiver();
        open.push(new Block(
                type != null ? type : receiver != null ? receiver : around,
                method,
                header.line() < 0 ? line : header.line(),
                header.inParentheses() ? header : null));
        header = new Header(code, language);
    }

    private void close() {
        header = new Header(code, language);
        if (open.isEmpty()) {
            return;
        }
        Block block = open.pop();
        if (block.method != null) {
            found.add(new Method(block.type, block.method, block.from, line + 1));
        }
        if (block.interrupted != null) {
            header = block.interrupted;
        }
    }
}
