package io.rootops.app.web;

import io.rootops.app.access.HostCheck;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with our servlets. */
public final class HttpServer implements AutoCloseable {
    private static final int THREADS = 48;
    private static final long STOP_MILLIS = 2_000;

    private final Server server;
    private final ServerConnector connector;
    private final String bind;
    private final int port;

    /**
     * Not yet listening.
     *
     * @param bind a loopback address
     * @param port 0: a free one
     * @param servlets by path pattern
     */
    public HttpServer(String bind, int port, Map<String, ? extends Servlet> servlets) {
        this.bind = bind;
        this.port = port;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("web");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(bind);
        connector.setPort(port);
        server.addConnector(connector);
        server.setStopTimeout(STOP_MILLIS);

        ServletContextHandler context = new ServletContextHandler("/");
        servlets.forEach((path, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, path);
        });
        CompressionHandler compression = new CompressionHandler(context);
        compression.putCompression(new GzipCompression());
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .defaults()
                        .compressIncludeMethod("GET")
                        .build());
        server.setHandler(new HostCheck(compression));
    }

    /** @throws IOException one clear sentence, when the address cannot be taken */
    public void start() throws IOException {
        try {
            connector.open();
            server.start();
        } catch (IOException e) {
            throw e.getCause() instanceof BindException || e instanceof BindException
                    ? new IOException(
                            "port " + port + " on " + bind
                                    + " is in use; stop what holds it, or choose another with ROOTOPS_PORT (0 takes a free one)",
                            e)
                    : e;
        } catch (Exception e) {
            throw new IOException("the web server does not start: " + e.getMessage(), e);
        }
    }

    /** Where it listens, as people open it. */
    public URI address() {
        String host = bind.contains(":") ? "[" + bind + "]" : bind.startsWith("127.") ? "localhost" : bind;
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            // It has stopped all the same: answers that took longer than it waits, such as streams, were cut off.
        } catch (Exception e) {
            throw new IllegalStateException("the web server does not stop: " + e.getMessage(), e);
        }
    }
}
