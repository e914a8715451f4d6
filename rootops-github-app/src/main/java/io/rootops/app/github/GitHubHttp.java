package io.rootops.app.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** HTTP for github-api with what its own lacks: a limit to each answer's time, and redirects on the same host only. */
final class GitHubHttp implements GitHubConnector {
    private static final int MOST_REDIRECTS = 3;

    private final WholeAnswers client;

    GitHubHttp(Duration patience) {
        this.client = new WholeAnswers(patience);
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        try {
            URI address = request.url().toURI();
            byte[] body = request.hasBody() ? request.body().readAllBytes() : new byte[0];
            HttpResponse<byte[]> response = exchange(request, address, body);
            for (int redirects = 0; isRedirect(response) && redirects < MOST_REDIRECTS; redirects++) {
                URI next = address.resolve(
                        response.headers().firstValue("Location").orElse(""));
                if (!SameHost.same(address, next)) {
                    throw new GitHubProblem.OtherHostException(next.getScheme() + "://" + next.getHost());
                }
                address = next;
                response = exchange(request, address, body);
            }
            return new Response(request, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "stopped while asking " + request.url().getHost());
        } catch (SocketException | SSLException e) {
            // Of another kind, or github-api would try again at once and twice; the schedule does that.
            throw new IOException(e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private HttpResponse<byte[]> exchange(GitHubConnectorRequest request, URI address, byte[] body)
            throws IOException, InterruptedException {
        BodyPublisher publisher = request.hasBody() ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody();
        HttpRequest.Builder builder = HttpRequest.newBuilder(address).method(request.method(), publisher);
        request.allHeaders().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        if (request.hasBody() && request.contentType() != null) {
            builder.setHeader("Content-Type", request.contentType());
        }
        return client.to(builder);
    }

    /** Such that keep the method: 301 and 302 are for reading only. */
    private static boolean isRedirect(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 301, 302 -> response.request().method().equals("GET");
            case 307, 308 -> true;
            default -> false;
        };
    }

    private static final class Response extends GitHubConnectorResponse.ByteArrayResponse {
        private final byte[] body;

        Response(GitHubConnectorRequest request, HttpResponse<byte[]> response) {
            super(request, response.statusCode(), response.headers().map());
            this.body = response.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
