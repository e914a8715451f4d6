package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a GitHub of the tests and looks whether GitHub itself would take what RootOps asks for, and whether
 * what it answers there is what GitHub could answer.
 */
public final class Described extends Filter implements AutoCloseable {
    private final String root;
    private final boolean answers;
    private final Set<String> problems = ConcurrentHashMap.newKeySet();

    /** @param root of the API in the server's paths; all else is not looked at */
    public Described(String root) {
        this(root, true);
    }

    /** @param answers false: another's server stands behind it, whose answers are its own */
    Described(String root, boolean answers) {
        this.root = root;
        this.answers = answers;
        // It is long, and not to be read while an impatient client waits for its first answer.
        GitHubDescription.installed();
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<GitHubDescription> description = GitHubDescription.installed();
        if (description.isEmpty() || !path.startsWith(root + "/") || path.contains(".git/")) {
            chain.doFilter(exchange);
            return;
        }
        String called = path.substring(root.length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        problems.addAll(description
                .get()
                .problems(
                        exchange.getRequestMethod(),
                        called,
                        exchange.getRequestURI().getRawQuery(),
                        body));
        Copied answer = new Copied(exchange.getResponseBody());
        exchange.setStreams(new ByteArrayInputStream(body), answer);
        chain.doFilter(exchange);
        if (answers && exchange.getResponseCode() > 0) {
            problems.addAll(description
                    .get()
                    .answerProblems(
                            exchange.getRequestMethod(),
                            called,
                            exchange.getResponseCode(),
                            answer.copy.toByteArray()));
        }
    }

    private static final class Copied extends FilterOutputStream {
        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

        Copied(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            copy.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            copy.write(bytes, from, length);
        }
    }

    @Override
    public String description() {
        return "GitHub's OpenAPI description";
    }

    @Override
    public void close() {
        assertThat(problems)
                .as("requests and answers that GitHub's description does not allow")
                .isEmpty();
    }
}
