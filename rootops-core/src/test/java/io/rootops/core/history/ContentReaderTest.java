package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scanner against the regular expressions that define the counts, on one character a byte. */
class ContentReaderTest {
    /** {@code \b} of bytes: Java's own takes letters beyond ASCII for word characters. */
    private static final String B = "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))";

    private static final Pattern COMMENT = Pattern.compile(
            "^\\s*(//|/\\*|\\*|" + "#(?!include|if|endif|define|else|undef|ifdef|ifndef|pragma)|<!--|\\*/)");
    private static final Pattern IMPORT = Pattern.compile("^\\s*(import|#include|from|package|using|require)" + B);
    private static final Pattern CALL = Pattern.compile(B + "[A-Za-z_]\\w*\\s*\\(");
    private static final Pattern CONDITION =
            Pattern.compile(B + "(if|for|while|switch|case|catch|elif|except)" + B + "|&&|\\|\\||\\?");
    private static final Pattern ASSIGNMENT = Pattern.compile("[^=!<>]=[^=]");
    private static final Pattern NUMBER = Pattern.compile(B + "\\d+" + B);
    private static final Pattern CONCURRENCY = Pattern.compile(B + "(synchronized|volatile|\\w*[lL]ock\\w*|Thread\\w*"
            + "|Atomic\\w*|Concurrent\\w*|Executor\\w*|Future\\w*|wait|notify\\w*|spinlock|barrier|atomic\\w*|mutex\\w*)"
            + B);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_]\\w*|\\d+");

    private static final String[] PIECES = {
        "if",
        "for",
        "while",
        "switch",
        "case",
        "catch",
        "elif",
        "except",
        "&&",
        "||",
        "&",
        "|",
        "?",
        "=",
        "==",
        "!=",
        "<",
        ">",
        "<=",
        "!",
        "(",
        ")",
        " ",
        "  ",
        "\t",
        "\r",
        "\f",
        "\u000b",
        "lock",
        "Lock",
        "unlock",
        "Thread",
        "Atomic",
        "atomic",
        "mutex",
        "wait",
        "waits",
        "notify",
        "notifyAll",
        "spinlock",
        "barrier",
        "Executor",
        "Future",
        "Concurrent",
        "synchronized",
        "volatile",
        "foo",
        "_x",
        "a",
        "ab",
        "1",
        "12",
        "123",
        "0x1F",
        "9lock",
        "3wait",
        "1_000",
        "//",
        "/*",
        "*",
        "*/",
        "#",
        "#include",
        "#if",
        "#define",
        "<!--",
        "import",
        "package",
        "from",
        "using",
        "require",
        "imports",
        ".",
        ";",
        "{",
        "}",
        "\u00e9",
        "\u00ff",
        "\"",
        "/",
        "-",
        "x=1",
        "y = z"
    };

    @Test
    void countsAsTheExpressionsDoOnRandomLines() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            int lines = 1 + random.nextInt(8);
            for (int i = 0; i < lines; i++) {
                int pieces = random.nextInt(round % 50 == 0 ? 300 : 9);
                for (int p = 0; p < pieces; p++) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                    if (random.nextInt(3) == 0) {
                        text.append(' ');
                    }
                }
                text.append('\n');
            }
            check(text.toString());
        }
    }

    @Test
    void countsAsTheExpressionsDoOnRealCode() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                check(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void readsNoMoreThanTheFirstLines() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("call();\n");
        }
        assertThat(added(text.toString()).addedCalls()).isEqualTo(ContentReader.MAX_LINES);
    }

    @Test
    void listsNamesCommonestFirstAndFourHundredInAll() {
        ContentReader reader = new ContentReader();
        reader.startCommit();
        LineDiff diff = new LineDiff();
        diff.compare(
                Text.of(bytes("old = gone;\n")),
                Text.of(bytes("value = other + value;\n// the other value\nimport some.thing;\n"
                        + " * @author Ana Doe\n// ask ana@example.org\n * @return nothing\n")));
        reader.read(0, diff, true);
        diff.compare(Text.of(bytes("timeout = 30\n")), Text.of(bytes("timeout seconds = 60\nlimit = 7\n")));
        reader.readWords(1, diff);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            many.append("name").append(i).append("();\n");
        }
        diff.compare(Text.of(bytes("")), Text.of(bytes(many.toString())));
        reader.read(2, diff, false);
        List<String> names = reader.identifiers(3);
        assertThat(names.get(0)).isEqualTo("value:3 other:2 the import some thing return nothing old gone");
        assertThat(names.get(1)).isEqualTo("timeout:2 seconds limit");
        assertThat(names.get(2).split(" ")).hasSize(387).startsWith("name0", "name1");
    }

    private void check(String text) {
        ContentCounts counts = added(text);
        List<String> code = new ArrayList<>();
        long indents = 0;
        int maxIndent = 0;
        long widths = 0;
        for (String line : text.split("\n", -1)) {
            if (line.matches("\\s*")
                    || COMMENT.matcher(line).find()
                    || IMPORT.matcher(line).find()) {
                continue;
            }
            code.add(line.substring(0, Math.min(400, line.length())));
            int indent = 0;
            for (int i = 0; line.charAt(i) == ' ' || line.charAt(i) == '\t'; i++) {
                indent = line.charAt(i) == ' ' ? indent + 1 : (indent / 4 + 1) * 4;
            }
            indents += indent;
            maxIndent = Math.max(maxIndent, indent);
            widths += line.replaceAll("^\\s+|\\s+$", "").length();
        }
        String joined = String.join("\n", code);
        Set<String> tokens = new HashSet<>();
        TOKEN.matcher(joined)
                .results()
                .map(it -> it.group())
                .filter(it -> it.length() > 2)
                .forEach(tokens::add);
        assertThat(counts)
                .as(text)
                .isEqualTo(new ContentCounts(
                        count(CALL, joined),
                        0,
                        count(CONDITION, joined),
                        0,
                        count(ASSIGNMENT, joined),
                        count(NUMBER, joined),
                        count(CONCURRENCY, joined),
                        0,
                        code.size(),
                        indents,
                        maxIndent,
                        widths,
                        tokens.size()));
        ContentCounts deleted = deleted(text);
        assertThat(deleted.deletedCalls()).isEqualTo(counts.addedCalls());
        assertThat(deleted.deletedConditions()).isEqualTo(counts.addedConditions());
        assertThat(deleted.deletedConcurrency()).isEqualTo(counts.addedConcurrency());
        assertThat(deleted.addedTokens()).isZero();
    }

    private static ContentCounts added(String text) {
        return counts("", text);
    }

    private static ContentCounts deleted(String text) {
        return counts(text, "");
    }

    private static ContentCounts counts(String before, String after) {
        ContentReader reader = new ContentReader();
        reader.startCommit();
        LineDiff diff = new LineDiff();
        diff.compare(Text.of(bytes(before)), Text.of(bytes(after)));
        reader.read(0, diff, true);
        return reader.counts();
    }

    private static int count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
