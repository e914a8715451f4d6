package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a GitHub of the tests and looks whether GitHub itself would take what RootOps asks for. */
public final class DescribedRequests extends Filter implements AutoCloseable {
    private final String root;
    private final Set<String> problems = ConcurrentHashMap.newKeySet();

    /** @param root of the API in the server's paths; all else is not looked at */
    public DescribedRequests(String root) {
        this.root = root;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(root + "/") && !path.contains(".git/")) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.setStreams(new ByteArrayInputStream(body), null);
            GitHubDescription.installed()
                    .ifPresent(it -> problems.addAll(it.problems(
                            exchange.getRequestMethod(),
                            path.substring(root.length()),
                            exchange.getRequestURI().getRawQuery(),
                            body)));
        }
        chain.doFilter(exchange);
    }

    @Override
    public String description() {
        return "GitHub's OpenAPI description";
    }

    @Override
    public void close() {
        assertThat(problems)
                .as("requests that GitHub's description does not allow")
                .isEmpty();
    }
}
