package io.rootops.app.github;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Serves bare repositories by {@code git http-backend}: the real other side of a fetch. */
final class GitBackend {
    private final Path root;

    GitBackend(Path root) {
        this.root = root;
    }

    /** @param path below the root, such as /acme/shop.git/info/refs */
    void serve(HttpExchange exchange, String path, Brake brake) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "GIT_PROJECT_ROOT", root.toString(),
                        "GIT_HTTP_EXPORT_ALL", "1",
                        "PATH_INFO", path,
                        "REQUEST_METHOD", exchange.getRequestMethod(),
                        "QUERY_STRING", text(exchange.getRequestURI().getRawQuery()),
                        "CONTENT_TYPE", header(exchange, "Content-Type"),
                        "HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"),
                        "GIT_PROTOCOL", header(exchange, "Git-Protocol")));
        Process git = builder.start();
        try (OutputStream input = git.getOutputStream()) {
            exchange.getRequestBody().transferTo(input);
        }
        try (InputStream output = git.getInputStream()) {
            int status = 200;
            for (String line = line(output); !line.isEmpty(); line = line(output)) {
                String[] field = line.split(": *", 2);
                if (field[0].equalsIgnoreCase("Status")) {
                    status = Integer.parseInt(field[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(field[0], field[1]);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            OutputStream body = exchange.getResponseBody();
            byte[] buffer = new byte[4096];
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                brake.before(read);
                body.write(buffer, 0, read);
                body.flush();
            }
            body.close();
        } finally {
            git.destroy();
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    private static String header(HttpExchange exchange, String name) {
        List<String> values = exchange.getRequestHeaders().get(name);
        return values == null ? "" : values.get(0);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
