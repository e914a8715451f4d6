package io.rootops.app.web;

import io.rootops.app.access.AccessControl;
import io.rootops.core.settings.Loopback;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
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
     * @param bind an address or localhost
     * @param port 0: a free one
     * @param servlets by path pattern; those of the access control come by themselves
     */
    public HttpServer(String bind, int port, Map<String, ? extends Servlet> servlets, AccessControl access) {
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
        FilterHolder guard = new FilterHolder(access.guard());
        guard.setAsyncSupported(true);
        context.addFilter(guard, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.setErrorHandler(access.errors());
        server.setErrorHandler(access.errors());
        Map<String, Servlet> all = new HashMap<>(servlets);
        all.putAll(access.servlets());
        all.forEach((path, servlet) -> {
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
        server.setHandler(access.around(compression));
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
        // All addresses of a machine are no address to open.
        boolean here = bind.startsWith("127.")
                || Loopback.address(bind).filter(InetAddress::isAnyLocalAddress).isPresent();
        String host = here ? "localhost" : bind.contains(":") ? "[" + bind + "]" : bind;
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
