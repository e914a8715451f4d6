package io.rootops.app.github;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Stands before a GitHub on loopback whose clock goes wrong, and dates its answers by that: Java's own server cannot. */
public final class OtherClock implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI behind;
    /** Of the clock that it dates by, to this machine's. */
    public volatile Duration ahead;

    public OtherClock(URI behind, Duration ahead) throws Exception {
        this.behind = behind;
        this.ahead = ahead;
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendDateHeader(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                pass(request, response, callback);
                return true;
            }
        });
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    private void pass(Request request, Response response, Callback callback) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        behind.resolve(request.getHttpURI().getPathQuery()))
                .method(
                        request.getMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                Content.Source.asInputStream(request).readAllBytes()));
        request.getHeaders().stream()
                .filter(it -> !it.is("Host") && !it.is("Connection") && !it.is("Content-Length") && !it.is("Upgrade"))
                .filter(it -> !it.is("HTTP2-Settings"))
                .forEach(it -> builder.header(it.getName(), it.getValue()));
        HttpResponse<byte[]> answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("date") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> response.getHeaders().add(name, value));
            }
        });
        response.getHeaders()
                .put(
                        HttpHeader.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.now().plus(ahead).atOffset(ZoneOffset.UTC)));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
